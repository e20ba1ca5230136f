"""From not started to done: evidence or words, and somebody else's confirmation."""

from datetime import date
from decimal import Decimal

import pytest

from lantoa.audit.models import Entry
from lantoa.foundation.errors import Refused
from lantoa.ledger.actions import void
from lantoa.plans import actions, progress
from lantoa.plans.models import Task
from lantoa.plans.queries import heat_map, standing
from tests.plans.building import issue, proven_activity, task_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(cast):
    plan = issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk))
    return plan.tasks.get()


def test_a_task_without_evidence_or_words_cannot_be_asked_done(cast, task):
    with pytest.raises(Refused) as refusal:
        actions.ask_done(task, actor=cast.actor("officer"))

    assert refusal.value.code == "no_evidence"


def test_evidence_and_a_second_person_make_a_task_done(cast, task):
    actions.credit(task, proven_activity(cast), actor=cast.actor("officer"))
    asked = actions.ask_done(task, actor=cast.actor("officer"))

    done = actions.confirm_done(asked, actor=cast.actor("head"))

    assert done.state == Task.State.DONE
    assert done.done_by == cast.head


def test_who_asked_does_not_confirm(cast, task):
    asked = actions.ask_done(task, "Đã làm xong, không có ảnh", actor=cast.actor("head"))

    with pytest.raises(Refused) as refusal:
        actions.confirm_done(asked, actor=cast.actor("head"))

    assert refusal.value.code == "own_request"
    assert actions.confirm_done(asked, actor=cast.actor("coordinator")).state == Task.State.DONE


@pytest.mark.parametrize("who", ["officer", "other_head", "director", "outsider"])
def test_who_has_no_right_does_not_confirm(cast, task, who):
    asked = actions.ask_done(task, "Đã làm xong", actor=cast.actor("head"))

    with pytest.raises(Refused):
        actions.confirm_done(asked, actor=cast.actor(who))


def test_a_voided_activity_proves_nothing(cast, task):
    activity = proven_activity(cast)
    actions.credit(task, activity, actor=cast.actor("officer"))
    void(activity, "Ghi nhầm", actor=cast.actor("coordinator"))

    with pytest.raises(Refused):
        actions.ask_done(task, actor=cast.actor("officer"))


def test_an_activity_counts_once_however_often_it_is_credited(cast, task):
    activity = proven_activity(cast)

    first = actions.credit(task, activity, actor=cast.actor("officer"))
    second = actions.credit(task, activity, actor=cast.actor("officer"))

    assert first == second
    task.refresh_from_db()
    assert task.state == Task.State.WORK


def test_a_whole_with_open_parts_closes_only_with_words(cast, task):
    actions.split(
        task,
        [task_draft("Phần một"), task_draft("Phần hai")],
        actor=cast.actor("head"),
    )
    actions.credit(task, proven_activity(cast), actor=cast.actor("officer"))

    with pytest.raises(Refused) as refusal:
        actions.ask_done(task, actor=cast.actor("officer"))

    assert refusal.value.code == "open_parts"
    assert actions.ask_done(task, "Hai phần chuyển sang năm sau", actor=cast.actor("officer")).state == "wait"


def test_handing_back_needs_a_reason_and_keeps_the_chain(cast, task):
    with pytest.raises(Refused):
        actions.hand_back(task, " ", actor=cast.actor("head"))

    actions.hand_back(task, "Không thuộc nhiệm vụ của Văn phòng", actor=cast.actor("head"))
    task.refresh_from_db()
    actions.forward(task, cast.body("sxd.quan_ly"), "Đúng chức năng", actor=cast.actor("coordinator"))

    assert [row.kind for row in task.handovers.all()] == ["hand_back", "reassign"]
    assert task.lead_body == cast.body("sxd.quan_ly")


def test_nobody_outside_the_agency_is_named_on_a_task(cast, task):
    with pytest.raises(Refused) as refusal:
        actions.assign(task, [cast.outsider], None, actor=cast.actor("head"))

    assert refusal.value.code == "stranger"


def test_progress_counts_tasks_and_instances(cast):
    plan = issue(
        cast,
        task_draft("Một lần"),
        task_draft("Hằng quý", time_kind="recurring", rrule="FREQ=MONTHLY;INTERVAL=3", end=None),
    )
    quarterly = plan.tasks.get(position=2)
    instance = quarterly.instances.first()
    actions.credit(quarterly, proven_activity(cast), actor=cast.actor("coordinator"), instance=instance)

    actions.finish_instance(instance, actor=cast.actor("coordinator"))

    result = standing(plan).progress
    assert (result.achieved, result.expected) == (Decimal(1), Decimal(5))
    assert heat_map(plan, 2026)[None][3].done == 1


def test_a_new_rule_keeps_the_figures_of_the_old_one(cast):
    plan = issue(cast, task_draft("Nặng", weight=Decimal(3)), task_draft("Nhẹ"))
    heavy = plan.tasks.get(position=1)
    asked = actions.ask_done(heavy, "Đã làm", actor=cast.actor("coordinator"))
    Task.objects.filter(pk=asked.pk).update(lead_body=cast.body("sxd.van_phong"))
    actions.confirm_done(Task.objects.get(pk=asked.pk), actor=cast.actor("head"))
    assert standing(plan).progress.percent == Decimal("50.0")

    actions.choose_rule(plan, "weight", "Việc không đều nhau", actor=cast.actor("coordinator"))

    assert standing(plan).progress.percent == Decimal("75.0")
    kept = plan.snapshots.get(body_id=0)
    assert kept.achieved / kept.expected == Decimal("0.5")
    assert kept.rule.kind == "count"


def test_output_progress_caps_each_target_at_the_whole():
    figures = [
        progress.Figure(0, 1, outputs=((Decimal(30), Decimal(10)), (Decimal(5), Decimal(10)))),
        progress.Figure(1, 1),
    ]

    result = progress.measure("output", figures)

    assert (result.achieved, result.expected) == (Decimal("2.5"), Decimal(3))


def test_no_tasks_is_no_rate_and_not_zero():
    assert progress.measure("count", []).rate is None


def test_a_late_task_is_counted_in_working_days(cast):
    from lantoa.plans.queries import late_days

    assert late_days(date(2026, 8, 28), date(2026, 9, 8)) == 4


def test_with_every_occasion_done_a_task_is_due_at_its_end(cast):
    recurring = task_draft(
        "Mỗi năm", time_kind="recurring", rrule="FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30", end=date(2026, 12, 31)
    )
    task = issue(cast, recurring).tasks.get()
    occasion = task.instances.get()
    assert task.due_on == date(2026, 6, 30)
    actions.credit(task, proven_activity(cast), actor=cast.actor("coordinator"), instance=occasion)

    actions.finish_instance(occasion, actor=cast.actor("coordinator"))

    task.refresh_from_db()
    assert task.due_on == date(2026, 12, 31)
    actions.reopen_instance(occasion, "Chọn nhầm kỳ", actor=cast.actor("coordinator"))
    task.refresh_from_db()
    assert task.due_on == date(2026, 6, 30)


def test_an_occasion_that_is_not_done_is_not_opened_again(cast):
    recurring = task_draft("Hằng quý", time_kind="recurring", rrule="FREQ=MONTHLY;INTERVAL=3", end=None)
    occasion = issue(cast, recurring).tasks.get().instances.first()

    actions.reopen_instance(occasion, "Bấm nhầm", actor=cast.actor("coordinator"))

    assert not Entry.objects.filter(verb="plans.instance_reopened").exists()
