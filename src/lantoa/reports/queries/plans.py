"""Where the plans of an agency stood on the last day of the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from lantoa.foundation import clock
from lantoa.plans.models import Instance, Plan, Snapshot, Task
from lantoa.plans.progress import Progress, measure
from lantoa.plans.queries import border_of
from lantoa.plans.queries.figures import counted_tasks, figures_of, pieces_of, rule_of
from lantoa.plans.wording import time_of_terms
from lantoa.reports.contents import PlanStanding, TaskLine
from lantoa.reports.queries.scope import Speaker


@dataclass(slots=True)
class TaskRow:
    """What a line says of a task: a plan may have a thousand, and whole rows cost twenty times as much to load.

    What its terms say is None for a task without any.
    """

    pk: int
    code: str
    state: str
    due_on: date | None
    done_on: date | None
    body: str | None
    text: str | None
    lead: str | None
    product: str | None
    time_kind: str | None
    start: date | None
    end: date | None
    rrule: str | None
    event_text: str | None
    time_raw: str | None


COLUMNS = (
    "pk", "code", "state", "due_on", "done_on", "lead_body__name", "terms__text", "terms__lead", "terms__product",
    "terms__time_kind", "terms__start", "terms__end", "terms__rrule", "terms__event_text", "terms__time_raw",
)  # fmt: skip


def plans_of(speaker: Speaker, year: int) -> list[Plan]:
    """Plans of that year, archived ones too: what was owed then is reported."""
    rows = Plan.objects.filter(agency_id__in=speaker.ids, year_from__lte=year, year_to__gte=year)
    return list(rows.select_related("current").order_by("pk"))


def standing_of(plan: Plan, tasks: list[TaskLine], day: date) -> PlanStanding:
    """The progress kept on that day, else counted again as of it; tasks as they stood on the day."""
    kept = Snapshot.objects.filter(plan=plan, body_id=0, day=day).select_related("rule").first()
    if kept is not None:
        found, formula = Progress(kept.rule.kind, kept.achieved, kept.expected), kept.formula
    else:
        found = _counted_again(plan, day)
        formula = found.formula
    states = Counter(task.state for task in tasks)
    number = plan.current.document_number if plan.current else ""
    owed = len(tasks) - states["stopped"]
    return PlanStanding(
        plan.pk, number, plan.title, found.percent, formula, owed, states["done"], states["late"]
    )


def _counted_again(plan: Plan, day: date) -> Progress:
    """By the rule in force on the day; what was finished after it was not finished then."""
    counted = counted_tasks(plan)
    pieces = [
        replace(piece, done_on=None) if piece.done_on is not None and piece.done_on > day else piece
        for piece in pieces_of(plan, counted)
    ]
    rows = [figure for figures in figures_of(plan, counted, pieces).values() for figure in figures]
    return measure(rule_of(plan, day).kind, rows)


def tasks_of(plan: Plan, starts: date, ends: date, credited: Mapping[int, int]) -> list[TaskLine]:
    """Tasks of the plan in its order; of one that was split its parts stand in its stead.

    They stand as on the last day of the figures, or as today while that day lies ahead; those of a plan that ended
    before are as late as they were at its end.
    """
    day = min(ends, clock.today())
    border = border_of(plan, day)
    missed = _missed_on(plan, day, border)
    wholes = plan.tasks.exclude(part_of=None).values("part_of_id")
    rows = plan.tasks.exclude(pk__in=wholes).order_by("position", "code", "pk")
    number = plan.current.document_number if plan.current else ""
    return [
        TaskLine(
            number,
            task.code,
            task.text or "",
            task.body or task.lead or "",
            "" if task.time_kind is None else time_of_terms(task),
            task.product or "",
            state_on(task, day, border, missed=task.pk in missed),
            credited.get(task.pk, 0),
        )
        for task in (TaskRow(*row) for row in rows.values_list(*COLUMNS))
    ]


def _missed_on(plan: Plan, day: date, border: date) -> set[int]:
    """Recurring tasks with an occasion that was late on that day and was not done by then."""
    due = Instance.objects.filter(task__plan=plan, withdrawn=False, due_on__lt=border)
    return set(due.filter(Q(done_on=None) | Q(done_on__gt=day)).values_list("task_id", flat=True))


def state_on(task: TaskRow, day: date, border: date, *, missed: bool = False) -> str:
    """How the task stood on that day: what was finished later was not finished then.

    What was due before `border` was late by a working day at least. The due day of a recurring task moves on as its occasions are done, so `missed` tells of those.
    """
    if task.state == Task.State.STOPPED:
        return "stopped"
    if task.state == Task.State.DONE and (task.done_on is None or task.done_on <= day):
        return "done"
    if missed or (task.due_on is not None and task.due_on < border):
        return "late"
    return "todo" if task.state == Task.State.TODO else "doing"
