"""Who stands in for somebody on leave acts in their own name; the audit names who lent the right as well."""

import pytest

from lantoa.audit.models import Entry
from lantoa.organisation.models import Delegation, Membership, Role
from lantoa.plans import actions
from tests.plans.building import issue, plan_draft, proven_activity, task_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def _lend(cast, key: str, role: str, to: str) -> None:
    Delegation.objects.create(
        membership=Membership.objects.get(person=cast.person(key), role=role, agency=cast.sxd),
        to=cast.person(to),
        valid_from="2026-09-01",
        valid_to="2026-09-30",
        reason="Nghỉ phép",
    )


def _lenders(who: str) -> dict[str, str]:
    found = Entry.objects.filter(actor_name=who, verb__startswith="plans.").order_by("pk")
    return dict(found.values_list("verb", "lent_by"))


def test_what_is_done_with_a_task_by_a_lent_right_names_the_lender(cast):
    task = issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk)).tasks.get()
    activity = proven_activity(cast)
    _lend(cast, "head", Role.HEAD, "other_officer")

    actions.accept(task, actor=cast.actor("other_officer"))
    actions.assign(task, [cast.officer], None, actor=cast.actor("other_officer"))
    actions.credit(task, activity, actor=cast.actor("other_officer"))
    asked = actions.ask_done(task, actor=cast.actor("officer"))
    actions.return_done(asked, "Thiếu ảnh", actor=cast.actor("other_officer"))
    again = actions.ask_done(task, actor=cast.actor("officer"))
    actions.confirm_done(again, actor=cast.actor("other_officer"))
    done = actions.reopen(again, "Cần bổ sung", actor=cast.actor("other_officer"))
    actions.forward(done, cast.body("sxd.quan_ly"), "Đúng chức năng", actor=cast.actor("other_officer"))

    lent = _lenders(cast.other_officer.full_name)
    assert set(lent) == {
        "plans.task_accepted",
        "plans.task_assigned",
        "plans.activity_credited",
        "plans.task_done_returned",
        "plans.task_done",
        "plans.task_reopened",
        "plans.task_forwarded",
    }
    assert set(lent.values()) == {cast.head.full_name}
    assert set(_lenders(cast.officer.full_name).values()) == {""}


def test_work_done_by_a_role_that_only_reads_and_a_lent_one_names_the_lender(cast):
    task, *_ = issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk)).tasks.all()
    _lend(cast, "coordinator", Role.COORDINATOR, "director")

    actions.start(task, actor=cast.actor("director"))
    actions.set_explanation(task, "Chờ tỉnh hướng dẫn", actor=cast.actor("director"))
    actions.uncredit(
        actions.credit(task, proven_activity(cast), actor=cast.actor("director")),
        actor=cast.actor("director"),
    )
    actions.ask_done(task, actor=cast.actor("director"))

    assert _lenders(cast.director.full_name) == dict.fromkeys(
        (
            "plans.task_started",
            "plans.task_explained",
            "plans.activity_credited",
            "plans.activity_uncredited",
            "plans.task_done_asked",
        ),
        cast.coordinator.full_name,
    )


def test_who_is_named_on_a_task_works_on_it_in_their_own_right(cast):
    task = issue(cast, task_draft(lead_body_id=cast.body("sxd.quan_ly").pk)).tasks.get()
    actions.assign(task, [cast.officer], None, actor=cast.actor("coordinator"))
    _lend(cast, "coordinator", Role.COORDINATOR, "officer")

    actions.start(task, actor=cast.actor("officer"))

    assert _lenders(cast.officer.full_name) == {"plans.task_started": ""}


def test_a_plan_issued_and_amended_by_a_lent_right_names_the_lender(cast):
    _lend(cast, "coordinator", Role.COORDINATOR, "officer")

    plan = issue(cast, by="officer")
    actions.amend_plan(
        plan, plan_draft(task_draft("Bổ sung"), document_number="99/KH-SXD"), actor=cast.actor("officer")
    )
    actions.choose_rule(plan, "weight", "Việc nặng nhẹ khác nhau", actor=cast.actor("officer"))
    actions.close_plan(plan, actor=cast.actor("officer"))

    lent = _lenders(cast.officer.full_name)
    assert {lent[f"plans.{verb}"] for verb in ("issued", "amended", "rule_chosen", "closed")} == {
        cast.coordinator.full_name
    }
