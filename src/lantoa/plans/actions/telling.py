"""Telling people what became of a task: in the transaction of the act, never the one who acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lantoa.foundation import clock
from lantoa.notices.actions import notify
from lantoa.organisation import queries
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Body
from lantoa.plans.access import person_of
from lantoa.plans.addresses import address_of_task
from lantoa.plans.models import Handover, Task


def tell(
    task: Task, kind: str, words: str, people: Iterable[int], *, actor: Actor, by_mail: bool = True
) -> None:
    """One notice for each person: "Được giao: 4. Phát tờ gấp…", leading to the task."""
    text = task.terms.text[:140] if task.terms else ""
    title = f"{words}: nhiệm vụ {task.code}. {text}"
    notify(people, kind, title, address_of_task(task), actor=actor, by_mail=by_mail)


def heads_of(task: Task, *, besides: int | None = None, day: date | None = None) -> set[int]:
    """Who answers for the leading body; the agency's coordinators where nobody does but the person `besides`."""
    heads = queries.heads_of(task.lead_body_id, day) if task.lead_body_id else set()
    return heads if heads - {besides} else coordinators_of(task, day)


def pass_on(task: Task, before: Body | None, reason: str, *, actor: Actor) -> None:
    """After an amendment gave the task to another body: it is not accepted there, and names nobody of the old one.

    The new body hears of it with everything else the amendment gives it (`announcing`).
    """
    task.accepted_at = task.accepted_by = None
    task.save(update_fields=["accepted_at", "accepted_by"])
    task.assignments.all().delete()
    Handover.objects.create(
        task=task,
        kind=Handover.Kind.REASSIGN,
        from_body=before,
        to_body_id=task.lead_body_id,
        reason=reason[:300],
        by_id=person_of(actor),
        at=clock.now(),
    )


def coordinators_of(task: Task, day: date | None = None) -> set[int]:
    return queries.coordinators_of(task.agency_id, day)
