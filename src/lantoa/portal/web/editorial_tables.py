"""Pages as a list: columns and filters."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.foundation.text import fold
from lantoa.portal import access, reads, standings
from lantoa.portal.models import PortalPage
from lantoa.ui.filters import ChoiceFilter, FilterSet, ModelChoiceFilter, WordsFilter
from lantoa.ui.tables import DateColumn, MainColumn, NumberColumn, StatusColumn, Table, TextColumn


def kind_of(row: Any) -> str:
    model = row.content_type.model_class()
    return str(model._meta.verbose_name).capitalize() if model is not None else ""


def waits_for(row: Any) -> str:
    return {standings.WAITING: "Lãnh đạo", standings.READING: "Biên tập viên khác"}.get(row.state, "")


def days_of(row: Any) -> int | None:
    if row.state not in (standings.WAITING, standings.READING) or row.since is None:
        return None
    return (clock.today() - clock.day_of(row.since)).days


class PagesTable(Table):
    caption = "Trang của cơ quan"

    title = MainColumn(
        verbose_name="Trang", order_by=("title", "pk"),
        url=lambda row: reverse("editorial:page", args=[row.pk]), sub=kind_of,
    )  # fmt: skip
    section = TextColumn(verbose_name="Chuyên mục", order_by=("section", "pk"))
    state = StatusColumn(
        verbose_name="Trạng thái", order_by=("state", "pk"), word=lambda row: standings.STATES[row.state]
    )
    author = TextColumn(verbose_name="Người viết", order_by=("author", "pk"))
    waits = TextColumn(verbose_name="Chờ ai", accessor="pk", orderable=False)
    days = NumberColumn(verbose_name="Chờ (ngày)", accessor="pk", places=0, order_by=("since", "pk"))
    changed_at = DateColumn(verbose_name="Sửa ngày", order_by=("changed_at", "pk"))
    agency_name = TextColumn(verbose_name="Cơ quan", order_by=("agency_name", "pk"))

    def render_state(self, record: Any) -> Any:
        column: Any = self.columns["state"].column
        return column.render(standings.TONES[record.state], record)

    def value_state(self, record: Any) -> str:
        return standings.STATES[record.state]

    def render_waits(self, record: Any) -> str:
        return waits_for(record) or "–"

    def value_waits(self, record: Any) -> str:
        return waits_for(record)

    def render_days(self, record: Any) -> Any:
        days = days_of(record)
        return "–" if days is None else days

    def value_days(self, record: Any) -> Any:
        return days_of(record)


def _agencies(request: Any) -> Any:
    return reads.agencies(access.writes_for(request.actor))


class PagesFilter(FilterSet):
    tu_khoa = WordsFilter(method="with_words")
    trang_thai = ChoiceFilter(label="Trạng thái", method="in_state", choices=list(standings.STATES.items()))
    chuyen_muc = ChoiceFilter(label="Chuyên mục", method="in_section", choices=())
    cua = ChoiceFilter(
        label="Của ai", method="of_whom", choices=[("toi", "Tôi viết"), ("cho-toi", "Chờ tôi")]
    )
    co_quan = ModelChoiceFilter(label="Cơ quan", method="of_agency", queryset=_agencies)

    class Meta:
        model = PortalPage
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = {str(row.pk): row for row in reads.sections_of(access.writes_for(self.request.actor))}
        self.filters["chuyen_muc"].extra["choices"] = [(key, row.title) for key, row in self.sections.items()]
        if len(_agencies(self.request)[:2]) < 2:
            del self.filters["co_quan"]

    def with_words(self, rows: QuerySet[PortalPage], name: str, value: str) -> QuerySet[PortalPage]:
        return rows.filter(folded__contains=fold(value))

    def in_state(self, rows: QuerySet[PortalPage], name: str, value: str) -> QuerySet[PortalPage]:
        return rows.filter(state=value)

    def in_section(self, rows: QuerySet[PortalPage], name: str, value: str) -> QuerySet[PortalPage]:
        return rows.filter(path__startswith=self.sections[value].path)

    def of_whom(self, rows: QuerySet[PortalPage], name: str, value: str) -> QuerySet[PortalPage]:
        if value == "toi":
            return rows.filter(owner=self.request.actor.account_id)
        return rows.filter(pk__in=standings.waiting_for(self.request.actor).order_by().values("pk"))

    def of_agency(self, rows: QuerySet[PortalPage], name: str, value: Any) -> QuerySet[PortalPage]:
        return rows.filter(agency_number=value.pk) if value else rows
