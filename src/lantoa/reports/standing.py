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
    if state == "returned":
        return Standing("late" if due < day else "risk", f"Bị trả lại, {_lower(left)}")
    if due < day:
        return Standing("late", left)
    near = workdays.working_days_between(day, due) <= NEAR
    return Standing("risk" if near else "todo", f"Chưa gửi, {_lower(left)}")


def countdown(due: date, day: date) -> str:
    """ "Còn 5 ngày làm việc", "Đến hạn hôm nay", "Trễ 2 ngày làm việc"."""
    if due == day:
        return "Đến hạn hôm nay"
    number = abs(workdays.working_days_between(day, due))
    if not number:
        # Only days off lie between: a number of working days would be nought.
        return f"Quá hạn {format_date(due)}" if due < day else f"Đến hạn {format_date(due)}"
    return f"Trễ {number} ngày làm việc" if due < day else f"Còn {number} ngày làm việc"


def _late_when_sent(due: date, sent_on: date | None) -> str:
    if sent_on is None or sent_on <= due:
        return ""
    number = workdays.working_days_between(due, sent_on)
    return f"gửi trễ {number} ngày làm việc" if number else "gửi sau hạn"


def _with(word: str, more: str) -> str:
    return f"{word}, {more}" if more else word


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
