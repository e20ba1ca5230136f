"""Reminders: T-7, T-3, T0 in working days, and on being late; each goes out once for a due date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from lantoa.audit.actions import note
from lantoa.foundation import workdays
from lantoa.foundation.text import format_date
from lantoa.notices.actions import notify
from lantoa.organisation.access import Actor, live_on
from lantoa.organisation.models import Membership, Role
from lantoa.plans.addresses import address_of_task
from lantoa.plans.models import Plan, Reminder, Task

BEFORE = (("T-7", 7), ("T-3", 3), ("T0", 0))
LATE = "late"
# Reminders look this far ahead: seven working days never span more, Tết included.
HORIZON = timedelta(days=25)


def send_reminders(day: date, *, actor: Actor) -> int:
    """Sends what is due on a day; run twice, the second run sends nothing. Returns how many tasks were reminded of."""
    open_tasks = (
        Task.objects.filter(plan__state=Plan.State.ISSUED, due_on__lte=day + HORIZON)
        .exclude(state__in=[Task.State.DONE, Task.State.STOPPED])
        .select_related("terms", "lead_body")
        .order_by("pk")
    )
    sent = 0
    for task in open_tasks.iterator(chunk_size=500):
        kind = kind_on(task.due_on, day)
        if kind and _remind(task, kind, day, actor=actor):
            sent += 1
    return sent


def kind_on(due: date | None, day: date) -> str | None:
    """Which reminder a due date calls for on a day: the nearest that has come, or "late" after it."""
    if due is None:
        return None
    if due < day:
        return LATE
    left = workdays.working_days_between(day, due)
    return next((kind for kind, ahead in reversed(BEFORE) if left <= ahead), None)


def _remind(task: Task, kind: str, day: date, *, actor: Actor) -> bool:
    assert task.due_on is not None  # noqa: S101 - the query asks for tasks that are due
    with transaction.atomic():
        _, created = Reminder.objects.get_or_create(
            task=task, due_on=task.due_on, kind=kind, defaults={"sent_on": day}
        )
        if not created:
            return False
        notify(
            people_to_remind(task, escalate=kind == LATE, day=day),
            "plans.late" if kind == LATE else "plans.due",
            _words(task, kind),
            address_of_task(task),
            actor=actor,
            key=f"plans.{kind}.{task.pk}.{task.due_on}",
        )
        note("plans.reminded", task, actor=actor, summary=kind)
    return True


def people_to_remind(task: Task, *, escalate: bool, day: date) -> Iterable[int]:
    """Those named on the task, else the heads of its body; when late also the heads and the coordinators.

    Whoever has left the agency is reminded of nothing, though still named.
    """
    working = Membership.objects.filter(live_on(day), agency=task.agency_id).values("person_id")
    named = set(task.assignments.filter(person__in=working).values_list("person_id", flat=True))
    if named and not escalate:
        return named
    roles = Q(role=Role.HEAD, body=task.lead_body_id) if task.lead_body_id else Q(pk__in=[])
    if escalate or not task.lead_body_id:
        roles |= Q(role=Role.COORDINATOR, agency=task.agency_id)
    held = Membership.objects.filter(roles, live_on(day))
    return named | set(held.values_list("person_id", flat=True))


def _words(task: Task, kind: str) -> str:
    text = task.terms.text[:120] if task.terms else ""
    day = format_date(task.due_on) if task.due_on else ""
    if kind == LATE:
        return f"Trễ hạn {day}: nhiệm vụ {task.code}. {text}"
    if kind == "T0":
        return f"Đến hạn hôm nay: nhiệm vụ {task.code}. {text}"
    return f"Sắp đến hạn {day}: nhiệm vụ {task.code}. {text}"
