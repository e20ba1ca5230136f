"""Readings and opinions as lists: columns and filters."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html

from lantoa.foundation.text import fold
from lantoa.organisation.models import Agency
from lantoa.portal import access, reads
from lantoa.portal.models import Opinion, PageReads
from lantoa.ui.filters import ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter, WordsFilter
from lantoa.ui.tables import DateColumn, HtmlColumn, MainColumn, NumberColumn, StatusColumn, Table, TextColumn


def _title(row: dict[str, Any]) -> str:
    if not row["page_number"]:
        return "Trang chủ, tiến độ kế hoạch và các trang chung"
    return row["title"] or f"Trang đã xóa (số {row['page_number']})"


class ReadsTable(Table):
    """One row for each page that was read in the days chosen."""

    caption = "Lượt xem theo trang"

    title = MainColumn(verbose_name="Trang", order_by=("title", "page_number"), empty_values=())
    name = TextColumn(verbose_name="Cơ quan", order_by=("name", "page_number"))
    total = NumberColumn(verbose_name="Lượt xem", places=0, order_by=("total", "page_number"))

    def render_title(self, record: dict[str, Any]) -> Any:
        if not record["page_number"] or not record["title"]:
            return _title(record)
        address = f"{reverse('readers:opinions')}?trang={record['page_number']}"
        return format_html(
            '{}<span class="sub"><a href="{}">Ý kiến về trang</a></span>', _title(record), address
        )

    def value_title(self, record: dict[str, Any]) -> str:
        return _title(record)


def _agencies(request: Any) -> QuerySet[Agency]:
    return reads.agencies(access.reads_for(request.actor))


class _OfAgencies(FilterSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(_agencies(self.request)[:2]) < 2:
            del self.filters["co_quan"]


class ReadsFilter(_OfAgencies):
    tu = DateFilter(label="Từ ngày", field_name="day", lookup_expr="gte")
    den = DateFilter(label="Đến ngày", field_name="day", lookup_expr="lte")
    chuyen_muc = ChoiceFilter(label="Chuyên mục", method="in_section", choices=())
    co_quan = ModelChoiceFilter(label="Cơ quan", field_name="agency", queryset=_agencies)

    class Meta:
        model = PageReads
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = {str(row.pk): row for row in reads.sections_of(access.reads_for(self.request.actor))}
        self.filters["chuyen_muc"].extra["choices"] = [(key, row.title) for key, row in self.sections.items()]

    def in_section(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(page_number__in=reads.pages_in(self.sections[value]).values("pk"))

    def days(self) -> tuple[date | None, date | None]:
        cleaned = self.form.cleaned_data if self.is_bound and self.form.is_valid() else {}
        return cleaned.get("tu"), cleaned.get("den")


class OpinionTable(Table):
    caption = "Ý kiến về trang"

    helpful = StatusColumn(
        verbose_name="Trả lời", accessor="pk", order_by=("helpful", "pk"),
        word=lambda row: "Có ích" if row.helpful else "Chưa có ích",
    )  # fmt: skip
    words = TextColumn(verbose_name="Ý kiến", order_by=("folded", "pk"), empty_values=("", None))
    title = HtmlColumn(
        verbose_name="Trang",
        make=lambda row: format_html('<a href="{}">{}</a>', row.path, row.title or row.path),
        plain=lambda row: row.title or row.path,
    )
    agency = TextColumn(
        verbose_name="Cơ quan", accessor="agency__short_name", order_by=("agency__sort_key", "pk")
    )
    day = DateColumn(verbose_name="Ngày", order_by=("day", "pk"))
    seen = TextColumn(verbose_name="Đã đọc", accessor="seen_by__full_name", order_by=("seen_at", "pk"))

    def render_helpful(self, record: Opinion) -> Any:
        column: Any = self.columns["helpful"].column
        return column.render("done" if record.helpful else "risk", record)


class OpinionFilter(_OfAgencies):
    tu_khoa = WordsFilter(method="with_words")
    tra_loi = ChoiceFilter(
        label="Trả lời", method="of_answer", choices=[("co", "Có ích"), ("chua", "Chưa có ích")]
    )
    y_kien = ChoiceFilter(
        label="Ý kiến", method="with_text", choices=[("co", "Có viết ý kiến"), ("moi", "Có viết, chưa đọc")]
    )
    trang = ChoiceFilter(label="Trang", method="of_page", choices=())
    tu = DateFilter(label="Từ ngày", field_name="day", lookup_expr="gte")
    den = DateFilter(label="Đến ngày", field_name="day", lookup_expr="lte")
    co_quan = ModelChoiceFilter(label="Cơ quan", field_name="agency", queryset=_agencies)

    class Meta:
        model = Opinion
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = access.visible_opinions(self.request.actor).exclude(page_number=0)
        named = dict(rows.order_by("pk").values_list("page_number", "title"))
        self.filters["trang"].extra["choices"] = [(str(number), title) for number, title in named.items()]

    def with_words(self, rows: QuerySet[Opinion], name: str, value: str) -> QuerySet[Opinion]:
        return rows.filter(folded__contains=fold(value))

    def of_answer(self, rows: QuerySet[Opinion], name: str, value: str) -> QuerySet[Opinion]:
        return rows.filter(helpful=value == "co")

    def with_text(self, rows: QuerySet[Opinion], name: str, value: str) -> QuerySet[Opinion]:
        rows = rows.exclude(words="")
        return rows.filter(seen_at=None) if value == "moi" else rows

    def of_page(self, rows: QuerySet[Opinion], name: str, value: str) -> QuerySet[Opinion]:
        return rows.filter(page_number=int(value))
