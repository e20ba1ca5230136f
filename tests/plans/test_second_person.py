"""Nobody closes a task, or an occasion of one, on their own word; who has left an agency carries nothing out there."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lantoa.foundation.errors import NotVisible, Refused
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.actions import deactivate_account, end_membership, give_role
from lantoa.organisation.drafts import MembershipDraft
from lantoa.organisation.models import Membership
from lantoa.plans import access, actions
from lantoa.plans.actions.reminding import people_to_remind
from lantoa.plans.models import Task
from tests.plans.building import issue, proven_activity, task_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast):
    return cast.body("sxd.van_phong").pk


@pytest.fixture
def occasion(cast, office):
    quarterly = task_draft(
        time_kind="recurring", rrule="FREQ=MONTHLY;INTERVAL=3", end=None, lead_body_id=office
    )
    return issue(cast, quarterly).tasks.get().instances.first()


@pytest.fixture
def task(cast, office):
    return issue(cast, task_draft(lead_body_id=office)).tasks.get()


def test_who_wrote_the_words_does_not_close_the_occasion_by_them(cast, occasion):
    actions.explain_instance(occasion, "Đã phát thanh, không có ảnh", actor=cast.actor("head"))

    with pytest.raises(Refused) as refusal:
        actions.finish_instance(occasion, actor=cast.actor("head"))

    assert refusal.value.code == "own_work"
    assert actions.finish_instance(occasion, actor=cast.actor("coordinator")).done_on


def test_somebody_elses_unconfirmed_entry_does_not_cover_ones_own(cast, occasion):
    coordinator = cast.actor("coordinator")
    own = proven_activity_of_coordinator(cast)
    actions.credit(occasion.task, own, actor=coordinator, instance=occasion)
    from lantoa.ledger.actions import record_activity
    from lantoa.ledger.drafts import ActivityDraft

    officer = cast.actor("officer")
    draft = ActivityDraft(own.kind.code, "Việc khác", officer.on, cast.sxd.pk, cast.body("sxd.van_phong").pk)
    actions.credit(occasion.task, record_activity(draft, actor=officer), actor=coordinator, instance=occasion)

    with pytest.raises(Refused) as refusal:
        actions.finish_instance(occasion, actor=coordinator)

    assert refusal.value.code == "own_work"


def proven_activity_of_coordinator(cast):
    from lantoa.ledger.actions import attach_link, confirm, record_activity
    from lantoa.ledger.drafts import ActivityDraft
    from lantoa.ledger.models import ActivityKind

    actor = cast.actor("coordinator")
    kind = ActivityKind.objects.first().code
    draft = ActivityDraft(kind, "Đăng bài", actor.on, cast.sxd.pk, cast.body("sxd.van_phong").pk)
    activity = record_activity(draft, actor=actor)
    attach_link(activity, "https://example.vn/bai", actor=actor)
    return confirm(activity, actor=cast.actor("head"))


def test_rewriting_the_words_of_a_request_does_not_let_one_confirm_it(cast, task):
    asked = actions.ask_done(task, "Xong", actor=cast.actor("officer"))
    actions.set_explanation(asked, "Đã làm đủ, có biên bản", actor=cast.actor("head"))

    with pytest.raises(Refused) as refusal:
        actions.confirm_done(asked, actor=cast.actor("head"))

    assert refusal.value.code == "own_work"
    assert actions.confirm_done(asked, actor=cast.actor("coordinator")).state == Task.State.DONE


def test_evidence_of_another_lets_one_confirm_whatever_one_explained(cast, task):
    actions.credit(task, proven_activity(cast), actor=cast.actor("officer"))
    actions.set_explanation(task, "Chậm do mưa bão", actor=cast.actor("head"))
    asked = actions.ask_done(task, actor=cast.actor("officer"))

    assert actions.confirm_done(asked, actor=cast.actor("head")).state == Task.State.DONE


# --- who has left ---------------------------------------------------------------------------------


@pytest.fixture
def leaver(cast, task):
    """An officer named on the task, whose role ended yesterday and who works in the ward now."""
    actions.assign(task, [], cast.officer, actor=cast.actor("head"))
    today = cast.actor("officer").on
    own = Membership.objects.get(person=cast.officer)
    end_membership(own, last_day=today - timedelta(1), actor=cast.actor("administrator"))
    ward = cast.body("ward.van_hoa")
    give_role(MembershipDraft(cast.officer.pk, cast.ward.pk, "officer", today, body_id=ward.pk), actor=SYSTEM)
    return cast.actor("officer")


def test_being_named_opens_nothing_after_the_role_has_ended(cast, task, leaver):
    with pytest.raises(NotVisible):
        access.get_task(leaver, task.pk)
    with pytest.raises(Refused):
        actions.start(task, actor=leaver)
    assert cast.client("officer").get(reverse("plans:task", args=[task.pk])).status_code == 404


def test_who_has_left_is_not_reminded(cast, task, leaver):
    reminded = people_to_remind(task, escalate=False, day=leaver.on)

    assert set(reminded) == {cast.head.pk}


def test_a_feed_dies_with_the_account(cast, task, client):
    page = cast.client("officer").post(reverse("plans:feeds"), {})
    path = page.context["made"].split("/", 3)[3]
    assert client.get(f"/{path}").status_code == 200

    deactivate_account(cast.account("officer"), reason="Mất điện thoại", actor=cast.actor("administrator"))

    assert client.get(f"/{path}").status_code == 404
