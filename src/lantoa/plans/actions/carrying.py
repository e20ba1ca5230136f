"""A task is carried out: begun, credited with activities, asked to be closed, confirmed by somebody else."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.ledger.models import Activity
from lantoa.ledger.models import State as ActivityState
from lantoa.organisation import access
from lantoa.organisation.access import Actor
from lantoa.organisation.queries import now_called
from lantoa.plans.access import credit_lender, may_credit, may_work, work_lender
from lantoa.plans.actions.issuing import refresh_due
from lantoa.plans.actions.telling import heads_of, tell
from lantoa.plans.models import Credit, Instance, Task
from lantoa.plans.queries import proving


def start(task: Task, *, actor: Actor) -> Task:
    """*Chưa bắt đầu → đang thực hiện*. Already begun: nothing changes."""
    _require_work(task, actor)
    with transaction.atomic():
        task = _lock(task)
        if task.state == Task.State.TODO:
            _move(task, Task.State.WORK)
            note("plans.task_started", task, actor=actor, lent_by=work_lender(actor, task))
    return task


def set_explanation(task: Task, explanation: str, *, actor: Actor) -> Task:
    """Writes why a task is done without evidence, or why it is late. Closed tasks keep theirs."""
    _require_work(task, actor)
    with transaction.atomic():
        task = _lock(task)
        _require_not_closed(task)
        before = task.explanation
        _explain(task, explanation, actor)
        task.save(update_fields=["explanation", "explained_by"])
        note(
            "plans.task_explained",
            task,
            actor=actor,
            lent_by=work_lender(actor, task),
            changes={"Giải trình": [before, task.explanation]},
        )
    return task


def credit(task: Task, activity: Activity, *, actor: Actor, instance: Instance | None = None) -> Credit:
    """Counts an activity of the same agency towards a task; begins a task not yet begun. Twice changes nothing.

    Raises Refused for another agency's activity, a voided one, or an instance of another task.
    """
    if not (actor.system or may_credit(actor, task)):
        raise Refused("Nhiệm vụ này không thuộc phần việc của tài khoản.", code="forbidden")
    if activity.agency_id not in now_called(task.agency_id):
        raise Refused("Hoạt động thuộc cơ quan khác.", code="foreign_activity")
    if activity.state == ActivityState.VOIDED:
        raise Refused("Hoạt động đã hủy, không tính được.", code="voided")
    if instance is not None and instance.task_id != task.pk:
        raise Refused("Kỳ đã chọn thuộc nhiệm vụ khác.", code="foreign_instance")
    with transaction.atomic():
        row, created = Credit.objects.get_or_create(
            task=task, activity=activity, defaults={"by_id": actor.person_id, "instance": instance}
        )
        if not created and instance is not None and row.instance_id != instance.pk:
            row.instance = instance
            row.save(update_fields=["instance"])
        locked = _lock(task)
        if locked.state == Task.State.TODO:
            _move(locked, Task.State.WORK)
            task.state = locked.state
        if created:
            note(
                "plans.activity_credited",
                task,
                actor=actor,
                lent_by=credit_lender(actor, task),
                summary=str(activity)[:200],
            )
    return row


def uncredit(row: Credit, *, actor: Actor) -> None:
    """Takes an activity off a task that is not closed."""
    _require_work(row.task, actor)
    with transaction.atomic():
        _require_not_closed(_lock(row.task))
        note(
            "plans.activity_uncredited",
            row.task,
            actor=actor,
            lent_by=work_lender(actor, row.task),
            summary=str(row.activity)[:200],
        )
        row.delete()


def finish_instance(instance: Instance, *, actor: Actor) -> Instance:
    """Closes one occasion of a recurring task: it needs a confirmed activity with evidence, or an explanation of its own.

    Either by somebody else: nobody closes an occasion on their own word alone.
    """
    task = instance.task
    _require_confirm(task, actor)
    with transaction.atomic():
        task = _lock(task)
        _require_not_closed(task)
        instance = Instance.objects.select_for_update().get(pk=instance.pk)
        if instance.done_on:
            return instance
        _require_proof(task, Q(instance=instance), instance)
        _require_other_hand(task, Q(instance=instance), instance, actor)
        instance.done_on = clock.today()
        instance.done_by_id = actor.person_id
        instance.save(update_fields=["done_on", "done_by"])
        if task.state == Task.State.TODO:
            _move(task, Task.State.WORK)
        refresh_due(task)
        note("plans.instance_done", task, actor=actor, using=access.CONFIRM, summary=instance.label)
    return instance


def explain_instance(instance: Instance, explanation: str, *, actor: Actor) -> Instance:
    """Writes why an occasion has no evidence. It speaks for this occasion alone; a closed one keeps its words."""
    _require_work(instance.task, actor)
    with transaction.atomic():
        task = _lock(instance.task)
        _require_not_closed(task)
        instance = Instance.objects.select_for_update().get(pk=instance.pk)
        if instance.done_on:
            raise Refused(f"{instance.label} đã xong nên giải trình giữ nguyên.", code="closed")
        before = instance.explanation
        _explain(instance, explanation, actor)
        if instance.explanation != before:
            instance.save(update_fields=["explanation", "explained_by"])
            note(
                "plans.instance_explained",
                task,
                actor=actor,
                lent_by=work_lender(actor, task),
                summary=instance.label,
                changes={"Giải trình": [before, instance.explanation]},
            )
    return instance


def reopen_instance(instance: Instance, reason: str, *, actor: Actor) -> Instance:
    """Takes back an occasion's closing, with a reason."""
    _require_confirm(instance.task, actor)
    if not reason.strip():
        raise Refused("Ghi lý do mở lại.", code="no_reason", field="reason")
    with transaction.atomic():
        task = _lock(instance.task)
        _require_not_closed(task)
        instance = Instance.objects.select_for_update().get(pk=instance.pk)
        if instance.done_on is None:
            return instance
        instance.done_on = None
        instance.done_by = None
        instance.save(update_fields=["done_on", "done_by"])
        refresh_due(task)
        note(
            "plans.instance_reopened",
            task,
            actor=actor,
            using=access.CONFIRM,
            summary=f"{instance.label}: {reason}",
        )
    return instance


