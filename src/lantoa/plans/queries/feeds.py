"""What a calendar feed holds for the person whose key is shown, with the rights they have today."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet

from lantoa.foundation import clock
from lantoa.organisation.access import Actor, actor_of
from lantoa.organisation.models import Account, Body
from lantoa.organisation.queries import family_of, heirs_of
from lantoa.plans.access import visible_tasks
from lantoa.plans.feeds import Due
from lantoa.plans.models import FeedToken, Instance, Task

PAST = timedelta(days=60)


def live_feed(digest: str) -> tuple[FeedToken, Actor] | None:
    """The key's row with its person as an actor.

    None for an unknown or revoked key, and for one whose person has no role left or whose account was closed. The key
    of a unit goes on with the unit that goes on from it, as long as the person belongs there.
    """
    row = FeedToken.objects.select_related("person", "body").filter(digest=digest, revoked_at=None).first()
    if row is None:
        return None
    actor = actor_of(Account.objects.select_related("person").filter(person=row.person).first())
    if not actor.grants or (row.body_id is not None and not heirs_of(row.body_id) & actor.body_ids):
        return None
    return row, actor


def dues_of(row: FeedToken, actor: Actor) -> list[Due]:
    """Due days of the body's tasks, or of those naming the person: sixty days back and all to come."""
    since = clock.today() - PAST
    which = (
        Q(lead_body__in=family_of(row.body_id)) if row.body_id else Q(assignments__person_id=actor.person_id)
    )
    tasks = (
        visible_tasks(actor).filter(which, plan__state="issued").exclude(state=Task.State.STOPPED).distinct()
    )
    instances = Instance.objects.filter(task__in=tasks, withdrawn=False, due_on__gte=since)
    recurring = set(
        Instance.objects.filter(task__in=tasks, withdrawn=False).values_list("task_id", flat=True)
    )
    dues = [
        Due(f"nhiem-vu-{task.pk}@lantoa", _title(task), task.due_on, task.state == Task.State.DONE)
        for task in tasks.select_related("terms").filter(due_on__gte=since)
        if task.pk not in recurring and task.due_on
    ]
    dues += [
        Due(f"ky-{one.pk}@lantoa", f"{_title(one.task)} ({one.label})", one.due_on, one.done_on is not None)
        for one in instances.select_related("task__terms")
    ]
    return sorted(dues, key=lambda due: (due.on, due.uid))


def _title(task: Task) -> str:
    return f"{task.code}. {task.terms.text[:120] if task.terms else ''}"


def feeds_of(actor: Actor) -> QuerySet[FeedToken]:
    """Live keys of the actor, newest first."""
    rows = FeedToken.objects.filter(person_id=actor.person_id or 0, revoked_at=None)
    return rows.select_related("body").order_by("-pk")


def bodies_to_feed(actor: Actor) -> QuerySet[Body]:
    return Body.objects.filter(pk__in=actor.body_ids).order_by("sort_key")
