"""Tables of procedures and of their fields."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from lantoa.procedures import queries
from lantoa.procedures.drafts import LABELS
from lantoa.procedures.models import Field, Procedure
from lantoa.ui.tables import DateColumn, MainColumn, NumberColumn, StatusColumn, Table, TextColumn
from lantoa.ui.words import vndate, vnnumber

SHOWN = {queries.LIVE: "done", queries.FUTURE: "todo", queries.REPLACED: "void", queries.ABOLISHED: "void"}


def standing_word(row: Procedure) -> str:
    standing = queries.standing_of(row)
    if standing == queries.LIVE and row.ended_on:
        return f"{queries.STANDINGS[standing]}, đến trước {vndate(row.ended_on)}"
    return queries.STANDINGS[standing]


def time_of(row: Procedure) -> str:
    """The time limit in words: the number of working days, else what is written of it."""
    return f"{vnnumber(row.days)} ngày làm việc" if row.days is not None else row.time_text


class ProcedureTable(Table):
    """On screen the few columns that tell procedures apart; in a file every column, by the names that are read back."""

    caption = "Thủ tục hành chính"

    WIDE = (
        "code", "resolver", "days", "time_text", "fee", "legal_basis", "decision", "effective_from", "state",
        "ended_on", "successor", "source", "synced_on",
    )  # fmt: skip
    ON_SCREEN = ("limit", "standing")

    code = TextColumn(LABELS["code"], visible=False)
    name = MainColumn(
        LABELS["name"],
        url=lambda row: reverse("procedures:procedure", args=[row.pk]),
        sub=lambda row: row.code,
        order_by=("sort_key", "code"),
    )
    field = TextColumn(LABELS["field"], accessor="field__name", order_by=("field__sort_key", "sort_key"))
    levels = TextColumn(
        LABELS["levels"],
        accessor="levels_said",
        order_by=("levels", "sort_key"),
        sub=lambda row: row.resolver,
    )
    resolver = TextColumn(LABELS["resolver"], visible=False, default="")
    service = TextColumn(
        LABELS["service"], accessor="get_service_display", order_by=("service", "sort_key"), whole=True
    )
    limit = TextColumn("Thời hạn", accessor="pk", order_by=("days", "sort_key"), exclude_from_export=True)
    days = NumberColumn(LABELS["days"], visible=False)
    time_text = TextColumn(LABELS["time_text"], visible=False, default="")
    fee = TextColumn(LABELS["fee"], visible=False, default="")
    legal_basis = TextColumn(LABELS["legal_basis"], visible=False, default="")
    decision = TextColumn(LABELS["decision"], visible=False, default="")
    effective_from = DateColumn(LABELS["effective_from"], visible=False)
    state = TextColumn(LABELS["state"], accessor="get_state_display", visible=False)
    standing = StatusColumn(
        LABELS["state"], accessor="pk", word=standing_word, order_by=("state", "ended_on", "sort_key"),
        exclude_from_export=True,
    )  # fmt: skip
    ended_on = DateColumn(LABELS["ended_on"], visible=False)
    successor = TextColumn(LABELS["successor"], accessor="successor__code", visible=False)
    source = TextColumn(LABELS["source"], visible=False, default="")
    synced_on = DateColumn(LABELS["synced_on"], visible=False)
    agency = TextColumn(
        "Danh mục của", accessor="agency__short_name", order_by=("agency__sort_key", "sort_key")
    )

    def render_limit(self, record: Procedure) -> str:
        return time_of(record) or "–"

    def render_standing(self, record: Procedure, column: StatusColumn) -> Any:
        return column.render(SHOWN[queries.standing_of(record)], record)


class FieldTable(Table):
    caption = "Lĩnh vực thủ tục"

    name = MainColumn("Lĩnh vực", order_by="sort_key")
    number = NumberColumn("Số thủ tục")
    agency = TextColumn(
        "Danh mục của", accessor="agency__short_name", order_by=("agency__sort_key", "sort_key")
    )

    def __init__(self, data: Any = None, *, kept: frozenset[int] = frozenset(), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        column: Any = self.columns["name"].column

        def url(row: Field) -> str:
            return reverse("procedures:edit_field", args=[row.pk]) if row.agency_id in kept else ""

        column.url = url
