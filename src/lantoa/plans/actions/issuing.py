"""A confirmed draft becomes a plan; an amendment becomes its next version. What is issued is never edited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from lantoa.audit.actions import note
from lantoa.foundation import clock, text, workdays
from lantoa.foundation.errors import Refused
from lantoa.organisation import access
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Agency
from lantoa.organisation.queries import heirs_of
from lantoa.plans.access import person_of, superiors_of
from lantoa.plans.actions.telling import pass_on
from lantoa.plans.drafts import PlanDraft, TaskDraft
from lantoa.plans.models import (
    Citation,
    Clause,
    Instance,
    Plan,
    PlanVersion,
    ProgressRule,
    Target,
    Task,
    TaskTerms,
)
from lantoa.plans.occasions import MOST, BadRule, Occasion, occasions


def issue_plan(draft: PlanDraft, agency: Agency, *, actor: Actor) -> Plan:
    """Issues version 1. Raises Refused: no right, no task, a number already used by the agency that year."""
    actor.require(access.PLAN, agency.pk)
    with transaction.atomic():
        _hold(agency)
        _check(draft, agency)
        plan = Plan.objects.create(
            agency=agency, year_from=draft.year_from, year_to=draft.year_to, title=draft.subject
        )
        version = _write_version(plan, 1, draft, actor)
        ProgressRule.objects.create(
            plan=plan,
            number=1,
            kind=ProgressRule.Kind.COUNT,
            valid_from=draft.issued_on,
            chosen_by_id=actor.person_id,
        )
        for position, task_draft in enumerate(draft.tasks, 1):
            _add_task(plan, version, position, task_draft, TaskTerms.Change.ADDED)
        _make_current(plan, version)
        note(
            "plans.issued",
            plan,
            actor=actor,
            using=access.PLAN,
            summary=f"{version.document_number}, {len(draft.tasks)} nhiệm vụ",
        )
    return plan


def amend_plan(plan: Plan, draft: PlanDraft, *, actor: Actor) -> PlanVersion:
    """Adds the next version by its own document. Tasks named by `task_id` go on; unnamed live ones stay as they are.

    A task marked `stopped` stops; past figures stay. Raises Refused on a closed plan or a task of another plan.
    """
    actor.require(access.PLAN, plan.agency_id)
    with transaction.atomic():
        _hold(plan.agency)
        _check(draft, plan.agency, plan=plan)
        plan = Plan.objects.select_for_update().get(pk=plan.pk)
        if plan.state != Plan.State.ISSUED:
            raise Refused("Kế hoạch đã kết thúc, không điều chỉnh được nữa.", code="closed")
        number = plan.versions.count() + 1
        version = _write_version(plan, number, draft, actor)
        _carry_tasks_over(plan, version, draft.tasks, actor)
        _make_current(plan, version)
        note(
            "plans.amended",
            plan,
            actor=actor,
            using=access.PLAN,
            summary=f"{version.document_number}: {draft.reason or 'điều chỉnh, bổ sung'}",
        )
    return version


def close_plan(plan: Plan, *, actor: Actor) -> Plan:
    """Ends a plan's carrying out; it stays readable and counted, as late as it is today. Raises Refused for one that has ended already."""
    return _set_state(plan, [Plan.State.ISSUED], Plan.State.CLOSED, "plans.closed", actor)


def archive_plan(plan: Plan, *, actor: Actor) -> Plan:
    """Puts a plan that has ended away; it stays readable. Raises Refused for one still carried out, or put away."""
    return _set_state(plan, [Plan.State.CLOSED], Plan.State.ARCHIVED, "plans.archived", actor)


def reopen_plan(plan: Plan, *, actor: Actor) -> Plan:
    """Takes an ended or archived plan up again: pressed too early, or the year went on. Raises Refused for a live one."""
    ended = (Plan.State.CLOSED, Plan.State.ARCHIVED)
    return _set_state(plan, ended, Plan.State.ISSUED, "plans.plan_reopened", actor)


