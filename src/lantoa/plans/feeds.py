"""A calendar feed: titles and days only, of what is due. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True, slots=True)
class Due:
    """Something due on a day; `uid` stays the same from one reading to the next."""

    uid: str
    title: str
    on: date
    done: bool = False


def write_feed(name: str, dues: Iterable[Due], *, now: datetime) -> bytes:
    """RFC 5545 with one all-day event for each due day."""
    calendar = Calendar()
    calendar.add("prodid", "-//Lan Toa//vi")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for due in dues:
        event = Event()
        event.add("uid", due.uid)
        event.add("dtstamp", now)
        event.add("dtstart", due.on)
        event.add("dtend", due.on + timedelta(days=1))
        event.add("summary", f"✓ {due.title}" if due.done else due.title)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()
