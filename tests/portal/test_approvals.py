"""From a writer's asking to a leader's word: in the editor, by a link, and what the link must never do."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from lantoa.audit.models import Entry
from lantoa.jobs.models import Job
from lantoa.ledger.models import Activity
from lantoa.notices.models import Notice
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.models import Membership
from lantoa.portal import access, approval_actions, approvals
from lantoa.portal.models import ApprovalLink
from tests.portal.building import article, photo, picture, section

pytestmark = pytest.mark.django_db
FROM_HERE = {"HTTP_ORIGIN": "http://testserver"}


def asked(cast, slug="tin-tuc", who="editor", **values):
    """A page that the editor wrote and sent for approval."""
    page = article(live=False, owner=cast.account(who), **values)
    section(cast, slug).add_child(instance=page)
    page.save_revision(user=cast.account(who))
    access.redraw_groups(cast.account(who), cast.actor(who))
    page.get_workflow().start(page, cast.account(who))
    return page


def link_to(cast, page, who="director"):
    return ApprovalLink.objects.get(page=page, person=cast.person(who))


def path_of(link):
    return reverse("portal:approve", args=[link.pk, approvals.key_of(link)])


def send(link, choice="duyet", client=None, **data):
    return (client or Client()).post(path_of(link), {"viec": choice, **data}, **FROM_HERE)


def live(page):
    page.refresh_from_db()
    return page.live


def test_a_leader_is_told_and_lent_a_link_and_the_writer_is_told_back(cast):
    page = asked(cast)
    link = link_to(cast, page)

    answer = send(link)

    assert (answer.status_code, live(page)) == (200, True)
    assert Notice.objects.filter(person=cast.person("director"), kind=approval_actions.ASKED).exists()
    assert "Đã duyệt" in Notice.objects.get(person=cast.person("editor"), kind=approval_actions.DECIDED).title
    verbs = Entry.objects.filter(target_id=str(page.pk), actor_id=cast.person("director").pk)
    assert {"portal.approved_by_link", "portal.page_approved", "portal.page_published"} <= set(
        verbs.values_list("verb", flat=True)
    )
    assert Activity.objects.get().confirmed_by == cast.person("director")


def test_the_letter_comes_once_and_holds_the_link(cast):
    link = link_to(cast, asked(cast))
    job = Job.objects.get(name="lantoa.portal.jobs.mail_approval", arguments={"link_id": link.pk})

    for _ in range(2):
        approval_actions.mail_link(job.arguments["link_id"], actor=SYSTEM)

    assert len(mail.outbox) == 1
    assert path_of(link) in mail.outbox[0].body


def test_opening_it_decides_nothing_shows_the_draft_and_sets_no_cookie(cast):
    row = picture(cast)
    page = asked(cast, body=[("photo", photo(row)), ("paragraph", "<p>Chỉ trong bản nháp.</p>")])
    link = link_to(cast, page)

    answers = [getattr(Client(), verb)(path_of(link)) for verb in ("get", "head", "options")]

    assert "Chỉ trong bản nháp." in answers[0].text
    assert 'src="data:image/webp' in answers[0].text
    assert answers[0].headers["Cache-Control"] == "private, no-store"
    assert all(not answer.cookies for answer in answers)
    assert not live(page)
    assert ApprovalLink.objects.get().used_at is None


@pytest.mark.parametrize("headers", [{}, {"HTTP_ORIGIN": "https://la.example"}, {"HTTP_ORIGIN": "null"}])
def test_a_form_from_elsewhere_decides_nothing(cast, headers):
    page = asked(cast)

    answer = Client().post(path_of(link_to(cast, page)), {"viec": "duyet"}, **headers)

    assert (answer.status_code, live(page)) == (403, False)


def test_it_serves_once(cast):
    page = asked(cast)
    link = link_to(cast, page)
    send(link)
    page.refresh_from_db()
    page.unpublish()

    again = send(link)

    assert (again.status_code, live(page)) == (410, False)
    assert "đã dùng" in again.text
    assert "Mở máy ảnh" not in Client().get(path_of(link)).text


def test_it_ends_with_its_time(cast):
    page = asked(cast)
    link = link_to(cast, page)
    ApprovalLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert (send(link).status_code, live(page)) == (410, False)
    assert "hết hạn" in Client().get(path_of(link)).text


def test_a_later_edit_makes_it_void(cast):
    page = asked(cast)
    link = link_to(cast, page)
    page.title = "Tiêu đề khác"
    page.save_revision(user=cast.account("editor"))

    answer = send(link)

    assert (answer.status_code, live(page)) == (410, False)
    assert "đã được sửa" in answer.text
    assert "Tiêu đề khác" not in answer.text


def test_it_ends_with_the_role(cast):
    page = asked(cast)
    link = link_to(cast, page)
    Membership.objects.filter(person=cast.person("director")).update(
        valid_from=timezone.localdate() - timedelta(days=9), valid_to=timezone.localdate() - timedelta(days=1)
    )

    answer = send(link)

    assert (answer.status_code, live(page)) == (410, False)
    assert "vai trò duyệt" in answer.text.lower()


def test_a_changed_address_leads_nowhere(cast):
    page = asked(cast)
    link = link_to(cast, page)
    key = approvals.key_of(link)
    other = ("0" if key[0] != "0" else "1") + key[1:]

    for number, word in ((link.pk, other), (link.pk + 1, key), (link.pk, key + "0"), (link.pk, "đ" * 64)):
        address = reverse("portal:approve", args=[number, word])
        assert Client().get(address).status_code == 404
        assert Client().post(address, {"viec": "duyet"}, **FROM_HERE).status_code == 404
    assert not live(page)


def test_it_returns_with_a_reason_only(cast):
    page = asked(cast)
    link = link_to(cast, page)

    without = send(link, "tra-lai")
    given = send(link, "tra-lai", ly_do="Thiếu nguồn số liệu.")

    assert (without.status_code, given.status_code, live(page)) == (422, 200, False)
    assert TaskState.objects.get().status == "rejected"
    told = Notice.objects.get(person=cast.person("editor"), kind=approval_actions.DECIDED)
    assert "Thiếu nguồn số liệu." in told.title


def test_what_was_decided_in_the_editor_ends_the_link(cast):
    page = asked(cast)
    link = link_to(cast, page)
    state = TaskState.objects.get()
    cast.client("director").post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {"comment": ""}
    )

    answer = Client().get(path_of(link))

    assert (answer.status_code, live(page)) == (410, True)


def test_a_section_may_ask_that_another_editor_reads_first(cast):
    place = section(cast)
    place.read_first = True
    place.save_revision(user=cast.account("director")).publish()
    page = asked(cast)
    first = TaskState.objects.get()

    own = first.task.specific.get_actions(page, cast.account("editor"))
    access.redraw_groups(cast.account("director"), cast.actor("director"))
    other = first.task.specific.get_actions(page, cast.account("director"))

    assert own == []
    assert "approve" in {name for name, *_ in other}
    assert not ApprovalLink.objects.exists()
    first.task.specific.on_action(first.specific, cast.account("director"), "approve")
    assert not live(page)
    assert ApprovalLink.objects.filter(page=page, person=cast.person("director")).exists()
    place.refresh_from_db()
    place.read_first = False
    place.save_revision().publish()
    assert page.get_workflow().tasks.count() == 1


def test_the_list_says_what_waits_and_the_agency_next_door_sees_none_of_it(cast):
    asked(cast, title="Bài chờ giám đốc")

    ours = cast.client("director").get(reverse("editorial:pages") + "?cua=cho-toi").text
    writer = cast.client("editor").get(reverse("editorial:pages") + "?trang_thai=cho-duyet").text
    theirs = cast.client("ward_chair").get(reverse("editorial:pages")).text
    card = cast.client("director").get(reverse("desk:today")).text
    sheet = (
        cast.client("director").get(reverse("editorial:pages") + "?xuat=csv").getvalue().decode("utf-8-sig")
    )

    assert "Bài chờ giám đốc" in ours
    assert "Chờ duyệt" in writer
    assert "Bài chờ giám đốc" not in theirs
    assert "Bài chờ giám đốc" in card
    assert "Bài chờ giám đốc" in sheet
    assert "Lãnh đạo" in sheet


def test_the_list_asks_as_much_of_three_pages_as_of_one(cast):
    asked(cast)
    client = cast.client("director")
    client.get(reverse("editorial:pages"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("editorial:pages"))
    asked(cast, title="Hai")
    asked(cast, title="Ba")
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("editorial:pages"))

    assert len(three) == len(one)
