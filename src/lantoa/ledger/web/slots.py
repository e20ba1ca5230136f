"""What the ledger puts into the frame: links, sections of *Hôm nay*, search.

Rooms above fill two slots of ours:

- `ledger.activity.side` (object: the Activity): what it counts towards, what it proves.
- `ledger.activity.form` (object: None): which task it is for. The control is named `towards`, its value is
  "KIND:ID" of a kind registered with `ledger.registry.register_towards`; an empty value is for nothing. The page's
  address may carry `?towards=KIND:ID` to choose it beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from lantoa.ledger import access, queries, series
from lantoa.ledger.vocabulary import keeps_vocabulary
from lantoa.ledger.web import confirm_views, tables
from lantoa.ledger.web.activity_page import said_value
from lantoa.organisation.access import CONFIRM
from lantoa.organisation.frame import SECTION as SETTINGS
from lantoa.ui.registry import Hit as Found
from lantoa.ui.registry import (
    HomeCard,
    NavItem,
    SearchSource,
    register_home_card,
    register_nav,
    register_search,
)
from lantoa.ui.search import holding
from lantoa.ui.words import vndate

CARD_ROWS = 8


def connect() -> None:
    register_nav(
        NavItem(
            "so", "Sổ hoạt động", "ledger:activities", 30, icon="book", dock=4, dock_label="Sổ", shown=_reads
        ),
        NavItem(
            "so",
            "Ghi hoạt động",
            "ledger:record",
            31,
            icon="plus",
            dock=3,
            dock_label="Ghi nhận",
            shown=_records,
        ),
        NavItem("so", "Chờ xác nhận", "ledger:confirm", 32, count=_waiting, shown=_confirms),
        NavItem(
            "so", "Số liệu theo kỳ", "ledger:measurements", 33, count=_measurements_waiting, shown=_reads
        ),
        NavItem(SETTINGS, "Danh mục dùng chung", "ledger:vocabularies", 904, shown=keeps_vocabulary),
    )
    register_home_card(HomeCard("ledger.waiting.figure", 20, _figure, place="strip", shown=_confirms))
    register_home_card(HomeCard("ledger.waiting", 20, _waiting_card, place="main", shown=_confirms))
    register_home_card(HomeCard("ledger.measurements", 21, _measurements_card, place="main", shown=_confirms))
    register_home_card(HomeCard("ledger.kept", 40, _kept_card, place="main", shown=_records))
    register_search(SearchSource("Hoạt động", _search, 30))


def _reads(actor: Any) -> bool:
    return bool(actor.scope(access.SEE))


def _records(actor: Any) -> bool:
    return bool(access.recordable_bodies(actor) or actor.scope(access.EDIT).agencies)


def _confirms(actor: Any) -> bool:
    return bool(actor.scope(CONFIRM))


def _waiting(actor: Any) -> int:
    return access.waiting_for(actor).count()


def _figure(request: HttpRequest) -> str:
    context = confirm_views.context_for_card(request, 1)  # type: ignore[arg-type]
    return render_to_string("ledger/cards/figure.html", context, request)


def _waiting_card(request: HttpRequest) -> str:
    context = confirm_views.context_for_card(request, CARD_ROWS)  # type: ignore[arg-type]
    return render_to_string("ledger/cards/waiting.html", context, request) if context["count"] else ""


def _measurements_waiting(actor: Any) -> int:
    return access.measurements_waiting_for(actor).count()


def _measurements_card(request: HttpRequest) -> str:
    waiting = access.measurements_waiting_for(request.actor)  # type: ignore[attr-defined]
    rows = list(series.with_columns(waiting)[: CARD_ROWS + 1])
    if not rows:
        return ""
    shown = [(row, said_value(row)) for row in rows[:CARD_ROWS]]
    context = {"rows": shown, "count": len(rows) if len(rows) <= CARD_ROWS else waiting.count()}
    return render_to_string("ledger/cards/measurements.html", context, request)


def _kept_card(request: HttpRequest) -> str:
    rows = list(queries.kept_by(request.actor)[: CARD_ROWS + 1])  # type: ignore[attr-defined]
    if not rows:
        return ""
    shown = [(row, tables.shown_state(row), tables.state_word(row)) for row in rows[:CARD_ROWS]]
    context = {"rows": shown, "more": len(rows) > CARD_ROWS}
    return render_to_string("ledger/cards/kept.html", context, request)


def _search(actor: Any, query: str, limit: int) -> Iterable[Found]:
    rows = holding(access.visible_activities(actor).select_related("body"), query)
    for row in rows.order_by("-day", "-id")[:limit]:
        where = f" · {row.body.name}" if row.body else ""
        sub = f"{row.number} · {vndate(row.day)}{where} · {tables.state_word(row)}"
        yield Found(row.title, reverse("ledger:activity", args=[row.pk]), sub)
