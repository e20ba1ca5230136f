"""A page's own screen on the desk: what the check finds, what is kept of it, the four figures, and whose it is."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.portal import inspecting, qualities
from lantoa.portal.models import ContentCheck
from tests.plans.building import issue, task_draft
from tests.portal.building import article, photo, picture, publish, record
from tests.portal.test_approvals import asked

pytestmark = pytest.mark.django_db


def screen(cast, page, who="editor"):
    return cast.client(who).get(reverse("editorial:page", args=[page.pk]))


def test_the_check_reads_every_part_of_the_page_and_is_kept_when_it_is_sent(cast):
    body = [
        ("heading", "Cách làm"),
        ("photo", photo(picture(cast), caption="")),
        ("paragraph", "<p>Hỏi BPMC.</p><ul><li>Theo Nghị định 30/2020.</li></ul>"),
    ]
    page = asked(cast, body=body)

    kept = ContentCheck.objects.get(page=page)
    text = screen(cast, page).text

    assert {row["rule"] for row in kept.findings} == {"caption", "abbreviation", "citation"}
    assert kept.revision_id == page.latest_revision_id
    assert "BPMC" in text
    assert "Nghị định 30/2020" in text


def test_a_cited_record_that_was_replaced_is_told(cast):
    new = publish(cast, record(number="21/KH-SXD", issued_on=date(2026, 1, 12)), "van-ban")
    publish(
        cast, record(title="Cũ", number="18/KH-SXD", issued_on=date(2025, 1, 12), replaced_by=new), "van-ban"
    )
    page = asked(cast, body=[("paragraph", "<p>Theo Kế hoạch số 18/KH-SXD và Kế hoạch số 21/KH-SXD.</p>")])

    found = inspecting.look(page).findings

    assert [(row.rule, row.said) for row in found] == [("force", "Văn bản đã được thay bằng 21/KH-SXD.")]


def test_the_page_of_another_agency_is_not_there(cast):
    page = asked(cast)

    assert screen(cast, page, "ward_chair").status_code == 404
    assert screen(cast, page, "officer").status_code == 404
    assert screen(cast, page).status_code == 200


def test_the_four_figures_are_read_from_what_is_stored(cast):
    task = issue(cast, task_draft()).tasks.get()
    today = clock.today()
    page = publish(cast, article(event_day=today - timedelta(days=3), task=task))

    found = {row.name: row.figure for row in inspecting.qualities_of(page, cast.sxd)}

    assert found["Kịp thời"] == "3 ngày"
    assert found["Thường xuyên"].startswith("1 bài")
    assert found["Hiệu quả"] == f"0 lượt xem; {qualities.NONE_YET}"
    assert "/" in found["Đầy đủ"]


def test_what_is_not_known_is_said_so():
    assert qualities.timely(None, date(2026, 1, 2)).figure == qualities.NONE_YET
    assert qualities.timely(date(2026, 1, 2), date(2026, 1, 2)).figure == "0 ngày"
    assert "Còn thiếu: ảnh" in qualities.complete(["nội dung"], ["ảnh"]).rule
    assert "chưa gắn" in qualities.regular(2, None, 0).rule
