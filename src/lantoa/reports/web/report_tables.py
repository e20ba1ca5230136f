"""Reports as a list: columns and filters."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.organisation.models import Agency
from lantoa.reports import access
from lantoa.reports.models import Report
from lantoa.reports.queries import shown
from lantoa.reports.wording import ISSUED, countdown, days_of, look_of, state_word
from lantoa.ui.filters import ChoiceFilter, FilterSet, ModelChoiceFilter, WordsFilter
from lantoa.ui.tables import (
    Column,
    DateColumn,
    HtmlColumn,
    MainColumn,
    StatusColumn,
    Table,
    TextColumn,
)


class ReportTable(Table):
    """Whoever reads only what was issued sees nothing of a correction that is being written."""

    caption = "Báo cáo"
    kind = "lead"

    label = MainColumn(
        "Kỳ", url=lambda row: reverse("reports:report", args=[row.pk]),
        sub=lambda row: row.agency.legal_name, order_by=("ends", "pk"),
    )  # fmt: skip
    days = HtmlColumn(
        verbose_name="Số liệu", whole=True, make=lambda row: days_of(row.starts, row.ends), orderable=True, order_by=("starts", "pk"),
        plain=lambda row: days_of(row.starts, row.ends),
    )  # fmt: skip
    state = StatusColumn("Trạng thái", order_by=("state", "pk"))
    document_number = TextColumn(verbose_name="Số, ký hiệu", order_by=("document_number", "pk"), whole=True)
    signed_on = DateColumn("Ngày ban hành", order_by=("signed_on", "pk"))
    due_on = DateColumn("Hạn", order_by=("due_on", "pk"))

    class Meta:
        order_by = "-label"

    def _state(self, record: Report) -> tuple[str, bool]:
        unfinished = record.agency_id in access.unfinished_agencies(self.request.actor)
        return (record.state if unfinished else ISSUED), bool(shown.number_of(record))

    def render_state(self, record: Report, bound_column: Any) -> Any:
        state, correcting = self._state(record)
        look = look_of(state, record.due_on, clock.today(), correcting=correcting)
        column = StatusColumn("", word=lambda row: state_word(state, correcting=correcting))
        return column.render(look, record)

    def value_state(self, record: Report) -> str:
        state, correcting = self._state(record)
        return state_word(state, correcting=correcting)

    def render_due_on(self, value: Any, record: Report) -> Any:
        state, correcting = self._state(record)
        under = "" if state == ISSUED or correcting else countdown(value, clock.today())
        return TextColumn(sub=lambda row: under).render(DateColumn().render(value), record)


class ReportExport(ReportTable):
    """The agency in a column of its own, as files have no smaller line."""

    agency_name = Column("Cơ quan", accessor="agency__legal_name")

    class Meta:
        order_by = "-label"
        sequence = ("agency_name", "...")


def agency_choices(request: Any) -> QuerySet[Agency]:
    return shown.agencies_reporting(request.actor)


class ReportFilter(FilterSet):
    nam = django_filters.NumberFilter(label="Năm", method="in_year")
    trang_thai = ChoiceFilter(label="Trạng thái", choices=Report.State.choices, method="in_state")
    co_quan = ModelChoiceFilter(label="Cơ quan", field_name="agency", queryset=agency_choices)
    so = WordsFilter(
        label="Số, ký hiệu",
        method="numbered",
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "ví dụ 88/BC"}),
    )

    class Meta:
        model = Report
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not access.unfinished_agencies(self.request.actor):
            del self.filters["trang_thai"]  # to who reads issued reports only, all are that

    def in_year(self, rows: QuerySet[Report], name: str, value: Any) -> QuerySet[Report]:
        year = int(value)
        return rows.filter(ends__year=year) if 1 <= year <= 9998 else rows.none()

    def in_state(self, rows: QuerySet[Report], name: str, value: str) -> QuerySet[Report]:
        own = Q(agency_id__in=access.unfinished_agencies(self.request.actor))
        return rows.filter(Q(state=value) & own | ~own if value == ISSUED else Q(state=value) & own)

    def numbered(self, rows: QuerySet[Report], name: str, value: str) -> QuerySet[Report]:
        return shown.by_number(rows, value)
