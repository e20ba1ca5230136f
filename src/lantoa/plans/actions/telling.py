"""Telling people what became of a task: in the transaction of the act, never the one who acts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from lantoa.foundation import clock
from lantoa.notices.actions import notify
from lantoa.organisation.access import Actor, live_on
from lantoa.organisation.models import Membership, Role
from lantoa.plans.addresses import address_of_task
from lantoa.plans.models import Task


def tell(
    task: Task, kind: str, words: str, people: Iterable[int], *, actor: Actor, by_mail: bool = True
) -> None:
    """One notice for each person: "Được giao: 4. Phát tờ gấp…", leading to the task."""
    text = task.terms.text[:140] if task.terms else ""
    title = f"{words}: nhiệm vụ {task.code}. {text}"
    notify(people, kind, title, address_of_task(task), actor=actor, by_mail=by_mail)


def heads_of(task: Task) -> set[int]:
    """Who answers for the leading body; the agency's coordinators where nobody does."""
    live = Membership.objects.filter(live_on(clock.today()))
    if task.lead_body_id:
        heads = set(live.filter(role=Role.HEAD, body=task.lead_body_id).values_list("person_id", flat=True))
        if heads:
            return heads
    return coordinators_of(task)


def coordinators_of(task: Task) -> set[int]:
    roles = Q(role=Role.COORDINATOR, agency=task.agency_id)
    return set(Membership.objects.filter(roles, live_on(clock.today())).values_list("person_id", flat=True))
