"""A vocabulary as a list: columns and filters."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.foundation.text import sort_key
from lantoa.ledger import vocabulary
from lantoa.ledger.models import ActivityKind, Form, Measure, Row
from lantoa.ledger.vocabulary import ENDED, FUTURE, LIVE, MERGED, STANDINGS, standing_of
from lantoa.ui.filters import ChoiceFilter, FilterSet, WordsFilter
from lantoa.ui.tables import DateColumn, HtmlColumn, MainColumn, StatusColumn, Table, TextColumn
from lantoa.ui.words import vndate

SHOWN = {LIVE: "work", FUTURE: "wait", ENDED: "void", MERGED: "void"}
ORDER_FORM = "thu-tu"


def address(row: Row) -> str:
    return reverse("ledger:row", args=[vocabulary.vocabulary_of(row).word, row.pk])


def standing_word(row: Row) -> str:
    """With the day where there is one: "Thôi dùng sau 07/09/2026"."""
    standing = standing_of(row)
    if standing == MERGED:
        return f"Đã gộp vào {row.merged_into}"
    if standing == FUTURE:
        return f"Dùng từ {vndate(row.valid_from)}"
    if row.valid_to is not None:
        return f"{'Thôi dùng sau' if standing == ENDED else 'Đang dùng, đến'} {vndate(row.valid_to)}"
    return STANDINGS[standing]


def used_word(row: Any) -> str:
    return "Đã dùng" if row.is_used else "Chưa dùng"


def arrows(row: Row) -> SafeString:
    """Buttons of the form that stands beside the table; they work without a script and by keyboard."""
    from lantoa.ui.templatetags.lantoa_ui import icon  # deferred: tags import the registry of templates

    button = (
        '<button class="btn btn--bare btn--icon" form="{}" name="{}" value="{}" aria-label="{}">{}</button>'
    )
    up = format_html(button, ORDER_FORM, "len", row.pk, f"Đưa “{row.name}” lên một bậc", icon("up"))
    down = format_html(button, ORDER_FORM, "xuong", row.pk, f"Đưa “{row.name}” xuống một bậc", icon("down"))
    return format_html('<span class="row row--close">{}{}</span>', up, down)


class RowTable(Table):
    """The rows are few and all are here: sorted by Vietnamese letters in memory, not by the database's."""

    WIDE = ("code", "valid_from", "valid_to")
    """Columns of the file only: on screen they would press the others together."""

    name = MainColumn("Tên", url=address, sub=lambda row: row.code, order_by=("name_key", "position"))
    code = TextColumn("Mã", visible=False)
    standing = StatusColumn(
        "Tình trạng", accessor="pk", word=standing_word, order_by=("standing_key", "position")
    )
    used = HtmlColumn(verbose_name="Sử dụng", make=used_word, plain=used_word)
    valid_from = DateColumn("Từ ngày", visible=False)
    valid_to = DateColumn("Đến hết ngày", visible=False)
    order = HtmlColumn(verbose_name="Thứ tự", make=arrows, quiet=True)

    def __init__(self, data: Any = None, *, may_order: bool = False, **kwargs: Any) -> None:
        rows = list(data if data is not None else ())
        for row in rows:
            row.name_key = sort_key(row.name)
            row.standing_key = list(STANDINGS).index(standing_of(row))
        hidden = () if may_order else ("order",)
        super().__init__(rows, exclude=hidden, **kwargs)

    def render_standing(self, record: Row, column: StatusColumn) -> Any:
        return column.render(SHOWN[standing_of(record)], record)

    def value_standing(self, record: Row) -> str:
        return standing_word(record)


class MeasureTable(RowTable):
    caption = "Các số đo"

    unit = TextColumn("Đơn vị tính", order_by=("unit", "position"))
    kind_word = TextColumn("Cách cộng", accessor="get_kind_display", order_by=("kind", "position"))

    class Meta:
        sequence = ("name", "code", "unit", "kind_word", "...")


class FormTable(RowTable):
    caption = "Các hình thức tuyên truyền"

    family_word = TextColumn("Nhóm", accessor="get_family_display", order_by=("family", "position"))

    class Meta:
        sequence = ("name", "code", "family_word", "...")


def asked(row: ActivityKind) -> str:
    return ", ".join(measure.code for measure in row.measures.all())


def asked_unbroken(row: ActivityKind) -> str:
    return asked(row).replace("-", "\N{NON-BREAKING HYPHEN}")


class KindTable(RowTable):
    caption = "Các loại hoạt động"

    form = TextColumn("Hình thức thường dùng", accessor="form__name", orderable=False)
    measures = HtmlColumn(verbose_name="Số đo hỏi trước", make=asked_unbroken, plain=asked)

    class Meta:
        sequence = ("name", "code", "form", "measures", "...")


TABLES: dict[type[Row], type[RowTable]] = {Measure: MeasureTable, Form: FormTable, ActivityKind: KindTable}


class RowFilter(FilterSet):
    tim = WordsFilter(label="Tên, mã", method="with_words")
    tinh_trang = ChoiceFilter(label="Tình trạng", choices=list(STANDINGS.items()), method="in_standing")
    su_dung = ChoiceFilter(
        label="Sử dụng", choices=[("co", "Đã dùng"), ("khong", "Chưa dùng")], method="by_use"
    )

    def with_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return vocabulary.with_words(rows, value)

    def in_standing(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return vocabulary.in_standing(rows, value)

    def by_use(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(is_used=value == "co")


class MeasureFilter(RowFilter):
    cach_cong = ChoiceFilter(label="Cách cộng", field_name="kind", choices=Measure.Kind.choices)


class FormFilter(RowFilter):
    nhom = ChoiceFilter(label="Nhóm", field_name="family", choices=Form.Family.choices)


FILTERS: dict[type[Row], type[RowFilter]] = {Measure: MeasureFilter, Form: FormFilter}
