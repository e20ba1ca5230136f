"""Units named as partners do part of the work: what they do counts, and nothing else is theirs to decide."""

import pytest
from django.urls import reverse

from lantoa.foundation.errors import Refused
from lantoa.plans import actions
from tests.plans.building import issue, proven_activity, task_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(cast):
    """Led by Phòng Quản lý, shared by Văn phòng, where the officer works."""
    draft = task_draft(
        "Việc có phối hợp",
        lead_body_id=cast.body("sxd.quan_ly").pk,
        partner_body_ids=(cast.body("sxd.van_phong").pk,),
    )
    return issue(cast, draft).tasks.get()


def test_a_partner_records_towards_the_task_and_it_counts(cast, shared):
    activity = proven_activity(cast)
    client = cast.client("officer")

    assert "Việc có phối hợp" in client.get(reverse("ledger:record")).text
    assert "towards=plans.task:" in client.get(reverse("plans:task", args=[shared.pk])).text
    client.post(reverse("plans:credit", args=[activity.pk]), {"towards": f"plans.task:{shared.pk}"})

    assert shared.credits.get().activity == activity
    asked = actions.ask_done(shared, actor=cast.actor("other_head"))
    assert asked.state == "wait"  # the partner's evidence proves the task


def test_a_partner_decides_nothing_about_the_task(cast, shared):
    officer, head = cast.actor("officer"), cast.actor("head")
    for verb in (
        lambda: actions.ask_done(shared, "Xong", actor=officer),
        lambda: actions.set_explanation(shared, "Vì sao", actor=officer),
        lambda: actions.start(shared, actor=officer),
        lambda: actions.hand_back(shared, "Không phải việc của đơn vị", actor=head),
        lambda: actions.forward(shared, cast.body("sxd.van_phong"), "Chuyển", actor=head),
    ):
        with pytest.raises(Refused):
            verb()
    page = cast.client("head").get(reverse("plans:task", args=[shared.pk])).text
    assert "Đề nghị xác nhận hoàn thành" not in page


def test_a_unit_that_is_not_named_is_refused(cast):
    task = issue(cast, task_draft("Việc riêng", lead_body_id=cast.body("sxd.quan_ly").pk)).tasks.get()
    activity = proven_activity(cast)

    with pytest.raises(Refused):
        actions.credit(task, activity, actor=cast.actor("officer"))

    assert not task.credits.exists()
    assert "Việc riêng" not in cast.client("officer").get(reverse("ledger:record")).text
