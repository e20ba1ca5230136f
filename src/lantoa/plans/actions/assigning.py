"""A task finds the people who carry it out: accepted, assigned, forwarded, handed back, split. The chain is kept."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.organisation.access import EDIT, Actor, live_on
from lantoa.organisation.models import Body, Membership, Person
from lantoa.organisation.queries import now_called
from lantoa.plans.access import leads
from lantoa.plans.actions.issuing import write_terms
from lantoa.plans.actions.telling import coordinators_of, heads_of, tell
from lantoa.plans.drafts import TaskDraft
from lantoa.plans.models import Assignment, Handover, Task, TaskTerms

OPEN = (Task.State.TODO, Task.State.WORK)


@transaction.atomic
def accept(task: Task, *, actor: Actor) -> Task:
    """The leading body takes the task on. Once; a second time changes nothing."""
    task = _lock_open(task)
    _require_lead(task, actor)
    if task.accepted_at:
        return task
    task.accepted_at = clock.now()
    task.accepted_by_id = actor.person_id
    task.save(update_fields=["accepted_at", "accepted_by"])
    _hand(task, Handover.Kind.ACCEPT, actor, to_body=task.lead_body)
    note("plans.task_accepted", task, actor=actor, using=EDIT)
    return task


@transaction.atomic
def hand_back(task: Task, reason: str, *, actor: Actor) -> Task:
    """The leading body returns the task to the coordinator, with a reason. Raises Refused without one."""
    task = _lock_open(task)
    _require_lead(task, actor)
    _require_reason(reason)
    lent = _lender(task, actor)
    _hand(task, Handover.Kind.HAND_BACK, actor, from_body=task.lead_body, reason=reason)
    task.lead_body = None
    task.accepted_at = None
    task.accepted_by = None
    task.save(update_fields=["lead_body", "accepted_at", "accepted_by"])
    task.assignments.all().delete()
    tell(task, "plans.handed_back", "Đơn vị trả lại", coordinators_of(task), actor=actor)
    note("plans.task_handed_back", task, actor=actor, summary=reason, lent_by=lent)
    return task


@transaction.atomic
def forward(task: Task, body: Body, reason: str, *, actor: Actor) -> Task:
    """Passes the task to another body of the same agency. The head may forward their own; the coordinator any."""
    task = _lock_open(task)
    _require_lead(task, actor)
    _require_reason(reason)
    _require_live(body, task)
    if body.pk == task.lead_body_id:
        raise Refused("Đơn vị này đang chủ trì nhiệm vụ.", code="same_body", field="body")
    lent = _lender(task, actor)
    kind = Handover.Kind.FORWARD if task.lead_body_id else Handover.Kind.REASSIGN
    _hand(task, kind, actor, from_body=task.lead_body, to_body=body, reason=reason)
    task.lead_body = body
    task.accepted_at = None
    task.accepted_by = None
    task.save(update_fields=["lead_body", "accepted_at", "accepted_by"])
    task.assignments.all().delete()
    tell(task, "plans.forwarded", "Chuyển đến đơn vị", heads_of(task), actor=actor)
    note(
        "plans.task_forwarded",
        task,
        actor=actor,
        lent_by=lent,
        summary=f"{body.name}: {reason}",
    )
    return task


@transaction.atomic
def assign(task: Task, people: Sequence[Person], main: Person | None, *, actor: Actor) -> Task:
    """Names the people of a task; `main` answers for it. Raises Refused for somebody outside the agency."""
    task = _lock_open(task)
    _require_lead(task, actor)
    chosen = {person.pk: person for person in people}
    if main is not None:
        chosen[main.pk] = main
    _require_colleagues(task, chosen)
    rows = list(task.assignments.select_related("person"))
    before, named = sorted(row.person.full_name for row in rows), {row.person_id for row in rows}
    task.assignments.exclude(person_id__in=chosen).delete()
    task.assignments.filter(main=True).update(main=False)
    for person_id in chosen:
        Assignment.objects.update_or_create(
            task=task,
            person_id=person_id,
            defaults={"main": main is not None and person_id == main.pk},
            create_defaults={
                "main": main is not None and person_id == main.pk,
                "assigned_by_id": actor.person_id,
            },
        )
    after = sorted(person.full_name for person in chosen.values())
    tell(task, "plans.assigned", "Được giao", set(chosen) - named, actor=actor)
    note(
        "plans.task_assigned",
        task,
        actor=actor,
        using=EDIT,
        changes={"Người thực hiện": [", ".join(before), ", ".join(after)]},
    )
    return task


@transaction.atomic
def split(task: Task, parts: Sequence[TaskDraft], *, actor: Actor) -> list[Task]:
    """Cuts a task into parts, each led by a body. The whole stays, and closes only when its parts have."""
    task = _lock_open(task)
    _require_lead(task, actor)
    if task.part_of_id:
        raise Refused("Phần việc đã chia không chia tiếp được.", code="already_part")
    if len(parts) < 2:
        raise Refused("Chia nhiệm vụ thành ít nhất hai phần.", code="too_few")
    if any(not part.text.strip() for part in parts):
        raise Refused("Có phần việc chưa ghi nội dung.", code="empty_task")
    terms = task.terms
    assert terms is not None  # noqa: S101 - every issued task has terms
    for body in Body.objects.filter(pk__in=[part.lead_body_id for part in parts if part.lead_body_id]):
        _require_live(body, task)
    made = []
    start = task.parts.count()
    for offset, part in enumerate(parts, start + 1):
        row = Task.objects.create(
            plan=task.plan,
            agency_id=task.agency_id,
            part_of=task,
            code=f"{task.code}.{offset}",
            position=task.position,
        )
        write_terms(row, terms.version, task.position, part, TaskTerms.Change.ADDED)
        _hand(row, Handover.Kind.SPLIT, actor, from_body=task.lead_body, to_body=row.lead_body)
        tell(row, "plans.forwarded", "Giao phần việc", heads_of(row), actor=actor)
        made.append(row)
    note("plans.task_split", task, actor=actor, using=EDIT, summary=f"{len(parts)} phần")
    return made


def _lock_open(task: Task) -> Task:
    """The task as it is now, held until the end of the transaction."""
    Task.objects.select_for_update().get(pk=task.pk)
    task.refresh_from_db()
    if task.state not in OPEN:
        raise Refused("Nhiệm vụ đã kết thúc hoặc đang chờ xác nhận, không giao lại được.", code="not_open")
    return task


def _require_lead(task: Task, actor: Actor) -> None:
    if not (actor.system or leads(actor, task)):
        raise Refused(
            "Việc này thuộc phụ trách đơn vị chủ trì hoặc đầu mối cải cách hành chính.", code="forbidden"
        )


def _lender(task: Task, actor: Actor) -> str:
    """Whose leave lets the actor pass the task on; asked before it has another unit."""
    return actor.lender_of(EDIT, task.agency_id, task.lead_body_id)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Ghi lý do để đơn vị nhận biết.", code="no_reason", field="reason")


def _require_live(body: Body, task: Task) -> None:
    today = clock.today()
    if body.agency_id not in now_called(task.agency_id):
        raise Refused("Đơn vị này thuộc cơ quan khác.", code="foreign_body", field="body")
    if body.valid_to and body.valid_to < today:
        raise Refused(f"{body.name} đã giải thể. Chọn đơn vị khác.", code="ended_body", field="body")


def _require_colleagues(task: Task, chosen: dict[int, Person]) -> None:
    known = set(
        Membership.objects.filter(
            live_on(clock.today()), agency__in=now_called(task.agency_id), person_id__in=chosen
        ).values_list("person_id", flat=True)
    )
    strangers = [person.full_name for pk, person in chosen.items() if pk not in known]
    if strangers:
        raise Refused(f"{', '.join(strangers)} không thuộc cơ quan này.", code="stranger", field="people")


def _hand(
    task: Task,
    kind: str,
    actor: Actor,
    *,
    from_body: Body | None = None,
    to_body: Body | None = None,
    reason: str = "",
) -> None:
    if actor.person_id is None:
        raise Refused("Phải có người thực hiện.", code="no_person")
    Handover.objects.create(
        task=task,
        kind=kind,
        from_body=from_body,
        to_body=to_body,
        reason=reason[:300],
        by_id=actor.person_id,
        at=clock.now(),
    )
