"""Nominations and questions of the month as lists: columns and filters."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from lantoa.foundation.text import fold
from lantoa.portal import honours
from lantoa.portal.models import MonthlyQuestion, Nomination
from lantoa.ui.filters import ChoiceFilter, FilterSet, WordsFilter
from lantoa.ui.tables import (
    DateColumn,
    DateTimeColumn,
    HtmlColumn,
    MainColumn,
    StatusColumn,
    Table,
    TextColumn,
)

LOOKS = {"proposed": "wait", "approved": "done", "refused": "void"}


class NominationTable(Table):
    caption = "Đề nghị nêu gương"

    name = MainColumn(
        verbose_name="Người, tập thể",
        url=lambda row: reverse("honours:nomination", args=[row.pk]),
        sub=lambda row: row.deed,
        order_by=("name", "pk"),
    )
    basis_number = TextColumn(verbose_name="Căn cứ", order_by=("basis_number", "pk"))
    basis_day = DateColumn(verbose_name="Ngày", order_by=("basis_day", "pk"))
    agency = TextColumn(
        verbose_name="Cơ quan", accessor="agency__short_name", order_by=("agency__sort_key", "pk")
    )
    nominated_at = DateTimeColumn(verbose_name="Đề nghị lúc", order_by=("nominated_at", "pk"))
    standing = StatusColumn(verbose_name="Trạng thái", accessor="pk", order_by=("state", "pk"))

    def render_standing(self, record: Any) -> Any:
        look, words = honours.STANDINGS[honours.standing_of(record)]
        return StatusColumn("", word=lambda row: words).render(look, record)

    def value_standing(self, record: Any) -> str:
        return honours.STANDINGS[honours.standing_of(record)][1]


class NominationFilter(FilterSet):
    tu_khoa = WordsFilter(method="with_words")
    trang_thai = ChoiceFilter(
        label="Trạng thái",
        method="in_standing",
        choices=[(key, words) for key, (_, words) in honours.STANDINGS.items()],
    )

    class Meta:
        model = Nomination
        fields: tuple[str, ...] = ()

    def with_words(self, rows: QuerySet[Nomination], name: str, value: str) -> QuerySet[Nomination]:
        wanted = fold(value)
        held = rows.values_list("pk", "name", "deed", "basis_number")
        found = [pk for pk, *words in held if wanted in fold(" ".join(words))]
        return rows.filter(pk__in=found)

    def in_standing(self, rows: QuerySet[Nomination], name: str, value: str) -> QuerySet[Nomination]:
        return honours.in_standing(rows, value)


def _links(row: Any) -> Any:
    parts = [("honours:question_approve", "Duyệt"), ("honours:question_refuse", "Không duyệt")]
    return format_html_join(
        " · ",
        '<a href="{}">{}<span class="vh"> câu hỏi {}</span></a>',
        ((reverse(name, args=[row.pk]), words, row.answer.title) for name, words in parts),
    )


class QuestionTable(Table):
    caption = "Câu hỏi của tháng"

    answer = HtmlColumn(
        verbose_name="Câu hỏi",
        make=lambda row: format_html('<a href="{}">{}</a>', row.answer.url or "", row.answer.title),
        plain=lambda row: row.answer.title,
        order_by=("answer__title", "pk"),
    )
    month = TextColumn(verbose_name="Tháng", order_by=("month", "pk"))
    agency = TextColumn(
        verbose_name="Cơ quan", accessor="agency__short_name", order_by=("agency__sort_key", "pk")
    )
    by = TextColumn(
        verbose_name="Người đề nghị",
        accessor="nominated_by__full_name",
        order_by=("nominated_by__sort_key", "pk"),
    )
    state = StatusColumn(
        verbose_name="Trạng thái", order_by=("state", "pk"), word=lambda row: row.get_state_display()
    )
    act = HtmlColumn(verbose_name="Việc", quiet=True, make=_links)

    def __init__(self, *args: Any, decides: frozenset[int] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decides = decides

    def render_month(self, record: MonthlyQuestion) -> str:
        return f"{record.month:%m/%Y}"

    def value_month(self, record: MonthlyQuestion) -> str:
        return f"{record.month:%m/%Y}"

    def render_state(self, record: MonthlyQuestion) -> Any:
        column: Any = self.columns["state"].column
        return column.render(LOOKS[record.state], record)

    def render_act(self, record: MonthlyQuestion) -> Any:
        open_ = record.state == MonthlyQuestion.State.PROPOSED and record.agency_id in self.decides
        return _links(record) if open_ else ""


class QuestionFilter(FilterSet):
    trang_thai = ChoiceFilter(label="Trạng thái", field_name="state", choices=MonthlyQuestion.State.choices)

    class Meta:
        model = MonthlyQuestion
        fields: tuple[str, ...] = ()
