"""The lowest numbered item that carries a duty: what is a task, what only heads, details or arranges."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.plans.reading.duties import carries_duty
from tests.plans.reading.reading_help import codes, read, texts


@pytest.mark.parametrize(
    "text",
    [
        "Tuyên truyền trên Trang thông tin điện tử",
        "Tổ chức cuộc thi tìm hiểu",
        "Đa dạng hoá cách làm",
        "Văn phòng phối hợp với các phòng thuộc Sở triển khai thực hiện",
        "Các sở, ban, ngành đẩy mạnh tuyên truyền",
    ],
)
def test_a_verb_or_a_body_that_acts_carries_a_duty(text: str) -> None:
    assert carries_duty(text)


@pytest.mark.parametrize(
    "text",
    [
        "Công tác thông tin",
        "Đối với công chức, viên chức",
        "Văn phòng Sở:",
        "Phòng Văn hóa và Thông tin",
        "Kiểm tra, giám sát",
        "Trên báo, đài",
        "TUYÊN TRUYỀN CHO NGƯỜI DÂN",
    ],
)
def test_a_heading_carries_none(text: str) -> None:
    assert not carries_duty(text)


def test_bullets_below_a_duty_are_its_details() -> None:
    draft = read("""
        I. NHIỆM VỤ
        1. Tổ chức tuần lễ hướng dẫn nộp hồ sơ:
        - Đặt bàn ở sảnh;
        - Phát tờ gấp.
        2. Đăng tin.
    """)
    assert texts(draft.tasks) == [
        "Tổ chức tuần lễ hướng dẫn nộp hồ sơ:\n- Đặt bàn ở sảnh;\n- Phát tờ gấp.",
        "Đăng tin.",
    ]


def test_bullets_below_a_mere_heading_are_the_duties() -> None:
    draft = read("""
        I. NHIỆM VỤ
        1. Đối với công chức:
        - Tập huấn kỹ năng.
        - Phổ biến quy định.
        2. Đối với người dân:
        - Phát tờ gấp.
    """)
    assert texts(draft.tasks) == ["Tập huấn kỹ năng.", "Phổ biến quy định.", "Phát tờ gấp."]
    assert draft.tasks[0].group == "Đối với công chức"


def test_bullets_that_say_who_and_when_are_duties_of_their_own() -> None:
    draft = read("""
        I. NHIỆM VỤ
        1. Tuyên truyền trên các phương tiện
        - Đăng báo. Chủ trì: Văn phòng. Thời gian: Quý I.
        - Phát thanh. Chủ trì: Phòng A. Thời gian: Quý II.
    """)
    assert [(task.text, task.lead) for task in draft.tasks] == [
        ("Đăng báo.", "Văn phòng"),
        ("Phát thanh.", "Phòng A"),
    ]


def test_letters_with_duties_are_the_tasks_and_letters_without_are_details() -> None:
    draft = read("""
        I. NHIỆM VỤ
        1. Tuyên truyền trên truyền thanh
        a) Viết kịch bản.
        b) Thu âm và phát.
        2. Tuyên truyền bằng các hình thức:
        a) Tờ gấp;
        b) Băng rôn.
    """)
    assert [task.ordinal for task in draft.tasks] == ["a)", "b)", "2."]


def test_a_labelled_list_below_a_duty_is_one_field() -> None:
    draft = read("""
        I. NHIỆM VỤ
        1. Tuyên truyền cho người dân
        Hình thức:
        - Tờ rơi
        - Zalo
        Thời gian: Quý II
        2. Tập huấn cho công chức
    """)
    assert len(draft.tasks) == 2
    assert draft.tasks[0].forms == ("Tờ rơi", "Zalo")
    assert draft.tasks[0].time.start is None
    assert draft.tasks[0].time.kind == "range"


def test_labels_may_stand_in_the_sentence_in_brackets_or_below() -> None:
    draft = read("""
        KẾ HOẠCH
        Tuyên truyền năm 2026
        I. NHIỆM VỤ
        1. Đăng tin (chủ trì: Văn phòng; thời gian: Quý I).
        2. Treo pano. Đơn vị chủ trì: Phòng A. Hoàn thành: trước 30/4. Báo cáo Giám đốc.
        3. Phát tờ gấp (Phòng B chủ trì, các phòng phối hợp).
        4. Thi tìm hiểu
        + Sản phẩm: 01 cuộc thi
        + Cơ quan phối hợp: Phòng C, Phòng D
        + Phụ trách: Công đoàn
    """)
    one, two, three, four = draft.tasks
    assert (one.text, one.lead, one.time.end) == ("Đăng tin", "Văn phòng", date(2026, 3, 31))
    assert (two.text, two.lead, two.time.end) == (
        "Treo pano. Báo cáo Giám đốc.",
        "Phòng A",
        date(2026, 4, 30),
    )
    assert (three.lead, three.partners) == ("Phòng B", ("các phòng",))
    assert (four.lead, four.partners, four.product) == ("Công đoàn", ("Phòng C", "Phòng D"), "01 cuộc thi")


def test_themes_beside_a_list_of_duties_are_no_tasks() -> None:
    draft = read("""
        I. NỘI DUNG TUYÊN TRUYỀN
        1. Chủ trương của Đảng về cải cách.
        2. Gương người tốt, việc tốt.
        II. NHIỆM VỤ
        1. Đăng tin.
        2. Treo pano.
    """)
    assert texts(draft.tasks) == ["Đăng tin.", "Treo pano."]
    assert [found.heading for found in draft.arrangements] == ["NỘI DUNG TUYÊN TRUYỀN"] * 2


def test_themes_alone_are_the_tasks() -> None:
    draft = read("""
        I. NỘI DUNG TUYÊN TRUYỀN
        1. Chủ trương của Đảng về cải cách.
        2. Gương người tốt, việc tốt.
        II. HÌNH THỨC
        1. Qua cuộc họp.
    """)
    assert len(draft.tasks) == 2
    assert len(draft.arrangements) == 1


def test_receivers_and_signature_are_nothing() -> None:
    draft = read("""
        I. NHIỆM VỤ
        1. Đăng tin.
        Nơi nhận:
        - Như trên;
        - Giám đốc Sở (để báo cáo);
        - Lưu: VT.
        TL. GIÁM ĐỐC
        CHÁNH VĂN PHÒNG
        Trần A
    """)
    assert texts(draft.tasks) == ["Đăng tin."]
    assert draft.arrangements == ()
    assert draft.document.signer_title == "TL. GIÁM ĐỐC / CHÁNH VĂN PHÒNG"


def test_announced_and_found_are_compared_where_it_is_said() -> None:
    fits = read("I. 02 NHIỆM VỤ TRỌNG TÂM\n1. Đăng tin.\n2. Treo pano.")
    short = read("I. NHIỆM VỤ\nKế hoạch đề ra năm (05) nhiệm vụ sau:\n1. Đăng tin.\n2. Treo pano.")
    fields = read("I. NHIỆM VỤ\n1. Tuyên truyền kết quả 6 nội dung cải cách hành chính.\n2. Treo pano.")
    assert "COUNT_MISMATCH" not in codes(fits) | codes(fields)
    assert [w.message for w in short.warnings if w.code == "COUNT_MISMATCH"] == [
        "Văn bản nêu 5 nhiệm vụ nhưng chỉ đọc được 2."
    ]


def test_a_time_in_the_sentence_is_heard_but_not_the_date_of_a_cited_document() -> None:
    draft = read("""
        KẾ HOẠCH
        Tuyên truyền năm 2026
        I. NHIỆM VỤ
        1. Học Quyết định số 1847/QĐ-TTg ngày 27/12/2018.
        2. Treo pano, hoàn thành trước ngày 30/4/2026.
        3. Họp giao ban hằng tuần.
        4. Đối thoại trong Quý II và Quý IV.
        5. Thực hiện thường xuyên việc giải đáp cho người dân và doanh nghiệp.
    """)
    assert [task.time.kind for task in draft.tasks] == [None, "once", "recurring", "recurring", None]
    assert draft.tasks[3].time.end == date(2026, 12, 31)


def test_nothing_to_do_is_said() -> None:
    draft = read("KẾ HOẠCH\nTuyên truyền năm 2026\nI. MỤC TIÊU\n1. Tốt hơn.")
    assert draft.tasks == ()
    assert "NO_TASKS" in codes(draft)
