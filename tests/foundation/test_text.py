import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.foundation.text import (
    NBSP,
    fold,
    format_date,
    format_date_in_words,
    format_number,
    format_percent,
    keep_together,
    lower_first,
    nbsp,
    nfc,
    sort_key,
    squeeze,
    whole,
)

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
LETTERS = [nfc(vowel + tone) for vowel in VOWELS for tone in TONES] + list("bcdđghklmnpqrstvx")
vietnamese = st.text(st.sampled_from([*LETTERS, *(x.upper() for x in LETTERS), " ", "-", "/", "1", "9"]))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Kế hoạch", "ke hoach"),
        ("  Đất\u00a0 đai\n", "dat dai"),
        ("THỦ TỤC HÀNH CHÍNH", "thu tuc hanh chinh"),
        ("hoá", "hoa"),
        ("hóa", "hoa"),
        ("k\u00adế\u200b", "ke"),
        ("", ""),
    ],
)
def test_folding_leaves_what_a_search_types(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_spellings_fold_and_sort_alike(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fold(composed) == fold(decomposed)
    assert sort_key(composed) == sort_key(decomposed)


def test_squeezing_turns_every_run_of_blanks_into_one_space() -> None:
    assert squeeze(f" Số {NBSP}\t12 \n") == "Số 12"


# In the order that ICU 78 gives for the locale "vi".
ICU_ORDER = [
    "31/KH-SXD", "452/KH-SXD", "a", "A", "à", "ả", "ã", "á", "ạ", "An", "án", "ă", "Ă", "ằ", "ẳ", "ẵ", "ắ", "ặ",
    "â", "ầ", "ẩ", "ẫ", "ấ", "ậ", "ba", "bà", "bá", "bạ", "da", "dạ", "đa", "đá", "Đạ", "e", "ê", "ga", "ho",
    "hoa", "hoả", "hỏa", "hóa", "hoà bình", "hòa bình", "Hoàng", "i", "o", "ô", "ơ", "u", "ư", "ừ", "ý", "z",
]  # fmt: skip


def test_letters_then_tones_then_case_decide_as_in_icu() -> None:
    assert sorted(set(ICU_ORDER), key=sort_key) == ICU_ORDER


def test_a_shorter_text_comes_before_the_longer_one_that_starts_with_it() -> None:
    assert sort_key("Sở") < sort_key("Sở Nội vụ") < sort_key("Sở Xây dựng")


def test_a_tone_counts_only_when_all_letters_agree() -> None:
    assert sort_key("má") < sort_key("mab")
    assert sort_key("ma bả") < sort_key("mà ba")


def test_other_scripts_come_after_the_vietnamese_alphabet_and_foreign_marks_after_tones() -> None:
    assert sort_key("zu") < sort_key("ខ្មែរ") < sort_key("中")
    assert sort_key("o") < sort_key("ọ") < sort_key("ö") < sort_key("ô")


@given(st.text())
def test_the_key_is_made_of_digits_only(text: str) -> None:
    key = sort_key(text)
    assert key.isascii()
    assert key.isdigit()


def levels(text: str) -> tuple[object, ...]:
    """The rule written out: the letters, then tones, then case."""
    letters, tones, cases = [], [], []
    for char in squeeze(text):
        parts = unicodedata.normalize("NFD", char)
        tone = next((mark for mark in TONES[1:] if mark in parts), "")
        bare = nfc(parts.replace(tone, "")) if tone else char
        letters.append(" -/19aăâbcdđeêghiklmnoôơpqrstuưvxy".index(bare.lower()))
        tones.append(TONES.index(tone))
        cases.append(bare != bare.lower())
    return letters, tones, cases


@given(vietnamese, vietnamese)
def test_keys_compare_as_the_three_levels_do(left: str, right: str) -> None:
    assert (sort_key(left) < sort_key(right)) == (levels(left) < levels(right))
    assert (sort_key(left) == sort_key(right)) == (squeeze(left) == squeeze(right))


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (0, None, "0"),
        (1000, None, "1.000"),
        (1234567, None, "1.234.567"),
        (Decimal("1234567.50"), None, "1.234.567,5"),
        (Decimal("88.37"), 2, "88,37"),
        (Decimal("0.125"), 2, "0,13"),
        (Decimal("-0.125"), 2, "-0,13"),
        (Decimal("-0.001"), 2, "0,00"),
        (Decimal("2.5"), 0, "3"),
        (7, 2, "7,00"),
        (Decimal("1E+3"), None, "1.000"),
        (Decimal("-1234.5"), 1, "-1.234,5"),
        (Decimal("12345678901234567890123456789012.345"), 2, "12.345.678.901.234.567.890.123.456.789.012,35"),
    ],
)
def test_numbers_have_a_decimal_comma_and_points_between_thousands(
    value: Decimal | int, places: int | None, written: str
) -> None:
    assert format_number(value, places) == written


def test_what_is_not_a_number_cannot_be_written_as_one() -> None:
    with pytest.raises(ValueError, match="finite"):
        format_number(Decimal("NaN"))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_a_written_number_reads_back_as_the_same(value: Decimal) -> None:
    assert Decimal(format_number(value).replace(".", "").replace(",", ".")) == value


def test_a_percentage_stands_close_to_its_sign_in_official_papers() -> None:
    assert format_percent(Decimal("88.370")) == "88,37%"
    assert format_percent(Decimal("87.5"), 2) == "87,50%"


def test_dates_are_day_month_year_and_an_aware_moment_is_shown_in_vietnam() -> None:
    assert format_date(date(2026, 9, 8)) == "08/09/2026"
    assert format_date(datetime(2026, 12, 31, 18, 0, tzinfo=UTC)) == "01/01/2027"


def test_the_head_of_a_document_takes_zeros_as_the_decree_says() -> None:
    assert format_date_in_words(date(2026, 2, 5)) == nbsp("ngày", "05", "tháng", "02", "năm", "2026")
    assert format_date_in_words(date(2026, 10, 12)) == nbsp("ngày", "12", "tháng", "10", "năm", "2026")
    assert format_date_in_words(date(2026, 3, 12)) == nbsp("ngày", "12", "tháng", "3", "năm", "2026")


def test_a_number_is_held_to_its_word() -> None:
    assert keep_together("Kế hoạch số 452/KH-SXD, Quý III, còn 9 ngày") == (
        f"Kế hoạch số{NBSP}452/KH-SXD, Quý{NBSP}III, còn 9{NBSP}ngày"
    )
    assert keep_together("số lượng lớn") == "số lượng lớn"


@pytest.mark.parametrize("text", ["", None, "²", "٣", "-1", "1.0", " 1", "9" * 19, "9" * 5000])
def test_what_is_no_plain_number_is_none(text: str | None) -> None:
    assert whole(text) is None


def test_a_plain_number_is_read_and_fits_a_database() -> None:
    assert whole("007") == 7
    assert whole("9" * 18) == 10**18 - 1


def test_a_title_begins_small_within_a_sentence_unless_it_is_an_abbreviation() -> None:
    assert lower_first("Ứng dụng") == "ứng dụng"
    assert lower_first("CCHC năm 2026") == "CCHC năm 2026"
    assert lower_first("") == ""
