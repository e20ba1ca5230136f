"""Other days or another requirement for a round that is open: who is told, and whose report follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation.errors import Refused
from lantoa.foundation.periods import Period
from lantoa.foundation.text import format_date
from lantoa.organisation.access import Actor
from lantoa.reports.actions.round_days import follow
from lantoa.reports.actions.round_telling import tell_unit
from lantoa.reports.actions.rounds import NOTE_LENGTH, last_day, locked_call, open_one, require_day
from lantoa.reports.models import OWED, Call, Report, Round
from lantoa.reports.queries.periods import round_for

REASON_LENGTH = 150
"""Characters: the reason stands in the notice, which is one line."""


@dataclass(frozen=True, slots=True)
class RoundChange:
    """What the round asks from now on. The reason may be left out where neither day changes."""

    due_on: date
    note: str
    ends: date | None = None
    reason: str = ""


@transaction.atomic
def change_round(asked: Round, draft: RoundChange, *, actor: Actor) -> Round:
    """Another last day of the figures, due day or requirement.

    Agencies that had the round's due day move with it; those with a day of their own stay. Reports that are being
    written follow the last day; what was frozen or sent keeps its figures, and its agency is told so. Raises Refused
    for days without a reason, outside the rule, or that leave an agency with a due day before its figures are whole.
    """
    locked = open_one(asked, actor)
    due_before, ends_before = locked.due_on, locked.ends
    ends = ends_before if draft.ends is None else draft.ends
    words = draft.note.strip()[:NOTE_LENGTH]
    days = _days_changed(locked, ends, draft.due_on)
    if not days and words == locked.note:
        return locked
    reason = _reason(draft.reason) if days else draft.reason.strip()[:REASON_LENGTH]
    if ends != ends_before:
        last_day(ends, _window(locked))
    if draft.due_on != due_before:
        require_day(draft.due_on, ends)
    changes = days | ({"Yêu cầu": [locked.note, words]} if words != locked.note else {})
    moved = _moved(locked, ends, draft.due_on)
    locked.ends, locked.due_on, locked.note = ends, draft.due_on, words
    locked.save(update_fields=["ends", "due_on", "note"])
    note(
        "reports.round_changed", locked, actor=actor, agency_id=locked.agency_id, changes=changes, summary=reason
    )  # fmt: skip
    for call in moved:
        if draft.due_on != due_before and call.due_on == due_before:
            call.due_on = draft.due_on
            call.save(update_fields=["due_on"])
        follow(call.agency_id, locked.period)
        _tell_days(call, ends_before, due_before, reason, actor)
    return locked


@transaction.atomic
def change_due(call: Call, due_on: date, reason: str, *, actor: Actor) -> Call:
    """Another due day for one agency."""
    locked = locked_call(call)
    asked = open_one(locked.round, actor)
    before = locked.due_on
    if due_on == before:
        return locked
    told = _reason(reason)
    require_day(due_on, asked.ends)
    locked.due_on = due_on
    locked.save(update_fields=["due_on"])
    follow(locked.agency_id, asked.period)
    note(
        "reports.round_changed", asked, actor=actor, agency_id=asked.agency_id,
        summary=f"{locked.agency.short_name}: {told}",
        changes={"Hạn gửi": [format_date(before), format_date(due_on)]},
    )  # fmt: skip
    if locked.is_open:
        _tell(locked, f"Hạn mới {format_date(due_on)}", told, actor)
    return locked


def _reason(text: str) -> str:
    if not text.strip():
        raise Refused("Ghi lý do đổi ngày: các đơn vị được báo kèm lý do.", code="no_reason", field="reason")
    return text.strip()[:REASON_LENGTH]


def _days_changed(asked: Round, ends: date, due_on: date) -> dict[str, list[str]]:
    pairs = {"Số liệu đến": (asked.ends, ends), "Hạn gửi": (asked.due_on, due_on)}
    return {name: [format_date(old), format_date(new)] for name, (old, new) in pairs.items() if old != new}


def _window(asked: Round) -> Period:
    """The days that figures of the round may be taken from: those of the rule as it stands, and what was asked already."""
    try:
        whole = round_for(asked.period).window
    except Refused:
        return asked.span
    return Period.custom(asked.starts, max(whole.end, asked.ends))


def _moved(asked: Round, ends: date, due_on: date) -> list[Call]:
    """The calls that the change reaches. Raises Refused for one that would be due before its figures are whole."""
    rows = (
        asked.calls.select_for_update(of=("self",)).select_related("agency", "round__agency").order_by("pk")
    )
    calls = list(rows)
    early = [
        call.agency.short_name
        for call in calls
        if call.is_open and (due_on if call.due_on == asked.due_on else call.due_on) <= ends
    ]
    if early and due_on <= ends:
        require_day(due_on, ends)
    if early:
        raise Refused(
            f"Hạn riêng của {', '.join(early)} không sau ngày {format_date(ends)}. Đổi hạn của cơ quan đó trước.",
            code="own_day_too_early",
            field="ends",
        )
    if ends != asked.ends:
        return calls
    return [call for call in calls if call.due_on == asked.due_on] if due_on != asked.due_on else []


def _tell_days(call: Call, ends_before: date, due_before: date, reason: str, actor: Actor) -> None:
    asked = Round.objects.select_related("agency").get(pk=call.round_id)
    call.round = asked
    words = []
    if asked.ends != ends_before:
        words.append(f"số liệu lấy đến hết {format_date(asked.ends)}")
    if asked.due_on != due_before and call.due_on == asked.due_on and call.state in OWED:
        words.append(f"hạn mới {format_date(call.due_on)}")
    if not words:
        return
    said = ", ".join(words)
    _tell(call, said[:1].upper() + said[1:], reason, actor, _kept(call) if asked.ends != ends_before else "")


def _kept(call: Call) -> str:
    """What a unit is told of a report that does not follow."""
    if call.state not in OWED:
        return ". Báo cáo đã gửi giữ nguyên"
    report = Report.objects.filter(agency=call.agency_id, period=call.round.period).first()
    if report is None or report.ends == call.round.ends:
        return ""
    return f". Báo cáo đã chốt giữ số liệu đến {format_date(report.ends)}"


def _tell(call: Call, words: str, reason: str, actor: Actor, more: str = "") -> None:
    tell_unit(call, "reports.round_changed", f"{words}:", actor=actor, more=f"{more}. Lý do: {reason}")
