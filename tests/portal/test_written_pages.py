"""What a citizen reads of the pages that people wrote, and what nobody reads before it is published."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lantoa.audit.models import Entry
from lantoa.foundation.errors import Refused
from lantoa.ledger.actions import ensure_reference_rows
from lantoa.ledger.models import Theme
from lantoa.organisation.access import SYSTEM
from lantoa.plans import actions as plan_actions
from lantoa.portal import actions, jobs
from lantoa.portal.models import AgencyHome, PortalPage, Shown
from tests.plans.building import issue, task_draft
from tests.portal.building import answer, article, guide, home, photo, picture, publish, record, section

pytestmark = pytest.mark.django_db


def test_a_citizen_goes_from_the_agency_to_the_section_to_the_article(cast):
    page = publish(cast, article(byline="Sơn Thị Pha Ly"))
    reader = Client()

    front = reader.get(f"/co-quan/{cast.sxd.slug}/")
    listed = reader.get(f"/co-quan/{cast.sxd.slug}/tin-tuc/")
    shown = reader.get(page.url)

    assert f"/co-quan/{cast.sxd.slug}/tin-tuc/" in front.text
    assert page.url in front.text
    assert page.url in listed.text
    assert page.url == f"/co-quan/{cast.sxd.slug}/tin-tuc/quet-ma-qr-gop-y-ngay-tai-quay/"
    assert shown.status_code == 200
    assert "Sơn Thị Pha Ly" in shown.text
    assert "<h2>Cách làm</h2>" in shown.text
    assert not [one for one in (front, listed, shown) if one.cookies]


def test_an_article_carries_breadcrumb_date_share_words_and_the_notice_of_reuse(cast, client):
    page = publish(cast, article(source_name="Báo Cần Thơ", source_url="https://bao.example/1"))

    shown = client.get(page.url).text

    assert 'aria-label="Vị trí"' in shown
    assert f'<meta property="og:url" content="{settings.BASE_URL}{page.url}">' in shown
    assert 'content="Mỗi quầy có một mã riêng."' in shown
    assert re.search(r'<time datetime="\d{4}-\d\d-\d\d">\d\d/\d\d/\d{4}</time>', shown)
    assert f"Ghi rõ nguồn “{cast.sxd.legal_name}”" in shown
    assert '<a href="https://bao.example/1">Báo Cần Thơ</a>' in shown
    assert '<html lang="vi"' in shown


@pytest.mark.parametrize(
    ("make", "slug", "words"),
    [
        (
            guide,
            "thu-tuc",
            ["1.000001", "dichvucong.gov.vn", "Đơn đề nghị", "Qua bưu chính công ích", "20 ngày"],
        ),
        (answer, "hoi-dap", ["Sửa mặt tiền", "không đổi kết cấu"]),
    ],
)
def test_a_guide_and_an_answer_say_what_a_citizen_came_for(cast, client, make, slug, words):
    page = publish(cast, make(), slug)

    shown = client.get(page.url).text

    assert [word for word in words if word not in shown] == []


def test_a_record_names_its_successor_once_that_is_published(cast, client, today):
    later = record(number="30/KH-SXD", issued_on=today)
    section(cast, "van-ban").add_child(instance=later)
    later.unpublish(log_action=False)
    old = publish(cast, record(issued_on=today - timedelta(days=400), replaced_by=later), "van-ban")
    before = client.get(old.url).text

    later.save_revision().publish()
    after = client.get(old.url).text

    assert "30/KH-SXD" not in before
    assert "đã được thay thế" in after
    assert "30/KH-SXD" in after


def test_a_record_out_of_force_says_so(cast, client, today):
    page = publish(
        cast, record(issued_on=today - timedelta(days=9), in_force_to=today - timedelta(days=1)), "van-ban"
    )

    assert "đã hết hiệu lực" in client.get(page.url).text


def test_a_draft_and_what_stands_below_an_unpublished_section_are_not_there(cast, client):
    draft = article(title="Bản nháp", live=False)
    section(cast).add_child(instance=draft)
    page = publish(cast, article())
    section(cast).unpublish(log_action=False)

    assert client.get(f"/co-quan/{cast.sxd.slug}/tin-tuc/ban-nhap/").status_code == 404
    assert client.get(page.url).status_code == 404
    assert "Bản nháp" not in client.get("/so-do-trang/").text


def test_a_later_draft_of_a_published_page_is_not_shown(cast, client):
    page = publish(cast, article())
    page.summary = "Câu chưa duyệt"
    page.save_revision()

    assert "Câu chưa duyệt" not in client.get(page.url).text


def test_only_who_may_approve_publishes_and_the_audit_names_them(cast):
    with pytest.raises(Refused):
        publish(cast, article(), by="editor")
    page = publish(cast, article())

    entry = Entry.objects.get(verb="portal.page_published", target_id=str(page.pk))
    assert entry.actor_id == cast.director.pk
    assert entry.agency_id == cast.sxd.pk


def test_a_picture_is_public_only_while_a_published_page_shows_it(cast, client):
    row = picture(cast)
    hidden = row.get_rendition("width-400|format-webp")
    page = publish(cast, article(body=[("photo", photo(row))]))
    shown = client.get(page.url).text
    address = re.search(r'src="(/tep-trang/anh/\d+/)"', shown)[1]

    seen = client.get(address)
    other = client.get(f"/tep-trang/anh/{picture(cast, title='Khác').get_rendition('width-400').pk}/")
    page.unpublish()
    gone = client.get(address)

    assert seen.status_code == 200
    assert b"".join(seen.streaming_content)[8:12] == b"WEBP"
    assert (other.status_code, gone.status_code) == (404, 404)
    assert client.get(hidden.url).status_code == 302, "the stored name needs a sign-in"
    assert not Shown.objects.exists()


def test_a_picture_has_words_sizes_and_consent_but_not_the_note_on_it(cast, client):
    page = publish(cast, article(body=[("photo", photo(picture(cast)))]))

    shown = client.get(page.url).text

    assert 'alt="Một người quét mã tại quầy"' in shown
    assert re.search(r'srcset="[^"]+ 400w, [^"]+ 800w', shown)
    assert "Người trong ảnh đồng ý cho đăng" in shown
    assert "Đồng ý bằng lời" not in shown
    assert "/soan-trang/" not in shown


def test_words_that_people_type_are_never_markup(cast, client):
    page = publish(
        cast,
        article(
            title="A <script>x</script>",
            body=[
                ("heading", "<b>B</b>"),
                ("quote", {"text": "<i>q</i>", "who": "<u>w</u>"}),
                ("table", {"caption": "<s>c</s>", "text": "A|B\n<em>1</em>|2"}),
            ],
        ),
    )

    shown = client.get(page.url).text

    assert [tag for tag in ("<script>x", "<b>B", "<i>q", "<u>w", "<s>c", "<em>1") if tag in shown] == []


def test_a_table_is_typed_with_strokes_or_pasted_from_a_sheet(cast, client):
    rows = {"caption": "Lịch", "text": "Ngày|Nơi\nThứ Hai|Quầy 1\nThứ Ba"}
    pasted = {"caption": "Lịch", "text": "Ngày\tNơi\nThứ Hai\tQuầy 1\nThứ Ba\t"}
    pages = [
        publish(cast, article(title=f"Bảng {n}", body=[("table", value)]))
        for n, value in enumerate((rows, pasted))
    ]

    tables = [re.search(r"<table.*?</table>", client.get(page.url).text, re.S)[0] for page in pages]

    assert tables[0] == tables[1]
    assert 'data-th="Nơi">Quầy 1<' in tables[0]


def test_an_article_tells_of_its_task_only_where_the_plan_is_published(cast, client):
    plan = issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk))
    page = publish(cast, article(task=plan.tasks.get()))
    assert "Thuộc kế hoạch" not in client.get(page.url).text

    plan_actions.publish_progress(plan, actor=cast.actor("director"))

    assert f"/co-quan/{cast.sxd.slug}/ke-hoach/{plan.pk}/" in client.get(page.url).text


def test_a_section_costs_the_same_for_one_article_and_for_three(cast, client, django_assert_num_queries):
    publish(cast, article())
    address = f"/co-quan/{cast.sxd.slug}/tin-tuc/"
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in (2, 3):
        publish(cast, article(title=f"Bài {number}"))

    with django_assert_num_queries(len(one)):
        shown = client.get(address).text

    assert shown.count("<li><h2>") == 3


def test_articles_on_one_theme_lead_to_each_other(cast, client):
    ensure_reference_rows()
    theme = Theme.objects.first()
    pages = []
    for title in ("Bài một", "Bài hai"):
        page = article(title=title)
        page.themes.set([theme])
        pages.append(publish(cast, page))

    assert pages[0].url in client.get(pages[1].url).text


def test_opening_a_home_twice_changes_nothing_and_the_address_is_followed(cast, client):
    first = home(cast)
    page = publish(cast, article())
    noted = Entry.objects.filter(verb="portal.home_opened").count()
    cast.sxd.slug = "xay-dung"
    cast.sxd.save(update_fields=["slug"])

    again = home(cast)

    assert again.pk == first.pk
    assert Entry.objects.filter(verb="portal.home_opened").count() == noted == 1
    page = page.specific_class.objects.get(pk=page.pk)
    assert client.get(f"/co-quan/xay-dung/tin-tuc/{page.slug}/").status_code == 200


def test_the_job_gives_every_agency_its_pages(cast):
    class Silent:
        def step(self, *args: object) -> None:
            pass

    jobs.open_homes(Silent())

    assert AgencyHome.objects.filter(agency=cast.ward).exists()
    assert AgencyHome.objects.filter(agency=cast.province).exists()


def test_what_search_reads_has_no_marks(cast):
    page = publish(cast, article(title="Đất đai", body=[("paragraph", "<p>Kế hoạch <b>quý</b> III</p>")]))

    folded = PortalPage.objects.get(pk=page.pk).folded

    assert "dat dai" in folded
    assert "ke hoach quy iii" in folded


def test_a_home_is_not_taken_away(cast):
    front = home(cast)
    tester = front.permissions_for_user(cast.account("director"))

    assert not tester.can_delete()
    assert not tester.can_unpublish()
    assert actions.open_home(cast.sxd, actor=SYSTEM).pk == front.pk