def mark_parent_seen(citation: Citation, *, actor: Actor, number: int | None = None) -> Citation:
    """Says that a parent's change has been looked at: the plan is no longer *cần rà soát* because of it.

    `number` is the parent's version that was looked at. Raises Refused (code "moved_on") when there is a newer one.
    """
    actor.require(access.PLAN, citation.version.plan.agency_id)
    with transaction.atomic():
        parent = Plan.objects.select_for_update(of=("self",)).filter(pk=citation.linked_id or 0).first()
        current = parent.current if parent else None
        if number is not None and (current is None or current.number != number):
            raise Refused(
                "Kế hoạch cấp trên vừa thay đổi nữa. Xem thay đổi mới rồi xác nhận lại.", code="moved_on"
            )
        citation.seen = current
        citation.save(update_fields=["seen"])
        note(
            "plans.parent_reviewed",
            citation.version.plan,
            actor=actor,
            using=access.PLAN,
            summary=f"Đã rà soát theo {citation.number}",
        )
    return citation


def _set_state(plan: Plan, before: Sequence[str], after: str, verb: str, actor: Actor) -> Plan:
    actor.require(access.PLAN, plan.agency_id)
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=plan.pk)
        if plan.state not in before:
            raise Refused("Trạng thái kế hoạch đã thay đổi. Tải lại trang.", code="moved_on")
        plan.state = after
        if after == Plan.State.ISSUED:
            plan.closed_on, plan.late_before = None, None
        elif plan.closed_on is None:
            plan.closed_on = clock.today()
            plan.late_before = workdays.late_border(plan.closed_on)
        plan.save(update_fields=["state", "closed_on", "late_before"])
        note(verb, plan, actor=actor, using=access.PLAN)
    return plan


def _hold(agency: Agency) -> None:
    """Two documents of one agency are taken up one after the other: else both might bear the same number."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)


def _check(draft: PlanDraft, agency: Agency, plan: Plan | None = None) -> None:
    if not draft.document_number.strip():
        raise Refused("Nhập số, ký hiệu của văn bản.", code="no_number", field="document_number")
    live = [task for task in draft.tasks if not task.stopped]
    if not live and plan is None:
        raise Refused("Kế hoạch phải có ít nhất một nhiệm vụ.", code="no_task")
    same = PlanVersion.objects.filter(
        plan__agency=agency,
        document_number__iexact=draft.document_number.strip(),
        issued_on__year=draft.issued_on.year,
    )
    if same.exists():
        raise Refused(
            f"Văn bản {draft.document_number} năm {draft.issued_on.year} đã có trong hệ thống.",
            code="number_taken",
            field="document_number",
        )
    years = (plan.year_from, plan.year_to) if plan else (draft.year_from, draft.year_to)
    for position, task in enumerate(draft.tasks, 1):
        _check_task(position, task, years)


def _check_task(position: int, task: TaskDraft, years: tuple[int, int]) -> None:
    if not task.text.strip():
        raise Refused(f"Nhiệm vụ thứ {position} chưa có nội dung.", code="empty_task")
    if task.start and task.end and task.end < task.start:
        raise Refused(f"Nhiệm vụ thứ {position}: ngày kết thúc trước ngày bắt đầu.", code="bad_time")
    if task.time_kind == TaskTerms.Time.RECURRING and task.rrule:
        try:
            first, last = (task.start or date(years[0], 1, 1), task.end or date(years[1], 12, 31))
            occasions(task.rrule, first, last)
        except BadRule as error:
            said = f"Nhiệm vụ thứ {position}: chu kỳ không đọc được hoặc cho quá {MOST} kỳ."
            raise Refused(said, code="bad_rule") from error


def _write_version(plan: Plan, number: int, draft: PlanDraft, actor: Actor) -> PlanVersion:
    version = PlanVersion.objects.create(
        plan=plan,
        number=number,
        document_type=draft.document_type[:60],
        document_number=draft.document_number.strip()[:60],
        issued_on=draft.issued_on,
        issuer=(draft.issuer or plan.agency.legal_name)[:250],
        signer_title=draft.signer_title[:200],
        subject=draft.subject[:300],
        reason=draft.reason[:300],
        file_id=draft.file_id,
        confirmed_by_id=person_of(actor),
        confirmed_at=clock.now(),
    )
    for position, cited in enumerate(draft.citations, 1):
        linked = find_cited_plan(cited.number, cited.issued_on, plan) if cited.parent else None
        Citation.objects.create(
            version=version,
            kind=Citation.Kind.PARENT if cited.parent else Citation.Kind.REFERENCE,
            position=position,
            number=cited.number[:60],
            issued_on=cited.issued_on,
            issuer=cited.issuer[:250],
            linked=linked,
            seen_id=linked.current_id if linked else None,
        )
    Clause.objects.bulk_create(
        Clause(
            version=version,
            kind=clause.kind,
            position=position,
            ordinal=clause.ordinal[:40],
            heading=clause.heading[:250],
            text=clause.text,
            source=clause.source,
        )
        for position, clause in enumerate(draft.clauses, 1)
    )
    return version


def find_cited_plan(number: str, issued_on: date | None, below: Plan) -> Plan | None:
    """A superior's plan in the system with this number and day: every commune numbers its own 27/KH-UBND."""
    above = superiors_of(below.agency)
    found = PlanVersion.objects.filter(document_number__iexact=number, plan__agency__in=above)
    if issued_on:
        found = found.filter(issued_on=issued_on)
    versions = list(found.select_related("plan")[:2])
    return versions[0].plan if len(versions) == 1 else None


