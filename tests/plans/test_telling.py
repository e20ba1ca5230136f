"""People hear of what they owe and of what waits for them; nobody hears of their own act."""

import pytest
from django.urls import reverse

from lantoa.foundation.errors import Refused
from lantoa.ledger.actions import discard, hand_back, record_activity, submit, void
from lantoa.ledger.drafts import ActivityDraft
from lantoa.notices.models import Notice
from lantoa.plans import actions
from tests.plans.building import issue, task_draft

pytestmark = pytest.mark.django_db


def _told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_a_task_tells_whom_it_concerns(cast):
    task = issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk)).tasks.get()

    actions.assign(task, [], cast.officer, actor=cast.actor("head"))
    asked = actions.ask_done(task, "Đã làm xong", actor=cast.actor("officer"))
    actions.return_done(asked, "Thiếu số liệu", actor=cast.actor("head"))

    assert _told(cast.officer) == ["plans.assigned", "plans.returned"]
    assert _told(cast.head) == ["plans.done_asked"]


def test_an_entry_tells_the_head_and_comes_back_to_who_wrote_it(cast):
    draft = ActivityDraft(
        kind="tin-bai",
        title="Đăng bài hướng dẫn",
        day=cast.actor("officer").on,
        agency_id=cast.sxd.pk,
        body_id=cast.body("sxd.van_phong").pk,
    )
    activity = record_activity(draft, actor=cast.actor("officer"), submit=False)
    activity = submit(activity, actor=cast.actor("officer"))

    hand_back(activity, "Thiếu ảnh", actor=cast.actor("head"))

    assert _told(cast.head) == ["ledger.waiting"]
    assert _told(cast.officer) == ["ledger.handed_back"]


@pytest.fixture
def kept(cast):
    draft = ActivityDraft(
        kind="tin-bai",
        title="Đăng bài hướng dẫn",
        day=cast.actor("officer").on,
        agency_id=cast.sxd.pk,
        body_id=cast.body("sxd.van_phong").pk,
    )
    return record_activity(draft, actor=cast.actor("officer"), submit=False)


def test_who_recorded_hears_that_somebody_else_threw_the_entry_away(cast, kept):
    page = cast.client("head").get(reverse("ledger:activity", args=[kept.pk])).text
    assert 'id="bo-reason"' in page
    with pytest.raises(Refused) as refusal:
        discard(kept, "  ", actor=cast.actor("head"))
    assert refusal.value.code == "no_reason"
    assert _told(cast.officer) == []

    cast.client("head").post(reverse("ledger:discard", args=[kept.pk]), {"reason": "Ghi trùng với bản trước"})

    kept.current.refresh_from_db()
    assert kept.current.void_reason == "Ghi trùng với bản trước"
    assert _told(cast.officer) == ["ledger.voided"]


def test_who_recorded_hears_of_a_voiding_and_not_of_their_own(cast, kept):
    assert 'id="bo-reason"' not in cast.client("officer").get(reverse("ledger:activity", args=[kept.pk])).text
    discard(kept, actor=cast.actor("officer"))
    assert _told(cast.officer) == []
    kept.current.refresh_from_db()
    assert kept.current.void_reason == "Người ghi bỏ bản nháp"


def test_who_recorded_hears_that_the_coordinator_voided_the_entry(cast, kept):
    void(kept, "Ghi trùng", actor=cast.actor("coordinator"))

    assert _told(cast.officer) == ["ledger.voided"]
