"""More plans of many makes: each reads as a careful officer would read it."""

from __future__ import annotations

from datetime import date

from tests.plans.reading.plans_in_words import (
    COMMUNE,
    CULTURE,
    CUSTOMS,
    EDUCATION,
    HOSPITAL,
    NEWS,
    OFFICE,
    PARTS,
    PARTY_CELL,
    PROVINCE_NEWS,
    SCHOOL,
)
from tests.plans.reading.reading_help import codes, read, texts


def test_numbered_labels_below_a_numbered_duty_are_its_fields() -> None:
    draft = read(COMMUNE)
    assert [task.ordinal for task in draft.tasks] == ["1.", "2.", "3."]
    first, second, third = draft.tasks
    assert first.lead == "Công chức Văn hóa - Xã hội"
    assert first.partners == ("Trưởng các ấp",)
    assert first.time.rrule == "FREQ=WEEKLY;BYDAY=MO,FR"
    assert second.product == "08 cuộc, mỗi ấp 01 cuộc"
    assert (third.lead, third.time.end) == ("Phòng Kinh tế", date(2026, 3, 31))
    assert [parent.number for parent in draft.parents] == ["310/KH-UBND"]
    assert len(draft.objectives) == 2
    assert len(draft.requirements) == 2
    assert [found.text for found in draft.arrangements][-1] == "Phòng Kinh tế: bố trí kinh phí."


def test_aims_listed_inside_a_paragraph_are_parted() -> None:
    draft = read(NEWS)
    assert draft.document.issued_on == date(2025, 2, 14)
    assert [item.ordinal for item in draft.objectives] == ["(1)", "(2)", "(3)"]
    assert len(draft.tasks) == 5
    assert draft.tasks[3].time.start == date(2025, 9, 1)
    assert not codes(draft) & {"COUNT_MISMATCH", "DETACHED_DATE", "MISSING_DATE"}


def test_parts_sections_and_articles_nest() -> None:
    draft = read(PARTS)
    assert [task.ordinal for task in draft.tasks] == ["Điều 1.", "Điều 2.", "Điều 3."]
    assert [task.lead for task in draft.tasks] == ["Phòng Quản lý lữ hành", "Thanh tra Sở", "Văn phòng"]
    assert [parent.number for parent in draft.parents] == ["9/KH-UBND"]
    assert [cited.number for cited in draft.references] == ["120/SNV-CCHC&PC"]
    assert texts(draft.requirements) == ["Thông tin song ngữ; cập nhật kịp thời."]
    assert "UNREADABLE_DATE" in codes(draft)


def test_named_activities_with_unmarked_labels() -> None:
    draft = read(SCHOOL)
    assert [task.ordinal for task in draft.tasks] == ["Hoạt động 1", "Hoạt động 2", "Hoạt động 3"]
    assert [task.lead for task in draft.tasks] == ["Bí thư Đoàn trường", "Tổ Văn phòng", "Cô Lan"]
    assert draft.tasks[2].time.end == date(2026, 11, 20)
    assert [found.heading for found in draft.arrangements] == ["KINH PHÍ"]


def test_bullets_below_a_kind_of_activity_are_the_duties() -> None:
    draft = read(HOSPITAL)
    assert len(draft.tasks) == 5
    assert draft.tasks[1].time.rrule == "FREQ=WEEKLY"
    assert len(draft.objectives) == 3
    assert [found.heading for found in draft.arrangements] == [
        "Thời gian",
        "Kinh phí",
        "Tổ chức thực hiện",
        "Tổ chức thực hiện",
    ]


def test_a_posting_time_is_neither_an_ordinal_nor_the_date_of_the_plan() -> None:
    draft = read(PROVINCE_NEWS)
    assert (draft.document.number, draft.document.issued_on) == ("05/KH-UBND", date(2026, 1, 9))
    assert (draft.document.year_from, draft.document.year_to) == (2026, 2030)
    assert len(draft.objectives) == 1
    assert [task.ordinal for task in draft.tasks] == ["Một là", "Hai là", "Ba là", "Bốn là", None]
    assert draft.tasks[4].lead == "Sở Nội vụ"
    assert "COUNT_MISMATCH" not in codes(draft)


def test_numbering_may_run_on_through_groups() -> None:
    draft = read(EDUCATION)
    assert [task.ordinal for task in draft.tasks] == ["1.", "2.", "3.", "4."]
    assert [task.group for task in draft.tasks][2] == "NHÓM NHIỆM VỤ VỀ TRUYỀN THÔNG"
    assert [parent.issuer for parent in draft.parents] == ["UBND tỉnh", "UBND tỉnh"]
    assert draft.tasks[3].time.start == date(2026, 9, 15)
    assert not codes(draft) & {"MISSING_ORDINAL", "DUPLICATE_ORDINAL"}


def test_inspection_among_the_duties_is_a_duty() -> None:
    draft = read(OFFICE)
    assert texts(draft.tasks)[-2:] == ["Kiểm tra đột xuất việc niêm yết", "Giám sát qua camera"]
    assert draft.tasks[3].lead == "Phòng Quản trị"
    assert draft.tasks[3].text.startswith("Tuyên truyền trực quan:")
    assert len(draft.tasks) == 6
    assert [found.heading for found in draft.arrangements] == ["CHẾ ĐỘ BÁO CÁO", "CHẾ ĐỘ BÁO CÁO"]


def test_a_party_cell_s_plan() -> None:
    draft = read(PARTY_CELL)
    assert (draft.document.number, draft.document.issuer) == ("03-KH/CB", "Chi bộ Cơ quan")
    assert [parent.number for parent in draft.parents] == ["12-KH/ĐU"]
    assert draft.document.signer_title == "T/M CHI BỘ / BÍ THƯ"
    assert [task.time.kind for task in draft.tasks] == ["range", "once", "range"]
    assert len(draft.arrangements) == 1


def test_messages_with_details_are_one_task_each() -> None:
    draft = read(CULTURE)
    assert [task.ordinal for task in draft.tasks] == ["1.", "2.", "3."]
    assert "Cải cách thể chế" in draft.tasks[1].text
    assert [parent.number for parent in draft.parents] == ["90/QĐ-UBND"]
    assert len(draft.arrangements) == 6


def test_a_plan_without_headings_is_one_list() -> None:
    draft = read(CUSTOMS)
    assert len(draft.tasks) == 7
    assert draft.document.issuer == "Chi cục Hải quan khu vực XX"
    assert draft.tasks[4].time.rrule == "FREQ=MONTHLY;INTERVAL=6"
    assert "COUNT_MISMATCH" not in codes(draft)
