"""What the check blocks is published on no way: by an action, by the editor, by a link, by the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from lantoa.audit.models import Entry
from lantoa.foundation.errors import Refused
from lantoa.notices.models import Notice
from lantoa.portal import access, timing
from lantoa.portal.models import ApprovalLink, ArticlePage
from tests.portal.building import article, photo, picture, publish, section
from tests.portal.test_approvals import asked, link_to, live, send

pytestmark = pytest.mark.django_db


def blind(cast: Any) -> list[Any]:
    """A body with a picture that nobody described, as an import or an older version may have left it."""
    return [("photo", photo(picture(cast), alt=""))]


def test_an_action_does_not_publish_it(cast: Any) -> None:
    with pytest.raises(Refused) as refused:
        publish(cast, article(body=blind(cast)))

    assert "Ảnh chưa có mô tả" in refused.value.message
    assert not ArticlePage.objects.exists()


def test_a_link_does_not_approve_it_and_may_still_return_it(cast: Any) -> None:
    page = asked(cast, body=blind(cast))
    link = link_to(cast, page)

    answer = send(link)

    assert (answer.status_code, live(page)) == (422, False)
    assert "Ảnh chưa có mô tả" in answer.text
    assert ApprovalLink.objects.get(pk=link.pk).used_at is None
    assert send(link, "tra-lai", ly_do="Thêm mô tả ảnh").status_code == 200


def test_a_leader_in_the_editor_does_not_approve_it_and_is_told_why(cast: Any) -> None:
    page = asked(cast, body=blind(cast))
    state = TaskState.objects.get()
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])

    answer = cast.client("director").post(address, {"comment": ""}, follow=True)

    assert (live(page), TaskState.objects.get().status) == (False, "in_progress")
    assert "Ảnh chưa có mô tả" in answer.text


def test_the_clock_does_not_publish_it_and_tells_once(cast: Any) -> None:
    page = article(body=blind(cast), live=False, owner=cast.account("editor"))
    section(cast).add_child(instance=page)
    revision = page.save_revision(user=cast.account("editor"))
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save(update_fields=["approved_go_live_at"])

    assert (timing.publish_due(), timing.publish_due(), live(page)) == (0, 0, False)

    told = Notice.objects.filter(person=cast.editor, title__contains="Ảnh chưa có mô tả")
    assert told.count() == 1
    assert Entry.objects.filter(verb="portal.page_unscheduled").count() == 1


def test_it_cannot_be_put_on_the_clock_either(cast: Any) -> None:
    page = article(body=blind(cast), live=False, go_live_at=timezone.now() + timedelta(days=1))
    section(cast).add_child(instance=page)

    with pytest.raises(Refused):
        page.save_revision().publish()

    page.refresh_from_db()
    assert page.approved_schedule is False


def test_who_writes_finds_the_check_from_the_editor(cast: Any) -> None:
    page = publish(cast, article())
    access.redraw_groups(cast.account("editor"), cast.actor("editor"))

    shown = cast.client("editor").get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    above = cast.client("editor").get(reverse("wagtailadmin_pages:edit", args=[section(cast).pk])).text

    address = f"{reverse('editorial:page', args=[page.pk])}#kiem-tra"
    assert (address in shown, "#kiem-tra" in above) == (True, False)
