"""Reads about tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Max, Q, QuerySet, Sum

from lantoa.foundation import clock, workdays
from lantoa.ledger.models import Measure
from lantoa.ledger.models import State as ActivityState
from lantoa.ledger.queries import goes_by, has_evidence, kinds_by_use
from lantoa.organisation.access import PLAN, SEE, Actor
from lantoa.plans.access import visible_tasks
from lantoa.plans.models import Credit, Handover, Instance, Plan, Target, Task, TaskTerms

MOST_PURPOSES, OCCASIONS = 200, 3
OPEN_STATES = (Task.State.TODO, Task.State.WORK, Task.State.WAIT)


def with_lateness(tasks: QuerySet[Task], day: date | None = None) -> QuerySet[Task]:
    """Only tasks that are open and late: by a working day at least; of an ended plan those that were late then."""
    late = tasks.filter(state__in=OPEN_STATES, due_on__lt=workdays.late_border(day or clock.today()))
    return late.filter(Q(plan__late_before=None) | Q(due_on__lt=F("plan__late_before")))


def border_of(plan: Plan, day: date | None = None) -> date:
    """What was due before this day is late, in a plan that has ended as of the day it ended."""
    return still(plan, workdays.late_border(day or clock.today()))


def still(plan: Plan, border: date) -> date:
    """A border of lateness as it holds for the plan: it moves no further than to the day the plan ended."""
    return min(border, plan.late_before) if plan.late_before else border


def late_days_of(plan: Plan, due_on: date | None, day: date | None = None) -> int:
    """Working days since the due date; of an ended plan, until the day it ended."""
    today = day or clock.today()
    return late_days(due_on, min(today, plan.closed_on) if plan.closed_on else today)


def late_days(due_on: date | None, day: date | None = None) -> int:
    """Vietnamese working days since the due date; 0 when it is not past."""
    return workdays.days_late(due_on, day or clock.today()) if due_on else 0


def led_by(body_ids: Iterable[int]) -> Q:
    """Tasks that one of these bodies leads, alone or as a member of a collective."""
    bodies = list(body_ids)
    return Q(lead_body_id__in=bodies) | Q(lead_body__members__in=bodies)


def shared_by(body_ids: Iterable[int]) -> Q:
    """Tasks that name one of these bodies as a partner, alone or as a member of a collective."""
    bodies = list(body_ids)
    return Q(terms__partner_bodies__in=bodies) | Q(terms__partner_bodies__members__in=bodies)


def my_tasks(actor: Actor) -> QuerySet[Task]:
    """Open tasks that name the actor, or that their body leads and nobody is named on yet."""
    return (
        visible_tasks(actor)
        .filter(state__in=OPEN_STATES, plan__state="issued")
        .filter(Q(assignments__person_id=actor.person_id) | led_by(actor.body_ids) & Q(assignments=None))
        .distinct()
    )


def activities_of(task: Task) -> QuerySet[Credit]:
    """Credits of a task with what lists show, newest first."""
    return (
        Credit.objects.filter(task=task)
        .select_related("activity__current", "activity__recorded_by", "instance")
        .order_by("-activity__day", "-pk")
    )


def chain_of(task: Task) -> QuerySet[Handover]:
    """How the task came to where it is."""
    return task.handovers.select_related("from_body", "to_body", "by")


def proving(task: Task, which: Q | None = None) -> dict[int, int | None]:
    """`{activity: who recorded it}` of the confirmed credited activities that have evidence."""
    credited = Credit.objects.filter(which or Q(), task=task, activity__state=ActivityState.CONFIRMED)
    recorded = dict(credited.values_list("activity_id", "activity__recorded_by_id"))
    return {pk: recorded[pk] for pk in has_evidence(list(recorded))} if recorded else {}


def terms_naming(field: str, row_ids: Iterable[int]) -> QuerySet:
    """Terms that name one of these rows of the ledger in `forms`, `themes` or `reform_fields`."""
    return TaskTerms.objects.filter(**{f"{field}__in": list(row_ids)}).values("pk")


def measured_outputs(
    terms_ids: Collection[int] | QuerySet,
) -> dict[int, tuple[tuple[Decimal, Decimal], ...]]:
    """`{terms: ((measured, target), …)}` from confirmed activities credited to the task of the terms.

    Each measure is added up by its own kind: sums are summed, max and latest taken, a ratio from its parts
    in percent. Four queries whatever the number of tasks and activities; the database adds up. Of a whole plan the
    terms are better named by a query: a thousand of them take longer to write down than to find.
    """
    named = Target.objects.filter(terms_id__in=terms_ids).order_by("pk")
    targets = list(named.values_list("terms_id", "terms__task_id", "measure_id", "quantity"))
    if not targets:
        return {}
    measures = {measure.pk: measure for measure in Measure.objects.all()}
    wanted = {goes_by(measures[measure_id]) for _, _, measure_id, _ in targets}
    family = [measure for measure in measures.values() if goes_by(measure) in wanted]
    measured = _measured({task_id for _, task_id, _, _ in targets}, family)
    found: dict[int, list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for terms_id, task_id, measure_id, quantity in targets:
        amount = measured.get((task_id, goes_by(measures[measure_id])), Decimal(0))
        found[terms_id].append((amount, quantity))
    return {terms_id: tuple(pairs) for terms_id, pairs in found.items()}


_VALUES = "activity__current__measurements__"


def _measured(task_ids: Iterable[int], family: Iterable[Measure]) -> dict[tuple[int, int], Decimal]:
    """`{(task, measure): value}` over the confirmed activities of each task; merged measures under their own."""
    credited = Credit.objects.filter(task_id__in=list(task_ids), activity__state=ActivityState.CONFIRMED)
    last = {row.pk: row for row in family if row.kind == Measure.Kind.LATEST}
    added = {row.pk: row for row in family if row.pk not in last}
    parts: dict[tuple[int, int], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 3)
    most: dict[tuple[int, int], Decimal] = {}
    rows = credited.filter(**{f"{_VALUES}measure__in": list(added)}).order_by()
    totals = [Sum(f"{_VALUES}{name}") for name in ("value", "numerator", "denominator")]
    for task_id, measure_id, *sums, top in rows.values_list("task_id", f"{_VALUES}measure_id").annotate(
        *totals, Max(f"{_VALUES}value")
    ):
        key = task_id, goes_by(added[measure_id])
        parts[key] = [held + _stored(more) for held, more in zip(parts[key], sums, strict=True)]
        most[key] = max(most.get(key, _stored(top)), _stored(top))
    kinds = {goes_by(row): row.kind for row in added.values()}
    found = {}
    for key, (total, above, below) in parts.items():
        if kinds[key[1]] == Measure.Kind.RATIO:
            found[key] = above * 100 / below if below else Decimal(0)
        else:
            found[key] = most[key] if kinds[key[1]] == Measure.Kind.MAX else total
    latest = credited.filter(**{f"{_VALUES}measure__in": list(last)}).order_by("activity__day", "pk")
    columns = ("task_id", f"{_VALUES}measure_id", f"{_VALUES}value")
    for task_id, measure_id, value in latest.values_list(*columns):
        found[task_id, goes_by(last[measure_id])] = value or Decimal(0)
    return found


def _stored(total: Decimal | None) -> Decimal:
    """To the four decimals that are stored: SQLite adds up in floating point."""
    return (total or Decimal(0)).quantize(Decimal("0.0001"))


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing an activity may count towards: `value` is "plans.task:7" or "plans.instance:12"."""

    value: str
    label: str
    plan: str = ""
    kind: str = ""


