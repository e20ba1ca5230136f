"""How tasks are said on screen: their state with lateness, their time in a few words."""

from __future__ import annotations

from datetime import date

from lantoa.plans.models import Plan, Task
from lantoa.plans.queries import late_days_of
from lantoa.plans.when import Timed, when_of

OPEN = (Task.State.TODO, Task.State.WORK, Task.State.WAIT)


def is_late(task: Task, day: date | None = None) -> bool:
    return task.state in OPEN and late_days_of(task.plan, task.due_on, day) > 0


def state_of(task: Task) -> str:
    """The state for the eye: an open task past its day is late."""
    return "late" if is_late(task) else task.state


def word_of(task: Task) -> str:
    """The state in words; late ones with their working days."""
    if is_late(task):
        return late_said(task.plan, task.due_on)
    return Task.State(task.state).label


def late_said(plan: Plan, due_on: date | None) -> str:
    """ "Trễ 8 ngày làm việc"; of an ended plan, that it was so at its end."""
    tail = " khi kết thúc" if plan.closed_on else ""
    return f"Trễ {late_days_of(plan, due_on)} ngày làm việc{tail}"


def time_of(task: Task) -> str:
    """When a task is done, short: its rule, its span, or its words. A single day stands in the due date already."""
    return "" if task.terms is None else time_of_terms(task.terms)


def time_of_terms(terms: Timed) -> str:
    """The same from terms, or from their columns alone."""
    return "Một lần" if terms.end and not terms.start and terms.time_kind == "once" else when_of(terms)