def ask_done(task: Task, explanation: str = "", *, actor: Actor) -> Task:
    """Asks that the task be closed. It needs evidence or an explanation; open parts or instances need an explanation."""
    _require_work(task, actor)
    with transaction.atomic():
        task = _lock(task)
        if task.state not in (Task.State.TODO, Task.State.WORK):
            raise Refused("Nhiệm vụ đã kết thúc hoặc đang chờ xác nhận.", code="not_open")
        if explanation.strip():
            _explain(task, explanation, actor)
        _require_proof(task, Q(), task)
        _require_no_open_parts(task)
        task.state = Task.State.WAIT
        task.done_asked_by_id = actor.person_id
        task.done_asked_at = clock.now()
        task.save(update_fields=["state", "explanation", "explained_by", "done_asked_by", "done_asked_at"])
        tell(
            task,
            "plans.done_asked",
            "Đề nghị xác nhận hoàn thành",
            heads_of(task, besides=actor.person_id),
            actor=actor,
            by_mail=False,
        )
        note(
            "plans.task_done_asked",
            task,
            actor=actor,
            lent_by=work_lender(actor, task),
            summary=task.explanation,
        )
    return task


def confirm_done(task: Task, *, actor: Actor) -> Task:
    """Confirms that a task is done. Raises Refused for whoever asked or alone proves it, or without the right."""
    _require_confirm(task, actor)
    with transaction.atomic():
        task = _lock(task)
        if task.state == Task.State.DONE:
            return task
        if task.state != Task.State.WAIT:
            raise Refused("Nhiệm vụ chưa được đề nghị xác nhận hoàn thành.", code="not_asked")
        if task.done_asked_by_id == actor.person_id:
            raise Refused("Người đề nghị không tự xác nhận. Cần một người khác có quyền.", code="own_request")
        _require_proof(task, Q(), task)
        _require_other_hand(task, Q(), task, actor)
        _require_no_open_parts(task)
        task.state = Task.State.DONE
        task.done_by_id = actor.person_id
        task.done_on = clock.today()
        task.save(update_fields=["state", "done_by", "done_on"])
        note("plans.task_done", task, actor=actor, using=access.CONFIRM)
    return task


