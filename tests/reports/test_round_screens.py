"""The pages of rounds: the superior's, the unit's, and what each of them may press."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from lantoa.foundation import clock
from lantoa.organisation.models import Agency
from lantoa.reports import actions
from lantoa.reports.models import Call, Report, Round
from tests.reports.building import issued
from tests.reports.round_building import call_of, corrected, opened, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def april():
    with clock.standing_on(date(2026, 4, 2)):
        yield


def at(call: Call, then: str = "") -> str:
    return f"/ban-lam-viec/bao-cao/phai-gui/{call.pk}/{then}"


def text_of(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def test_a_superior_opens_a_round_for_every_living_agency_unless_told_otherwise(cast):
    browser = cast.client("superior")
    page = text_of(browser.get("/ban-lam-viec/bao-cao/dot/mo/?ky=2026-H1"))
    assert page.count("checked") == 3
    assert "theo quy định từ 15/12/2025 đến 14/06/2026, hạn 20/06/2026" in page

    answer = browser.post(
        "/ban-lam-viec/bao-cao/dot/mo/?ky=2026-H1",
        {
            "ends": "14/06/2026",
            "due_on": "17/06/2026",
            "note": "Nêu mô hình mới",
            "agencies": [cast.sxd.pk, cast.ward.pk],
        },
    )

    asked = Round.objects.get()
    assert answer.headers["Location"] == f"/ban-lam-viec/bao-cao/dot/{asked.pk}/"
    assert (asked.period, asked.due_on, asked.note) == ("2026-H1", date(2026, 6, 17), "Nêu mô hình mới")
    assert asked.calls.count() == 2


def test_own_due_days_are_given_beside_the_agencies_when_a_round_is_opened(cast):
    browser = cast.client("superior")
    url = "/ban-lam-viec/bao-cao/dot/mo/?ky=2026-H1"
    given = {
        "ends": "14/06/2026", "due_on": "17/06/2026", "agencies": [cast.sxd.pk, cast.ward.pk],
        f"own_{cast.ward.pk}": "16/06/2026",
    }  # fmt: skip
    assert f"Hạn riêng của {cast.ward.short_name}" in text_of(browser.get(url))

    wrong = browser.post(url, given | {f"own_{cast.ward.pk}": "10/06/2026"})
    slip = browser.post(url, given | {f"own_{cast.snv.pk}": "16/06/2026"})
    browser.post(url, given)

    assert (wrong.status_code, slip.status_code) == (422, 422)
    assert f"Hạn riêng của {cast.ward.short_name}: Hạn gửi phải sau ngày 14/06/2026" in text_of(wrong)
    assert "Chưa chọn cơ quan này" in text_of(slip)
    asked = Round.objects.get()
    assert call_of(asked, cast.ward).due_on == date(2026, 6, 16)
    assert call_of(asked, cast.sxd).due_on == date(2026, 6, 17)


def test_the_superior_changes_the_days_and_reads_whose_report_keeps_its_own(cast):
    call = sent(cast)
    browser = cast.client("superior")
    url = f"/ban-lam-viec/bao-cao/dot/{call.round_id}/"
    given = {"ends": "09/03/2026", "due_on": "10/04/2026", "note": ""}

    refused = browser.post(f"{url}sua/", given)
    answer = browser.post(f"{url}sua/", given | {"reason": "Họp sớm"}, follow=True)

    assert "Ghi lý do đổi ngày" in text_of(refused)
    page = text_of(answer)
    assert f"giữ nguyên số liệu: {cast.sxd.short_name}." in page
    assert "đến 14/03/2026, đã ban hành trước khi đổi ngày, giữ nguyên" in page
    assert "Báo cáo lấy số liệu đến 14/03/2026" in text_of(cast.client("coordinator").get(at(call)))


def test_a_wrong_day_is_said_at_its_field_and_nothing_typed_is_lost(cast):
    answer = cast.client("superior").post(
        "/ban-lam-viec/bao-cao/dot/mo/?ky=2026-H1",
        {"ends": "14/06/2026", "due_on": "10/06/2026", "note": "Nêu mô hình mới", "agencies": [cast.sxd.pk]},
    )

    assert answer.status_code == 422
    assert "Hạn gửi phải sau ngày 14/06/2026" in text_of(answer)
    assert "Nêu mô hình mới" in text_of(answer)


def test_the_page_of_a_round_says_who_has_and_who_has_not(cast):
    call = sent(cast)
    url = f"/ban-lam-viec/bao-cao/dot/{call.round_id}/"
    browser = cast.client("superior")

    page = text_of(browser.get(url))
    late = text_of(browser.get(f"{url}?trang_thai=cho"))

    assert "1/3" in page
    assert "Đã gửi, chờ nhận" in page
    assert "Chưa gửi, còn 6 ngày làm việc" in page
    assert "88/BC-SXD" in late
    assert cast.ward.legal_name not in late


def test_a_search_in_the_round_finds_without_accents_and_the_export_says_the_same(cast):
    call = sent(cast)
    browser = cast.client("superior")
    url = f"/ban-lam-viec/bao-cao/dot/{call.round_id}/?tu=xay+dung"

    page = text_of(browser.get(url))
    csv = b"".join(browser.get(f"{url}&xuat=csv").streaming_content).decode("utf-8-sig")

    assert cast.sxd.legal_name in page
    assert cast.ward.legal_name not in page
    assert "Đã gửi, chờ nhận" in csv
    assert len(csv.strip().splitlines()) == 2


def test_the_unit_begins_sends_and_sees_the_answer(cast):
    asked = opened(cast)
    call = call_of(asked, cast.sxd)
    browser = cast.client("coordinator")
    assert "Lập báo cáo quý I/2026" in text_of(browser.get(at(call)))
    browser.post(at(call, "lap/"))
    assert Report.objects.get(agency=cast.sxd).due_on == call.due_on

    issue = issued(cast).issue
    assert "Gửi UBND thành phố Cần Thơ" in text_of(browser.get(at(call)))
    browser.post(at(call, "gui/"), {"issue": issue.pk})
    superior = cast.client("superior")
    assert "Nhận báo cáo" in text_of(superior.get(at(call)))
    superior.post(at(call, "tra-lai/"), {"issue": issue.pk, "reason": "Thiếu phụ lục"})

    page = text_of(browser.get(at(call)))
    assert "Cấp trên trả lại" in page
    assert "Thiếu phụ lục" in page
    browser.post(at(call, "gui/"), {"issue": corrected(cast).pk})
    superior.post(at(call, "nhan/"), {"issue": Call.objects.get(pk=call.pk).issue_id})
    assert Call.objects.get(pk=call.pk).state == "received"


def test_the_superior_opens_the_signed_file_and_siblings_do_not(cast):
    call = sent(cast)
    url = f"/ban-lam-viec/tep/{call.issue.signing.file_id}/"

    assert url in text_of(cast.client("superior").get(at(call)))
    assert cast.client("superior").get(url).status_code == 200
    assert cast.client("ward_officer").get(url).status_code == 404


def test_what_another_received_first_is_told_on_the_page(cast):
    call = sent(cast)
    actions.receive_report(call, call.issue, actor=cast.actor("superior"))

    answer = cast.client("superior").post(at(call, "nhan/"), {"issue": call.issue_id})

    assert answer.status_code == 422
    assert "đã được nhận" in text_of(answer)


def test_today_says_what_is_owed_and_how_many_have_sent(cast):
    asked = opened(cast)

    own = text_of(cast.client("coordinator").get("/ban-lam-viec/"))
    above = text_of(cast.client("superior").get("/ban-lam-viec/"))
    nobody = text_of(cast.client("officer").get("/ban-lam-viec/"))

    assert "Chưa gửi, còn 6 ngày làm việc" in own
    assert f"/ban-lam-viec/bao-cao/dot/{asked.pk}/" in above
    assert "đã gửi 0/3" in above
    assert "Báo cáo phải gửi" not in nobody


def test_the_letter_names_units_and_days_with_blank_number(cast):
    asked = opened(cast, own_days={cast.ward.pk: date(2026, 4, 8)}, note="Nêu rõ mô hình mới.")

    answer = cast.client("superior").get(f"/ban-lam-viec/bao-cao/dot/{asked.pk}/cong-van/")

    word = Document(io.BytesIO(b"".join(answer.streaming_content)))
    words = "\n".join(part.text for part in word.paragraphs)
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    head = "\n".join(cells).replace("\u00a0", " ")
    assert "báo cáo công tác tuyên truyền cải cách hành chính quý I năm 2026" in head
    assert "Số:" in head
    assert "Nêu rõ mô hình mới." in words
    assert "cơ quan có hạn riêng thực hiện theo danh sách kèm theo" in words
    assert words.count("./.") == 1
    assert cast.ward.legal_name in cells
    assert {"08/04/2026", "10/04/2026"} <= set(cells)


@pytest.mark.parametrize("who", ["superior", "coordinator"])
def test_three_rows_cost_as_many_queries_as_one(cast, who):
    browser = cast.client(who)
    asked = opened(cast, "sxd")
    url = f"/ban-lam-viec/bao-cao/dot/{asked.pk}/" if who == "superior" else "/ban-lam-viec/bao-cao/phai-gui/"
    browser.get(url)
    with CaptureQueriesContext(connection) as one:
        browser.get(url)
    if who == "superior":
        actions.add_units(
            asked, list(Agency.objects.filter(pk__in=[cast.ward.pk, cast.snv.pk]).values_list("pk", flat=True)),
            actor=cast.actor(who),
        )  # fmt: skip
    else:
        opened(cast, "sxd", period="2026-M03")
        opened(cast, "sxd", period="2026-M02")

    with CaptureQueriesContext(connection) as three:
        browser.get(url)

    assert len(three) == len(one)


def test_agencies_are_added_only_while_some_are_left(cast):
    browser = cast.client("superior")
    some, all_of_them = opened(cast, "sxd"), opened(cast, "sxd", "ward", "snv", period="2026-M02")
    pages = {asked: f"/ban-lam-viec/bao-cao/dot/{asked.pk}/" for asked in (some, all_of_them)}

    assert "Thêm cơ quan" in text_of(browser.get(pages[some]))
    assert cast.ward.legal_name in text_of(browser.get(pages[some] + "them/"))
    assert "Thêm cơ quan" not in text_of(browser.get(pages[all_of_them]))
    told = browser.get(pages[all_of_them] + "them/", follow=True)
    assert "đã có mọi cơ quan trực thuộc" in text_of(told)


def test_the_page_of_a_unit_lies_under_rounds_for_the_superior_and_under_what_is_owed_for_the_unit(cast):
    call = sent(cast)

    def here(who: str, then: str = "") -> list[str]:
        page = cast.client(who).get(at(call, then)).content.decode()
        nav = page[page.index("<nav") : page.index("<main")]
        return re.findall(r'href="([^"]+)"[^>]*aria-current', nav)

    assert set(here("superior")) == {"/ban-lam-viec/bao-cao/dot/"}
    assert set(here("superior", "tra-lai/")) == {"/ban-lam-viec/bao-cao/dot/"}
    assert set(here("coordinator")) == {"/ban-lam-viec/bao-cao/phai-gui/"}
