"""The list of notices."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.notices import registry
from lantoa.notices.models import Notice
from lantoa.ui.filters import ChoiceFilter, DateFilter, FilterSet, WordsFilter
from lantoa.ui.search import holding
from lantoa.ui.tables import DateTimeColumn, HtmlColumn, MainColumn, StatusColumn, Table, TextColumn


def _mark(notice: Notice) -> SafeString | str:
    """A button of the form `mark` at the end of the page, so that a row needs no form of its own."""
    if notice.read_at:
        return ""
    return format_html(
        '<button class="btn btn--bare" form="mark" formaction="{}">Đánh dấu đã đọc'
        '<span class="vh">: {}</span></button>',
        reverse("notices:read", args=[notice.pk]),
        notice.title,
    )


class NoticeTable(Table):
    caption = "Thông báo"

    title = MainColumn(
        verbose_name="Nội dung", url=lambda notice: reverse("notices:open", args=[notice.pk]), orderable=False
    )
    kind = TextColumn(verbose_name="Loại")
    created_at = DateTimeColumn(verbose_name="Lúc")
    look = StatusColumn(
        verbose_name="Trạng thái",
        order_by="read_at",
        word=lambda notice: "Đã đọc" if notice.read_at else "Chưa đọc",
    )
    mail = TextColumn(verbose_name="Thư", orderable=False)
    mark = HtmlColumn(verbose_name="Thao tác", make=_mark, quiet=True)

    class Meta:
        order_by = "-created_at"

    def render_kind(self, value: str) -> str:
        return registry.label_of(value)

    def value_kind(self, value: str) -> str:
        return registry.label_of(value)

    def order_created_at(self, rows: QuerySet[Notice], descending: bool) -> tuple[QuerySet[Notice], bool]:
        """With the number as a second key: several notices are written in one moment."""
        sign = "-" if descending else ""
        return rows.order_by(f"{sign}created_at", f"{sign}pk"), True

    def render_mail(self, record: Notice) -> str:
        return record.get_mail_display()

    def value_mail(self, record: Notice) -> str:
        return record.get_mail_display()


class NoticeFilter(FilterSet):
    q = WordsFilter(method="with_words")
    state = ChoiceFilter(
        label="Trạng thái", choices=[("chua-doc", "Chưa đọc"), ("da-doc", "Đã đọc")], method="in_state"
    )
    kind = ChoiceFilter(label="Loại", choices=registry.all_kinds)
    since = DateFilter(label="Từ ngày", field_name="created_at", lookup_expr="date__gte")
    until = DateFilter(label="Đến ngày", field_name="created_at", lookup_expr="date__lte")

    class Meta:
        model = Notice
        fields: list[str] = []

    def with_words(self, rows: QuerySet[Notice], name: str, value: str) -> QuerySet[Notice]:
        return holding(rows, value)

    def in_state(self, rows: QuerySet[Notice], name: str, value: str) -> QuerySet[Notice]:
        return rows.filter(read_at__isnull=value == "chua-doc")
