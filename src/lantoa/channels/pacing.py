"""When a channel may send: quiet hours, how many in a day, when to try again. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

PAUSES = (60.0, 300.0, 1800.0, 7200.0, 21600.0)
"""Seconds before the second, third … attempt of one delivery; after the last it is a dead letter."""
GIVE_UP_AFTER = timedelta(days=3)
CHANNEL_PAUSE = 300.0
"""Seconds before a channel that took nothing at all is tried again, where it said no time itself."""


def pause_after(attempts: int, asked: float | None = None) -> float | None:
    """Seconds to wait after so many attempts; at least as long as was asked. None: no more."""
    if attempts > len(PAUSES):
        return None
    return max(PAUSES[attempts - 1], asked or 0.0)


def quiet_until(now: datetime, start: time | None, end: time | None) -> datetime | None:
    """The end of the quiet hours that `now` falls in. They may go over midnight; from and to alike are none."""
    if start is None or end is None or start == end:
        return None
    clock = now.time().replace(tzinfo=None)
    within = start <= clock < end if start < end else clock >= start or clock < end
    if not within:
        return None
    stop = now.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
    return stop if stop > now else stop + timedelta(days=1)


def next_day(now: datetime) -> datetime:
    return (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def seconds_until(moment: datetime | None, now: datetime) -> float | None:
    return None if moment is None else max(1.0, (moment - now).total_seconds())


def soonest(moments: Iterable[datetime | None]) -> datetime | None:
    return min((moment for moment in moments if moment is not None), default=None)
