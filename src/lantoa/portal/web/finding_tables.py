"""Missed words and words of the same meaning as lists."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html

from lantoa.foundation.text import fold
from lantoa.portal.models import MissedSearch, Synonyms
from lantoa.ui.filters import DateFilter, FilterSet, WordsFilter
from lantoa.ui.tables import (
    DateColumn,
    DateTimeColumn,
    HtmlColumn,
    MainColumn,
    NumberColumn,
    Table,
    TextColumn,
)


def _remedy(row: MissedSearch) -> Any:
    again = f"{reverse('portal:search')}?{urlencode({'q': row.words})}"
    add = f"{reverse('readers:synonyms_add')}?{urlencode({'tu': row.words})}"
    said = '<a href="{}">Thêm từ cùng nghĩa<span class="vh"> với {}</span></a> · <a href="{}">Tìm lại<span class="vh"> {}</span></a>'
    return format_html(said, add, row.words, again, row.words)


class MissedTable(Table):
    caption = "Từ khóa tìm không thấy"

    words = MainColumn(verbose_name="Từ khóa", order_by=("folded", "pk"))
    count = NumberColumn(verbose_name="Số lần", places=0, order_by=("count", "pk"))
    week = DateColumn(verbose_name="Tuần từ ngày", order_by=("week", "pk"))
    remedy = HtmlColumn(verbose_name="Việc", quiet=True, make=_remedy)


class MissedFilter(FilterSet):
    tu_khoa = WordsFilter(method="with_words")
    tuan = DateFilter(label="Tuần từ ngày", field_name="week")

    class Meta:
        model = MissedSearch
        fields: tuple[str, ...] = ()

    def with_words(self, rows: QuerySet[MissedSearch], name: str, value: str) -> QuerySet[MissedSearch]:
        return rows.filter(folded__contains=fold(value))


class SynonymsTable(Table):
    caption = "Từ cùng nghĩa"

    words = MainColumn(
        verbose_name="Các từ cùng nghĩa",
        url=lambda row: reverse("readers:synonyms_change", args=[row.pk]),
        order_by=("folded", "pk"),
    )
    changed_by = TextColumn(
        verbose_name="Người sửa", accessor="changed_by__full_name", order_by=("changed_by__sort_key", "pk")
    )
    changed_at = DateTimeColumn(verbose_name="Sửa lúc", order_by=("changed_at", "pk"))


class SynonymsFilter(FilterSet):
    tu_khoa = WordsFilter(method="with_words")

    class Meta:
        model = Synonyms
        fields: tuple[str, ...] = ()

    def with_words(self, rows: QuerySet[Synonyms], name: str, value: str) -> QuerySet[Synonyms]:
        return rows.filter(folded__contains=fold(value))
