"""Tables of tasks as agencies draw them, and tables that are none."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.documents.blocks import Table
from lantoa.plans.reading import Draft, Task, parse
from lantoa.plans.reading.columns import kind_of
from tests.plans.reading.reading_help import codes, table, texts, word


def annex(*rows: str) -> Draft:
    return parse(word("KẾ HOẠCH", "Tuyên truyền cải cách hành chính năm 2026", table(*rows)))


def leads(draft: Draft) -> list[str | None]:
    return [task.lead for task in draft.tasks]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("STT", "ordinal"),
        ("TT", "ordinal"),
        ("Nội dung công việc", "content"),
        ("Nhiệm vụ", "content"),
        ("Hình thức tuyên truyền", "forms"),
        ("Đối tượng", "audience"),
        ("Đơn vị chủ trì", "lead"),
        ("Cơ quan, đơn vị thực hiện", "lead"),
        ("Người phụ trách", "lead"),
        ("Đơn vị phối hợp", "partners"),
        ("Cơ quan phối hợp thực hiện", "partners"),
        ("Đơn vị chủ trì, phối hợp", "both"),
        ("Thời gian thực hiện", "time"),
        ("Thời hạn hoàn thành", "time"),
        ("Tiến độ", "time"),
        ("Sản phẩm dự kiến", "product"),
        ("Kết quả thực hiện", "product"),
        ("Nguồn kinh phí", "budget"),
        ("Ghi chú", "note"),
        ("Quý I", "period"),
        ("Xã, phường", None),
    ],
)
def test_a_heading_tells_what_its_column_holds(heading: str, kind: str | None) -> None:
    assert kind_of(heading) == kind


def test_capital_rows_without_ordinals_are_groups() -> None:
    draft = annex(
        "Nhiệm vụ|Người phụ trách|Hạn hoàn thành|Kết quả dự kiến",
        "CÔNG TÁC CHỈ ĐẠO|||",
        "Ban hành kế hoạch|Chị Hoa|31/01/2026|Kế hoạch",
        "TRUYỀN THÔNG|||",
        "Viết mười tin bài|Tổ truyền thông|Cả năm|10 tin bài",
    )
    assert texts(draft.tasks) == ["Ban hành kế hoạch", "Viết mười tin bài"]
    assert [task.group for task in draft.tasks] == ["CÔNG TÁC CHỈ ĐẠO", "TRUYỀN THÔNG"]
    assert draft.tasks[0].product == "Kế hoạch"


def test_a_merged_column_of_groups_stays_out_of_the_text() -> None:
    draft = annex(
        "STT|Nhóm nhiệm vụ|Nội dung công việc|Đơn vị chủ trì|Thời gian|Kinh phí (triệu đồng)",
        "1|Chỉ đạo|Ban hành kế hoạch|Văn phòng|Tháng 1|0",
        "^|^|Kiểm tra năm đơn vị|Thanh tra|Quý III|10",
        "2|Truyền thông|Mở chuyên trang|Phòng CNTT|Thường xuyên|20",
        "^|^|Tổ chức cuộc thi|Công đoàn|Tháng 9 - 11|50",
        "Tổng cộng|<|<|<|<|80",
    )
    assert texts(draft.tasks) == [
        "Ban hành kế hoạch", "Kiểm tra năm đơn vị", "Mở chuyên trang", "Tổ chức cuộc thi",
    ]  # fmt: skip
    assert [task.group for task in draft.tasks] == ["Chỉ đạo", "Chỉ đạo", "Truyền thông", "Truyền thông"]
    assert [task.budget for task in draft.tasks] == [None, "10 triệu đồng", "20 triệu đồng", "50 triệu đồng"]
    assert "DUPLICATE_ORDINAL" not in codes(draft)


def test_a_duty_merged_over_two_rows_is_one_task() -> None:
    draft = annex(
        "TT|Nội dung|Hình thức|Chủ trì|Thời gian",
        "1|Giới thiệu dịch vụ công|Tờ rơi|Văn phòng|Quý I",
        "^|^|Zalo|Phòng CNTT|Quý II",
        "2|Thi tìm hiểu|Cuộc thi|Công đoàn|Quý III",
    )
    assert texts(draft.tasks) == ["Giới thiệu dịch vụ công", "Thi tìm hiểu"]
    assert draft.tasks[0].forms == ("Tờ rơi", "Zalo")
    assert (draft.tasks[0].time.start, draft.tasks[0].time.end) == (date(2026, 1, 1), date(2026, 6, 30))


def test_lettered_rows_below_a_numbered_one_are_the_tasks() -> None:
    draft = annex(
        "STT|Nhiệm vụ|Chủ trì|Thời hạn",
        "1|Trên báo chí||",
        "a|Đăng báo in|Văn phòng|Hàng tháng",
        "b|Phát phóng sự|Phòng A|Quý II",
        "2|Tập huấn|Phòng B|Tháng 5",
        "3|Trực quan||",
        "-|Treo pano|Phòng C|Tháng 1",
        "-|Dán áp phích|Phòng C|Tháng 2",
    )
    assert [(task.ordinal, task.text) for task in draft.tasks] == [
        ("a", "Đăng báo in"), ("b", "Phát phóng sự"), ("2", "Tập huấn"), (None, "Treo pano"), (None, "Dán áp phích"),
    ]  # fmt: skip


def test_a_table_that_goes_on_without_a_heading_row_is_one_list() -> None:
    first = table("TT|Nội dung|Chủ trì|Thời gian", "1|Làm A|Phòng A|Quý I", "2|Làm B|Phòng B|Quý II")
    second = table("3|Làm C|Phòng C|Quý III", sheet="Bảng 2")
    draft = parse(word("KẾ HOẠCH", "Tuyên truyền năm 2026", "PHỤ LỤC", first, second))
    assert [task.ordinal for task in draft.tasks] == ["1", "2", "3"]
    assert draft.tasks[2].place.sheet == "Bảng 2"


def test_start_and_end_columns_make_one_time() -> None:
    draft = annex(
        "TT|Nội dung|Thời gian|<|Phụ trách",
        "^|^|Bắt đầu|Kết thúc|^",
        "1|Làm A|01/02/2026|28/02/2026|An",
        "2|Làm B||30/6/2026|Bình",
    )
    one, two = draft.tasks
    assert (one.time.start, one.time.end) == (date(2026, 2, 1), date(2026, 2, 28))
    assert (two.time.kind, two.time.end) == ("once", date(2026, 6, 30))


def test_ditto_marks_repeat_the_row_above() -> None:
    draft = annex(
        "TT|Công việc|Đơn vị chủ trì, phối hợp|Thời gian hoàn thành",
        "1|Làm A|Văn phòng; các phòng|Quý I",
        "2|Làm B|nt|như trên",
    )
    assert leads(draft) == ["Văn phòng", "Văn phòng"]
    assert draft.tasks[1].partners == ("các phòng",)
    assert draft.tasks[1].time.start == date(2026, 1, 1)


def test_one_cell_may_name_lead_and_partners() -> None:
    draft = annex(
        "TT|Nội dung|Đơn vị thực hiện|Thời gian",
        "1|Tổ chức hội nghị|- Chủ trì: Văn phòng\\n- Phối hợp: Phòng A, Phòng B|Trước\\n30/6",
        "2|Viết bài|Văn phòng (chủ trì); các phòng (phối hợp)|Hằng\\nquý",
    )
    assert leads(draft) == ["Văn phòng", "Văn phòng"]
    assert [task.partners for task in draft.tasks] == [("Phòng A", "Phòng B"), ("các phòng",)]
    assert draft.tasks[0].time.end == date(2026, 6, 30)


def test_wrong_ordinals_of_rows_are_doubted_at_their_cells() -> None:
    draft = annex(
        "TT|Nội dung|Chủ trì", "1|Làm A|P1", "2|Làm B|P2", "2|Làm C|P3", "5|Làm D|P4",
    )  # fmt: skip
    doubts = [(w.code, w.place.cell) for w in draft.warnings if "ORDINAL" in w.code and w.place]
    assert doubts == [("DUPLICATE_ORDINAL", "B4"), ("MISSING_ORDINAL", "B5")]
    assert len(draft.tasks) == 4


def test_numbers_may_start_again_in_each_group() -> None:
    draft = annex(
        "TT|Nội dung|Chủ trì", "I|NHÓM MỘT|", "1|Làm A|P1", "2|Làm B|P2", "II|NHÓM HAI|", "1|Làm C|P3", "2|Làm D|P4",
    )  # fmt: skip
    assert len(draft.tasks) == 4
    assert not codes(draft) & {"DUPLICATE_ORDINAL", "MISSING_ORDINAL"}


def linked_plan(rows: Table) -> tuple[Task, ...]:
    draft = parse(
        word(
            "Số: 5/KH-SXD",
            "KẾ HOẠCH",
            "Tuyên truyền năm 2026",
            "I. NHIỆM VỤ",
            "1. Đăng bài về cấp phép xây dựng trên trang tin.",
            "2. Phát thanh lưu động tại chợ.",
            "PHỤ LỤC",
            rows,
        )
    )
    assert [w.place.paragraph for w in draft.warnings if w.code == "NOT_IN_ANNEX" and w.place] == [6]
    return draft.tasks


def test_section_items_are_linked_to_their_rows_and_never_counted_twice() -> None:
    [task] = linked_plan(
        table("STT|Nội dung|Chủ trì|Thời gian", "1|Đăng bài về cấp phép xây dựng|Văn phòng|Hàng tháng")
    )
    assert [place.paragraph for place in task.linked] == [5]


def test_a_template_of_a_report_lists_no_tasks() -> None:
    draft = parse(
        word(
            "KẾ HOẠCH",
            "Tuyên truyền năm 2026",
            "I. NHIỆM VỤ",
            "1. Đăng tin.",
            "PHỤ LỤC",
            "MẪU BÁO CÁO",
            table("TT|Nội dung|Kết quả thực hiện|Ghi chú", "1|Số tin bài||", "2|Số hội nghị||"),
        )
    )
    assert texts(draft.tasks) == ["Đăng tin."]
