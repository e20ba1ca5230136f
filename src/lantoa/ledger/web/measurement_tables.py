"""Values over periods as a list: columns and filters."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.foundation.text import NBSP, format_number
from lantoa.ledger import queries
from lantoa.ledger.models import Measure, Measurement, State
from lantoa.ledger.web.activity_page import said_value
from lantoa.ledger.web.tables import OfAgencies, body_choices
from lantoa.ui.filters import ChoiceFilter, DateFilter, ModelChoiceFilter
from lantoa.ui.tables import Column, DateColumn, HtmlColumn, MainColumn, NumberColumn, StatusColumn, Table

WAITING, CONFIRMED, VOIDED = State.DRAFT.value, State.CONFIRMED.value, State.VOIDED.value
SHOWN = {WAITING: "wait", CONFIRMED: "done", VOIDED: "void"}
FROM_ACTIVITIES, ALL, WHOLE = "hoat-dong", "tat-ca", "chung"


def address(row: Measurement) -> str:
    if row.activity_id:
        return reverse("ledger:activity", args=[row.activity_id])
    return reverse("ledger:measurement", args=[row.pk])


def state_word(row: Measurement) -> str:
    if row.state == CONFIRMED:
        return "Đã xác nhận"
    if row.state == VOIDED:
        return "Đã thay thế" if getattr(row, "replaced_by", None) else "Đã hủy"
    return "Chưa xác nhận" if row.activity_id else "Chờ xác nhận"


def whose(row: Measurement) -> str:
    return row.body.name if row.body else row.agency.legal_name


def where_from(row: Measurement) -> str:
    """The smaller line: whose it is, and the activity that carries it or who wrote it down."""
    origin = row.activity.number if row.activity else str(row.recorded_by or "Hệ thống")
    return f"{whose(row)} · {origin}"


def valued(row: Measurement) -> str:
    """With its unit; a ratio with its parts behind: "93,5 % (188/201)"."""
    if row.numerator is None or row.denominator is None:
        return f"{said_value(row)}{NBSP}{row.measure.unit}"
    parts = f"({format_number(row.numerator)}/{format_number(row.denominator)})"
    return f"{format_number(queries.value_of(row), 1)}{NBSP}{row.measure.unit}{NBSP}{parts}"


class MeasurementTable(Table):
    caption = "Số liệu"
    kind = "lead"

    name = MainColumn(
        "Số đo", accessor="measure__name", url=address, sub=where_from, order_by=("measure__position", "pk")
    )
    period = HtmlColumn(
        verbose_name="Kỳ",
        make=lambda row: row.period.label,
        plain=lambda row: row.period.label,
        orderable=True,
        order_by=("ends", "pk"),
    )
    amount = NumberColumn("Giá trị", accessor="pk", orderable=False)
    evidence_count = NumberColumn("Minh chứng", orderable=False)
    state = StatusColumn("Trạng thái", accessor="pk", word=state_word, orderable=False)

    class Meta:
        order_by = "-period"

    def render_amount(self, record: Measurement) -> str:
        return valued(record)

    def value_amount(self, record: Measurement) -> Decimal | None:
        return queries.exact(queries.value_of(record))

    def render_state(self, record: Measurement, column: StatusColumn) -> Any:
        return column.render(SHOWN[record.state], record)

    def value_state(self, record: Measurement) -> str:
        return state_word(record)


class ExportTable(MeasurementTable):
    """The same rows with the columns that a person shown them reads elsewhere."""

    code = Column("Mã", accessor="measure__code")
    starts = DateColumn("Từ ngày")
    ends = DateColumn("Đến hết ngày")
    whose = HtmlColumn(verbose_name="Đơn vị", make=whose, plain=whose)
    unit = Column("Đơn vị tính", accessor="measure__unit")
    numerator = NumberColumn("Tử số")
    denominator = NumberColumn("Mẫu số")
    note = Column("Nguồn số liệu")
    recorder = Column("Người ghi", accessor="recorded_by__full_name")
    confirmer = Column("Người xác nhận", accessor="confirmed_by__full_name")

    class Meta:
        order_by = "-period"
        sequence = (
            "code", "name", "whose", "period", "starts", "ends", "amount", "unit", "numerator", "denominator", "...",
        )  # fmt: skip

    def value_numerator(self, record: Measurement) -> Decimal | None:
        return queries.exact(record.numerator)

    def value_denominator(self, record: Measurement) -> Decimal | None:
        return queries.exact(record.denominator)


class MeasurementFilter(OfAgencies):
    so_do = ModelChoiceFilter(
        label="Số đo", queryset=lambda request: queries.all_of(Measure), method="of_measure"
    )
    don_vi = ModelChoiceFilter(
        label="Đơn vị",
        field_name="body",
        queryset=body_choices,
        null_label="Chung của cơ quan",
        null_value=WHOLE,
    )
    tu = DateFilter(label="Cuối kỳ từ ngày", field_name="ends", lookup_expr="gte")
    den = DateFilter(label="Cuối kỳ đến ngày", field_name="ends", lookup_expr="lte")
    trang_thai = ChoiceFilter(
        label="Trạng thái",
        field_name="state",
        choices=[(WAITING, "Chờ xác nhận"), (CONFIRMED, "Đã xác nhận"), (VOIDED, "Đã hủy, đã thay thế")],
    )
    nguon = ChoiceFilter(
        label="Ghi ở",
        choices=[(FROM_ACTIVITIES, "Hoạt động"), (ALL, "Theo kỳ và hoạt động")],
        method="from_where",
        empty_label="Theo kỳ",
    )
    cua_toi = ChoiceFilter(
        label="Người ghi", choices=[("co", "Tôi ghi")], method="mine", empty_label="Mọi người"
    )

    class Meta:
        model = Measurement
        fields: tuple[str, ...] = ()

    def of_measure(self, rows: QuerySet[Measurement], name: str, value: Measure) -> QuerySet[Measurement]:
        return rows.filter(measure__in=queries.family(value))

    def from_where(self, rows: QuerySet[Measurement], name: str, value: str) -> QuerySet[Measurement]:
        """The page has taken in what activities carry; without them by default."""
        return rows.filter(activity__isnull=False) if value == FROM_ACTIVITIES else rows

    def total(self) -> str:
        """What the values of one chosen measure come to, by its kind; confirmed ones alone are ever added up."""
        cleaned = self.form.cleaned_data if self.is_bound and self.form.is_valid() else {}
        measure = cleaned.get("so_do")
        if measure is None or cleaned.get("trang_thai") != CONFIRMED:
            return ""
        found = queries.rolled_up(self.qs, measure.kind)
        if found.value is None:
            return ""
        label = {"sum": "Cộng", "max": "Lớn nhất", "latest": "Gần nhất"}.get(measure.kind, "Tỷ lệ chung")
        if found.numerator is None or found.denominator is None:
            return f"{label}: {format_number(found.value)}{NBSP}{measure.unit}"
        parts = f"({format_number(found.numerator)}/{format_number(found.denominator)})"
        return f"{label}: {format_number(found.value, 2)}{NBSP}{measure.unit}{NBSP}{parts}"

    def mine(self, rows: QuerySet[Measurement], name: str, value: str) -> QuerySet[Measurement]:
        return rows.filter(recorded_by_id=self.request.actor.person_id)
