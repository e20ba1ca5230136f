"""How tasks are said on screen: their state with lateness, their time in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lantoa.foundation import clock
from lantoa.foundation.text import format_date
from lantoa.plans.models import Task, TaskTerms
from lantoa.plans.queries import late_days

OPEN = (Task.State.TODO, Task.State.WORK, Task.State.WAIT)
RULES = {
    "FREQ=WEEKLY": "Hằng tuần",
    "FREQ=MONTHLY": "Hằng tháng",
    "FREQ=MONTHLY;INTERVAL=3": "Hằng quý",
    "FREQ=MONTHLY;INTERVAL=6": "6 tháng một lần",
    "FREQ=YEARLY": "Hằng năm",
}


def is_late(task: Task, day: date | None = None) -> bool:
    return task.state in OPEN and task.due_on is not None and task.due_on < (day or clock.today())


def state_of(task: Task) -> str:
    """The state for the eye: an open task past its day is late."""
    return "late" if is_late(task) else task.state


def word_of(task: Task) -> str:
    """The state in words; late ones with their working days."""
    if is_late(task):
        return f"Trễ {late_days(task.due_on)} ngày làm việc"
    return Task.State(task.state).label


def time_of(task: Task) -> str:
    """When a task is done, short: its rule, its span, or its words. A single day stands in the due date already."""
    terms = task.terms
    if terms is None:
        return ""
    return "Một lần" if terms.end and not terms.start and terms.time_kind == "once" else when_of(terms)


def when_of(terms: TaskTerms) -> str:
    """The time of issued terms in a few words; "" when the document says none."""
    return _when(
        terms.time_kind,
        terms.start,
        terms.end,
        terms.rrule,
        terms.event_text or terms.time_raw,
        terms.time_raw,
    )


def when_of_item(time: Mapping[str, Any] | None) -> str:
    """The same for the `time` of a draft's item; "" when neither the document nor a person said one."""
    said = time or {}
    raw = said.get("raw") or ""
    start, end = (date.fromisoformat(said[name]) if said.get(name) else None for name in ("start", "end"))
    event = said.get("event_text") or raw
    return _when(said.get("kind") or "", start, end, said.get("rrule") or "", event, raw)


def _when(kind: str, start: date | None, end: date | None, rule: str, event: str, raw: str) -> str:
    if kind == TaskTerms.Time.RECURRING:
        return RULES.get(rule, raw or "Định kỳ")
    if kind == TaskTerms.Time.CONTINUOUS:
        return "Thường xuyên"
    if kind == TaskTerms.Time.ON_EVENT:
        return event or "Theo sự kiện"
    if start and end:
        return f"{format_date(start)} – {format_date(end)}"
    if end:
        return f"Đến {format_date(end)}"
    return raw
