from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.notices import actions, queries
from lantoa.notices.models import Notice
from lantoa.organisation.access import SYSTEM

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/thong-bao/"


def tell(person, title="Nhiệm vụ 3 đến hạn", kind="test.due"):
    return actions.notify([person], kind, title, "/ban-lam-viec/tro-giup/", actor=SYSTEM)[0]


def text(response):
    return response.content.decode()


def test_who_is_not_signed_in_is_sent_to_sign_in(client):
    assert client.get(LIST).status_code == 302


def test_the_list_shows_my_notices_alone(cast):
    tell(cast.officer, "Việc của cán bộ")
    tell(cast.head, "Việc của trưởng phòng")

    shown = text(cast.client("officer").get(LIST))

    assert "Việc của cán bộ" in shown
    assert "Việc của trưởng phòng" not in shown


def test_an_empty_list_says_what_will_stand_here(cast):
    assert "Chưa có thông báo" in text(cast.client("officer").get(LIST))


def test_the_bell_stands_in_the_frame_with_its_count(cast):
    tell(cast.officer)

    assert 'aria-label="Thông báo: 1 chưa đọc"' in text(cast.client("officer").get(LIST))


def test_opening_a_notice_marks_it_read_and_leads_on(cast):
    notice = tell(cast.officer)

    response = cast.client("officer").get(reverse("notices:open", args=[notice.pk]))

    assert response.url == "/ban-lam-viec/tro-giup/"
    assert queries.unread_count(cast.actor("officer")) == 0


def test_a_notice_is_marked_read_from_the_list(cast):
    notice = tell(cast.officer)
    client = cast.client("officer")

    client.post(reverse("notices:read", args=[notice.pk]))

    assert Notice.objects.get().read_at is not None
    assert client.get(reverse("notices:read", args=[notice.pk])).status_code == 405


def test_the_notice_of_another_is_not_found(cast):
    notice = tell(cast.officer)
    client = cast.client("head")

    assert client.get(reverse("notices:open", args=[notice.pk])).status_code == 404
    assert client.post(reverse("notices:read", args=[notice.pk])).status_code == 404


def test_all_are_marked_read_at_once(cast):
    tell(cast.officer)
    tell(cast.officer)

    response = cast.client("officer").post(reverse("notices:read_all"), follow=True)

    assert "Đã đánh dấu đã đọc 2 thông báo." in text(response)


def test_the_list_is_filtered_by_words_state_and_kind_and_exported(cast):
    actions.mark_read(tell(cast.officer, "Đất đai"), actor=cast.actor("officer"))
    tell(cast.officer, "Chờ xác nhận 3 mục", "test.waits")
    client = cast.client("officer")

    def titles(**query):
        return [row.record.title for row in client.get(LIST, query).context["table"].rows]

    csv = b"".join(client.get(LIST, {"xuat": "csv"}).streaming_content).decode("utf-8-sig")
    assert titles(q="dat dai") == ["Đất đai"]
    assert titles(state="chua-doc") == ["Chờ xác nhận 3 mục"]
    assert titles(state="da-doc") == ["Đất đai"]
    assert titles(kind="test.waits") == ["Chờ xác nhận 3 mục"]
    assert titles() == ["Chờ xác nhận 3 mục", "Đất đai"]
    assert [line.split(",")[2:4] for line in csv.splitlines()[1:]] != []
    assert "Chưa đọc" in csv


def test_the_list_costs_the_same_for_one_notice_and_for_three(cast):
    client, counts = cast.client("officer"), []
    for more in (1, 2):
        for _ in range(more):
            tell(cast.officer)
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_long_lists_come_in_pages(cast):
    for number in range(30):
        tell(cast.officer, f"Việc {number}")
    client = cast.client("officer")

    assert len(client.get(LIST).context["table"].page) == 25
    assert len(client.get(LIST, {"trang": 2}).context["table"].page) == 5


def test_a_person_chooses_how_mail_comes(cast):
    client = cast.client("officer")

    response = client.post(reverse("notices:settings"), {"mail": "daily"}, follow=True)

    assert queries.mail_choice(cast.actor("officer")) == "daily"
    assert "Đã lưu cách nhận thư" in text(response)


def test_a_choice_that_does_not_exist_is_said_on_the_form(cast):
    shown = cast.client("officer").post(reverse("notices:settings"), {"mail": "hourly"})

    assert shown.status_code == 200
    assert queries.mail_choice(cast.actor("officer")) == "at_once"
    assert shown.context["form"].errors["mail"]
