"""What is published is in the ledger by itself: once, with its proof, credited to its task."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Revision

from lantoa.jobs.models import Job
from lantoa.ledger import storage
from lantoa.ledger.actions import void
from lantoa.ledger.models import Activity, Evidence
from lantoa.notices.models import Notice
from lantoa.plans.models import Credit, Task
from lantoa.portal import access, proving, timing
from lantoa.portal.models import ArticlePage
from tests.plans.building import issue, task_draft
from tests.portal.building import article, guide, photo, picture, publish, section

pytestmark = pytest.mark.django_db


def take_snapshots():
    for job in Job.objects.filter(name="lantoa.portal.jobs.take_snapshot").order_by("pk"):
        proving.take_snapshot(**job.arguments)


def again(cast, page, by="director"):
    page.title += " (thêm)"
    page.save_revision(user=cast.account("editor")).publish(user=cast.account(by))


def files(activity):
    return list(Evidence.objects.filter(activity=activity, kind="file").order_by("pk"))


def test_the_first_publication_is_one_confirmed_entry_of_author_and_approver(cast):
    task = issue(cast, task_draft()).tasks.get()
    page = publish(cast, article(task=task, byline="Lan"))

    row = Activity.objects.get()

    assert (row.state, row.recorded_by, row.confirmed_by) == (
        "confirmed",
        cast.person("editor"),
        cast.person("director"),
    )
    assert (row.title, row.kind.code, row.agency) == (page.title, "tin-bai", cast.sxd)
    assert [(m.measure.code, m.value, m.state) for m in row.measurements.all()] == [("M02", 1, "confirmed")]
    assert Credit.objects.get().task == task
    assert Evidence.objects.get(kind="link").url.endswith(page.url)


def test_a_dated_copy_needs_nothing_else_and_is_sealed(cast):
    row = picture(cast)
    page = publish(cast, article(body=[("photo", photo(row)), ("paragraph", "<p>Mở máy ảnh.</p>")]))
    take_snapshots()

    proof = files(Activity.objects.get())[0]
    content = storage.path_of(proof.file.sha256).read_bytes().decode()

    assert page.title in content
    assert "Mở máy ảnh." in content
    assert 'src="data:image/webp;base64,' in content
    assert "<script" not in content
    assert "<form" not in content
    assert "srcset" not in content


def test_later_publications_add_a_copy_and_taking_down_voids_nothing(cast):
    page = publish(cast, article())
    again(cast, page)
    take_snapshots()
    page.unpublish(user=cast.account("director"))

    row = Activity.objects.get()

    assert row.state == "confirmed"
    assert len(files(row)) == 2


def test_the_same_publication_again_changes_nothing(cast):
    page = publish(cast, article())
    page.latest_revision.publish(user=cast.account("director"))
    take_snapshots()
    take_snapshots()

    assert len(files(Activity.objects.get())) == 1


def test_what_the_author_published_somebody_else_confirms(cast):
    page = article(live=False, owner=cast.account("director"))
    section(cast).add_child(instance=page)
    access.redraw_groups(cast.account("director"), cast.actor("director"))
    page.save_revision(user=cast.account("director")).publish(user=cast.account("director"))

    row = Activity.objects.get()

    assert (row.state, row.recorded_by, row.confirmed_by) == ("draft", cast.person("director"), None)
    assert row.submitted_at is not None


def test_a_closed_task_does_not_keep_the_page_from_the_citizen_and_is_told(cast):
    task = issue(cast, task_draft()).tasks.get()
    Task.objects.filter(pk=task.pk).update(state=Task.State.STOPPED)
    task.refresh_from_db()

    page = publish(cast, article(task=task))

    assert page.live
    assert not Credit.objects.exists()
    assert "đã đóng" in Notice.objects.get(person=cast.person("editor"), kind=proving.NOT_COUNTED).title


def test_the_task_of_another_agency_is_not_credited(cast):
    task = issue(cast, task_draft()).tasks.get()
    page = publish(cast, article(task=task), agency="ward", by="ward_chair")

    assert page.live
    assert not Credit.objects.exists()
    assert Activity.objects.get().agency == cast.agency("ward")


def test_a_guide_is_no_activity(cast):
    publish(cast, guide(), "thu-tuc")

    assert not Activity.objects.exists()


def test_what_stops_the_entry_stops_the_publication(cast, monkeypatch):
    def killed(*_, **__):
        raise SystemExit

    monkeypatch.setattr(proving, "later", killed)
    with pytest.raises(SystemExit):
        publish(cast, article())

    assert not Activity.objects.exists()


def test_a_voided_entry_stays_voided(cast):
    page = publish(cast, article())
    void(Activity.objects.get(), "Ghi nhầm", actor=cast.actor("coordinator"))
    again(cast, page)
    take_snapshots()

    assert Activity.objects.get().state == "voided"
    assert files(Activity.objects.get()) == []


def test_a_page_goes_live_and_comes_down_at_its_time_and_its_approver_confirms(cast, client):
    page = article(live=False, owner=cast.account("editor"))
    section(cast).add_child(instance=page)
    access.redraw_groups(cast.account("director"), cast.actor("director"))
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision(user=cast.account("editor")).publish(user=cast.account("director"))
    before = (timing.publish_due(), Activity.objects.count())
    past = timezone.now() - timedelta(minutes=1)
    revision = Revision.objects.get(pk=page.latest_revision.pk)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    assert timing.publish_due() == 1
    page.refresh_from_db()

    assert before == (0, 0)
    assert page.live
    assert Activity.objects.get().confirmed_by == cast.person("director")
    ArticlePage.objects.filter(pk=page.pk).update(expire_at=past)
    assert timing.publish_due() == 1
    assert timing.publish_due() == 0
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)
