"""How a call stands on a day, in words. Pure: states and days in, words out. Lateness counts working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lantoa.foundation import workdays
from lantoa.foundation.text import format_date

NEAR = 3
"""Working days before the due day from which on it is near."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`look` is one of ui.words.STATES."""

    look: str
    word: str


def standing(state: str, due: date, day: date, sent_on: date | None = None) -> Standing:
    """What stands beside a call: owed with the days left or over, sent, received, returned."""
    if state == "received":
        return Standing("done", _with("Đã nhận", _late_when_sent(due, sent_on)))
    if state == "submitted":
        return Standing("wait", _with("Đã gửi, chờ nhận", _late_when_sent(due, sent_on)))
    left = countdown(due, day)
    late = workdays.days_late(due, day) > 0
    if state == "returned":
        return Standing("late" if late else "risk", f"Bị trả lại, {_lower(left)}")
    if late:
        return Standing("late", left)
    near = workdays.working_days_between(day, due) <= NEAR
    return Standing("risk" if near else "todo", f"Chưa gửi, {_lower(left)}")


def countdown(due: date, day: date) -> str:
    """ "Còn 5 ngày làm việc", "Đến hạn hôm nay", "Trễ 2 ngày làm việc". A day off moves to the next day of work."""
    late = workdays.days_late(due, day)
    if late:
        return f"Trễ {late} ngày làm việc"
    moved = workdays.next_working_day(due)
    if moved == day:
        return "Đến hạn hôm nay"
    if moved < day:
        # Only days off have passed: nobody could send on them.
        return f"Quá hạn {format_date(due)}"
    return f"Còn {workdays.working_days_between(day, moved)} ngày làm việc"


def _late_when_sent(due: date, sent_on: date | None) -> str:
    late = workdays.days_late(due, sent_on) if sent_on else 0
    return f"gửi trễ {late} ngày làm việc" if late else ""


def _with(word: str, more: str) -> str:
    return f"{word}, {more}" if more else word


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
