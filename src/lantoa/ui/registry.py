"""What rooms put into the frame: navigation, slots, home cards, search, the export, the gallery.

Declared here, low; filled by each room in `AppConfig.ready()`. Registering the same name twice replaces the
entry only when it is equal (a second `ready()` in a test); otherwise it is a mistake and raises ValueError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.safestring import SafeString

K = TypeVar("K")
V = TypeVar("V")

Shown = Callable[[Any], bool]
Count = Callable[[Any], int]

# Sections of the navigation that do not stand in the rail.
ACCOUNT = "account"
BELL = "bell"


def everyone(actor: Any) -> bool:
    return True


@dataclass(frozen=True)
class NavItem:
    """One link of the desk. `section` groups the rail; "account" is the menu of the person, "bell" the notices.

    `dock` is the place (1–4) in the quick bar of a phone, None to stand only in the rail; `icon` belongs to it.
    `count` says how many things wait there and is called once for each page: keep it to one query.
    `fold` is the word under which rarely used links of a section lie together, one below the other in the order.
    """

    section: str
    label: str
    url_name: str
    order: int
    count: Count | None = None
    shown: Shown = everyone
    icon: str = ""
    dock: int | None = None
    dock_label: str = ""
    fold: str = ""


@dataclass(frozen=True)
class HomeCard:
    """A section of *Hôm nay*. `render(request)` returns its HTML, empty when there is nothing to say.

    `place` is "strip" (a figure in the head), "main", "side", or "wide" (below both).
    """

    name: str
    order: int
    render: Callable[[HttpRequest], SafeString | str]
    place: str = "main"
    shown: Shown = everyone


@dataclass(frozen=True)
class Hit:
    title: str
    url: str
    sub: str = ""
    kind: str = ""


@dataclass(frozen=True)
class SearchSource:
    """One kind of thing the search box finds. `search(actor, query, limit)` returns only what the actor may see."""

    label: str
    search: Callable[[Any, str, int], Iterable[Hit]]
    order: int = 100


@dataclass(frozen=True)
class Case:
    """One named state of a component in the gallery. `template` is template source, or a name ending in .html."""

    component: str
    name: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict, hash=False)


class SlotRenderer(Protocol):
    def __call__(self, request: HttpRequest, obj: Any, /) -> SafeString | str: ...


@dataclass(frozen=True)
class ExportColumn:
    """A column of an exported list. `kind` is text, decimal, date or datetime; `width` counts characters."""

    label: str
    kind: str = "text"
    width: int = 20


class Exporter(Protocol):
    """Answers with rows as a file: `form` is "xlsx" or "csv"; values are plain and one for each column.

    `beside` are further sheets of a workbook (title, columns, rows); a CSV has none.
    """

    def __call__(
        self,
        columns: Sequence[ExportColumn],
        rows: Iterable[Sequence[Any]],
        *,
        form: str,
        name: str,
        title: str,
        beside: Sequence[tuple[str, Sequence[ExportColumn], Iterable[Sequence[Any]]]] = (),
    ) -> HttpResponseBase: ...


_nav: dict[tuple[str, str], NavItem] = {}
_slots: dict[str, list[tuple[int, SlotRenderer]]] = {}
_cards: dict[str, HomeCard] = {}
_searches: dict[str, SearchSource] = {}
_cases: dict[tuple[str, str], Case] = {}
_exporter: Exporter | None = None


def _put(shelf: dict[K, V], key: K, value: V) -> None:
    if shelf.get(key, value) != value:
        raise ValueError(f"{key!r} is registered twice")
    shelf[key] = value


def register_nav(*items: NavItem) -> None:
    for item in items:
        _put(_nav, (item.section, item.url_name), item)


def nav_items() -> list[NavItem]:
    """All links; sections in the order of their first link, links by order, then label."""
    first: dict[str, int] = {}
    for item in _nav.values():
        first[item.section] = min(item.order, first.get(item.section, item.order))
    return sorted(_nav.values(), key=lambda item: (first[item.section], item.section, item.order, item.label))


def register_slot(name: str, renderer: SlotRenderer, *, order: int = 100) -> None:
    """Adds a panel to the slot `name`; several rooms may fill one slot."""
    shelf = _slots.setdefault(name, [])
    if renderer not in [known for _, known in shelf]:
        shelf.append((order, renderer))
        shelf.sort(key=lambda pair: pair[0])


def slot_renderers(name: str) -> list[SlotRenderer]:
    return [renderer for _, renderer in _slots.get(name, [])]


def register_home_card(card: HomeCard) -> None:
    if card.place not in {"strip", "main", "side", "wide"}:
        raise ValueError(f"{card.name}: no place {card.place!r} on the home page")
    _put(_cards, card.name, card)


def home_cards(place: str, actor: Any) -> list[HomeCard]:
    chosen = [card for card in _cards.values() if card.place == place and card.shown(actor)]
    return sorted(chosen, key=lambda card: (card.order, card.name))


def register_search(source: SearchSource) -> None:
    _put(_searches, source.label, source)


def search_sources() -> list[SearchSource]:
    return sorted(_searches.values(), key=lambda source: (source.order, source.label))


def register_case(component: str, name: str, template: str, context: Mapping[str, Any] | None = None) -> None:
    _cases[(component, name)] = Case(component, name, template, context or {})


def cases() -> list[Case]:
    return list(_cases.values())


def set_exporter(exporter: Exporter) -> None:
    """`documents` writes files and `ui` may not know it: `config` brings the two together at start."""
    global _exporter
    _exporter = exporter


def exporter() -> Exporter:
    if _exporter is None:
        raise LookupError("no exporter is set: call lantoa.ui.registry.set_exporter at start")
    return _exporter
