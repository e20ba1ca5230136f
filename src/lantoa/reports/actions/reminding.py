"""Reminding units that owe a report: by the calendar, and by the superior's hand at most once a day."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock, workdays
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import format_date
from lantoa.organisation.access import Actor
from lantoa.organisation.calendar import reading_once
from lantoa.reports import access
from lantoa.reports.actions.round_telling import tell_unit
from lantoa.reports.actions.rounds import locked_call, locked_round, require_open
from lantoa.reports.models import OWED, Call, CallReminder, Round

Kind = CallReminder.Kind
BEFORE = ((Kind.DUE, 0), (Kind.DAYS, 3), (Kind.WEEK, 7))
# Reminders look this far ahead: seven working days never span more, Tết included.
HORIZON = timedelta(days=25)


def kind_on(due: date, day: date) -> Kind | None:
    """Which reminder a due day calls for: the nearest that has come, or "late" a working day after it."""
    if workdays.days_late(due, day):
        return Kind.LATE
    left = workdays.working_days_between(day, workdays.next_working_day(due))
    return next((kind for kind, ahead in BEFORE if left <= ahead), None)


def send_call_reminders(day: date, *, actor: Actor) -> int:
    """What is due on a day in rounds that are open; run twice, the second run sends nothing. How many were reminded."""
    rows = Call.objects.filter(state__in=OWED, round__closed_at=None, due_on__lte=day + HORIZON)
    sent = 0
    with reading_once():
        for call in rows.select_related("agency", "round__agency").order_by("pk").iterator(chunk_size=500):
            kind = kind_on(call.due_on, day)
            if kind is not None and _remind(call, kind, day, actor):
                sent += 1
    return sent


def _remind(call: Call, kind: Kind, day: date, actor: Actor) -> bool:
    """The mark and the notices are written together: killed in between, nothing of either is there."""
    with transaction.atomic():
        _, made = CallReminder.objects.get_or_create(
            call=call, kind=kind, due_on=call.due_on, defaults={"sent_on": day}
        )
        if not made:
            return False
        key = f"reports.{kind}.{call.pk}.{call.due_on}"
        tell_unit(
            call,
            "reports.late" if kind == Kind.LATE else "reports.due",
            _words(call, kind, day),
            actor=actor,
            key=key,
        )
        note("reports.reminded", call, actor=actor, agency_id=call.agency_id, summary=kind.label)
    return True


def _words(call: Call, kind: Kind, day: date) -> str:
    if kind == Kind.LATE:
        return f"Trễ hạn {format_date(call.due_on)}:"
    if workdays.next_working_day(call.due_on) == day:
        return "Đến hạn hôm nay:"
    return f"Sắp đến hạn {format_date(call.due_on)}:"


@transaction.atomic
def nudge(call: Call, *, actor: Actor) -> None:
    """The superior reminds one unit. Raises Refused when it owes nothing or was reminded by hand today."""
    _require_superior(actor, call.round)
    locked = locked_call(call)
    require_open(locked.round)
    if not locked.is_open:
        raise Refused(f"{locked.agency.short_name} đã gửi báo cáo.", code="sent")
    if not _nudge(locked, actor):
        raise Refused(
            f"Hôm nay đã nhắc {locked.agency.short_name} rồi. Mỗi đơn vị nhắc một lần mỗi ngày.",
            code="nudged",
        )


@transaction.atomic
def nudge_all(asked: Round, *, actor: Actor) -> int:
    """Reminds every unit that has not sent and was not reminded by hand today. How many were."""
    _require_superior(actor, asked)
    # One after the other: what the first has reminded the second leaves out, and a unit that sends waits or is left out.
    locked = locked_round(asked)
    require_open(locked)
    rows = Call.objects.select_for_update(of=("self",)).select_related("agency", "round__agency")
    owing = rows.filter(round=locked, state__in=OWED).order_by("pk")
    return sum(_nudge(call, actor) for call in owing)


def _nudge(call: Call, actor: Actor) -> bool:
    _, made = CallReminder.objects.get_or_create(
        call=call, kind=Kind.HAND, sent_on=clock.today(), defaults={"due_on": call.due_on}
    )
    if made:
        tell_unit(call, "reports.due", f"Cấp trên nhắc, hạn {format_date(call.due_on)}:", actor=actor)
        note("reports.reminded", call, actor=actor, agency_id=call.agency_id, summary=Kind.HAND.label)
    return made


def _require_superior(actor: Actor, asked: Round) -> None:
    if not access.may_open_rounds(actor, asked.agency_id):
        raise Refused("Chỉ người theo dõi báo cáo của cấp trên nhắc đơn vị.", code="forbidden")
