"""Where an agency is found: its channels, the places where it meets people, every public address for search engines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import Page

from lantoa.foundation import clock
from lantoa.organisation.access import live_on
from lantoa.organisation.models import Agency, Place
from lantoa.portal import pages, queries
from lantoa.portal.models import ChannelsPage

MOST_IN_A_MAP = 20_000
"""Addresses in one file; the rule of sitemaps.org allows 50,000."""


@dataclass(frozen=True, slots=True)
class Found:
    """A channel as readers see it."""

    kind: str
    name: str
    address: str = ""
    phone: str = ""
    note: str = ""

    @property
    def shown(self) -> str:
        """The address as people say it."""
        if self.address.startswith("mailto:"):
            return self.address.removeprefix("mailto:")
        parts = urlsplit(self.address)
        return f"{parts.netloc}{parts.path}".rstrip("/")

    @property
    def dial(self) -> str:
        return re.sub(r"[^\d+]", "", self.phone)


def channels_of(page: ChannelsPage, agency: Agency) -> list[Found]:
    """What the agency has anyway, then what the editors listed."""
    own = f"{settings.BASE_URL.rstrip('/')}{reverse('portal:agency', args=[agency.slug])}"
    found = [
        Found(
            "Trang thông tin điện tử", f"Trang của {agency.short_name}", own, note="Tin tức, thủ tục, văn bản"
        )
    ]
    if agency.phone:
        found.append(Found("Điện thoại", "Điện thoại cơ quan", phone=agency.phone))
    if agency.email:
        found.append(Found("Thư điện tử", "Thư điện tử công vụ", f"mailto:{agency.email}"))
    for block in page.channels:
        value = block.value
        words = dict(block.block.child_blocks["kind"].field.choices)
        found.append(
            Found(
                str(words.get(value["kind"], "")),
                value["name"],
                value["address"],
                value["phone"],
                value["note"],
            )
        )
    return found


def places_of(agency: Agency) -> QuerySet[Place]:
    """Where the agency meets people today: counters first; notice boards are no place to go to."""
    rows = Place.objects.filter(live_on(clock.today()), agency=agency).exclude(kind=Place.Kind.BOARD)
    return rows.select_related("body").order_by("kind", "name", "pk")


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    day: date | None = None


def every_address() -> Iterator[Address]:
    """Whatever a search engine may read: fronts, contacts, published pages, the progress of plans."""
    base = settings.BASE_URL.rstrip("/")
    for name in ("portal:home", "portal:sitemap", "portal:accessibility"):
        yield Address(base + reverse(name))
    published = queries.published_by_agency()
    for agency in [*queries.roots(), *queries.listed_agencies()]:
        yield Address(base + reverse("portal:agency", args=[agency.slug]))
        yield Address(base + reverse("portal:contact", args=[agency.slug]))
        for row in published.get(agency.pk, []):
            yield Address(base + reverse("portal:plan", args=[agency.slug, row.plan_id]))
    for page in _readable():
        day = page.last_published_at
        yield Address(f"{base}{page.url}", clock.local(day).date() if day else None)


def _readable() -> Iterator[Page]:
    """Published pages below published pages, in the order of the tree."""
    top = pages.root()
    if top is None:
        return
    hidden = ""
    for page in Page.objects.descendant_of(top).filter(depth__gt=top.depth).order_by("path").iterator():
        if hidden and page.path.startswith(hidden):
            continue
        if not page.live:
            hidden = page.path
            continue
        if page.depth > top.depth + 1:
            yield page
