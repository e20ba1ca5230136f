"""The draft of a plan under review: its source, its doubts, what is left out and taken back."""

from datetime import date

import pytest
from django.urls import reverse

from lantoa.plans import actions, intake
from lantoa.plans import drafting as contents
from lantoa.plans.drafts import CitationDraft, ClauseDraft
from lantoa.plans.models import Draft, Plan
from tests.plans.building import issue

pytestmark = pytest.mark.django_db

FACTS = {"number": "80/KH-SXD", "issued_on": "2026-02-05", "year_from": 2026, "subject": "Kế hoạch"}

SHORT = """KẾ HOẠCH
Tuyên truyền cải cách hành chính năm 2026
Số: 45/KH-SXD, ngày 05 tháng 02 năm 2026

II. NHIỆM VỤ
1. Đăng tin, bài trên trang thông tin điện tử
- Chủ trì: Văn phòng Sở
- Thời gian: hằng tháng

2. Phát tờ gấp tại các phường
"""


@pytest.fixture
def pasted(cast):
    """A draft read from pasted text whose source has an empty line in it."""
    cast.client("coordinator").post(reverse("plans:new"), {"text": SHORT, "agency": cast.sxd.pk})
    return Draft.objects.get()


def test_a_pasted_draft_is_called_by_its_document(cast, pasted):
    page = cast.client("coordinator").get(reverse("plans:drafts")).text

    assert pasted.name == "45/KH-SXD Tuyên truyền cải cách hành chính năm 2026"
    assert pasted.name in page


def test_the_source_is_numbered_as_the_items_speak_of_it(cast, pasted):
    second = pasted.content["tasks"][1]

    page = cast.client("coordinator").get(reverse("plans:draft", args=[pasted.pk])).text

    assert second["source"] == {"line": 10}
    assert 'data-n="10"><span>2. Phát tờ gấp' in page
    assert "dòng 10</a>" in page


def test_what_a_task_says_and_lacks_stands_on_its_folded_line(cast, pasted):
    page = cast.client("coordinator").get(reverse("plans:draft", args=[pasted.pk])).text

    assert "Văn phòng Sở · Hằng tháng" in page
    assert "<b>chưa có đơn vị chủ trì, chưa có thời gian</b>" in page
    assert "1 nhiệm vụ chưa có đơn vị chủ trì, 1 chưa có thời gian" in page


def test_an_item_left_out_can_be_taken_back_to_its_place(cast, pasted):
    client, address = cast.client("coordinator"), reverse("plans:draft", args=[pasted.pk])
    first, second = (item["id"] for item in pasted.content["tasks"])

    dropped = client.post(address, {"edition": 1, "viec": f"bo:{first}"})
    pasted.refresh_from_db()
    left = [item["id"] for item in pasted.content["tasks"]]
    client.post(address, {"edition": 2, "viec": f"lay-lai:{first}"})
    pasted.refresh_from_db()

    assert dropped["Location"].endswith(f"#{second}")
    assert left == [second]
    assert [item["id"] for item in pasted.content["tasks"]] == [first, second]
    assert pasted.content["dropped"] == []


def test_a_draft_put_aside_can_be_taken_up_again(cast, pasted):
    client, address = cast.client("coordinator"), reverse("plans:draft", args=[pasted.pk])

    client.post(address, {"edition": 1, "vb-subject": "Trích yếu vừa gõ", "viec": "bo-het"})
    pasted.refresh_from_db()
    dropped = pasted.state
    client.post(address, {"viec": "lay-lai-ban-thao"})
    pasted.refresh_from_db()

    assert (dropped, pasted.state) == (Draft.State.DROPPED, Draft.State.OPEN)
    assert pasted.content["document"]["subject"] == "Trích yếu vừa gõ"


def test_a_parent_the_document_does_not_name_is_written_on_screen_and_linked(cast, pasted):
    parent = issue(cast, agency="sxd", by="coordinator", document_number="1/KH-SXD")
    Plan.objects.filter(pk=parent.pk).update(agency=cast.agency("province"))
    client, address = cast.client("coordinator"), reverse("plans:draft", args=[pasted.pk])
    typed = {"cc0-number": "1/KH-SXD", "cc0-issued_on": "12/02/2026", "cc0-kind": "parents"}

    client.post(address, {"edition": 1, **typed, "viec": "them-can-cu"})
    pasted.refresh_from_db()
    facts = {
        "vb-number": "45/KH-SXD",
        "vb-issued_on": "05/02/2026",
        "vb-year_from": "2026",
        "vb-subject": "Kế hoạch",
    }
    client.post(address, {"edition": 2, **facts, "viec": "xac-nhan"})

    plan = Plan.objects.exclude(pk=parent.pk).get()
    assert pasted.content["parents"] == [{"number": "1/KH-SXD", "issued_on": "2026-02-12", "issuer": None}]
    assert plan.current.citations.get().linked == parent


def test_errors_are_gathered_on_top_with_the_way_to_each(cast, pasted):
    second = pasted.content["tasks"][1]["id"]

    response = cast.client("coordinator").post(
        reverse("plans:draft", args=[pasted.pk]),
        {"edition": 1, f"{second}-text": "Phát tờ gấp", f"{second}-end": "31/02/2026", "viec": "luu"},
    )

    assert response.status_code == 422
    assert "Chưa lưu được. Có 1 chỗ cần sửa" in response.text
    assert f'<a href="#id_{second}-end">Nhiệm vụ 2: Đến ngày, hạn: Ngày 31/02/2026 không có.' in response.text


def test_all_doubts_are_seen_at_once(cast, pasted):
    content = {
        **pasted.content,
        "warnings": [{"code": "A", "message": "Một"}, {"code": "B", "message": "Hai"}],
    }
    Draft.objects.filter(pk=pasted.pk).update(content=content)

    cast.client("coordinator").post(
        reverse("plans:draft", args=[pasted.pk]), {"edition": 1, "viec": "bo-canh-bao:tat-ca"}
    )

    pasted.refresh_from_db()
    assert [row["seen"] for row in pasted.content["warnings"]] == [True, True]


def test_an_amendment_keeps_what_the_plan_says_besides_tasks(cast):
    plan = issue(
        cast,
        citations=(CitationDraft("1847/QĐ-TTg", date(2018, 12, 27), "", parent=False),),
        clauses=(
            ClauseDraft("objective", "Nâng cao nhận thức", "Một là"),
            ClauseDraft("arrangement", "Kinh phí từ ngân sách", heading="Kinh phí"),
        ),
    )

    draft = intake.amendment_draft(plan, actor=cast.actor("coordinator"))
    content = draft.content
    content["document"] |= {"number": "90/KH-SXD", "issued_on": "2026-05-05"}
    version = actions.amend_plan(plan, contents.plan_draft(content), actor=cast.actor("coordinator"))

    assert [(row.kind, row.ordinal, row.heading, row.text) for row in version.clauses.all()] == [
        ("arrangement", "", "Kinh phí", "Kinh phí từ ngân sách"),
        ("objective", "Một là", "", "Nâng cao nhận thức"),
    ]
    assert [(row.kind, row.number) for row in version.citations.all()] == [("reference", "1847/QĐ-TTg")]
