"""Ordinals of every style, the Vietnamese order of letters, gaps and repeats."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.plans.reading.ordinals import LATIN, VIETNAMESE, Marker, marker_of, roman, to_roman
from lantoa.plans.reading.sequence import faults


@pytest.mark.parametrize(
    ("text", "kind", "value", "rest"),
    [
        ("Một là, nâng cao", "word_cardinal", 1, "nâng cao"),
        ("Mười là: nâng cao", "word_cardinal", 10, "nâng cao"),
        ("Thứ nhất, tuyên truyền", "word_ordinal", 1, "tuyên truyền"),
        ("Thứ tư là, tuyên truyền", "word_ordinal", 4, "tuyên truyền"),
        ("Thứ tư Tuyên truyền", "word_ordinal", 4, "Tuyên truyền"),
        ("II. NỘI DUNG", "roman", 2, "NỘI DUNG"),
        ("IV/ NỘI DUNG", "roman", 4, "NỘI DUNG"),
        ("III- NỘI DUNG", "roman", 3, "NỘI DUNG"),
        ("A. PHẦN CHUNG", "upper", 1, "PHẦN CHUNG"),
        ("3. Đăng tin", "number", 3, "Đăng tin"),
        ("3) Đăng tin", "number", 3, "Đăng tin"),
        ("3.Đăng tin", "number", 3, "Đăng tin"),
        ("2.1. Đăng tin", "decimal", 1, "Đăng tin"),
        ("2.1 Đăng tin", "decimal", 1, "Đăng tin"),
        ("1.2.3. Đăng tin", "decimal", 3, "Đăng tin"),
        ("đ) Đăng tin", "letter", 5, "Đăng tin"),
        ("e. Đăng tin", "letter", 6, "Đăng tin"),
        ("(2) Đăng tin", "paren_number", 2, "Đăng tin"),
        ("(b) Đăng tin", "paren_letter", 2, "Đăng tin"),
        ("- Đăng tin", "bullet", 0, "Đăng tin"),
        ("+ Đăng tin", "bullet", 0, "Đăng tin"),
        ("* Đăng tin", "bullet", 0, "Đăng tin"),
        ("• Đăng tin", "bullet", 0, "Đăng tin"),
        ("Điều 12. Đăng tin", "part", 12, "Đăng tin"),
        ("Phần thứ hai. Nội dung", "part", 2, "Nội dung"),
        ("Chương III NỘI DUNG", "part", 3, "NỘI DUNG"),
        ("Mục 1. Nội dung", "part", 1, "Nội dung"),
        ("Tiểu mục 2. Nội dung", "part", 2, "Nội dung"),
        ("Nhiệm vụ 4: Đăng tin", "named", 4, "Đăng tin"),
    ],
)
def test_every_style_is_known(text: str, kind: str, value: int, rest: str) -> None:
    marker = marker_of(text)
    assert marker is not None
    assert (marker.kind, marker.value, text[marker.length :]) == (kind, value, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Mục tiêu, yêu cầu", "Phần mềm một cửa", "Điều chỉnh kế hoạch", "Thứ hai hàng tuần", "1.000 tờ rơi",
        "15/12/2026 là hạn cuối", "452/KH-SXD", "2026. Năm nay", "-5%", "Sở Xây dựng", "Nhất là", "24/7", "1.5 triệu đồng",
        "Q. Ninh Kiều",
    ],
)  # fmt: skip
def test_words_and_figures_that_are_no_ordinals(text: str) -> None:
    assert marker_of(text) is None


def test_what_word_numbers_by_itself_is_read_from_the_label() -> None:
    marker = marker_of("Đăng tin", "a)")
    assert marker is not None
    assert (marker.kind, marker.value, marker.length, marker.automatic) == ("letter", 1, 0, True)


def markers(*ordinals: str, automatic: bool = False) -> list[Marker]:
    found = [marker_of("x", raw) if automatic else marker_of(f"{raw} x") for raw in ordinals]
    return [marker for marker in found if marker]


def test_the_vietnamese_alphabet_has_no_gaps() -> None:
    assert faults(markers(*[f"{letter})" for letter in VIETNAMESE])) == []


def test_a_missing_d_with_stroke_is_a_gap_when_typed() -> None:
    [fault] = faults(markers("a)", "b)", "c)", "d)", "e)", "g)"))
    assert (fault.index, fault.missing) == (4, ("đ",))


def test_latin_letters_are_right_where_word_numbered_or_f_is_used() -> None:
    assert faults(markers("a)", "b)", "c)", "d)", "e)", automatic=True)) == []
    assert faults(markers("a)", "b)", "c)", "d)", "e)", "f)", "g)")) == []


def test_a_gap_and_a_repeat_are_both_found() -> None:
    found = faults(markers("1.", "2.", "2.", "5."))
    assert [(fault.index, fault.missing) for fault in found] == [(2, ()), (3, ("3", "4"))]


@given(st.integers(1, 99))
def test_roman_numerals_come_back(value: int) -> None:
    assert roman(to_roman(value)) == value
    marker = marker_of(f"{to_roman(value)}. NỘI DUNG")
    assert marker is not None and marker.value in (value, marker.value)


@given(st.lists(st.integers(1, 99), min_size=2, max_size=4))
def test_decimal_ordinals_come_back(path: list[int]) -> None:
    written = ".".join(map(str, path)) + "."
    marker = marker_of(f"{written} Tuyên truyền")
    assert marker is not None
    assert (marker.path, marker.raw) == (tuple(path), written)


@given(st.sampled_from(sorted(set(VIETNAMESE) & set(LATIN))))
def test_letters_come_back(letter: str) -> None:
    marker = marker_of(f"{letter}) Tuyên truyền")
    assert marker is not None and marker.raw == f"{letter})"


@given(st.text(max_size=80))
def test_no_text_fails(text: str) -> None:
    marker = marker_of(text)
    assert marker is None or 0 < marker.length <= len(text)
