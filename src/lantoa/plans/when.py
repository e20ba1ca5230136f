"""The time of a task in a few words, whether issued or still in a draft. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from lantoa.foundation.text import format_date
from lantoa.plans import repeating

RULES = {
    "FREQ=WEEKLY": "Hằng tuần",
    "FREQ=MONTHLY": "Hằng tháng",
    "FREQ=MONTHLY;INTERVAL=3": "Hằng quý",
    "FREQ=MONTHLY;INTERVAL=6": "6 tháng một lần",
    "FREQ=YEARLY": "Hằng năm",
}


class Timed(Protocol):
    """What terms say of time."""

    time_kind: Any
    start: Any
    end: Any
    rrule: Any
    event_text: Any
    time_raw: Any


def when_of(terms: Timed) -> str:
    """The time of issued terms; "" when the document says none."""
    event = terms.event_text or terms.time_raw
    return _when(terms.time_kind, terms.start, terms.end, terms.rrule, event, terms.time_raw)


def when_of_item(time: Mapping[str, Any] | None) -> str:
    """The same for the `time` of a draft's item; "" when neither the document nor a person said one."""
    said = time or {}
    raw = said.get("raw") or ""
    start, end = (date.fromisoformat(said[name]) if said.get(name) else None for name in ("start", "end"))
    event = said.get("event_text") or raw
    return _when(said.get("kind") or "", start, end, said.get("rrule") or "", event, raw)


def _when(kind: str, start: date | None, end: date | None, rule: str, event: str, raw: str) -> str:
    if kind == "recurring":
        return repeating.say(rule) or raw or "Định kỳ"
    if kind == "continuous":
        return "Thường xuyên"
    if kind == "on_event":
        return event or "Theo sự kiện"
    if start and end:
        return f"{format_date(start)} – {format_date(end)}"
    if end:
        return f"Đến {format_date(end)}"
    return raw