def _add_task(plan: Plan, version: PlanVersion, position: int, draft: TaskDraft, change: str) -> Task:
    task = Task.objects.create(plan=plan, agency_id=plan.agency_id, position=position, code=str(position))
    write_terms(task, version, position, draft, change)
    return task


def write_terms(task: Task, version: PlanVersion, position: int, draft: TaskDraft, change: str) -> TaskTerms:
    """One row of terms, made current for its task, with the dated instances its time calls for."""
    terms = TaskTerms.objects.create(
        task=task,
        version=version,
        change=change,
        position=position,
        ordinal=draft.ordinal[:40],
        text=draft.text.strip(),
        lead=draft.lead[:250],
        lead_body_id=draft.lead_body_id,
        partners=list(draft.partners),
        time_kind=draft.time_kind,
        start=draft.start,
        end=draft.end,
        rrule=draft.rrule[:120],
        event_text=draft.event_text[:250],
        time_raw=draft.time_raw[:250],
        product=draft.product[:500],
        budget=draft.budget[:250],
        audience=draft.audience[:300],
        note=draft.note[:500],
        weight=draft.weight,
        source=draft.source,
    )
    terms.partner_bodies.set(draft.partner_body_ids)
    terms.forms.set(draft.form_ids)
    terms.themes.set(draft.theme_ids)
    terms.reform_fields.set(draft.field_ids)
    Target.objects.bulk_create(
        Target(terms=terms, measure_id=measure_id, quantity=quantity)
        for measure_id, quantity in draft.targets
    )
    take_up_terms(task, terms)
    return terms


def take_up_terms(task: Task, terms: TaskTerms) -> None:
    """Makes `terms` the task's own and copies what lists need."""
    task.terms = terms
    task.lead_body_id = terms.lead_body_id
    task.position = terms.position
    task.start_on, task.due_on = _span_of(task, terms)
    task.folded = terms.fold()
    task.sort_key = text.sort_key(terms.text[:120])[:400]
    task.save(update_fields=["terms", "lead_body", "position", "start_on", "due_on", "folded", "sort_key"])
    _lay_out_instances(task, terms)


def _span_of(task: Task, terms: TaskTerms) -> tuple[date, date]:
    """First and last day of a task; the plan's own where the document says none."""
    return terms.start or date(task.plan.year_from, 1, 1), terms.end or date(task.plan.year_to, 12, 31)


