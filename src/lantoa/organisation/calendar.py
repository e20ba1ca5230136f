"""Days that the calendar has wrong: swapped Saturdays, local holidays. Read at most once in a request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import workdays
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import format_date, nfc, squeeze
from lantoa.organisation import changes
from lantoa.organisation.access import Actor
from lantoa.organisation.models import WorkdayOverride

_kept: ContextVar[list[Sequence[workdays.Override]] | None] = ContextVar("lantoa_workdays", default=None)


def source() -> Sequence[workdays.Override]:
    """The overrides, for foundation.workdays. Within `reading_once` the table is asked a single time."""
    shelf = _kept.get()
    if shelf:
        return shelf[0]
    rows = WorkdayOverride.objects.values_list("day", "working")
    found = tuple(workdays.Override(day, working) for day, working in rows)
    if shelf is not None:
        shelf.append(found)
    return found


@contextmanager
def reading_once() -> Iterator[None]:
    """Within the block (a request) a hundred questions about working days cost one query."""
    token = _kept.set([])
    try:
        yield
    finally:
        _kept.reset(token)


@transaction.atomic
def set_workday(day: date, *, working: bool, reason: str, actor: Actor) -> WorkdayOverride:
    """Says that a day is or is no working day, against the calendar, for the whole installation."""
    _require(actor)
    why = squeeze(nfc(reason))
    if not why:
        raise Refused("Nhập căn cứ của thay đổi.", code="blank", field="reason")
    row = WorkdayOverride.objects.select_for_update().filter(day=day).first()
    if row is None:
        if workdays.is_working_day(day, ()) == working:
            word = "làm việc" if working else "nghỉ"
            raise Refused(f"Lịch đã coi ngày {format_date(day)} là ngày {word}.", code="same", field="day")
        row = WorkdayOverride.objects.create(day=day, working=working, reason=why[:250])
        changed = {"Ngày": ["", format_date(day)]}
    else:
        changed = changes.apply(row, {"working": working, "reason": why[:250]})
    if changed:
        note("organisation.workday_changed", row, actor=actor, changes=changed, summary=why)
    _forget()
    return row


@transaction.atomic
def unset_workday(row: WorkdayOverride, *, actor: Actor) -> None:
    """Leaves the day to the calendar again."""
    _require(actor)
    note("organisation.workday_changed", row, actor=actor, summary=f"Bỏ điều chỉnh {format_date(row.day)}")
    row.delete()
    _forget()


def _require(actor: Actor) -> None:
    if not (actor.system or actor.administers_all):
        raise Refused("Chỉ quản trị của cơ quan cấp cao nhất được sửa ngày làm việc.", code="forbidden")


def _forget() -> None:
    shelf = _kept.get()
    if shelf:
        shelf.clear()
