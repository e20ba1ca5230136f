"""Tables of rounds and of what agencies owe in them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.foundation import clock
from lantoa.reports.models import OWED, Call, Round
from lantoa.reports.queries.rounds import late, of_agencies_named
from lantoa.reports.standing import Standing, standing
from lantoa.ui.filters import ChoiceFilter, FilterSet, WordsFilter
from lantoa.ui.tables import (
    DateColumn,
    DateTimeColumn,
    HtmlColumn,
    MainColumn,
    NumberColumn,
    StatusColumn,
    Table,
    TextColumn,
)


def standing_of(call: Call) -> Standing:
    sent = clock.day_of(call.first_sent_at) if call.first_sent_at else None
    return standing(call.state, call.due_on, clock.today(), sent)


def _document(call: Call) -> str:
    return call.issue.signing.document_number if call.issue else ""


def _newer(call: Any) -> str:
    """The agency signed another issue after the one it sent."""
    return "đã ban hành bản mới, chưa gửi" if call.issue_id and call.newest != call.issue_id else ""


class RoundTable(Table):
    caption = "Đợt báo cáo"

    period = MainColumn(
        verbose_name="Đợt báo cáo",
        accessor="label",
        url=lambda asked: reverse("reports:round", args=[asked.pk]),
        sub=lambda asked: asked.agency.short_name,
        order_by=("ends", "pk"),
    )
    due_on = DateColumn(verbose_name="Hạn gửi")
    asked_count = NumberColumn(verbose_name="Số cơ quan")
    sent_count = NumberColumn(verbose_name="Đã gửi")
    late_count = NumberColumn(verbose_name="Trễ")
    state = StatusColumn(
        verbose_name="Trạng thái",
        accessor="pk",
        order_by="closed_at",
        word=lambda asked: "Đã đóng" if asked.closed_at else "Đang mở",
    )

    class Meta:
        order_by = "-due_on"

    def render_state(self, record: Round, bound_column: Any) -> Any:
        return bound_column.column.render("done" if record.closed_at else "work", record)


class RoundFilter(FilterSet):
    trang_thai = ChoiceFilter(
        label="Trạng thái", choices=[("mo", "Đang mở"), ("dong", "Đã đóng")], method="in_state"
    )

    class Meta:
        model = Round
        fields: tuple[str, ...] = ()

    def in_state(self, rows: QuerySet[Round], name: str, value: str) -> QuerySet[Round]:
        return rows.filter(closed_at__isnull=value == "mo")


class _CallTable(Table):
    """What tables of calls share: the state with its days, and the document sent."""

    def render_state(self, record: Call, bound_column: Any) -> SafeString:
        """With the reason below it while it is returned."""
        shown: SafeString = bound_column.column.render(standing_of(record).look, record)
        return shown + format_html('<span class="sub">{}</span>', record.reason) if record.reason else shown

    def value_state(self, record: Call) -> str:
        word = standing_of(record).word
        return f"{word}: {record.reason}" if record.reason else word

    def render_document(self, record: Call) -> SafeString:
        newer = _newer(record)
        tail = format_html('<span class="sub">{}</span>', newer) if newer else SafeString("")
        return format_html("{}", _document(record) or "–") + tail

    def value_document(self, record: Call) -> str:
        return _document(record)


def _nudge(call: Any) -> SafeString | str:
    """A button of the form `nhac` at the end of the page, so that a row needs no form of its own."""
    if not call.is_open or call.round.closed_at or call.reminded_on == clock.today():
        return "đã nhắc hôm nay" if call.reminded_on == clock.today() and call.is_open else ""
    return format_html(
        '<button class="btn btn--bare" form="nhac" formaction="{}">Nhắc<span class="vh"> {}</span></button>',
        reverse("reports:call_nudge", args=[call.pk]),
        call.agency.short_name,
    )


class RoundCallTable(_CallTable):
    """For the superior: who has, who has not."""

    caption = "Cơ quan trong đợt báo cáo"

    agency = MainColumn(
        verbose_name="Cơ quan",
        accessor="agency__legal_name",
        url=lambda call: reverse("reports:call", args=[call.pk]),
        order_by="agency__sort_key",
    )
    due_on = DateColumn(verbose_name="Hạn")
    state = StatusColumn(verbose_name="Trạng thái", word=lambda call: standing_of(call).word)
    document = TextColumn(verbose_name="Báo cáo", empty_values=(), order_by="issue__signing__document_number")
    submitted_at = DateTimeColumn(verbose_name="Gửi lúc")
    reminded_on = DateColumn(verbose_name="Nhắc lần cuối")
    act = HtmlColumn(verbose_name="Thao tác", make=_nudge, quiet=True)

    class Meta:
        empty_text = ""

    def order_state(self, rows: QuerySet[Call], descending: bool) -> tuple[QuerySet[Call], bool]:
        """By state, then by day: what is owed longest stands together."""
        sign = "-" if descending else ""
        return rows.order_by(f"{sign}state", f"{sign}due_on", "pk"), True


class OwedTable(_CallTable):
    """For the agency: what superiors asked of it."""

    caption = "Báo cáo phải gửi cấp trên"

    period = MainColumn(
        verbose_name="Báo cáo",
        accessor="round__label",
        url=lambda call: reverse("reports:call", args=[call.pk]),
        sub=lambda call: f"{call.round.agency.short_name} yêu cầu · {call.agency.short_name}",
        order_by=("round__ends", "pk"),
    )
    due_on = DateColumn(verbose_name="Hạn")
    state = StatusColumn(verbose_name="Trạng thái", word=lambda call: standing_of(call).word)
    document = TextColumn(
        verbose_name="Báo cáo đã gửi", empty_values=(), order_by="issue__signing__document_number"
    )
    submitted_at = DateTimeColumn(verbose_name="Gửi lúc")

    class Meta:
        order_by = "-due_on"


STATES = (
    ("chua", "Chưa gửi"),
    ("tre", "Trễ hạn"),
    ("cho", "Đã gửi, chờ nhận"),
    ("nhan", "Đã nhận"),
    ("tra", "Bị trả lại"),
)


def in_state(calls: QuerySet[Call], value: str) -> QuerySet[Call]:
    """Narrows by a key of STATES."""
    if value == "tre":
        return late(calls)
    wanted = {
        "chua": OWED,
        "cho": (Call.State.SUBMITTED,),
        "nhan": (Call.State.RECEIVED,),
        "tra": (Call.State.RETURNED,),
    }
    return calls.filter(state__in=wanted[value])


class CallFilter(FilterSet):
    trang_thai = ChoiceFilter(label="Trạng thái", choices=STATES, method="in_state")

    class Meta:
        model = Call
        fields: tuple[str, ...] = ()

    def in_state(self, rows: QuerySet[Call], name: str, value: str) -> QuerySet[Call]:
        return in_state(rows, value)


class RoundCallFilter(FilterSet):
    tu = WordsFilter(label="Tên cơ quan", method="with_words")
    trang_thai = ChoiceFilter(label="Trạng thái", choices=STATES, method="in_state")

    class Meta:
        model = Call
        fields: tuple[str, ...] = ()

    def with_words(self, rows: QuerySet[Call], name: str, value: str) -> QuerySet[Call]:
        return of_agencies_named(rows, value)

    def in_state(self, rows: QuerySet[Call], name: str, value: str) -> QuerySet[Call]:
        return in_state(rows, value)
