"""Telling people what became of a task: in the transaction of the act, never the one who acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lantoa.notices.actions import notify
from lantoa.organisation import queries
from lantoa.organisation.access import Actor
from lantoa.plans.addresses import address_of_task
from lantoa.plans.models import Task


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


def coordinators_of(task: Task, day: date | None = None) -> set[int]:
    return queries.coordinators_of(task.agency_id, day)