def purposes(actor: Actor) -> list[Purpose]:
    """Open tasks that the actor carries out or shares, in the order of the plan; a recurring one by its next open occasions.

    Six queries whatever the number of tasks.
    """
    scope, plan = actor.scope(SEE), actor.scope(PLAN)
    mine = Q(assignments__person_id=actor.person_id or 0) | led_by(scope.bodies) | shared_by(scope.bodies)
    tasks = list(
        visible_tasks(actor)
        .filter(mine | Q(agency_id__in=plan.agencies), state__in=OPEN_STATES, plan__state="issued")
        .select_related("terms", "plan__current")
        .prefetch_related("terms__targets", "terms__forms")
        .order_by("plan_id", "position", "pk")
        .distinct()[:MOST_PURPOSES]
    )
    kinds = kinds_by_use()
    occasions: dict[int, list[Instance]] = defaultdict(list)
    rows = Instance.objects.filter(task__in=[task.pk for task in tasks], withdrawn=False, done_on=None)
    for row in rows.order_by("due_on"):
        if len(occasions[row.task_id]) < OCCASIONS:
            occasions[row.task_id].append(row)
    found = []
    for task in tasks:
        text = f"{task.code}. {task.terms.text[:90] if task.terms else ''}"
        plan_name = f"Kế hoạch {task.plan.current.document_number}" if task.plan.current else task.plan.title
        # the period first: a phone shows no more than the beginning of a line
        found += [
            Purpose(f"plans.instance:{row.pk}", f"{row.label} · {text}", plan_name, kind_of(task, kinds))
            for row in occasions[task.pk]
        ]
        if not occasions[task.pk]:
            found.append(Purpose(f"plans.task:{task.pk}", text, plan_name, kind_of(task, kinds)))
    return found


def kind_of(task: Task, kinds: tuple[dict[int, str], dict[int, str]]) -> str:
    """The kind of work that a task's targets, else its forms of communication, speak of; "" when neither does."""
    if task.terms is None:
        return ""
    by_measure, by_form = kinds
    codes = [by_measure.get(row.measure_id) for row in task.terms.targets.all()]
    codes += [by_form.get(row.pk) for row in task.terms.forms.all()]
    return next((code for code in codes if code), "")
