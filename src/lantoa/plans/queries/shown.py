"""Reads that only screens ask for: rows with what a page shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Prefetch, QuerySet

from lantoa.ledger.models import Activity
from lantoa.organisation.access import CONFIRM, Actor
from lantoa.organisation.models import Body
from lantoa.plans.access import visible_plans, visible_tasks
from lantoa.plans.models import Assignment, Citation, Credit, Instance, Plan, Task


def bodies_of_plans(actor: Actor) -> QuerySet[Body]:
    """Bodies of the agencies whose plans the actor sees, to filter by."""
    agencies = visible_plans(actor).values("agency_id")
    return Body.objects.filter(agency__in=agencies).order_by("position", "sort_key")


def bodies_in_order(ids: Iterable[int | None]) -> QuerySet[Body]:
    return Body.objects.filter(pk__in=[pk for pk in ids if pk]).order_by("position", "sort_key")


def tasks_to_exchange(actor: Actor, plan: Plan) -> QuerySet[Task]:
    """Tasks of a plan that the actor sees, without the joins of seeing: safe to order and prefetch."""
    visible = visible_tasks(actor).filter(plan=plan)
    return Task.objects.filter(pk__in=visible.values("pk"), terms__isnull=False)


def with_people(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with plan, agency, terms, leading body and the people named on them."""
    people = Prefetch("assignments", Assignment.objects.select_related("person"))
    return tasks.select_related("plan__current", "agency", "terms", "lead_body").prefetch_related(people)


def occasions_between(tasks: QuerySet[Task], first: date, last: date) -> QuerySet[Instance]:
    """Dated instances of these tasks due between two days."""
    rows = Instance.objects.filter(task__in=tasks, withdrawn=False, due_on__range=(first, last))
    return rows.select_related("task__terms", "task__plan").order_by("due_on", "task__position")


def recurring_among(tasks: QuerySet[Task]) -> set[int]:
    """Which of these tasks have dated instances."""
    return set(Instance.objects.filter(task__in=tasks, withdrawn=False).values_list("task_id", flat=True))


def credits_seen(actor: Actor, activity: Activity) -> list[Credit]:
    """What an activity counts towards, as far as the actor sees those tasks."""
    credits = Credit.objects.filter(activity=activity).select_related(
        "task__terms", "task__plan__current", "instance"
    )
    seen = set(visible_tasks(actor).filter(credits__activity=activity).values_list("pk", flat=True))
    return [credit for credit in credits if credit.task_id in seen]


def credits_by_activity(actor: Actor, activities: Sequence[Activity]) -> dict[int, list[Credit]]:
    """What each activity counts towards, as far as the actor sees those tasks; two queries whatever the number."""
    found: dict[int, list[Credit]] = {}
    credits = Credit.objects.filter(activity__in=[row.pk for row in activities])
    seen = set(visible_tasks(actor).filter(pk__in=credits.values("task")).values_list("pk", flat=True))
    for credit in credits.select_related("task__terms", "instance").order_by("pk"):
        if credit.task_id in seen:
            found.setdefault(credit.activity_id, []).append(credit)
    return found


def parents_seen(actor: Actor, plans: Sequence[Plan]) -> list[Plan]:
    """Superiors' plans that the current versions of these carry out, as far as the actor sees them."""
    named = Citation.objects.filter(
        version__in=[plan.current_id for plan in plans], kind=Citation.Kind.PARENT, linked__isnull=False
    )
    return list(visible_plans(actor).filter(pk__in=named.values("linked")).select_related("current"))


def next_occasion(task_id: int) -> Instance | None:
    """The first open dated instance of a task."""
    return Instance.objects.filter(task=task_id, withdrawn=False, done_on=None).order_by("due_on").first()


def waiting_for(actor: Actor) -> QuerySet[Task]:
    """Tasks whose closing waits for this actor: theirs to confirm, not asked by themselves."""
    scope = actor.scope(CONFIRM)
    tasks = Task.objects.filter(scope.q(body="lead_body_id"), state=Task.State.WAIT)
    return (
        tasks.exclude(done_asked_by_id=actor.person_id)
        .select_related("terms", "lead_body", "done_asked_by", "plan")
        .order_by("done_asked_at")
    )
