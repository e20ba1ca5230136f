"""What should be reached by now is reckoned by the rule that reckons what is reached."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from lantoa.ledger.actions import void
from lantoa.ledger.models import Measure
from lantoa.notices.models import Notice
from lantoa.plans import actions, queries
from tests.plans.building import issue, proven_activity, task_draft

pytestmark = pytest.mark.django_db

SOON, LATER = date(2026, 3, 31), date(2026, 12, 14)


def test_by_weight_the_heavy_task_that_is_due_is_most_of_what_is_expected(cast, today):
    plan = issue(cast, task_draft("Nặng", end=SOON, weight=Decimal(9)), task_draft("Nhẹ", end=LATER))

    assert queries.standing(plan, today).due == Decimal("0.5")
    actions.choose_rule(plan, "weight", "Theo quyết định giao", actor=cast.actor("coordinator"))

    assert queries.standing(plan, today).due == Decimal("0.9")


def test_by_output_each_target_is_expected_by_its_due_date(cast, today):
    first, second = Measure.objects.order_by("pk")[:2]
    targets = ((first.pk, Decimal(4)), (second.pk, Decimal(10)))
    plan = issue(cast, task_draft("Hai chỉ tiêu", end=SOON, targets=targets), task_draft("Sau", end=LATER))
    actions.choose_rule(plan, "output", "Theo quyết định giao", actor=cast.actor("coordinator"))

    standing = queries.standing(plan, today)

    assert standing.due == Decimal(2) / Decimal(3)
    assert standing.progress.rate == 0


def test_who_handed_a_task_back_is_led_to_a_page_that_is_there(cast):
    task = issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk)).tasks.get()

    page = cast.client("head").post(
        reverse("plans:act", args=[task.pk]),
        {"viec": "tra-lai", "reason": "Không thuộc chức năng"},
        follow=True,
    )

    assert page.status_code == 200
    assert "Đã trả lại nhiệm vụ kèm lý do." in page.text


def test_a_finished_task_whose_only_proof_is_voided_is_told_of(cast):
    task = issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk)).tasks.get()
    proof = proven_activity(cast)
    actions.credit(task, proof, actor=cast.actor("officer"))
    actions.confirm_done(actions.ask_done(task, actor=cast.actor("officer")), actor=cast.actor("head"))

    void(proof, "Ghi nhầm", actor=cast.actor("coordinator"))

    told = Notice.objects.filter(kind="plans.proof_gone")
    assert [row.person for row in told] == [cast.head]


def test_a_finished_task_with_other_proof_is_not(cast):
    task = issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk)).tasks.get()
    proof, other = proven_activity(cast), proven_activity(cast)
    for activity in (proof, other):
        actions.credit(task, activity, actor=cast.actor("officer"))
    actions.confirm_done(actions.ask_done(task, actor=cast.actor("officer")), actor=cast.actor("head"))

    void(proof, "Ghi nhầm", actor=cast.actor("coordinator"))

    assert not Notice.objects.filter(kind="plans.proof_gone").exists()
