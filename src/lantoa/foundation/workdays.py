"""Vietnamese working days: weekends, public holidays, swapped Saturdays, and what the agency has put right by hand.

The calendar comes from the library `holidays`, which knows the yearly Tết and many swapped days but cannot know a
decision of this week. So a day may be overridden: by a sequence handed in, or by the source that the room with the
editable table has set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Override:
    """A day on which the agency works, or does not, whatever the calendar says. The last one for a day counts."""

    day: date
    working: bool
    note: str = ""


OverridesSource = Callable[[], Sequence[Override]]


def _no_overrides() -> Sequence[Override]:
    return ()


_source: OverridesSource = _no_overrides


def set_overrides_source(source: OverridesSource | None) -> None:
    """Says where overrides come from when none are handed in (None: nowhere).

    The source is asked once by every function of this module that counts, so it should remember its rows.
    """
    global _source
    _source = source or _no_overrides


def is_working_day(day: date, overrides: Sequence[Override] | None = None) -> bool:
    """Whether offices work on `day`."""
    return _works(day, _by_day(overrides))


def working_days_between(start: date, end: date, overrides: Sequence[Override] | None = None) -> int:
    """The working days after `start`, up to and including `end`; negative when `end` is before `start`.

    So a task due on Friday is 1 working day late on Monday, and "nộp trước 3 ngày làm việc" counts from the day after.
    """
    if end < start:
        return -working_days_between(end, start, overrides)
    changed = _by_day(overrides)
    count = sum(_year_counts(year) for year in range(start.year + 1, end.year))
    if start.year == end.year:
        count += _counted(start + _DAY, end)
    else:
        count += _counted(start + _DAY, date(start.year, 12, 31)) + _counted(date(end.year, 1, 1), end)
    for day, working in changed.items():
        if start < day <= end:
            count += working - _works_by_calendar(day)
    return count


def add_working_days(day: date, number: int, overrides: Sequence[Override] | None = None) -> date:
    """The `number`-th working day after `day` (before it, when negative); `day` itself for 0, working or not."""
    changed = _by_day(overrides)
    step = _DAY if number > 0 else -_DAY
    left = abs(number)
    while left:
        day += step
        left -= _works(day, changed)
    return day


def next_working_day(day: date, overrides: Sequence[Override] | None = None) -> date:
    """`day` when it is a working day, else the first one after it: a due date that falls on Sunday moves to Monday."""
    changed = _by_day(overrides)
    while not _works(day, changed):
        day += _DAY
    return day


def days_late(due: date, day: date, overrides: Sequence[Override] | None = None) -> int:
    """The working days that have passed since a due date, which moves from a day off to the next day of work."""
    return max(0, working_days_between(next_working_day(due, overrides), day, overrides)) if due < day else 0


def late_border(day: date, overrides: Sequence[Override] | None = None) -> date:
    """What was due before this day is late on `day`, by one working day at least: `days_late`, for a whole list."""
    changed = _by_day(overrides)
    for _ in range(2):  # the last working day until `day`, and the one before it
        while not _works(day, changed):
            day -= _DAY
        day -= _DAY
    return day + 2 * _DAY


def holiday_name(day: date) -> str:
    """The Vietnamese name of the public holiday on `day`; empty on other days."""
    return _calendar(day.year).get(day, "")


def exceptions(year: int) -> list[tuple[date, bool, str]]:
    """Days of a year that are not as their weekday: `(day, whether offices work, the holiday's name)`, in order.

    Holidays on a weekday, days off in exchange, and the Saturdays worked for them; overrides by hand are not in it.
    """
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    return [
        (day, _works_by_calendar(day), holiday_name(day))
        for day in days
        if day.year == year and _works_by_calendar(day) != (day.weekday() < 5)
    ]


def _by_day(overrides: Sequence[Override] | None) -> dict[date, bool]:
    return {override.day: override.working for override in (_source() if overrides is None else overrides)}


def _works(day: date, changed: dict[date, bool]) -> bool:
    return changed[day] if day in changed else _works_by_calendar(day)


def _works_by_calendar(day: date) -> bool:
    return day in _working_days(day.year)


@cache
def _calendar(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("VN", years=year, language="vi", expand=False)


@cache
def _working_days(year: int) -> frozenset[date]:
    calendar = _calendar(year)
    first = date(year, 1, 1)
    days = (first + timedelta(days=number) for number in range(366))
    return frozenset(day for day in days if day.year == year and calendar.is_working_day(day))


def _year_counts(year: int) -> int:
    return len(_working_days(year))


def _counted(first: date, last: date) -> int:
    days = (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
    return sum(_works_by_calendar(day) for day in days)
