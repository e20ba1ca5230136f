"""*Lịch rà soát*: published pages with the day by which they are looked at again."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.foundation.text import fold
from lantoa.organisation.access import Actor
from lantoa.portal import access, reads, reviews
from lantoa.portal.models import PortalPage
from lantoa.portal.web.editorial_tables import kind_of
from lantoa.ui.filters import ChoiceFilter, FilterSet, ModelChoiceFilter, WordsFilter
from lantoa.ui.tables import DateColumn, HtmlColumn, MainColumn, StatusColumn, Table, TextColumn


class ReviewTable(Table):
    caption = "Lịch rà soát trang"

    title = MainColumn(
        verbose_name="Trang", order_by=("title", "pk"), url=lambda row: row.url or "", sub=kind_of
    )
    section = TextColumn(verbose_name="Chuyên mục", order_by=("section", "pk"))
    review = StatusColumn(
        verbose_name="Tình trạng", order_by=("review", "pk"), word=lambda row: reviews.STATES[row.review]
    )
    due_on = DateColumn(verbose_name="Rà soát trước", order_by=("due_on", "pk"))
    in_charge = TextColumn(verbose_name="Phụ trách", order_by=("in_charge", "pk"))
    reviewed_on = DateColumn(verbose_name="Rà soát gần nhất", order_by=("reviewed_on", "pk"))
    agency_name = TextColumn(verbose_name="Cơ quan", order_by=("agency_name", "pk"))
    act = HtmlColumn(verbose_name="Việc", quiet=True, make=lambda row: "")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def render_review(self, record: Any) -> Any:
        column: Any = self.columns["review"].column
        return column.render(reviews.TONES[record.review], record)

    def value_review(self, record: Any) -> str:
        return reviews.STATES[record.review]

    def render_act(self, record: Any) -> SafeString | str:
        links = []
        if record.due_on and reviews.may_confirm(self.actor, record):
            links.append(("duties:reviewed", "Đã rà soát"))
        if reviews.may_plan(self.actor, record):
            links.append(("duties:review", "Đổi lịch" if record.due_on else "Hẹn ngày"))
        parts = [
            format_html(
                '<a href="{}">{}<span class="vh">: {}</span></a>',
                reverse(name, args=[record.pk]), word, record.title,
            )
            for name, word in links
        ]  # fmt: skip
        return SafeString(" · ".join(parts))


def _agencies(request: Any) -> Any:
    return reads.agencies(access.reads_for(request.actor))


class ReviewFilter(FilterSet):
    tu_khoa = WordsFilter(method="with_words")
    tinh_trang = ChoiceFilter(label="Tình trạng", method="in_state", choices=list(reviews.STATES.items()))
    loai = ChoiceFilter(label="Loại trang", method="of_kind", choices=())
    cua = ChoiceFilter(
        label="Phụ trách", method="of_whom", choices=[("toi", "Chờ tôi"), ("chua-giao", "Chưa giao ai")]
    )
    phu_trach = WordsFilter(label="Tên người, đơn vị phụ trách", method="with_owner")
    co_quan = ModelChoiceFilter(label="Cơ quan", method="of_agency", queryset=_agencies)

    class Meta:
        model = PortalPage
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["loai"].extra["choices"] = reviews.kinds()
        if len(_agencies(self.request)[:2]) < 2:
            del self.filters["co_quan"]

    def with_words(self, rows: QuerySet[PortalPage], name: str, value: str) -> QuerySet[PortalPage]:
        return rows.filter(folded__contains=fold(value))

    def in_state(self, rows: QuerySet[PortalPage], name: str, value: str) -> QuerySet[PortalPage]:
        return rows.filter(review=value)

    def of_kind(self, rows: QuerySet[PortalPage], name: str, value: str) -> QuerySet[PortalPage]:
        return rows.filter(content_type=value)

    def of_whom(self, rows: QuerySet[PortalPage], name: str, value: str) -> QuerySet[PortalPage]:
        if value == "toi":
            return rows.filter(reviews.is_mine(self.request.actor))
        return rows.filter(charged_person=None, charged_body=None)

    def with_owner(self, rows: QuerySet[PortalPage], name: str, value: str) -> QuerySet[PortalPage]:
        wanted = fold(value)
        names = {row for row in rows.values_list("in_charge", flat=True) if wanted in fold(row)}
        return rows.filter(in_charge__in=names)

    def of_agency(self, rows: QuerySet[PortalPage], name: str, value: Any) -> QuerySet[PortalPage]:
        return rows.filter(agency_number=value.pk) if value else rows