def return_done(task: Task, reason: str, *, actor: Actor) -> Task:
    """Sends a request to close back to work, with a reason."""
    _require_confirm(task, actor)
    return _back_to_work(task, reason, Task.State.WAIT, "plans.task_done_returned", access.CONFIRM, actor)


def reopen(task: Task, reason: str, *, actor: Actor) -> Task:
    """Opens a closed task again, with a reason; needs the right to void."""
    actor.require(access.VOID, task.agency_id, task.lead_body_id)
    return _back_to_work(task, reason, Task.State.DONE, "plans.task_reopened", access.VOID, actor)


def _back_to_work(task: Task, reason: str, state: str, verb: str, using: str, actor: Actor) -> Task:
    if not reason.strip():
        raise Refused("Ghi lý do để người thực hiện biết.", code="no_reason", field="reason")
    with transaction.atomic():
        task = _lock(task)
        if task.state != state:
            raise Refused("Trạng thái nhiệm vụ đã thay đổi. Tải lại trang.", code="moved_on")
        asked_by = task.done_asked_by_id
        task.state = Task.State.WORK
        task.done_asked_by = None
        task.done_asked_at = None
        task.done_by = None
        task.done_on = None
        task.save(update_fields=["state", "done_asked_by", "done_asked_at", "done_by", "done_on"])
        if asked_by is not None:
            tell(task, "plans.returned", "Chưa xác nhận hoàn thành", [asked_by], actor=actor)
        note(verb, task, actor=actor, summary=reason, using=using)
    return task


def _lock(task: Task) -> Task:
    return Task.objects.select_for_update(of=("self",)).select_related("plan", "terms").get(pk=task.pk)


def _move(task: Task, state: str) -> None:
    task.state = state
    task.save(update_fields=["state"])


def _require_work(task: Task, actor: Actor) -> None:
    if not (actor.system or may_work(actor, task)):
        raise Refused("Nhiệm vụ này không thuộc phần việc của tài khoản.", code="forbidden")


def _require_confirm(task: Task, actor: Actor) -> None:
    actor.require(
        access.CONFIRM,
        task.agency_id,
        task.lead_body_id,
        message="Việc xác nhận thuộc phụ trách đơn vị hoặc đầu mối cải cách hành chính.",
    )


def _require_not_closed(task: Task) -> None:
    if task.state in (Task.State.DONE, Task.State.STOPPED):
        raise Refused("Nhiệm vụ đã kết thúc.", code="closed")


def _require_no_open_parts(task: Task) -> None:
    open_parts = task.parts.exclude(state__in=[Task.State.DONE, Task.State.STOPPED]).count()
    open_instances = task.instances.filter(done_on=None, withdrawn=False).count()
    if (open_parts or open_instances) and not task.explanation:
        left = " và ".join(
            part
            for part in (
                f"{open_parts} phần việc" if open_parts else "",
                f"{open_instances} kỳ" if open_instances else "",
            )
            if part
        )
        raise Refused(
            f"Còn {left} chưa xong. Ghi giải trình nếu vẫn kết thúc.", code="open_parts", field="explanation"
        )


def _require_proof(task: Task, which: Q, said_of: Task | Instance) -> None:
    """Evidence on a confirmed credited activity, or words of what is to be closed."""
    if not said_of.explanation and not proving(task, which):
        raise Refused(
            "Cần ít nhất một hoạt động đã xác nhận có minh chứng, hoặc ghi giải trình.",
            code="no_evidence",
            field="explanation",
        )


def _require_other_hand(task: Task, which: Q, said_of: Task | Instance, actor: Actor) -> None:
    """Some of the proof, evidence or words, is by somebody else than who confirms."""
    if any(person != actor.person_id for person in proving(task, which).values()):
        return
    if said_of.explanation and said_of.explained_by_id != actor.person_id:
        return
    raise Refused(
        "Minh chứng, giải trình đều do chính người đang đăng nhập ghi. Cần một người khác có quyền xác nhận.",
        code="own_work",
    )


def _explain(row: Task | Instance, words: str, actor: Actor) -> None:
    """Who last changed the words stands for them. The same words again change nothing."""
    if words.strip() != row.explanation:
        row.explanation = words.strip()
        row.explained_by_id = actor.person_id if row.explanation else None
