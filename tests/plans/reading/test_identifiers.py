"""Document numbers of every form, and the dates beside them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.documents.blocks import Place
from lantoa.plans.reading.citations import find_citations
from lantoa.plans.reading.identifiers import find_numbers, tail_of, type_of

HERE = Place(line=1)


@pytest.mark.parametrize(
    ("number", "kind", "tail"),
    [
        ("452/KH-SXD", "Kế hoạch", "SXD"),
        ("1624/UBND-VXNV", "Công văn", "UBND"),
        ("581/BNV-CCHC", "Công văn", "BNV"),
        ("19/2012/QĐ-UBND", "Quyết định", "UBND"),
        ("304/TB-VPCP", "Thông báo", "VPCP"),
        ("049/QĐ-BNV", "Quyết định", "BNV"),
        ("2231/SNV-CCHC&PC", "Công văn", "SNV"),
        ("330/TTr-SNV", "Tờ trình", "SNV"),
        ("9/QyĐ-UBND", "Quy định", "UBND"),
        ("18-NQ/TW", "Nghị quyết", "TW"),
        ("15-KH/TU", "Kế hoạch", "TU"),
        ("72/2025/QH15", "Luật", "QH15"),
    ],
)
def test_every_form_is_found_with_its_kind_and_issuer(number: str, kind: str, tail: str) -> None:
    [found] = find_numbers(f"Căn cứ văn bản số {number} ngày 01/02/2026;")
    assert (found.text, type_of(found.text), tail_of(found.text)) == (number, kind, tail)


@pytest.mark.parametrize(
    "text", ["Tháng 10/2026", "24/7", "12 km/h", "ngày 27/12/2018", "kinh tế - xã hội", "1/2 số phòng"]
)
def test_other_slashes_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == []


def test_leading_zeros_are_presentation_only() -> None:
    first, second = find_numbers("05/KH-UBND và 5/KH-UBND")
    assert first.text != second.text
    assert first.key == second.key


def test_stray_blanks_inside_a_number_go() -> None:
    [found] = find_numbers("Kế hoạch số 452 / KH - SXD ngày")
    assert found.text == "452/KH-SXD"


@pytest.mark.parametrize(
    ("text", "day", "issuer"),
    [
        ("Kế hoạch số 1/KH-UBND ngày 20 tháng 12 năm 2022 của Ủy ban nhân dân tỉnh Hà Bắc thực hiện cải cách", date(2022, 12, 20), "Ủy ban nhân dân tỉnh Hà Bắc"),
        ("Kế hoạch số 1/KH-UBND ngày 5/3/2026 của UBND tỉnh về tuyên truyền", date(2026, 3, 5), "UBND tỉnh"),
        ("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình", date(2021, 7, 15), "Chính phủ"),
        ("Kế hoạch số 1/KH-UBND, ngày 05-03-2026, của UBND tỉnh", date(2026, 3, 5), "UBND tỉnh"),
        ("Quyết định 1847/QĐ-TTg năm 2018 của Thủ tướng Chính phủ phê duyệt Đề án", None, "Thủ tướng Chính phủ"),
        ("Quyết định số 1847/QĐ-TTg.", None, None),
    ],
)  # fmt: skip
def test_date_and_issuer_follow_the_number(text: str, day: date | None, issuer: str | None) -> None:
    [found] = find_citations(text, HERE)
    assert (found.issued_on, found.issuer) == (day, issuer)


def test_an_impossible_date_is_marked() -> None:
    [found] = find_citations("Kế hoạch số 1/KH-UBND ngày 31/02/2026", HERE)
    assert (found.issued_on, found.bad_date) == (None, True)


@given(
    st.integers(1, 99999),
    st.sampled_from(["KH", "QĐ", "BC", "CTr", "TTr"]),
    st.sampled_from(["UBND", "SXD", "SGDĐT", "STTTT"]),
)
def test_numbers_come_back(number: int, code: str, issuer: str) -> None:
    written = f"{number}/{code}-{issuer}"
    [found] = find_numbers(f"Thực hiện Kế hoạch số {written}, Sở ban hành")
    assert found.text == written


@given(st.text(max_size=300))
def test_no_text_fails(text: str) -> None:
    for citation in find_citations(text, HERE):
        assert citation.number.text
