"""What stands around a page: agency, links, counts. Filled by `organisation` and the front doors."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from lantoa.ui import registry

HEX = re.compile(r"#([0-9a-f]{6})", re.IGNORECASE)
OKLCH = re.compile(r"oklch\(\s*(\d{1,3})%\s+(\d?\.\d{1,3}|0)\s+(\d{1,3})\s*\)", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: str = ""  # the value of aria-current: "page", "true" or nothing
    count: int = 0
    icon: str = ""
    lang: str = ""
    fold: str = ""


@dataclass(frozen=True)
class Fold:
    """Links of a section: one that stands by itself without `label`, or those that open under it."""

    label: str
    links: list[Link]

    @property
    def opened(self) -> bool:
        """Somebody is at one of them, or something waits there."""
        return any(link.current or link.count for link in self.links)


@dataclass(frozen=True)
class Owner:
    """Whose pages these are. `accent` is `#rrggbb` or `oklch(45% .08 205)`; anything else is left out."""

    name: str = ""
    parent: str = ""
    accent: str = ""
    person: str = ""


@dataclass(frozen=True)
class Frame:
    """The desk around a page: built once for each response, when a template asks for it."""

    owner: Owner = Owner()
    groups: list[list[Link]] = field(default_factory=list)
    dock: list[Link] = field(default_factory=list)
    account: list[Link] = field(default_factory=list)
    bell: Link | None = None
    accent_url: str = ""

    @property
    def rail(self) -> list[list[Fold]]:
        """The sections as they are drawn. A fold of one link is none."""
        return [_folded(group) for group in self.groups]


@dataclass(frozen=True)
class Masthead:
    """The public site around a page: the view passes it as `masthead`. Knows no person and no cookie."""

    name: str
    parent: str = ""
    home: str = "/"
    accent: str = ""
    nav: list[Link] = field(default_factory=list)
    languages: list[Link] = field(default_factory=list)
    address: list[str] = field(default_factory=list)
    responsible: str = ""
    links: list[Link] = field(default_factory=list)
    search: str = ""
    counted: str = ""
    """How often the pages were read, and until when: one line at the foot."""
    asks: bool = False
    """Whether the reader is asked if the page helped."""

    @property
    def accent_url(self) -> str:
        return accent_url(self.accent)


def _nobody(request: HttpRequest) -> Owner:
    return Owner()


_owner_of: Callable[[HttpRequest], Owner] = _nobody


def set_owner(provider: Callable[[HttpRequest], Owner]) -> None:
    """`organisation` says here whose desk a request stands on."""
    global _owner_of
    _owner_of = provider


def accent_slug(value: str) -> str:
    """The accent as a part of an address: `0b5a66` or `45-.08-205`; empty when it is no colour we take."""
    if match := HEX.fullmatch(value.strip()):
        return match[1].lower()
    if match := OKLCH.fullmatch(value.strip()):
        return f"{match[1]}-{match[2]}-{match[3]}"
    return ""


def accent_of(slug: str) -> str:
    """The colour again; empty for anything `accent_slug` does not write."""
    if re.fullmatch(r"[0-9a-f]{6}", slug):
        return f"#{slug}"
    parts = slug.split("-")
    colour = f"oklch({parts[0]}% {parts[1]} {parts[2]})" if len(parts) == 3 else ""
    return colour if colour and accent_slug(colour) == slug else ""


def accent_url(value: str) -> str:
    slug = accent_slug(value)
    if not slug:
        return ""
    try:
        return reverse("ui_public:accent", args=[slug])
    except NoReverseMatch:
        return ""


def lies_under(request: HttpRequest, url_name: str) -> None:
    """The page belongs below this entry of the navigation for who looks at it, whatever its address."""
    request.lies_under = reverse(url_name)  # type: ignore[attr-defined]


def _link(item: registry.NavItem, actor: Any, path: str, under: str) -> Link | None:
    """None when the person may not see it, or its room has no such address (the check ui.E001 says so)."""
    if not item.shown(actor):
        return None
    try:
        url = reverse(item.url_name)
    except NoReverseMatch:
        return None
    within = url == under if under else path.startswith(url) and url.count("/") > 2
    current = "page" if path == url else "true" if within else ""
    return Link(item.label, url, current, item.count(actor) if item.count else 0, item.icon, fold=item.fold)


def _folded(group: list[Link]) -> list[Fold]:
    parts = [(label, list(links)) for label, links in groupby(group, key=lambda link: link.fold)]
    return [
        part
        for label, links in parts
        for part in (
            [Fold(label, links)] if label and len(links) > 1 else [Fold("", [link]) for link in links]
        )
    ]


def _nearest(links: list[tuple[registry.NavItem, Link]]) -> list[tuple[registry.NavItem, Link]]:
    """Of the links a page lies under, only the one whose address is the longest is current."""
    longest = max((link.url for _, link in links if link.current), key=len, default="")
    return [(item, link if link.url == longest else replace(link, current="")) for item, link in links]


def build(request: HttpRequest) -> Frame:
    """The frame for the person who asks. One call of every count that is shown."""
    actor = getattr(request, "actor", None)
    owner = _owner_of(request)
    groups: dict[str, list[Link]] = {}
    dock: list[tuple[int, Link]] = []
    items = registry.nav_items() if actor is not None else []
    under = getattr(request, "lies_under", "")
    shown = [(item, link) for item in items if (link := _link(item, actor, request.path, under)) is not None]
    for item, link in _nearest(shown):
        groups.setdefault(item.section, []).append(link)
        if item.dock is not None:
            label = item.dock_label or item.label
            dock.append((item.dock, Link(label, link.url, link.current, icon=item.icon or "file")))
    bell = groups.pop(registry.BELL, [])
    account = groups.pop(registry.ACCOUNT, [])
    return Frame(
        owner=owner,
        groups=list(groups.values()),
        dock=[link for _, link in sorted(dock, key=lambda pair: pair[0])][:4],
        account=account,
        bell=bell[0] if bell else None,
        accent_url=accent_url(owner.accent),
    )
