"""How a citizen with a phone gets to a guide; and what the article of the demo shows, as the one that it is made after."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from lantoa.ledger.actions import ensure_reference_rows
from lantoa.organisation import demo as organisation
from lantoa.organisation.access import SYSTEM
from lantoa.portal import actions, demo_pages
from lantoa.portal.models import ReadCounter
from tests.portal.building import guide, home, publish
from tests.procedures.building import listed

MOST_CLICKS = 3


@pytest.mark.django_db
def test_a_guide_is_three_clicks_at_most_from_the_agencys_front_page_on_a_phone(cast, page_phone):
    page = publish(cast, guide(procedure=listed(cast)), "thu-tuc")
    front = f"/co-quan/{cast.sxd.slug}/"
    # Playwright runs its own loop, in which Django asks no database: what may be clicked is fetched before.
    answers = {path: Client().get(path).text for path in (front, f"{front}thu-tuc/", page.url)}

    def answer(route):
        path = urlsplit(route.request.url).path
        if path in answers:
            route.fulfill(body=answers[path], content_type="text/html; charset=utf-8")
        else:
            route.fulfill(body="", content_type="text/css" if path.endswith(".css") else "text/javascript")

    phone = page_phone
    phone.route("**/*", answer)
    phone.goto(f"http://lantoa.test{front}")
    clicks = 0
    for words in ("Thủ tục", page.title, "Mở thủ tục trên"):
        link = phone.get_by_role("link", name=words).first
        if words.startswith("Mở"):
            assert link.get_attribute("href").startswith("https://")
        else:
            link.click()
        clicks += 1

    assert phone.url.endswith(page.url)
    assert clicks <= MOST_CLICKS


@pytest.mark.django_db
def test_the_article_of_the_demo_has_photo_words_author_counter_notice_and_contacts(cast, today):
    ensure_reference_rows()
    actions.open_home(cast.sxd, actor=SYSTEM)
    writer = demo_pages.Writer(organisation.find(), today)
    writer.news()
    ReadCounter.objects.create(agency=cast.sxd, count=555, through=f"{today}T08:00:00Z")

    shown = (
        Client()
        .get(f"{home(cast).url}tin-tuc/so-xay-dung-trien-khai-ke-hoach-tuyen-truyen-cai-cach-hanh-chinh/")
        .text
    )

    wanted = [
        "<figure>", 'alt="Hình vẽ: người dân', "<figcaption>", "quét mã QR", "Ảnh: tranh minh họa", "Sơn Thị Pha Ly",
        "Lượt xem: 555", f"Ghi rõ nguồn “{cast.sxd.legal_name}”", cast.sxd.address, cast.sxd.phone, cast.sxd.fax,
        cast.sxd.email, "Bốn mục tiêu", "Hai yêu cầu", "Liên hệ",
    ]  # fmt: skip
    assert [word for word in wanted if word not in shown] == []
