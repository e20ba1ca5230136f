"""*Trang này có ích không?*: from our own pages only, at a bounded rate, without a trace of who answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.organisation.access import SYSTEM
from lantoa.portal import reader_actions, reads
from lantoa.portal.models import ArticlePage, Opinion
from tests.portal.building import article, publish

pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver"}


@pytest.fixture
def page(cast: Any) -> ArticlePage:
    return publish(cast, article(title="Quét mã tại quầy"))


def send(
    path: str, answer: str = "co", words: str = "", headers: dict[str, str] | None = None, **more: str
) -> Any:
    client = Client(enforce_csrf_checks=True)
    return client.post(
        reverse("portal:opinion"),
        {"trang": path, "co_ich": answer, "y_kien": words, **more},
        headers=HERE if headers is None else headers,
    )


def test_an_answer_is_kept_with_the_page_and_the_day_only(page, cast):
    answer = send(page.url, "chua", "Thiếu  ảnh quầy.")

    assert answer.status_code == 303
    assert not answer.cookies
    row = Opinion.objects.get()
    assert (row.agency, row.page_number, row.helpful, row.words) == (
        cast.sxd,
        page.pk,
        False,
        "Thiếu ảnh quầy.",
    )
    assert "Quét mã tại quầy" in Client().get(answer["Location"]).text


def test_every_public_page_asks(page, cast, client):
    paths = [
        "/so-do-trang/",
        "/kha-nang-tiep-can/",
        f"/co-quan/{cast.sxd.slug}/",
        page.url,
        page.get_parent().url,
    ]

    shown = {path: client.get(path).text for path in paths}

    assert [path for path, text in shown.items() if f'name="trang" value="{path}"' not in text] == []
    assert [path for path, text in shown.items() if "csrf" in text] == []


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://xau.example"}, {}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
     {"Referer": "https://xau.example/trang"}],
)  # fmt: skip
def test_what_was_not_sent_from_our_pages_is_not_kept(page, headers):
    assert send(page.url, headers=headers).status_code == 403
    assert not Opinion.objects.exists()


def test_a_browser_that_names_only_the_page_it_came_from_is_let_in(page):
    assert send(page.url, headers={"Referer": f"http://testserver{page.url}"}).status_code == 303


def test_one_network_sends_no_more_than_its_share(page):
    codes = [send(page.url).status_code for _ in range(22)]

    assert codes == [303] * 20 + [429] * 2
    assert Opinion.objects.count() == 20


@pytest.mark.parametrize(
    "words",
    ["Xem tại https://xau.example", "vào www.xau.vn nhé", "mua ở shop-re.top", "<a href=x>y</a>", "a" * 1001],
)
def test_words_that_lead_elsewhere_or_never_end_are_given_back(page, words):
    answer = send(page.url, words=words)

    assert answer.status_code == 422
    assert not Opinion.objects.exists()
    assert 'role="alert"' in answer.text or "chưa được gửi" in answer.text


def test_numbers_and_addresses_of_people_are_struck_out(page):
    send(page.url, words="Gọi tôi 0912 345 678 hoặc an.b@thu.vn, giấy tờ 079123456789, nhà số 12.")

    assert Opinion.objects.get().words == "Gọi tôi [đã ẩn] hoặc [đã ẩn], giấy tờ [đã ẩn], nhà số 12."


def test_what_a_program_fills_in_is_dropped_silently(page):
    assert send(page.url, dia_chi="x").status_code == 303
    assert not Opinion.objects.exists()


@pytest.mark.parametrize(
    "path", ["/ban-lam-viec/", "/khong-co/", "//xau.example/", "", "/co-quan/khong/co/gi/"]
)
def test_only_public_pages_have_opinions(cast, path):
    assert send(path).status_code == 400
    assert not Opinion.objects.exists()


def test_a_page_that_was_taken_off_takes_no_opinion(page):
    page.unpublish()

    assert send(page.url or "/").status_code in (303, 400)
    assert not Opinion.objects.filter(page_number=page.pk).exists()


def test_editors_read_filter_and_mark_what_was_said(page, cast):
    send(page.url, "chua", "Thiếu ảnh quầy")
    send(page.url)
    editor = cast.client("editor")

    shown = editor.get(reverse("readers:opinions"), {"y_kien": "moi"}).text
    editor.post(reverse("readers:opinions_seen"))

    assert "Thiếu ảnh quầy" in shown
    assert "Thiếu ảnh quầy" not in editor.get(reverse("readers:opinions"), {"y_kien": "moi"}).text
    assert "Thiếu ảnh quầy" in editor.get(reverse("readers:opinions"), {"tu_khoa": "thieu anh"}).text
    found = editor.get(reverse("readers:opinions"), {"xuat": "csv"}).getvalue().decode("utf-8-sig")
    assert found.count("Quét mã tại quầy") == 2
    assert Opinion.objects.exclude(words="").get().seen_by == cast.editor


def test_words_are_erased_after_a_year_and_the_answer_stays(page, cast, today):
    with clock.standing_on(today - timedelta(days=366)):
        send(page.url, words="Lời cũ")
    with clock.standing_on(today):
        send(page.url, words="Lời mới")
        assert reader_actions.erase_old_words(actor=SYSTEM) == 1

    assert sorted(Opinion.objects.values_list("words", flat=True)) == ["", "Lời mới"]


def test_the_share_of_helpful_answers(page, today):
    with clock.standing_on(today):
        for answer in ("co", "co", "co", "chua"):
            send(page.url, answer)

    assert reads.helpful_share(page.pk, today, today) == 75
    assert reads.helpful_share(0, today, today) is None
