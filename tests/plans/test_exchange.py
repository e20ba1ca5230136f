"""Excel out and back in: identical is no change, a dry run changes nothing, rights hold, rows are named."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from lantoa.foundation import clock
from lantoa.foundation.text import format_date
from lantoa.plans import actions, intake
from lantoa.plans.models import Draft
from tests.plans.building import issue, plan_draft, task_draft
from tests.plans.sheets import back, edited, out, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return issue(
        cast,
        task_draft("Đăng tin bài", lead_body_id=cast.body("sxd.van_phong").pk, note="Ghi “chú”; có dấu"),
        task_draft("Phát tờ gấp", lead_body_id=cast.body("sxd.quan_ly").pk, product="=1+1"),
    )


def test_what_goes_out_comes_back_as_no_change(cast, plan):
    client = cast.client("coordinator")

    page = back(client, plan, out(client, plan))

    assert page.status_code == 200
    assert "Tệp khớp hoàn toàn" in page.text


def test_a_dry_run_changes_nothing_and_the_confirmation_does(cast, plan):
    client = cast.client("coordinator")
    task = plan.tasks.get(position=2)
    data = edited(out(client, plan), "Đơn vị chủ trì", 3, "Văn phòng Sở")

    page = back(client, plan, data)

    task.refresh_from_db()
    assert task.lead_body == cast.body("sxd.quan_ly")
    client.post(reverse("plans:exchange", args=[plan.pk]), {"changes": page.context["signed"]})
    task.refresh_from_db()
    assert task.lead_body == cast.body("sxd.van_phong")


def test_a_change_of_the_documents_words_becomes_an_amendments_draft(cast, plan):
    client = cast.client("coordinator")
    page = back(client, plan, edited(out(client, plan), "Nội dung", 2, "Đăng tin bài và video"))

    response = client.post(reverse("plans:exchange", args=[plan.pk]), {"changes": page.context["signed"]})

    draft = Draft.objects.get()
    assert response["Location"] == reverse("plans:draft", args=[draft.pk])
    assert draft.amends == plan
    assert draft.content["tasks"][0]["text"] == "Đăng tin bài và video"
    assert plan.tasks.get(position=1).terms.text == "Đăng tin bài"


def _with_both_kinds_of_change(client, plan):
    """A page that offers to pass a task on at once and to put new words into an amendment."""
    data = edited(out(client, plan), "Đơn vị chủ trì", 3, "Văn phòng Sở")
    page = back(client, plan, edited(data, "Nội dung", 2, "Đăng tin bài và video"))
    assert page.context["signed"]
    return page


def _nothing_changed(cast, plan) -> bool:
    return plan.tasks.get(position=2).lead_body == cast.body("sxd.quan_ly") and not Draft.objects.exists()


def test_a_sheet_with_both_kinds_of_change_is_carried_out_whole(cast, plan):
    client = cast.client("coordinator")
    page = _with_both_kinds_of_change(client, plan)

    client.post(reverse("plans:exchange", args=[plan.pk]), {"changes": page.context["signed"]})

    assert plan.tasks.get(position=2).lead_body == cast.body("sxd.van_phong")
    first, second = Draft.objects.get().content["tasks"]
    assert first["text"] == "Đăng tin bài và video"
    assert second["lead_body_id"] == cast.body("sxd.van_phong").pk


def test_when_the_amendment_cannot_be_kept_nothing_of_the_sheet_is(cast, plan, monkeypatch):
    client = cast.client("coordinator")
    page = _with_both_kinds_of_change(client, plan)

    def fail(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(intake, "make_draft", fail)
    with pytest.raises(OSError, match="disk"):
        client.post(reverse("plans:exchange", args=[plan.pk]), {"changes": page.context["signed"]})

    assert _nothing_changed(cast, plan)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Trọng số", "nan"),
        ("Trọng số", "-1"),
        ("Trọng số", "1e9"),
        ("Trọng số", "nhiều"),
        ("Đến ngày", "30/9/26"),
        ("Đến ngày", "31/02/2026"),
        ("Đến ngày", "cuối năm"),
    ],
)
def test_a_cell_of_the_wrong_form_names_its_row_and_makes_no_draft(cast, plan, column, value):
    client = cast.client("coordinator")

    answer = back(client, plan, edited(out(client, plan), column, 2, value))

    assert answer.status_code == 422
    assert [(error.row, error.column) for error in answer.context["errors"]] == [(2, column)]
    assert _nothing_changed(cast, plan)


def test_words_that_an_amendment_changed_meanwhile_stop_the_whole_sheet(cast, plan):
    client = cast.client("coordinator")
    page = _with_both_kinds_of_change(client, plan)
    task = plan.tasks.get(position=1)
    again = plan_draft(
        task_draft("Đăng tin bài mỗi tuần", task_id=task.pk, lead_body_id=task.lead_body_id),
        document_number="90/KH-SXD",
    )
    actions.amend_plan(plan, again, actor=cast.actor("coordinator"))

    answer = client.post(reverse("plans:exchange", args=[plan.pk]), {"changes": page.context["signed"]})

    assert answer.status_code == 422
    assert "Đã có người sửa sau khi xuất tệp" in answer.text
    assert _nothing_changed(cast, plan)


def test_the_words_of_a_document_are_refused_to_who_may_not_plan_before_anything_is_asked(cast, plan):
    client = cast.client("head")

    page = back(client, plan, edited(out(client, plan), "Nội dung", 2, "Đăng tin bài và video"))

    assert page.status_code == 422
    assert "chỉ đầu mối cải cách hành chính điều chỉnh được" in page.text


def test_a_part_that_a_unit_cut_out_is_amended_by_no_sheet(cast, plan):
    task = plan.tasks.get(position=2)
    actions.split(task, [task_draft("Phần một"), task_draft("Phần hai")], actor=cast.actor("coordinator"))
    client = cast.client("coordinator")

    page = back(client, plan, edited(out(client, plan), "Nội dung", 4, "Phần một, sửa lại"))

    assert page.status_code == 422
    assert "Phần việc đã chia" in page.text


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("Đơn vị chủ trì", "Phòng Không Có", "Không có đơn vị"),
        ("Phụ trách chính", "Người Lạ", "Không có cán bộ"),
        ("Mã", "999999", "không có trong phạm vi"),
        ("Trạng thái", "Hoàn thành", "chỉ để xem"),
        ("Nội dung", "", "không được để trống"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_changes(cast, plan, column, value, said):
    client = cast.client("coordinator")

    page = back(client, plan, edited(out(client, plan), column, 2, value))

    assert page.status_code == 422
    assert said in page.text
    assert not page.context["signed"]


def test_a_head_updates_only_what_the_unit_leads(cast, plan):
    client = cast.client("head")
    data = out(client, plan)
    rows = list(load_workbook(BytesIO(data)).active.iter_rows(values_only=True))
    assert [row[2] for row in rows[1:]] == ["Đăng tin bài"]


def test_a_feed_shows_titles_and_dies_with_the_key(cast, plan, client):
    signed_in = cast.client("officer")
    page = signed_in.post(reverse("plans:feeds"), {"don_vi": cast.body("sxd.van_phong").pk})
    path = page.context["made"].split("/", 3)[3]

    feed = client.get(f"/{path}")

    assert feed.status_code == 200
    assert "Đăng tin bài" in feed.text.replace("\r\n ", "")
    assert cast.officer.full_name not in feed.text
    row = page.context["feeds"].first()
    assert (
        f"đọc lần cuối ngày <time>{format_date(clock.today())}</time>"
        in signed_in.get(reverse("plans:feeds")).text
    )
    signed_in.post(reverse("plans:feeds"), {"viec": "thu-hoi", "ma": row.pk})
    assert client.get(f"/{path}").status_code == 404


def test_a_feed_dies_with_the_membership(cast, plan, client, today):
    page = cast.client("officer").post(reverse("plans:feeds"), {"don_vi": cast.body("sxd.van_phong").pk})
    path = page.context["made"].split("/", 3)[3]

    cast.officer.memberships.update(valid_to=today.replace(day=1))

    assert client.get(f"/{path}").status_code == 404


def test_every_wrong_row_is_named_at_once(cast, plan):
    client = cast.client("coordinator")
    data = edited(out(client, plan), "Đơn vị chủ trì", 2, "Phòng Không Có")
    data = edited(edited(data, "Đến ngày", 3, "31/02/2026"), "Trạng thái", 2, "Hoàn thành")

    page = back(client, plan, data)

    assert page.status_code == 422
    assert [(error.row, error.column) for error in page.context["errors"]] == [
        (2, "Đơn vị chủ trì"),
        (2, "Trạng thái"),
        (3, "Đến ngày"),
    ]


def test_the_button_says_how_many_cells_change(cast, plan):
    client = cast.client("coordinator")
    data = edited(edited(out(client, plan), "Đơn vị chủ trì", 3, "Văn phòng Sở"), "Nội dung", 2, "Khác")

    assert "Thực hiện 2 thay đổi" in back(client, plan, data).text


def test_partners_go_out_by_name_and_come_back_into_the_amendment(cast, plan):
    client = cast.client("coordinator")
    data = edited(out(client, plan), "Phối hợp", 2, "Phòng Quản lý xây dựng; Đảng ủy Sở")

    page = back(client, plan, data)
    client.post(reverse("plans:exchange", args=[plan.pk]), {"changes": page.context["signed"]})
    wrong = back(client, plan, edited(out(client, plan), "Phối hợp", 2, "Phòng Lạ"))

    item = Draft.objects.get().content["tasks"][0]
    assert item["partner_body_ids"] == [cast.body("sxd.quan_ly").pk, cast.body("sxd.dang_uy").pk]
    assert "Không có đơn vị “Phòng Lạ”." in wrong.text


def test_the_time_of_a_recurring_task_is_said_in_the_sheet(cast):
    plan = issue(cast, task_draft("Đăng tin", time_kind="recurring", rrule="FREQ=MONTHLY", end=None))

    [row] = table(out(cast.client("coordinator"), plan))

    assert (row["Kiểu thời gian"], row["Chu kỳ"]) == ("Định kỳ", "Hằng tháng")
