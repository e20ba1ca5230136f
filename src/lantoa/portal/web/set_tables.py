"""Sets of pages as a list: columns and filters."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.foundation.text import fold
from lantoa.portal import set_access
from lantoa.portal.models import ReleaseSet
from lantoa.ui.filters import ChoiceFilter, FilterSet, ModelChoiceFilter, WordsFilter
from lantoa.ui.tables import DateTimeColumn, MainColumn, NumberColumn, StatusColumn, Table, TextColumn

TIMED, FAILED = "timed", "failed"
STATES = {
    "open": ("todo", "Đang chuẩn bị"),
    TIMED: ("wait", "Đã hẹn giờ"),
    FAILED: ("late", "Chưa đăng được đúng giờ"),
    "released": ("done", "Đã đăng"),
    "down": ("void", "Đã gỡ"),
    "dropped": ("void", "Đã bỏ"),
}


def state_of(row: ReleaseSet) -> tuple[str, str]:
    """The look and the words of where a set stands."""
    key: str = row.state
    if key == ReleaseSet.State.OPEN and row.release_at is not None:
        key = TIMED
    elif key == ReleaseSet.State.OPEN and row.failed_at is not None:
        key = FAILED
    return STATES[key]


class SetTable(Table):
    caption = "Gói nội dung"

    name = MainColumn(
        verbose_name="Gói", order_by=("name", "pk"),
        url=lambda row: reverse("sets:set", args=[row.pk]), sub=lambda row: row.purpose,
    )  # fmt: skip
    state = StatusColumn(
        verbose_name="Trạng thái", order_by=("state", "release_at", "pk"), word=lambda row: state_of(row)[1]
    )
    pages = NumberColumn(verbose_name="Số trang", places=0, order_by=("pages", "pk"))
    release_at = DateTimeColumn(verbose_name="Hẹn đăng lúc", order_by=("release_at", "pk"))
    released_at = DateTimeColumn(verbose_name="Đăng lúc", order_by=("released_at", "pk"))
    made_by = TextColumn(
        verbose_name="Người lập", accessor="made_by__full_name", order_by=("made_by__sort_key", "pk")
    )
    agency = TextColumn(
        verbose_name="Cơ quan", accessor="agency__short_name", order_by=("agency__sort_key", "pk")
    )

    def render_state(self, record: Any) -> Any:
        column: Any = self.columns["state"].column
        return column.render(state_of(record)[0], record)

    def value_state(self, record: Any) -> str:
        return state_of(record)[1]


def _agencies(request: Any) -> Any:
    return set_access.agencies_of(request.actor)


class SetFilter(FilterSet):
    tu_khoa = WordsFilter(method="with_words")
    trang_thai = ChoiceFilter(
        label="Trạng thái", method="in_state", choices=[(key, words) for key, (_, words) in STATES.items()]
    )
    co_quan = ModelChoiceFilter(label="Cơ quan", field_name="agency", queryset=_agencies)

    class Meta:
        model = ReleaseSet
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(_agencies(self.request)[:2]) < 2:
            del self.filters["co_quan"]

    def with_words(self, rows: QuerySet[ReleaseSet], name: str, value: str) -> QuerySet[ReleaseSet]:
        return rows.filter(folded__contains=fold(value))

    def in_state(self, rows: QuerySet[ReleaseSet], name: str, value: str) -> QuerySet[ReleaseSet]:
        if value == TIMED:
            return rows.filter(state="open", release_at__isnull=False)
        if value == FAILED:
            return rows.filter(state="open", release_at=None, failed_at__isnull=False)
        if value == "open":
            return rows.filter(state="open", release_at=None, failed_at=None)
        return rows.filter(state=value)
