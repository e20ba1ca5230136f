"""Links of a page: found in its words and blocks, kept with what became of them, told to who writes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models, transaction
from django.db.models import QuerySet
from django.urls import Resolver404, resolve
from django.utils.html import strip_tags
from wagtail.models import Page

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible
from lantoa.organisation.access import Actor
from lantoa.portal import access, pages
from lantoa.portal.models import Link, PageLink

_ANCHOR = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_PAGE = re.compile(r'\blinktype="page"')
_NUMBER = re.compile(r'\bid="(\d{1,18})"')
_HREF = re.compile(r'\bhref="([^"]*)"')
_WHOLE = re.compile(r"https?://\S+\Z", re.IGNORECASE)
BAD = (Link.State.DEAD, Link.State.INNER, Link.State.DOUBTFUL, Link.State.UNTOLD)
CALLED_DEAD = (Link.State.DEAD, Link.State.INNER)


@dataclass(frozen=True, slots=True)
class Found:
    """`page` instead of an address for a page of the portal chosen in the editor."""

    url: str
    words: str
    page: int | None = None

    @property
    def digest(self) -> str:
        key = f"trang:{self.page}" if self.page else self.url
        return hashlib.sha256(key.encode()).hexdigest()


def found_in(page: Page) -> list[Found]:
    """Every link once, in the order of reading; only http, https and pages of the portal."""
    rows: dict[str, Found] = {}
    for field in page._meta.get_fields():
        if getattr(field, "stream_block", None) is not None:
            several = _walk(getattr(page, field.name))
        elif isinstance(field, models.URLField):
            several = _walk(str(getattr(page, field.name) or ""))
        else:
            continue
        for one in several:
            rows.setdefault(one.digest, one)
    return list(rows.values())


def _walk(value: Any) -> Iterator[Found]:
    if isinstance(value, Page):
        yield Found("", value.title, value.pk)
    elif hasattr(value, "source"):
        yield from _anchors(value.source)
    elif isinstance(value, str):
        if _WHOLE.match(value.strip()):
            yield Found(value.strip(), "")
    elif hasattr(value, "block_type"):
        yield from _walk(value.value)
    elif hasattr(value, "items"):
        for _, part in value.items():
            yield from _walk(part)
    elif hasattr(value, "__iter__") and not isinstance(value, bytes):
        for part in value:
            yield from _walk(part)


def _anchors(source: str) -> Iterator[Found]:
    for inside, words in _ANCHOR.findall(source):
        said = " ".join(strip_tags(words).split())[:200]
        number, href = _NUMBER.search(inside), _HREF.search(inside)
        if _PAGE.search(inside) and number:
            yield Found("", said, int(number[1]))
        elif href:
            url = href[1].replace("&amp;", "&").strip()
            if _WHOLE.match(url) or (url.startswith("/") and not url.startswith("//")):
                yield Found(url, said)


def inside(url: str) -> str | None:
    """The path of an address of this portal; None for the outside world."""
    if url.startswith("/"):
        return urlsplit(url).path
    parts, own = urlsplit(url), urlsplit(settings.BASE_URL)
    return (parts.path or "/") if parts.netloc == own.netloc else None


def wrong_inside(found: Found) -> str | None:
    """What is wrong with a link to this portal, as it stands now: empty for nothing, None for the outside world."""
    if found.page is not None:
        target = Page.objects.filter(pk=found.page).first()
        if target is None:
            return "Trang đích đã bị xóa."
        return "" if target.live and pages.is_open(target) else "Trang đích chưa đăng hoặc đã gỡ."
    try:
        path = inside(found.url)
    except ValueError:
        return "Địa chỉ viết không đúng."
    if path is None:
        return None
    try:
        match = resolve(path)
        if match.view_name == "wagtail_serve":
            pages.public_page("/".join(str(part) for part in (*match.args, *match.kwargs.values())))
    except (Resolver404, NotVisible):
        return "Không có trang đăng ở địa chỉ này của cổng."
    return ""


@transaction.atomic
def record(page: Page, others: Iterable[Page] = ()) -> None:
    """Writes down which links stand in a page (and in its other versions), in place of what stood there before."""
    home = pages.home_above(page)
    several = {one.digest: one for version in (page, *others) for one in found_in(version)}
    PageLink.objects.filter(page_id=page.pk).exclude(link__digest__in=several).delete()
    if home is None or not several:
        return
    fresh = [Link(digest=key, url=one.url, page_number=one.page) for key, one in sorted(several.items())]
    Link.objects.bulk_create(fresh, ignore_conflicts=True)
    known = dict(Link.objects.filter(digest__in=several).values_list("digest", "pk"))
    PageLink.objects.bulk_create(
        [
            PageLink(page_id=page.pk, agency_id=home.agency_id, link_id=known[key], words=one.words or one.url[:200])
            for key, one in several.items()
        ],
        update_conflicts=True,
        unique_fields=["page", "link"],
        update_fields=["words", "agency"],
    )  # fmt: skip


def withdraw(page: Page) -> None:
    PageLink.objects.filter(page_id=page.pk).delete()


def bad_in(page: Page) -> list[tuple[str, str]]:
    """Where and what: links to this portal as they are now, others as they were when last visited."""
    found = found_in(page)
    kept = {row.digest: row for row in Link.objects.filter(digest__in=[one.digest for one in found])}
    rows: list[tuple[str, str]] = []
    for one in found:
        said = wrong_inside(one)
        if said is None:
            row = kept.get(one.digest)
            said = _of_kept(row) if row is not None and row.state in CALLED_DEAD else ""
        if said:
            rows.append((one.words or one.url, said))
    return rows


def _of_kept(row: Link) -> str:
    when = f" Kiểm tra ngày {clock.day_of(row.visited_at):%d/%m/%Y}." if row.visited_at else ""
    return f"{row.said}{when}"


def bad_for(actor: Actor) -> QuerySet[PageLink]:
    """Links of the actor's agencies that do not open, the worst first."""
    rows: QuerySet[PageLink] = PageLink.objects.filter(
        agency__in=access.writes_for(actor), link__state__in=BAD
    )
    return rows.select_related("page", "link", "agency").order_by("link__state", "link__failing_since", "pk")
