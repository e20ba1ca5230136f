"""Plans of the demo: the year's plan of Sở Xây dựng, half done on whatever day it loads, and an archived one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from lantoa.foundation import clock
from lantoa.ledger.actions import attach_document, attach_link, confirm, record_activity
from lantoa.ledger.drafts import ActivityDraft, Amount, DocumentRef
from lantoa.ledger.models import Activity, Form, Measure, ReformField, Theme
from lantoa.ledger.refs import Ref
from lantoa.organisation import demo as organisation
from lantoa.organisation.access import Actor, actor_of_person
from lantoa.plans import actions
from lantoa.plans.demo_plans import CURRENT, OBJECTIVES, REQUIREMENTS, SOC_TRANG, DemoTask
from lantoa.plans.drafts import CitationDraft, ClauseDraft, PlanDraft, TaskDraft
from lantoa.plans.models import Instance, Plan, Task

PAST_YEAR = date(2023, 3, 10)


def build(today: date) -> None:
    """Issues the plans and carries them out as far as `today`."""
    made = organisation.find()
    _soc_trang(made)
    parent = _province_plan(made, today)
    plan = _current_plan(made, today, parent)
    for task, spec in zip(plan.tasks.order_by("position"), CURRENT, strict=True):
        _carry_out(made, task, spec, today)
    with clock.standing_on(today):
        actions.publish_progress(plan, actor=_actor(made, "director", today))


def issued_on(today: date) -> date:
    """Mid January; for a demo loaded earlier than February, in December before."""
    return date(today.year, 1, 12) if today.month > 1 else date(today.year - 1, 12, 15)


def _actor(made: organisation.Demo, key: str, day: date) -> Actor:
    return actor_of_person(made.people[key], day)


def _province_plan(made: organisation.Demo, today: date) -> Plan:
    day = issued_on(today) - timedelta(days=9)
    task = TaskDraft(
        text="Các sở, ngành và phường, xã ban hành, thực hiện kế hoạch tuyên truyền cải cách hành chính",
        time_kind="once",
        end=date(today.year, 12, 14),
    )
    draft = PlanDraft(
        document_number="03/KH-UBND",
        issued_on=day,
        issuer="Ủy ban nhân dân thành phố Cần Thơ",
        subject=f"Tuyên truyền cải cách hành chính năm {today.year} trên địa bàn thành phố",
        year_from=today.year,
        year_to=today.year,
        signer_title="KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
        tasks=(task,),
    )
    with clock.standing_on(day):
        actor = _actor(made, "province_coordinator", day)
        return actions.issue_plan(draft, made.agencies["province"], actor=actor)


def _current_plan(made: organisation.Demo, today: date, parent: Plan) -> Plan:
    day = issued_on(today)
    version = parent.current
    assert version is not None  # noqa: S101 - just issued
    draft = PlanDraft(
        document_number="21/KH-SXD",
        issued_on=day,
        issuer=made.agencies["sxd"].legal_name,
        subject=f"Tuyên truyền cải cách hành chính năm {today.year}",
        year_from=today.year,
        year_to=today.year,
        signer_title="GIÁM ĐỐC",
        citations=(
            CitationDraft(version.document_number, version.issued_on, version.issuer, parent=True),
            CitationDraft("1847/QĐ-TTg", date(2018, 12, 27)),
        ),
        clauses=(
            *(ClauseDraft("objective", text, f"{n}.") for n, text in enumerate(OBJECTIVES, 1)),
            *(ClauseDraft("requirement", text, f"{n}.") for n, text in enumerate(REQUIREMENTS, 1)),
            ClauseDraft(
                "arrangement", "Kinh phí trong dự toán được giao năm của các đơn vị.", heading="Kinh phí"
            ),
        ),
        tasks=tuple(_task_draft(made, spec, today, day) for spec in CURRENT),
    )
    with clock.standing_on(day):
        coordinator = _actor(made, "coordinator", day)
        plan = actions.issue_plan(draft, made.agencies["sxd"], actor=coordinator)
        actions.choose_rule(plan, "weight", "Mỗi nhiệm vụ tính ngang nhau", actor=coordinator)
    return plan


def _task_draft(made: organisation.Demo, spec: DemoTask, today: date, issued: date) -> TaskDraft:
    lead = made.bodies[f"sxd.{spec.lead}"]
    end = date(today.year, 1, 1) + timedelta(days=round(364 * spec.due))
    if spec.from_today is not None:
        end = max(today + timedelta(days=spec.from_today), issued)
    return TaskDraft(
        text=spec.text,
        lead=lead.name,
        lead_body_id=lead.pk,
        partners=tuple(made.bodies[f"sxd.{key}"].name for key in spec.partners),
        partner_body_ids=tuple(made.bodies[f"sxd.{key}"].pk for key in spec.partners),
        time_kind="recurring" if spec.rule else "once",
        rrule=spec.rule,
        end=None if spec.rule else end,
        product=spec.product,
        form_ids=_ids(Form, spec.forms),
        theme_ids=_ids(Theme, spec.themes),
        field_ids=_ids(ReformField, spec.fields),
        targets=tuple((_ids(Measure, (code,))[0], Decimal(quantity)) for code, quantity in spec.targets),
    )


def _ids(model: type, codes: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(model._default_manager.get(code=code).pk for code in codes)  # type: ignore[attr-defined]


def _carry_out(made: organisation.Demo, task: Task, spec: DemoTask, today: date) -> None:
    if spec.state == "late_untouched":
        return
    start = issued_on(today) + timedelta(days=4)
    with clock.standing_on(min(start, today)):
        day = clock.today()
        if spec.people:
            coordinator = _actor(made, "coordinator", day)
            people = [made.people[key] for key in spec.people]
            actions.accept(task, actor=coordinator)
            actions.assign(task, people[1:], people[0], actor=coordinator)
    if spec.rule:
        _carry_out_instances(made, task, spec, today)
    elif spec.people:
        _carry_out_once(made, task, spec, today)


def _carry_out_instances(made: organisation.Demo, task: Task, spec: DemoTask, today: date) -> None:
    """Every occasion past is done but the latest, which waits for its confirmation."""
    if not spec.people:
        return
    past = list(task.instances.filter(due_on__lt=today).order_by("due_on"))
    for number, instance in enumerate(past):
        day = max(instance.start_on, instance.due_on - timedelta(days=6))
        activity = _record(made, spec, day, number, Ref("plans.instance", instance.pk))
        if instance is not past[-1] or number == 0:
            _finish(made, instance, activity, day)
    if not past:
        _record(made, spec, today, 0, Ref("plans.task", task.pk))


def _finish(made: organisation.Demo, instance: Instance, activity: Activity, day: date) -> None:
    with clock.standing_on(min(day + timedelta(days=2), instance.due_on)):
        confirm(activity, actor=_actor(made, "coordinator", clock.today()))
        actions.finish_instance(instance, actor=_actor(made, "coordinator", clock.today()))


def _carry_out_once(made: organisation.Demo, task: Task, spec: DemoTask, today: date) -> None:
    first = issued_on(today)
    span = (today - first).days
    activities = []
    for number in range(len(spec.said)):
        day = first + timedelta(days=max(1, span * (number + 1) // (len(spec.said) + 2)))
        activities.append(_record(made, spec, min(day, today), number, Ref("plans.task", task.pk)))
    if spec.state not in ("done", "asked"):
        return
    with clock.standing_on(min(activities[-1].day + timedelta(days=3), today)):
        for activity in activities:
            confirm(activity, actor=_actor(made, "coordinator", clock.today()))
        asked = actions.ask_done(task, actor=_actor(made, spec.people[0], clock.today()))
        if spec.state == "done":
            actions.confirm_done(asked, actor=_actor(made, "coordinator", clock.today()))


def _record(made: organisation.Demo, spec: DemoTask, day: date, number: int, towards: Ref) -> Activity:
    """One activity by the task's first person, with a link and, each second time, a numbered document."""
    with clock.standing_on(day):
        actor = _actor(made, spec.people[0], day)
        draft = ActivityDraft(
            kind=spec.kind,
            title=spec.said[number % len(spec.said)],
            day=day,
            agency_id=made.agencies["sxd"].pk,
            body_id=made.bodies[f"sxd.{spec.lead}"].pk
            if _belongs(actor, made, spec)
            else min(actor.body_ids),
            themes=spec.themes,
            forms=spec.forms,
            reform_fields=spec.fields,
            amounts=tuple(Amount(code, value) for code, value in spec.amounts),
        )
        activity = record_activity(draft, actor=actor, towards=[towards])
        attach_link(activity, f"https://sxd.cantho.example/tin/{day:%Y%m%d}-{number}", actor=actor)
        if number % 2:
            document = DocumentRef(f"{100 + number}/SXD-VP", day, "Sở Xây dựng", "Về việc phối hợp thực hiện")
            attach_document(activity, document, actor=actor)
    return activity


