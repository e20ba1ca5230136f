"""Links that do not open, as a list."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from lantoa.portal import access, linking, reads
from lantoa.portal.models import Link, PageLink
from lantoa.ui.filters import ChoiceFilter, FilterSet, ModelChoiceFilter, WordsFilter
from lantoa.ui.tables import DateColumn, DateTimeColumn, MainColumn, StatusColumn, Table, TextColumn

TONES = {
    Link.State.DEAD: "late", Link.State.INNER: "late", Link.State.DOUBTFUL: "risk", Link.State.UNTOLD: "info",
}  # fmt: skip


def address(row: PageLink) -> str:
    return row.link.url or "trang của cổng"


class LinksTable(Table):
    caption = "Liên kết không mở được"

    page = MainColumn(
        verbose_name="Trang", accessor="page__title", order_by=("page__title", "pk"),
        url=lambda row: reverse("wagtailadmin_pages:edit", args=[row.page_id]), sub=lambda row: row.words,
    )  # fmt: skip
    state = StatusColumn(
        verbose_name="Tình trạng", accessor="link__state", order_by=("link__state", "pk"),
        word=lambda row: row.link.get_state_display(),
    )  # fmt: skip
    said = TextColumn(verbose_name="Kết quả", accessor="link__said", order_by=("link__said", "pk"))
    url = TextColumn(verbose_name="Địa chỉ", accessor="link__url", order_by=("link__url", "pk"))
    since = DateColumn(
        verbose_name="Lỗi từ ngày", accessor="link__failing_since", order_by=("link__failing_since", "pk")
    )
    visited = DateTimeColumn(
        verbose_name="Kiểm tra lúc", accessor="link__visited_at", order_by=("link__visited_at", "pk")
    )
    agency = TextColumn(
        verbose_name="Cơ quan", accessor="agency__short_name", order_by=("agency__short_name", "pk")
    )

    def render_state(self, record: Any) -> Any:
        column: Any = self.columns["state"].column
        return column.render(TONES[record.link.state], record)

    def value_state(self, record: Any) -> str:
        return str(record.link.get_state_display())

    def render_url(self, record: Any) -> str:
        return address(record)

    def value_url(self, record: Any) -> str:
        return address(record)


def _agencies(request: Any) -> Any:
    return reads.agencies(access.writes_for(request.actor))


class LinksFilter(FilterSet):
    tu_khoa = WordsFilter(method="with_words")
    tinh_trang = ChoiceFilter(
        label="Tình trạng", field_name="link__state", choices=[(one.value, one.label) for one in linking.BAD]
    )
    co_quan = ModelChoiceFilter(label="Cơ quan", field_name="agency", queryset=_agencies)

    class Meta:
        model = PageLink
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(_agencies(self.request)[:2]) < 2:
            del self.filters["co_quan"]

    def with_words(self, rows: QuerySet[PageLink], name: str, value: str) -> QuerySet[PageLink]:
        return rows.filter(
            Q(page__title__icontains=value) | Q(link__url__icontains=value) | Q(words__icontains=value)
        )
