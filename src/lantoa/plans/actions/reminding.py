"""Reminders: T-7, T-3, T0 in working days, and on being late; each goes out once for a due date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock, workdays
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import format_date
from lantoa.notices.actions import notify
from lantoa.organisation.access import EDIT, Actor, live_on
from lantoa.organisation.calendar import reading_once
from lantoa.organisation.models import Membership
from lantoa.organisation.queries import now_called
from lantoa.plans.access import leads
from lantoa.plans.actions.telling import coordinators_of, heads_of
from lantoa.plans.addresses import address_of_task
from lantoa.plans.models import Instance, Plan, Reminder, Task

BEFORE = (("T-7", 7), ("T-3", 3), ("T0", 0))
LATE = "late"
# Reminders look this far ahead: seven working days never span more, Tết included.
HORIZON = timedelta(days=25)


def send_reminders(day: date, *, actor: Actor) -> int:
    """Sends what is due on a day; run twice, the second run sends nothing. Returns how many went out."""
    sent = 0
    with reading_once():
        for task, due, label in _owed(day):
            kind = kind_on(due, day)
            if kind and _remind(task, kind, due, label, day, actor=actor):
                sent += 1
    return sent


def _owed(day: date) -> Iterator[tuple[Task, date, str]]:
    """Open tasks with their due date; of recurring ones every open turn of these weeks, missed ones before it or not."""
    open_tasks = Task.objects.filter(plan__state=Plan.State.ISSUED).exclude(
        state__in=[Task.State.DONE, Task.State.STOPPED]
    )
    turns = Instance.objects.filter(
        task__in=open_tasks,
        due_on__range=(day - HORIZON, day + HORIZON),
        withdrawn=False,
        done_on=None,
    )
    for turn in turns.select_related("task__terms").order_by("due_on", "pk").iterator(chunk_size=500):
        yield turn.task, turn.due_on, turn.label
    tasks = open_tasks.filter(due_on__lte=day + HORIZON).select_related("terms").order_by("pk")
    for task in tasks.iterator(chunk_size=500):
        if task.due_on is not None:
            yield task, task.due_on, ""


def kind_on(due: date | None, day: date) -> str | None:
    """Which reminder a due date calls for on a day: the nearest that has come, or "late" after it."""
    if due is None:
        return None
    if workdays.days_late(due, day):
        return LATE
    left = workdays.working_days_between(day, workdays.next_working_day(due))
    return next((kind for kind, ahead in reversed(BEFORE) if left <= ahead), None)


def _remind(task: Task, kind: str, due: date, label: str, day: date, *, actor: Actor) -> bool:
    with transaction.atomic():
        _, created = Reminder.objects.get_or_create(
            task=task, due_on=due, kind=kind, defaults={"sent_on": day}
        )
        if not created:
            return False
        notify(
            people_to_remind(task, escalate=kind == LATE, day=day),
            "plans.late" if kind == LATE else "plans.due",
            _words(task, due, label, day),
            address_of_task(task),
            actor=actor,
            key=f"plans.{kind}.{task.pk}.{due}",
        )
        note("plans.reminded", task, actor=actor, summary=kind)
    return True


def nudge(task: Task, *, actor: Actor) -> int:
    """Reminds at once those who do the task, else the heads of its body; each person of a task once a day.

    For who leads the task or coordinates its agency. Raises Refused: nobody to remind but oneself, a task that has
    ended or waits for somebody's confirmation, a plan that is not carried out, everybody reminded today already.
    """
    if not leads(actor, task):
        raise Refused(
            "Nhắc thực hiện thuộc phụ trách đơn vị chủ trì hoặc đầu mối cải cách hành chính.",
            code="forbidden",
        )
    if task.state not in (Task.State.TODO, Task.State.WORK) or task.plan.state != Plan.State.ISSUED:
        raise Refused("Nhiệm vụ đã kết thúc hoặc đang chờ xác nhận, không nhắc nữa.", code="not_open")
    day = clock.today()
    people = set(people_to_remind(task, escalate=False, day=day)) - {actor.person_id}
    if not people:
        raise Refused("Chưa có ai để nhắc. Giao đơn vị chủ trì hoặc người thực hiện rồi nhắc.", code="nobody")
    due = f", hạn {format_date(task.due_on)}" if task.due_on else ""
    text = task.terms.text[:120] if task.terms else ""
    with transaction.atomic():
        told = notify(
            people,
            "plans.nudged",
            f"Nhắc thực hiện{due}: nhiệm vụ {task.code}. {text}",
            address_of_task(task),
            actor=actor,
            key=f"plans.nudged.{task.pk}.{day}",
        )
        if not told:
            raise Refused("Hôm nay đã nhắc nhiệm vụ này rồi.", code="told_today")
        note("plans.nudged", task, actor=actor, using=EDIT, summary=f"{len(told)} người")
    return len(told)


def people_to_remind(task: Task, *, escalate: bool, day: date) -> Iterable[int]:
    """Those named on the task, else who answers for its body; when late also those, and the coordinators.

    Whoever has left the agency is reminded of nothing, though still named.
    """
    working = Membership.objects.filter(live_on(day), agency__in=now_called(task.agency_id)).values(
        "person_id"
    )
    named = set(task.assignments.filter(person__in=working).values_list("person_id", flat=True))
    if named and not escalate:
        return named
    answering = heads_of(task, day=day)
    return named | answering | coordinators_of(task, day) if escalate else answering


def _words(task: Task, due: date, label: str, day: date) -> str:
    text = task.terms.text[:120] if task.terms else ""
    what = f"nhiệm vụ {task.code}{f' ({label})' if label else ''}. {text}"
    if workdays.days_late(due, day):
        return f"Trễ hạn {format_date(due)}: {what}"
    if due == day or workdays.next_working_day(due) == day:
        return f"Đến hạn hôm nay: {what}"
    if due < day:
        return f"Đã đến hạn {format_date(due)}: {what}"
    return f"Sắp đến hạn {format_date(due)}: {what}"
