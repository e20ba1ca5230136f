"""A web article that retells a plan, with the dirt that such articles have. Words of our own."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.documents.blocks import Place
from lantoa.plans.reading import Draft
from tests.plans.reading.reading_help import codes, read, texts

ARTICLE = """
    LAN TỎA CẢI CÁCH HÀNH CHÍNH NĂM 2024 Ở SỞ THỦY LỢI TỈNH BẮC HÀ

    Thực hiện Kế hoạch số 310/KH-UBND ngày 18 tháng 12 năm 2023 của Ủy ban nhân dân tỉnh Bắc Hà về công tác cải cách năm 2024, ngày 06 tháng 03 năm 2024 và Kế hoạch số 41/KH-UBND ngày 05 tháng 02 năm 2024 của Ủy ban nhân dân tỉnh Bắc Hà về tuyên truyền cải cách hành chính, Giám đốc Sở Thủy lợi tỉnh Bắc Hà đã ký ban hành Kế hoạch số 88/KH-STL ban hành Kế hoạch tuyên truyền cải cách hành chính năm 2024, theo đó Kế hoạch nêu mục tiêu, yêu cầu và nhiệm vụ là:

    Mục tiêu, yêu cầu:

    Một là, để mọi công chức hiểu việc mình phải làm trong cải cách.

    Hai là, để người dân biết nộp hồ sơ ở đâu.

    Hình ảnh: Người dân quét mã tại quầy tiếp nhận

    Ba là, để doanh nghiệp góp ý được dễ dàng.

    Cùng với đó các yêu cầu cũng được đề cập đến

    Thứ nhất là, nội dung phải đúng, đủ và kịp thời.

    Thứ hai là, cách làm phải đa dạng.

    Cùng với đó, kế hoạch cũng đề ra 8 nhiệm vụ cụ thể trong năm để đạt các mục tiêu, yêu cầu như sau:

    Thứ nhất, giới thiệu chương trình cải cách tới toàn thể công chức.

    Thứ hai, học tập văn hóa công vụ theo Quyết định số 1847/QĐ-TTg ngày 27/12/2018.

    Thứ hai, Văn phòng phối hợp với các phòng thuộc Sở theo dõi việc thực hiện Kế hoạch này.

    Thứ ba, hướng dẫn nộp hồ sơ qua mạng.

    Bên cạnh đó, Kế hoạch cũng đề ra việc công bố kết quả chấm điểm của Sở và Giới thiệu cách làm hay của các tỉnh bạn

    Kế hoạch này là một trong những việc được lãnh đạo Sở quan tâm trong năm 2024./.

    Ths. NGUYỄN AN

    SỞ THỦY LỢI TỈNH BẮC HÀ

    THỐNG KÊ TRUY CẬP
    • Tất cả: 12345
    Bản quyền thuộc về Sở
    Địa chỉ: 1 Đường Sông, phường Bến.
    Điện thoại: 0200.3333333 - Fax: 0200.3333334
"""


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read(ARTICLE)


def test_the_article_tells_which_plan_it_retells(draft: Draft) -> None:
    document = draft.document
    assert (document.type, document.number) == ("Kế hoạch", "88/KH-STL")
    assert document.issuer == "Sở Thủy lợi tỉnh Bắc Hà"
    assert document.signer_title == "Giám đốc Sở"
    assert (document.year_from, document.year_to) == (2024, 2024)


def test_a_date_loose_in_the_opening_is_the_plan_s_own_with_a_doubt(draft: Draft) -> None:
    assert draft.document.issued_on == date(2024, 3, 6)
    [doubt] = [warning for warning in draft.warnings if warning.code == "DETACHED_DATE"]
    assert doubt.place == Place(line=3)


def test_the_superior_s_plans_are_parents_and_the_rest_references(draft: Draft) -> None:
    assert [(p.number, p.issued_on, p.issuer) for p in draft.parents] == [
        ("310/KH-UBND", date(2023, 12, 18), "Ủy ban nhân dân tỉnh Bắc Hà"),
        ("41/KH-UBND", date(2024, 2, 5), "Ủy ban nhân dân tỉnh Bắc Hà"),
    ]
    assert [(r.number, r.issued_on) for r in draft.references] == [("1847/QĐ-TTg", date(2018, 12, 27))]


def test_one_heading_over_two_groups_is_parted_by_the_sentence_between_them(draft: Draft) -> None:
    assert [item.ordinal for item in draft.objectives] == ["Một là", "Hai là", "Ba là"]
    assert [item.ordinal for item in draft.requirements] == ["Thứ nhất là", "Thứ hai là"]


def test_a_photo_caption_is_nothing(draft: Draft) -> None:
    everything = texts(draft.objectives) + texts(draft.tasks) + texts(draft.arrangements)
    assert not any("quét mã" in text for text in everything)


def test_tasks_keep_their_order_and_the_unmarked_paragraph_holds_two(draft: Draft) -> None:
    assert [task.ordinal for task in draft.tasks] == ["Thứ nhất", "Thứ hai", "Thứ hai", "Thứ ba", None, None]
    assert texts(draft.tasks)[4:] == [
        "công bố kết quả chấm điểm của Sở",
        "Giới thiệu cách làm hay của các tỉnh bạn",
    ]


def test_a_monitoring_duty_in_the_list_is_a_task_with_its_lead(draft: Draft) -> None:
    assert draft.tasks[2].lead == "Văn phòng"
    assert draft.tasks[2].partners == ("các phòng thuộc Sở",)


def test_what_repeats_and_what_does_not_add_up_is_doubted(draft: Draft) -> None:
    assert {"DUPLICATE_ORDINAL", "COUNT_MISMATCH", "UNMARKED_ITEM", "DETACHED_DATE"} <= codes(draft)
    [mismatch] = [warning for warning in draft.warnings if warning.code == "COUNT_MISMATCH"]
    assert mismatch.message == "Văn bản nêu 8 nhiệm vụ nhưng chỉ đọc được 6."


def test_byline_counter_and_address_are_left_out(draft: Draft) -> None:
    assert draft.arrangements == ()
    assert len(draft.tasks) == 6
