"""Pages have a day by which they are looked at again, somebody who answers for it, and reminders."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.notices.models import Notice
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.queries import bodies_of, directors_of, editors_of, heads_of
from lantoa.portal import review_actions, reviews
from lantoa.portal.models import Review
from lantoa.portal.review_actions import ReviewDraft
from tests.portal.building import article, guide, publish

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/trang-can-ra-soat/lich/"
DUE = "/ban-lam-viec/trang-can-ra-soat/"


def planned(cast, page, days=10, **owner):
    draft = ReviewDraft(clock.today() + timedelta(days=days), 6, **owner)
    return review_actions.plan_review(page, draft, actor=cast.actor("editor"))


def body_of_head(cast):
    """A unit of the agency with somebody at its head."""
    return next(row for row in bodies_of(cast.sxd) if heads_of(row.pk))


def on(days):
    return clock.standing_on(clock.today() + timedelta(days=days))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 24), 1, date(2026, 12, 24)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 1), 12, date(2027, 3, 1)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day, months, later):
    assert reviews.months_later(day, months) == later


def test_the_editor_sets_the_day_on_the_desk_and_readers_see_it_on_the_guide(cast):
    page = publish(cast, guide(), "thu-tuc")
    due, body = clock.today() + timedelta(days=90), body_of_head(cast)

    answer = cast.client("editor").post(
        reverse("duties:review", args=[page.pk]),
        {"due_on": f"{due:%d/%m/%Y}", "months": "3", "body": body.pk},
    )

    row = Review.objects.get()
    assert answer.status_code == 302
    assert (row.due_on, row.months, row.body_id) == (due, 3, body.pk)
    assert f"{due:%d/%m/%Y}" in cast.client("editor").get(page.url).text
    assert Entry.objects.filter(verb="portal.review_planned").count() == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"due_on": "01/01/2020"}, "từ hôm nay trở đi"),
        ({"months": "0"}, "Nhập giá trị từ 1 trở lên"),
        ({"person": "both"}, "không chọn cả hai"),
        ({"due_on": "mai"}, "dd/mm/yyyy"),
    ],
)
def test_a_wrong_day_is_said_at_its_field_and_nothing_is_kept(cast, change, told):
    page = publish(cast, article())
    due = clock.today() + timedelta(days=9)
    sent = {"due_on": f"{due:%d/%m/%Y}", "months": "6", "body": body_of_head(cast).pk} | change
    if sent.get("person") == "both":
        sent["person"] = cast.actor("editor").person_id

    answer = cast.client("editor").post(reverse("duties:review", args=[page.pk]), sent)

    assert answer.status_code == 422
    assert told in answer.text
    assert not Review.objects.exists()


def test_the_audit_says_who_answered_for_it_before_and_who_does_now(cast):
    page = publish(cast, article())
    body = body_of_head(cast)
    planned(cast, page, body=body)
    planned(cast, page)

    first, second = Entry.objects.filter(verb="portal.review_planned").order_by("pk")
    assert first.changes["Phụ trách"] == ["", str(body)]
    assert second.changes["Phụ trách"] == [str(body), ""]


def test_an_owner_of_another_agency_is_refused(cast):
    page = publish(cast, article())
    stranger = bodies_of(cast.ward).first()

    with pytest.raises(Refused):
        planned(cast, page, body=stranger)
    assert not Review.objects.exists()


def test_who_looked_at_it_says_so_and_the_next_day_follows(cast):
    page = publish(cast, article())
    planned(cast, page, days=3)
    with on(10):
        client = cast.client("editor")
        before = client.get(DUE).text
        client.post(reverse("duties:reviewed", args=[page.pk]), {"remark": "Đã sửa số điện thoại"})
        row = Review.objects.get()
        after = client.get(DUE).text
        assert row.due_on == reviews.months_later(clock.today(), 6)
        assert row.reviewed_on == clock.today()

    assert page.title in before and "Quá ngày hẹn" in before
    assert page.title not in after
    assert "Đã sửa số điện thoại" in Entry.objects.get(verb="portal.page_reviewed").summary


def test_the_head_of_the_unit_that_answers_confirms_without_writing_pages(cast):
    page = publish(cast, article())
    planned(cast, page, days=3, body=body_of_head(cast))
    client = cast.client("head")

    seen = client.get(reverse("duties:reviewed", args=[page.pk]))
    done = client.post(reverse("duties:reviewed", args=[page.pk]), {"remark": ""})

    assert seen.status_code == 200 and done.status_code == 302
    assert Review.objects.get().reviewed_on == clock.today()
    assert client.get(reverse("duties:review", args=[page.pk])).status_code == 404


def test_nobody_else_sees_or_confirms_it(cast):
    page = publish(cast, article())
    planned(cast, page, days=3)

    for who in ("officer", "ward_chair", "outsider"):
        client = cast.client(who)
        assert client.get(reverse("duties:reviewed", args=[page.pk])).status_code == 404
        assert client.post(reverse("duties:reviewed", args=[page.pk])).status_code == 404
        assert client.post(reverse("duties:review", args=[page.pk])).status_code == 404
    with pytest.raises(Refused):
        review_actions.confirm_review(page, "", actor=cast.actor("ward_chair"))
    assert Review.objects.get().reviewed_on is None


def told():
    return set(Notice.objects.filter(kind=review_actions.KIND).values_list("person_id", flat=True))


def test_the_owner_is_told_before_the_day_when_it_has_passed_and_after_a_month_the_leader_too(cast):
    page = publish(cast, article())
    body = body_of_head(cast)
    planned(cast, page, days=20, body=body)
    start = clock.today()

    counts = [
        review_actions.remind_reviews(start + timedelta(days=days), actor=SYSTEM)
        for days in (0, 5, 6, 7, 20, 21, 40, 50, 51, 80)
    ]

    heads, leaders = heads_of(body.pk), directors_of(cast.sxd.pk)
    assert told() == heads | leaders
    assert counts == [0, 0, len(heads), 0, 0, len(heads), 0, 0, len(heads | leaders), 0]


def test_without_an_owner_the_editors_are_told_and_a_page_that_was_taken_off_reminds_nobody(cast):
    page, other = publish(cast, article()), publish(cast, article(title="Bài khác"))
    planned(cast, page, days=1)
    planned(cast, other, days=1)
    other.unpublish()

    review_actions.remind_reviews(clock.today(), actor=SYSTEM)

    assert told() == editors_of(cast.sxd.pk)
    assert not Notice.objects.filter(title__contains="Bài khác").exists()


def test_the_card_of_today_shows_what_waits_for_its_reader_only(cast):
    page = publish(cast, article())
    planned(cast, page, days=5, body=body_of_head(cast))

    assert "Trang đến hạn rà soát" in cast.client("head").get("/ban-lam-viec/").text
    assert "Trang đến hạn rà soát" not in cast.client("director").get("/ban-lam-viec/").text


def test_the_list_filters_sorts_exports_and_costs_the_same_for_one_and_three(
    cast, django_assert_max_num_queries
):
    one = publish(cast, article(title="Bài một"))
    planned(cast, one, days=40, body=body_of_head(cast))
    client = cast.client("editor")
    client.get(LIST)
    with django_assert_max_num_queries(60) as first:
        client.get(LIST)
    two, three = publish(cast, article(title="Bài hai")), publish(cast, article(title="Bài ba"))
    planned(cast, two, days=5)
    with django_assert_max_num_queries(len(first)):
        shown = client.get(LIST).text
    near = client.get(LIST, {"tinh_trang": "sap-den-han"}).text
    unplanned = client.get(LIST, {"tinh_trang": "chua-hen"}).text
    owned = client.get(LIST, {"phu_trach": body_of_head(cast).name}).text
    csv = client.get(LIST, {"xuat": "csv", "tinh_trang": "chua-den-han"})

    assert all(page.title in shown for page in (one, two, three))
    assert "Bài hai" in near and "Bài một" not in near
    assert "Bài ba" in unplanned and "Bài hai" not in unplanned
    assert "Bài một" in owned and "Bài hai" not in owned
    text = b"".join(csv.streaming_content).decode("utf-8-sig") if csv.streaming else csv.text
    assert "Bài một" in text and "Chưa đến hạn" in text and "Bài hai" not in text


def test_two_people_setting_the_day_do_not_overwrite_each_other(cast):
    page = publish(cast, article())
    planned(cast, page, days=5)
    client, address = cast.client("editor"), reverse("duties:review", args=[page.pk])
    seen = client.get(address).context["edition"]
    planned(cast, page, days=50)
    due = clock.today() + timedelta(days=9)

    answer = client.post(address, {"due_on": f"{due:%d/%m/%Y}", "months": "6", "phien_ban": seen})

    assert answer.status_code == 422
    assert Review.objects.get().due_on == clock.today() + timedelta(days=50)


def test_the_editor_of_wagtail_leads_to_it(cast):
    page = publish(cast, article())

    shown = cast.client("editor").get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text

    assert reverse("duties:review", args=[page.pk]) in shown
