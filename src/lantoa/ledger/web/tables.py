"""The ledger as a list: columns and filters."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.ledger import queries
from lantoa.ledger.models import (
    Activity,
    ActivityKind,
    Audience,
    Form,
    Integration,
    Measure,
    ReformField,
    Row,
    State,
    Theme,
)
from lantoa.organisation.access import SEE
from lantoa.organisation.models import Agency, Body
from lantoa.ui.filters import (
    ChoiceFilter,
    DateFilter,
    FilterSet,
    ModelChoiceFilter,
    ModelChoicesFilter,
    WordsFilter,
)
from lantoa.ui.search import holding
from lantoa.ui.tables import Column, DateColumn, HtmlColumn, MainColumn, NumberColumn, StatusColumn, Table

KEPT, WAITING, RETURNED = "giu", "cho", "tra-lai"
STATES = [
    (WAITING, "Chờ xác nhận"),
    (State.CONFIRMED, "Đã xác nhận"),
    (RETURNED, "Bị trả lại"),
    (KEPT, "Nháp chưa gửi"),
    (State.VOIDED, "Đã hủy"),
]


def shown_state(activity: Activity) -> str:
    """One of ui.words.STATES."""
    if activity.state == State.CONFIRMED:
        return "done"
    if activity.state == State.VOIDED:
        return "void"
    if activity.submitted_at is not None:
        return "wait"
    return "risk" if activity.returned_at is not None else "todo"


_WORDS = {
    "done": "Đã xác nhận",
    "void": "Đã hủy",
    "wait": "Chờ xác nhận",
    "risk": "Bị trả lại",
    "todo": "Nháp",
}


def state_word(activity: Activity) -> str:
    return _WORDS[shown_state(activity)]


def address(activity: Activity) -> str:
    return reverse("ledger:activity", args=[activity.pk])


def whose(activity: Activity) -> str:
    parts = [activity.kind.name, activity.number]
    parts += [activity.body.name] if activity.body else []
    parts += [activity.recorded_by.full_name] if activity.recorded_by else []
    return " · ".join(parts)


def results(activity: Activity) -> str:
    current = activity.current
    return queries.said_results(current.measurements.all()) if current else ""


class ActivityTable(Table):
    caption = "Hoạt động đã ghi"
    kind = "lead"

    number = Column("Số", accessor="number", visible=False, order_by=("year", "serial"))
    title = MainColumn("Hoạt động", url=address, sub=whose, order_by=("folded", "id"), orderable=False)
    kind_name = Column("Loại", accessor="kind__name", visible=False)
    day = DateColumn("Ngày", order_by=("day", "id"))
    results = HtmlColumn(verbose_name="Kết quả", make=results, plain=results)
    evidence_count = NumberColumn("Minh chứng", orderable=False)
    state = StatusColumn("Trạng thái", accessor="pk", word=state_word, orderable=False)

    class Meta:
        order_by = "-day"

    def render_state(self, record: Activity, column: StatusColumn) -> Any:
        return column.render(shown_state(record), record)

    def value_state(self, record: Activity) -> str:
        return state_word(record)


class ExportTable(ActivityTable):
    """The same rows with the columns that a person shown them reads in the smaller line."""

    number = Column("Số", accessor="number")
    kind_name = Column("Loại", accessor="kind__name")
    body_name = Column("Đơn vị", accessor="body__name")
    recorder = Column("Người ghi", accessor="recorded_by__full_name")
    confirmer = Column("Người xác nhận", accessor="confirmed_by__full_name")

    class Meta:
        order_by = "-day"
        sequence = ("number", "title", "kind_name", "body_name", "day", "...")


def body_choices(request: Any) -> QuerySet[Body]:
    return queries.bodies_seen(request.actor)


def agency_choices(request: Any) -> QuerySet[Agency]:
    return queries.agencies_seen(request.actor)


class OfAgencies(FilterSet):
    """A choice of agencies, for those who see several."""

    co_quan = ModelChoicesFilter(label="Cơ quan", queryset=agency_choices, method="of_agencies")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(self.request.actor.scope(SEE).agencies) < 2:
            del self.filters["co_quan"]

    def of_agencies(self, rows: QuerySet, name: str, value: QuerySet[Agency]) -> QuerySet:
        return rows.filter(agency__in=value) if value else rows


class ActivityFilter(OfAgencies):
    tu = DateFilter(label="Từ ngày", field_name="day", lookup_expr="gte")
    den = DateFilter(label="Đến ngày", field_name="day", lookup_expr="lte")
    tim = WordsFilter(method="find")
    don_vi = ModelChoiceFilter(label="Đơn vị", field_name="body", queryset=body_choices)
    loai = ModelChoiceFilter(
        label="Loại", queryset=lambda request: queries.all_of(ActivityKind), method="of_kind"
    )
    trang_thai = ChoiceFilter(label="Trạng thái", choices=STATES, method="in_state")
    noi_dung = ModelChoiceFilter(
        label="Nội dung", queryset=lambda request: queries.all_of(Theme), method="themed"
    )
    hinh_thuc = ModelChoiceFilter(
        label="Hình thức", queryset=lambda request: queries.all_of(Form), method="formed"
    )
    doi_tuong = ModelChoiceFilter(
        label="Đối tượng", queryset=lambda request: queries.all_of(Audience), method="for_audience"
    )
    linh_vuc = ModelChoiceFilter(
        label="Lĩnh vực", queryset=lambda request: queries.all_of(ReformField), method="in_field"
    )
    long_ghep = ModelChoiceFilter(
        label="Lồng ghép với", queryset=lambda request: queries.all_of(Integration), method="woven_into"
    )
    so_do = ModelChoiceFilter(
        label="Số đo", queryset=lambda request: queries.all_of(Measure), method="measuring"
    )
    minh_chung = ChoiceFilter(
        label="Minh chứng",
        choices=[("co", "Có minh chứng"), ("khong", "Chưa có minh chứng")],
        method="proved",
    )
    cua_toi = ChoiceFilter(
        label="Người ghi", choices=[("co", "Tôi ghi")], method="mine", empty_label="Mọi người"
    )
    xong_tu = DateFilter(label="Kết thúc từ ngày", method="ended_from")
    xong_den = DateFilter(label="Kết thúc đến ngày", method="ended_until")

    class Meta:
        model = Activity
        fields: tuple[str, ...] = ()

    def find(self, rows: QuerySet[Activity], name: str, value: str) -> QuerySet[Activity]:
        return holding(rows, value)

    def ended_from(self, rows: QuerySet[Activity], name: str, value: date) -> QuerySet[Activity]:
        return queries.ended_between(rows, value, None)

    def ended_until(self, rows: QuerySet[Activity], name: str, value: date) -> QuerySet[Activity]:
        return queries.ended_between(rows, None, value)

    def in_state(self, rows: QuerySet[Activity], name: str, value: str) -> QuerySet[Activity]:
        if value in (State.CONFIRMED, State.VOIDED):
            return rows.filter(state=value)
        drafts = rows.filter(state=State.DRAFT, submitted_at__isnull=value != WAITING)
        return drafts if value == WAITING else drafts.filter(returned_at__isnull=value == KEPT)

    def of_kind(self, rows: QuerySet[Activity], name: str, value: ActivityKind) -> QuerySet[Activity]:
        return rows.filter(kind__in=queries.family(value))

    def _having(self, rows: QuerySet[Activity], field: str, value: Row) -> QuerySet[Activity]:
        """Rows merged into the one asked for count as that one; an entry that has both is shown once."""
        wanted = queries.family(value)
        if len(wanted) == 1:
            return rows.filter(**{f"current__{field}": value})
        return rows.filter(current__in=queries.versions_having(field, wanted))

    def themed(self, rows: QuerySet[Activity], name: str, value: Theme) -> QuerySet[Activity]:
        return self._having(rows, "themes", value)

    def formed(self, rows: QuerySet[Activity], name: str, value: Form) -> QuerySet[Activity]:
        return self._having(rows, "forms", value)

    def for_audience(self, rows: QuerySet[Activity], name: str, value: Audience) -> QuerySet[Activity]:
        return self._having(rows, "audiences", value)

    def in_field(self, rows: QuerySet[Activity], name: str, value: ReformField) -> QuerySet[Activity]:
        return self._having(rows, "reform_fields", value)

    def woven_into(self, rows: QuerySet[Activity], name: str, value: Integration) -> QuerySet[Activity]:
        return self._having(rows, "integrated", value)

    def measuring(self, rows: QuerySet[Activity], name: str, value: Measure) -> QuerySet[Activity]:
        return queries.having_measured(rows, value)

    def proved(self, rows: QuerySet[Activity], name: str, value: str) -> QuerySet[Activity]:
        return queries.having_proof(rows, value == "co")

    def mine(self, rows: QuerySet[Activity], name: str, value: str) -> QuerySet[Activity]:
        return rows.filter(recorded_by_id=self.request.actor.person_id)
