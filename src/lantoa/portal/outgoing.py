"""What of the portal may go out over channels: articles that anybody reads today."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags

from lantoa.channels.contract import Picture, Text
from lantoa.channels.registry import Content, ContentSource, register_source
from lantoa.ledger.refs import Ref, SourceKey
from lantoa.organisation.models import Agency
from lantoa.portal import languages
from lantoa.portal.models import AgencyHome, ArticlePage

PAGE = "portal.page"
RECENT = 50
TASK = "plans.task"
_BREAKS = re.compile(r"</(?:p|li|h[2-6])>|<br\s*/?>")


def connect() -> None:
    """Called once, when the installation is ready."""
    register_source(ContentSource(PAGE, "Tin, bài trên cổng", look, choices, pictures, translated))


def look(key: str) -> Content | None:
    """An article as it is read today; None while it is no public page."""
    page = _page(key)
    home = AgencyHome.objects.ancestor_of(page).select_related("agency").first() if page else None
    if page is None or home is None:
        return None
    return Content(
        home.agency_id,
        SourceKey(PAGE, str(page.pk)),
        page.title,
        summary=page.summary,
        text=text_of(page),
        url=f"{settings.BASE_URL.rstrip('/')}{page.get_url()}",
        towards=(Ref(TASK, page.task_id),) if page.task_id else (),
        themes=tuple(row.code for row in page.themes.all()),
        audiences=tuple(row.code for row in page.audiences.all()),
        reform_fields=tuple(row.code for row in page.reform_fields.all()),
    )


def translated(key: str, code: str) -> Text | None:
    """What somebody who is named has read through, while the article is public and the language is open."""
    page = _page(key)
    row = languages.translation_of(page, code) if page and code in languages.opened() else None
    if page is None or row is None:
        return None
    text = "\n".join(words for _, words in languages.paragraphs(row.body))
    url = f"{settings.BASE_URL.rstrip('/')}/{code}{languages.split(page.get_url() or '/')[1]}"
    return Text(row.title, row.summary, text, url)


def text_of(page: ArticlePage) -> str:
    """Headings and paragraphs, one a line. Tables, photos and files stay on the page."""
    return "\n".join(line for block in page.body for line in _lines(block))


def _lines(block: Any) -> Iterator[str]:
    if block.block_type in {"heading", "subheading"}:
        yield str(block.value).strip()
    elif block.block_type == "paragraph":
        for part in _BREAKS.split(block.value.source):
            words = html.unescape(strip_tags(part)).strip()
            if words:
                yield words
    elif block.block_type == "quote":
        yield f"“{block.value['text'].strip()}”" + (f" ({block.value['who']})" if block.value["who"] else "")


def choices(agency: Agency) -> Sequence[tuple[str, str]]:
    """The newest articles of the agency that are public."""
    home = AgencyHome.objects.filter(agency=agency).first()
    if home is None:
        return []
    rows = ArticlePage.objects.live().public().descendant_of(home).order_by("-first_published_at", "-pk")
    return [(str(row.pk), row.title) for row in rows[:RECENT]]


def pictures(key: str) -> Sequence[Picture]:
    """The photo at the head of an article, drawn anew without what a camera notes."""
    page = _page(key)
    return [
        Picture(
            f"anh-{block.value['picture'].pk}.jpg",
            "image/jpeg",
            _reader(block.value["picture"]),
            block.value["alt"],
            block.value["caption"],
        )
        for block in (page.photo if page else ())
        if block.value["picture"] is not None
    ]


def _reader(picture: Any) -> Callable[[], bytes]:
    def read() -> bytes:
        with picture.get_rendition("max-1600x1600|format-jpeg").file.open("rb") as stream:
            return bytes(stream.read())

    return read


def _page(key: str) -> ArticlePage | None:
    if not key.isdigit():
        return None
    page: ArticlePage | None = ArticlePage.objects.live().public().filter(pk=int(key)).first()
    return page
