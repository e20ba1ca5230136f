"""*Nêu gương*: nothing of a person is public before they agree, and nothing after they take that back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.portal import honour_actions as actions
from lantoa.portal.honour_forms import ConsentDraft
from lantoa.portal.models import ExemplarPage, MonthlyQuestion, Nomination, Shown
from tests.portal.building import photo, picture, publish, section
from tests.portal.honours import agreed, nomination, page, question, upload

pytestmark = pytest.mark.django_db
CONSENT = ConsentDraft("Trần Thị Mẫu", date(2026, 8, 1), "paper")


def everything_public(cast):
    """What a reader finds of the agency, in one string."""
    reader = Client()
    address = f"/co-quan/{cast.sxd.slug}/"
    return "".join(reader.get(path).text for path in ("/", address, f"{address}ket-qua/", "/so-do-trang/"))


def test_the_way_from_a_nomination_on_the_desk_to_the_public_page(cast, today):
    officer, director, editor = (cast.client(who) for who in ("officer", "director", "editor"))
    typed = {
        "kind": "person", "name": "Trần Thị Mẫu", "role": "Một cửa", "deed": "Bày cách nộp hồ sơ", "story": "",
        "basis": "decision", "basis_number": "118/QĐ-SXD", "basis_day": "01/07/2026", "basis_issuer": "Sở Xây dựng",
        "file": upload(),
    }  # fmt: skip
    officer.post(reverse("honours:add"), typed)
    row = Nomination.objects.get()
    at = [row.pk]
    director.post(reverse("honours:approve", args=at))
    before = everything_public(cast)
    data = {"given_by": row.name, "given_on": "01/08/2026", "how": "paper", "file": upload(1)}
    editor.post(reverse("honours:consent", args=at), data)
    shown = publish(cast, page(row), "ket-qua")

    text = Client().get(shown.url).text

    assert "Trần Thị Mẫu" not in before
    assert "118/QĐ-SXD" in text
    assert "01/07/2026" in text
    assert "đồng ý cho đăng" in text
    assert "Đang đăng" in officer.get(reverse("honours:nomination", args=at)).text
    verbs = set(Entry.objects.filter(target_id=str(row.pk)).values_list("verb", flat=True))
    assert {"portal.nominated", "portal.nomination_approved", "portal.consent_recorded"} <= verbs


def test_without_consent_there_is_no_page_however_it_is_tried(cast):
    row = nomination(cast)
    actions.approve_nomination(row, actor=cast.actor("director"))

    with pytest.raises(ValidationError):
        publish(cast, page(row), "ket-qua")

    assert not ExemplarPage.objects.exists()


def test_the_editor_offers_only_those_of_the_agency_who_agreed(cast):
    yes = agreed(cast)
    no = nomination(cast, name="Lê Văn Chưa", basis_number="119/QĐ-SXD")
    form = reverse("wagtailadmin_pages:add", args=["portal", "exemplarpage", section(cast, "ket-qua").pk])
    theirs = reverse(
        "wagtailadmin_pages:add", args=["portal", "exemplarpage", section(cast, "ket-qua", "ward").pk]
    )

    text = cast.client("editor").get(form).text

    assert yes.name in text
    assert no.name not in text
    assert yes.name not in cast.client("ward_chair").get(theirs).text


def test_taking_the_consent_back_takes_the_page_off_at_once_with_the_reason(cast, client):
    row = agreed(cast)
    shown = publish(cast, page(row, photo=[{"type": "photo", "value": photo(picture(cast))}]), "ket-qua")
    waiting = Page.objects.get(pk=shown.pk).specific
    waiting.go_live_at = clock.now() + timedelta(days=2)
    waiting.save_revision(approved_go_live_at=waiting.go_live_at)

    actions.withdraw_consent(row, "Chị Mẫu gọi điện sáng nay", actor=cast.actor("officer"))

    assert client.get(shown.url).status_code == 404
    assert "Trần Thị Mẫu" not in everything_public(cast)
    assert not Shown.objects.exists()
    assert Entry.objects.get(verb="portal.consent_withdrawn").summary == "Chị Mẫu gọi điện sáng nay"
    assert not shown.revisions.exclude(approved_go_live_at=None).exists()
    with pytest.raises(ValidationError):
        Page.objects.get(pk=shown.pk).specific.save_revision().publish()
    assert client.get(shown.url).status_code == 404


def test_a_page_that_waits_for_approval_is_out_of_it_when_the_consent_is_gone(cast):
    row = agreed(cast)
    waiting = page(row, live=False)
    section(cast, "ket-qua").add_child(instance=waiting)
    waiting.save_revision()
    waiting.get_workflow().start(waiting, cast.account("editor"))

    actions.withdraw_consent(row, "Đổi ý", actor=cast.actor("editor"))

    assert ExemplarPage.objects.get().current_workflow_state is None


def test_who_agreed_again_may_be_shown_again(cast, client):
    row = agreed(cast)
    shown = publish(cast, page(row), "ket-qua")
    actions.withdraw_consent(row, "Đổi ý", actor=cast.actor("editor"))

    actions.record_consent(row, CONSENT, upload(2), actor=cast.actor("editor"))
    Page.objects.get(pk=shown.pk).specific.save_revision().publish()

    assert client.get(shown.url).status_code == 200
    assert row.consents.count() == 2


@pytest.mark.parametrize("who", ["officer", "editor", "coordinator"])
def test_only_a_director_decides(cast, who):
    with pytest.raises(Refused):
        actions.approve_nomination(nomination(cast), actor=cast.actor(who))


def test_nobody_decides_what_they_nominated(cast):
    row = nomination(cast, by="director")

    with pytest.raises(Refused) as refused:
        actions.approve_nomination(row, actor=cast.actor("director"))

    assert refused.value.code == "own"


def test_consent_comes_after_approval_with_its_paper_and_once(cast):
    row, editor = nomination(cast), cast.actor("editor")
    codes = []
    for step, file in ((None, upload(1)), ("approve", None), (None, upload(1)), (None, upload(1))):
        if step:
            actions.approve_nomination(row, actor=cast.actor("director"))
        try:
            actions.record_consent(row, CONSENT, file, actor=editor)
        except Refused as refusal:
            codes.append(refusal.code)

    assert codes == ["not_approved", "no_file", "twice"]


def test_the_same_deed_is_not_nominated_twice(cast):
    nomination(cast)

    with pytest.raises(Refused):
        nomination(cast, by="head")


def test_a_nomination_and_its_proof_are_read_by_those_alone_who_need_them(cast):
    row = nomination(cast)
    addresses = [reverse("honours:nomination", args=[row.pk]), reverse("ledger:file", args=[row.proof_id])]
    seen = {}
    for who in ("officer", "editor", "director", "other_officer", "outsider", "superior"):
        client = cast.client(who)
        seen[who] = [client.get(address).status_code == 200 for address in addresses]

    assert {who for who, opened in seen.items() if all(opened)} == {"officer", "editor", "director"}
    assert {who for who, opened in seen.items() if any(opened)} == {"officer", "editor", "director"}


def test_the_list_tells_the_standing_of_each_filters_by_it_and_exports(cast):
    agreed(cast)
    nomination(cast, name="Lê Văn Chưa", basis_number="119/QĐ-SXD")
    director = cast.client("director")

    listed = director.get(reverse("honours:list")).text
    ready = director.get(reverse("honours:list"), {"trang_thai": "ready", "xuat": "csv"})
    found = director.get(reverse("honours:list"), {"tu_khoa": "le van"}).text

    assert "Đã đồng ý, chưa đăng" in listed
    told = b"".join(ready.streaming_content).decode("utf-8-sig") if ready.streaming else ready.text
    assert "Trần Thị Mẫu" in told
    assert "Lê Văn Chưa" not in told
    assert "Lê Văn Chưa" in found
    assert "Trần Thị Mẫu" not in found


def test_the_question_of_the_month_stands_on_the_front_page_for_its_month_once_approved(cast, client, today):
    row = question(cast)
    address = f"/co-quan/{cast.sxd.slug}/"
    before = client.get(address).text
    cast.client("director").post(reverse("honours:question_approve", args=[row.pk]))

    during = client.get(address).text
    with clock.standing_on(date(2026, 10, 1)):
        after = client.get(address).text

    assert ["Câu hỏi của tháng" in text for text in (before, during, after)] == [False, True, False]


def test_a_month_has_one_question(cast):
    first, director = question(cast), cast.actor("director")
    actions.approve_question(first, actor=director)
    other = question(cast)

    with pytest.raises(Refused):
        actions.approve_question(other, actor=director)

    assert MonthlyQuestion.objects.filter(state="approved").count() == 1


def test_an_officer_nominates_a_published_answer_of_the_agency(cast, today):
    row = question(cast, month=date(2026, 11, 1))
    client = cast.client("officer")

    client.post(reverse("honours:question_add"), {"answer": row.answer_id, "month": "2026-09-01"})
    theirs = cast.client("ward_officer").get(reverse("honours:question_add")).text

    assert MonthlyQuestion.objects.filter(month=date(2026, 9, 1), nominated_by=cast.officer).exists()
    assert row.answer.title not in theirs
