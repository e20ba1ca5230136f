"""Who a document is, from heads as they are really typed."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.plans.reading import KnownUnit
from tests.plans.reading.reading_help import codes, read

BODY = "\nI. NHIỆM VỤ\n1. Đăng tin.\n"
DAY = date(2026, 2, 12)


@pytest.mark.parametrize(
    ("head", "number", "day", "issuer"),
    [
        ("SỞ XÂY DỰNG\nSố 452/KH-SXD\nCần Thơ, ngày 12 tháng 2 năm 2026\nKẾ HOẠCH\nTuyên truyền", "452/KH-SXD", DAY, "Sở Xây dựng"),
        ("SỞ XÂY DỰNG\nKẾ HOẠCH SỐ 452/KH-SXD NGÀY 12/02/2026\nTuyên truyền", "452/KH-SXD", DAY, "Sở Xây dựng"),
        ("Kế hoạch số 452/KH-SXD ngày 12/02/2026 của Sở Xây dựng về tuyên truyền cải cách", "452/KH-SXD", DAY, "Sở Xây dựng"),
        ("Số ký hiệu: 452/KH-SXD\nNgày ban hành: 12/02/2026\nCơ quan ban hành: Sở Xây dựng\nTrích yếu: Kế hoạch tuyên truyền", "452/KH-SXD", DAY, "Sở Xây dựng"),
        ("UBND TỈNH X - SỞ XÂY DỰNG\nSố:452/KH-SXD\nX, ngày 12-02-2026\nKẾ HOẠCH\nTuyên truyền", "452/KH-SXD", DAY, "Sở Xây dựng"),
        ("ỦY BAN NHÂN DÂN     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ TÂN HƯNG          Độc lập - Tự do - Hạnh phúc\nSố: 12/KH-UBND      Tân Hưng, ngày 12 tháng 02 năm 2026\nKẾ HOẠCH\nTuyên truyền", "12/KH-UBND", DAY, "Ủy ban nhân dân xã Tân Hưng"),
        ("DỰ THẢO\nSỞ XÂY DỰNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố:      /KH-SXD Độc lập - Tự do - Hạnh phúc\nCần Thơ, ngày    tháng    năm 2026\nKẾ HOẠCH\nTuyên truyền", None, None, "Sở Xây dựng"),
    ],
)  # fmt: skip
def test_number_date_and_issuer_are_found(
    head: str, number: str | None, day: date | None, issuer: str
) -> None:
    document = read(head + BODY).document
    assert (document.number, document.issued_on, document.issuer) == (number, day, issuer)
    assert document.type == "Kế hoạch"


def test_a_blank_number_and_date_are_doubted() -> None:
    draft = read("Số:      /KH-SXD\nCần Thơ, ngày    tháng   năm 2026\nKẾ HOẠCH\nTuyên truyền" + BODY)
    assert {"MISSING_NUMBER", "UNREADABLE_DATE"} <= codes(draft)
    assert draft.document.year_from == 2026


def test_an_impossible_date_is_doubted_and_left_out() -> None:
    draft = read("Số: 1/KH-SXD\nCần Thơ, ngày 30 tháng 02 năm 2026\nKẾ HOẠCH\nTuyên truyền" + BODY)
    assert draft.document.issued_on is None
    assert "UNREADABLE_DATE" in codes(draft)
    assert "MISSING_DATE" not in codes(draft)


@pytest.mark.parametrize(
    ("subject", "years"),
    [
        ("Tuyên truyền cải cách hành chính năm 2026", (2026, 2026)),
        ("Tuyên truyền cải cách hành chính giai đoạn 2026 - 2030", (2026, 2030)),
        ("Tuyên truyền cải cách hành chính năm 2019-2020", (2019, 2020)),
        ("Tuyên truyền cải cách hành chính năm 2019 và năm 2020", (2019, 2020)),
        ("Tuyên truyền Chương trình cải cách giai đoạn 2021 - 2030 năm 2026", (2026, 2026)),
    ],
)
def test_the_years_are_those_of_the_subject(subject: str, years: tuple[int, int]) -> None:
    document = read(f"Số: 1/KH-SXD\nKẾ HOẠCH\n{subject}{BODY}").document
    assert (document.year_from, document.year_to) == years


def test_without_a_year_in_the_subject_the_year_of_issue_counts() -> None:
    document = read("Số: 1/KH-SXD\nX, ngày 12/02/2026\nKẾ HOẠCH\nTuyên truyền" + BODY).document
    assert (document.year_from, document.year_to) == (2026, 2026)


def test_a_deputy_s_signature_is_read_whole() -> None:
    draft = read(
        "Số: 1/KH-SXD\nKẾ HOẠCH\nTuyên truyền"
        + BODY
        + "Nơi nhận:\n- Lưu: VT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLê A"
    )
    assert draft.document.signer_title == "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"
    assert len(draft.tasks) == 1


def test_a_cited_document_is_named_once_with_the_date_said_anywhere() -> None:
    draft = read("""
        Số: 1/KH-SXD
        KẾ HOẠCH
        Tuyên truyền năm 2026
        Thực hiện Kế hoạch số 05/KH-UBND của UBND tỉnh về tuyên truyền;
        I. NHIỆM VỤ
        1. Học Quyết định số 1847/QĐ-TTg ngày 27/12/2018.
        2. Làm theo Quyết định số 1847/QĐ-TTg và Kế hoạch số 5/KH-UBND ngày 10/01/2026.
    """)
    assert [(p.number, p.issued_on) for p in draft.parents] == [("05/KH-UBND", date(2026, 1, 10))]
    assert [(r.number, r.issued_on) for r in draft.references] == [("1847/QĐ-TTg", date(2018, 12, 27))]


def test_known_units_are_matched_and_unknown_ones_doubted() -> None:
    units = [KnownUnit("7", ("Văn phòng Sở", "VP")), KnownUnit("8", ("Thanh tra Sở",))]
    draft = read(
        """
        I. NHIỆM VỤ
        1. Đăng tin. Chủ trì: văn phòng sở.
        2. Kiểm tra. Chủ trì: VP.
        3. Đi lại. Chủ trì: Phòng Vận tải.
        4. Không ai làm.
        """,
        units,
    )
    assert [task.lead_unit for task in draft.tasks] == ["7", "7", None, None]
    assert [w.place.line for w in draft.warnings if w.code == "UNKNOWN_UNIT" and w.place] == [4]


def test_without_units_no_lead_is_doubted() -> None:
    draft = read("I. NHIỆM VỤ\n1. Đăng tin. Chủ trì: Ban Lạ.")
    assert draft.tasks[0].lead_unit is None
    assert "UNKNOWN_UNIT" not in codes(draft)