def _lay_out_instances(task: Task, terms: TaskTerms) -> None:
    """Dated instances of a recurring task. Those past or done stay; open ones the new rule lacks are withdrawn."""
    wanted: list[Occasion] = []
    if terms.time_kind == TaskTerms.Time.RECURRING and terms.rrule:
        first, last = _span_of(task, terms)
        first = max(first, terms.version.issued_on) if first < terms.version.issued_on <= last else first
        wanted = occasions(terms.rrule, first, last)
    due_days = {occasion.due for occasion in wanted}
    task.instances.filter(done_on=None, withdrawn=False).exclude(due_on__in=due_days).filter(
        due_on__gte=clock.today()
    ).update(withdrawn=True)
    task.instances.filter(due_on__in=due_days, withdrawn=True).update(withdrawn=False)
    have = set(task.instances.values_list("due_on", flat=True))
    Instance.objects.bulk_create(
        Instance(task=task, label=occasion.label, start_on=occasion.start, due_on=occasion.due)
        for occasion in wanted
        if occasion.due not in have
    )
    refresh_due(task)


def refresh_due(task: Task) -> None:
    """A recurring task is due when its next open instance is; with none open, at its end."""
    live = task.instances.filter(withdrawn=False)
    if task.terms is None or not live.exists():
        return
    following = live.filter(done_on=None).order_by("due_on").first()
    task.due_on = following.due_on if following else _span_of(task, task.terms)[1]
    task.save(update_fields=["due_on"])


def _carry_tasks_over(plan: Plan, version: PlanVersion, drafts: Sequence[TaskDraft], actor: Actor) -> None:
    live = {task.pk: task for task in plan.tasks.select_related("terms", "plan").filter(part_of=None)}
    position = max((task.position for task in live.values()), default=0)
    named: set[int] = set()
    for draft in drafts:
        if draft.task_id is None:
            position += 1
            _add_task(plan, version, position, draft, TaskTerms.Change.ADDED)
            continue
        task = live.get(draft.task_id)
        if task is None or draft.task_id in named:
            raise Refused("Có nhiệm vụ không thuộc kế hoạch này, hoặc nêu hai lần.", code="foreign_task")
        named.add(draft.task_id)
        change = TaskTerms.Change.STOPPED if draft.stopped else TaskTerms.Change.AMENDED
        led_by = task.lead_body
        write_terms(task, version, task.position, draft, change)
        # The same unit under the agency's new name is no other unit.
        if draft.lead_body_id not in (heirs_of(led_by.pk) if led_by else {None}):
            pass_on(task, led_by, version.document_number, actor=actor)
        if draft.stopped:
            _stop(task)
    for task in live.values():
        if task.pk not in named and task.terms is not None:
            _copy_terms(task, version)


def _stop(task: Task) -> None:
    """The task, the parts it was split into and their occasions; what is done already stays done."""
    if task.state != Task.State.DONE:
        task.state = Task.State.STOPPED
        task.save(update_fields=["state"])
    task.parts.exclude(state=Task.State.DONE).update(state=Task.State.STOPPED)
    Instance.objects.filter(Q(task=task) | Q(task__part_of=task), done_on=None).update(withdrawn=True)


def _copy_terms(task: Task, version: PlanVersion) -> None:
    old = task.terms
    assert old is not None  # noqa: S101 - the caller chose tasks that have terms
    links = {
        name: list(getattr(old, name).all())
        for name in ("partner_bodies", "forms", "themes", "reform_fields")
    }
    targets = list(old.targets.all())
    stopped = old.change == TaskTerms.Change.STOPPED
    old.pk = None
    old._state.adding = True
    old.version = version
    old.change = TaskTerms.Change.STOPPED if stopped else TaskTerms.Change.KEPT
    old.save()
    for name, rows in links.items():
        getattr(old, name).set(rows)
    Target.objects.bulk_create(
        Target(terms=old, measure_id=target.measure_id, quantity=target.quantity) for target in targets
    )
    task.terms = old
    task.save(update_fields=["terms"])


def _make_current(plan: Plan, version: PlanVersion) -> None:
    plan.current = version
    plan.folded = text.fold(f"{plan.title} {version.document_number} {version.subject}")[:400]
    plan.save(update_fields=["current", "folded"])