def _belongs(actor: Actor, made: organisation.Demo, spec: DemoTask) -> bool:
    return made.bodies[f"sxd.{spec.lead}"].pk in actor.body_ids


def _soc_trang(made: organisation.Demo) -> Plan:
    """Plan 452/KH-SXD of 2023, issued by a department that has since merged; closed and archived there."""
    office = made.bodies["old_sxd.van_phong"]
    draft = PlanDraft(
        document_number="452/KH-SXD",
        issued_on=PAST_YEAR,
        issuer=made.agencies["old_sxd"].legal_name,
        subject="Tuyên truyền cải cách hành chính năm 2023 của Sở Xây dựng",
        year_from=2023,
        year_to=2023,
        signer_title="GIÁM ĐỐC",
        citations=(
            CitationDraft("192/KH-UBND", date(2022, 12, 20), "Ủy ban nhân dân tỉnh Sóc Trăng", parent=True),
            CitationDraft("27/KH-UBND", date(2023, 2, 9), "Ủy ban nhân dân tỉnh Sóc Trăng", parent=True),
            CitationDraft("1847/QĐ-TTg", date(2018, 12, 27)),
        ),
        tasks=tuple(
            TaskDraft(
                text=text, lead=office.name, lead_body_id=office.pk, time_kind="once", end=date(2023, 12, 14)
            )
            for text in SOC_TRANG
        ),
    )
    agency = made.agencies["old_sxd"]
    with clock.standing_on(PAST_YEAR):
        plan = actions.issue_plan(draft, agency, actor=_actor(made, "old_coordinator", PAST_YEAR))
    day = date(2023, 12, 8)
    with clock.standing_on(day):
        for task in plan.tasks.all()[:6]:
            words = "Đã làm trong năm; minh chứng lưu trong hồ sơ giấy của Sở."
            asked = actions.ask_done(task, words, actor=_actor(made, "old_coordinator", day))
            actions.confirm_done(asked, actor=_actor(made, "old_head", day))
    with clock.standing_on(date(2024, 1, 15)):
        coordinator = _actor(made, "old_coordinator", clock.today())
        actions.close_plan(plan, actor=coordinator)
        return actions.archive_plan(plan, actor=coordinator)
