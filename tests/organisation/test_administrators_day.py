"""What an administrator meets first: accounts, what is left to set up, letters without a mail server, known days."""

import re
from datetime import date

import pytest
from django.urls import reverse

from lantoa.foundation import workdays
from lantoa.jobs.models import Job
from lantoa.jobs.registry import label_of
from lantoa.organisation import actions, queries
from lantoa.organisation.drafts import PersonDraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(cast):
    draft = PersonDraft(full_name="Lê Thị Mai", email="mai@example.vn")
    return actions.create_person(draft, actor=cast.actor("administrator"))


def test_the_home_page_of_an_administrator_opens_what_is_left_to_do(cast, newcomer, settings):
    settings.EMAIL_HOST = ""
    client = cast.client("administrator")

    page = client.get("/ban-lam-viec/").text
    idle = re.search(r'href="([^"]+)">Xem (\d+) người không giữ vai trò nào', page)

    listed = client.get(idle[1]).text
    assert "Nhập máy chủ thư" in page
    assert f"{idle[2]} người, đã lọc" in listed
    assert "Lê Thị Mai" in listed


def test_the_figures_of_accounts_are_the_counts_of_the_lists_they_open(cast):
    client = cast.client("administrator")
    page = client.get("/ban-lam-viec/").text

    for address, count in re.findall(r'href="([^"]+\?state=(?:on))">(\d+)</a>', page):
        assert f"{count} người, đã lọc" in client.get(address).text


def test_others_are_not_told_of_accounts(cast):
    for who in ("officer", "coordinator", "director"):
        page = cast.client(who).get("/ban-lam-viec/").text

        assert "Việc quản trị" not in page, who
        assert "Việc nền không thành công" not in page, who


def test_without_a_mail_server_nobody_is_told_that_a_letter_is_on_its_way(cast, newcomer, settings):
    settings.EMAIL_HOST = ""

    answer = cast.client("administrator").post(
        reverse("organisation:invite", args=[newcomer.pk]), follow=True
    )

    assert "Chưa có máy chủ thư. Thư mời cho mai@example.vn nằm trong thư mục mail" in answer.text


def test_with_a_mail_server_the_letter_is_on_its_way(cast, newcomer, settings):
    settings.EMAIL_HOST = "mail.example.vn"

    answer = cast.client("administrator").post(
        reverse("organisation:invite", args=[newcomer.pk]), follow=True
    )

    assert "Thư mời đang được gửi đến mai@example.vn." in answer.text


def test_a_page_lies_under_one_link_of_the_rail(cast):
    page = cast.client("administrator").get(reverse("organisation:new_person")).text

    rail = re.search(r'<nav class="rail".*?</nav>', page, re.DOTALL)[0]
    assert re.findall(r'aria-current="[a-z]+">([^<]+)', rail) == ["Cán bộ, tài khoản"]


def test_jobs_of_everybody_are_listed_in_words(cast, newcomer):
    actions.invite(newcomer, actor=cast.actor("administrator"))

    page = cast.client("administrator").get(reverse("jobs:all")).text

    names = set(Job.objects.values_list("name", flat=True))
    assert {label_of(name) for name in names} == {"Gửi thư mời"}
    assert "Gửi thư mời" in page


def test_days_that_are_not_as_their_weekday_are_named():
    known = workdays.exceptions(2026)

    assert (date(2026, 8, 22), True, "") in [(day, works, "") for day, works, _ in known]
    assert (date(2026, 9, 2), False, "Quốc khánh") in known
    assert all(works == (day.weekday() > 4) for day, works, _ in known)


def test_the_known_days_stand_beside_those_put_right_by_hand(cast):
    page = cast.client("administrator").get(reverse("organisation:workdays")).text

    assert "Lịch đã biết năm 2026" in page
    assert "Quốc khánh" in page


def test_who_works_is_who_holds_a_role(cast, newcomer):
    people = queries.people_of(cast.actor("administrator"))

    assert newcomer in people
    assert newcomer not in queries.working(people)
