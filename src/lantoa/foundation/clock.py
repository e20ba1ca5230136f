"""What day and time it is, in Vietnam.

Rules ask this module, never the system, so that a test or a demo can stand on a chosen day.
`LANTOA_TODAY` (ISO date) fixes the day of a whole process; it is refused unless the demo or a test runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_fixed: ContextVar[date | None] = ContextVar("lantoa_today", default=None)
_process_day: date | None = None


def now() -> datetime:
    """The present moment, aware, in Vietnamese time; on a fixed day, that day at the real time of day."""
    moment = datetime.now(VIETNAM)
    day = _fixed.get() or _process_day
    return datetime.combine(day, moment.timetz()) if day else moment


def today() -> date:
    """The calendar day in Vietnam."""
    return now().date()


def local(moment: datetime) -> datetime:
    """The same moment on the clocks of Vietnam; a naive one is taken as such already."""
    return moment.astimezone(VIETNAM) if moment.tzinfo else moment


def day_of(moment: datetime) -> date:
    """The calendar day in Vietnam at that moment."""
    return local(moment).date()


def fix_process_day(day: date | None) -> None:
    """Fixes (or frees) the day for the whole process: set once at start, by settings."""
    global _process_day
    _process_day = day


@contextmanager
def standing_on(day: date) -> Iterator[None]:
    """Within the block, `today()` is `day`."""
    token = _fixed.set(day)
    try:
        yield
    finally:
        _fixed.reset(token)
