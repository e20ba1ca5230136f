"""Where the plans of an agency stood on the last day of the figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from lantoa.ledger.models import State
from lantoa.plans.models import Credit, Plan, Snapshot, Task
from lantoa.plans.progress import Progress, measure
from lantoa.plans.queries.figures import counted_tasks, figures_of, pieces_of, rule_of
from lantoa.plans.wording import time_of
from lantoa.reports.contents import PlanStanding, TaskLine
from lantoa.reports.queries.entries import ended_in
from lantoa.reports.queries.scope import Speaker


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


def tasks_of(plan: Plan, starts: date, ends: date) -> list[TaskLine]:
    """Tasks of the plan in its order; of one that was split its parts stand in its stead."""
    wholes = plan.tasks.exclude(part_of=None).values("part_of_id")
    rows = plan.tasks.exclude(pk__in=wholes).select_related("terms", "lead_body", "plan")
    done = Counter(
        Credit.objects.filter(
            ended_in(starts, ends, "activity__"), task__plan=plan, activity__state=State.CONFIRMED
        ).values_list("task_id", flat=True)
    )
    number = plan.current.document_number if plan.current else ""
    return [
        TaskLine(
            number,
            task.code,
            task.terms.text if task.terms else "",
            task.lead_body.name if task.lead_body else (task.terms.lead if task.terms else ""),
            time_of(task),
            task.terms.product if task.terms else "",
            state_on(task, ends),
            done[task.pk],
        )
        for task in rows.order_by("position", "code", "pk")
    ]


def state_on(task: Task, day: date) -> str:
    """How the task stood on that day: what was finished later was not finished then."""
    if task.state == Task.State.STOPPED:
        return "stopped"
    if task.state == Task.State.DONE and (task.done_on is None or task.done_on <= day):
        return "done"
    if task.due_on is not None and task.due_on < day:
        return "late"
    return "todo" if task.state == Task.State.TODO else "doing"
