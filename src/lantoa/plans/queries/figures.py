"""Figures of a plan, all read from the same pieces: tasks, and dated instances of recurring tasks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from lantoa.foundation import clock
from lantoa.plans import progress
from lantoa.plans.models import Instance, Plan, ProgressRule, Task
from lantoa.plans.queries.tasks import border_of, measured_outputs


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to be done by a day: a task without instances, or one instance. What heat maps count."""

    task_id: int
    body_id: int | None
    due_on: date | None
    done_on: date | None
    instance_id: int | None = None
    label: str = ""

    def late_before(self, border: date) -> bool:
        """Whether it is late on the day whose border (`border_of` its plan) this is."""
        return self.done_on is None and self.due_on is not None and self.due_on < border


@dataclass(frozen=True, slots=True)
class Cell:
    """Pieces due in a month: how many, how many done, how many of the open ones are late."""

    owed: int = 0
    done: int = 0
    late: int = 0

    @property
    def step(self) -> int:
        """1 nothing done, 2 up to half, 3 more than half, 4 all: the shade of the heat map."""
        if self.done == self.owed:
            return 4
        if not self.done:
            return 1
        return 2 if self.done * 2 <= self.owed else 3


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a plan stands: progress by its rule, what should be reached by now, and what is late."""

    progress: progress.Progress
    rule: ProgressRule
    due: Decimal | None
    late: int
    late_bodies: int


def rule_of(plan: Plan, day: date | None = None) -> ProgressRule:
    """The progress rule in force on a day."""
    rules = plan.rules.filter(valid_from__lte=day or clock.today()).order_by("-number")
    return rules.first() or plan.rules.order_by("number")[0]


class Counted(NamedTuple):
    """What figures need of a task: a plan may have a thousand, and whole rows cost twenty times as much to load."""

    pk: int
    body_id: int | None
    state: str
    due_on: date | None
    done_on: date | None
    terms_id: int | None
    weight: Decimal | None


def counted_tasks(plan: Plan) -> list[Counted]:
    """Tasks that count: not stopped, and not a whole that was split (its parts count in its stead)."""
    rows = plan.tasks.exclude(state=Task.State.STOPPED).values_list(
        "pk", "lead_body_id", "state", "due_on", "done_on", "terms_id", "terms__weight"
    )
    wholes = set(plan.tasks.exclude(part_of=None).values_list("part_of_id", flat=True))
    return [Counted(*row) for row in rows if row[0] not in wholes]


def pieces_of(plan: Plan, tasks: list[Counted] | None = None) -> list[Piece]:
    """Every piece of the plan, in three queries whatever its size; one when its counted tasks are given."""
    tasks = counted_tasks(plan) if tasks is None else tasks
    instances: dict[int, list[tuple[int, date, date | None, str]]] = defaultdict(list)
    found = Instance.objects.filter(task__plan=plan, withdrawn=False).order_by("due_on")
    rows = found.values_list("task_id", "pk", "due_on", "done_on", "label")
    for task_id, pk, due_on, done_on, label in rows:
        instances[task_id].append((pk, due_on, done_on, label))
    pieces = []
    for task in tasks:
        closed = task.done_on if task.state == Task.State.DONE else None
        if task.pk not in instances:
            pieces.append(Piece(task.pk, task.body_id, task.due_on, closed))
        for pk, due_on, done_on, label in instances.get(task.pk, ()):
            pieces.append(Piece(task.pk, task.body_id, due_on, done_on or closed, pk, label))
    return pieces


def figures_of(
    plan: Plan,
    tasks: list[Counted] | None = None,
    pieces: list[Piece] | None = None,
    day: date | None = None,
) -> dict[int | None, list[progress.Figure]]:
    """What `progress.measure` and, with a day, `progress.expected` need, by leading body (None: nobody leads yet)."""
    tasks = counted_tasks(plan) if tasks is None else tasks
    outputs = measured_outputs(plan.tasks.exclude(terms=None).order_by().values("terms_id"))
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for piece in pieces_of(plan, tasks) if pieces is None else pieces:
        counts[piece.task_id][0] += piece.done_on is not None
        counts[piece.task_id][1] += 1
        counts[piece.task_id][2] += day is not None and piece.due_on is not None and piece.due_on <= day
    grouped: dict[int | None, list[progress.Figure]] = defaultdict(list)
    for task in tasks:
        done, owed, due = counts[task.pk]
        weight = Decimal(1) if task.weight is None else task.weight
        measured = outputs.get(task.terms_id or 0, ())
        grouped[task.body_id].append(progress.Figure(done, owed, weight, measured, due))
    return dict(grouped)


def standing(plan: Plan, day: date | None = None) -> Standing:
    """Progress by the rule in force, beside what the same rule expects by the day, and what is late.

    What an ended plan should have reached, and what was late in it, stay as on the day it ended.
    """
    today = day or clock.today()
    rule = rule_of(plan, today)
    tasks = counted_tasks(plan)
    pieces = pieces_of(plan, tasks)
    until = min(today, plan.closed_on) if plan.closed_on else today
    figures = [figure for rows in figures_of(plan, tasks, pieces, until).values() for figure in rows]
    border = border_of(plan, today)
    late = [piece for piece in pieces if piece.late_before(border)]
    return Standing(
        progress.measure(rule.kind, figures),
        rule,
        progress.expected(rule.kind, figures),
        len(late),
        len({piece.body_id for piece in late}),
    )


def heat_map(plan: Plan, year: int, day: date | None = None) -> dict[int | None, dict[int, Cell]]:
    """`{body: {month: Cell}}` for one year: pieces by the month they are due."""
    border = border_of(plan, day)
    grouped: dict[int | None, dict[int, list[Piece]]] = defaultdict(lambda: defaultdict(list))
    for piece in pieces_of(plan):
        if piece.due_on and piece.due_on.year == year:
            grouped[piece.body_id][piece.due_on.month].append(piece)
    return {
        body: {
            month: Cell(
                len(rows),
                sum(1 for row in rows if row.done_on is not None),
                sum(1 for row in rows if row.late_before(border)),
            )
            for month, rows in months.items()
        }
        for body, months in grouped.items()
    }
