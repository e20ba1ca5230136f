import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.foundation.names import given_name, person_sort_key, plain_name
from lantoa.foundation.text import nfc


@pytest.mark.parametrize(
    ("full", "plain", "given_part"),
    [
        ("Nguyễn Thị Minh Khai", "Nguyễn Thị Minh Khai", "Khai"),
        ("Ths. TẤN THÔNG", "TẤN THÔNG", "THÔNG"),
        ("Bà Lê Thị Hoa (Phó Giám đốc)", "Lê Thị Hoa", "Hoa"),
        ("PGS.TS. Trần Văn Bình", "Trần Văn Bình", "Bình"),
        ("PGS.TS.Trần Văn Bình", "Trần Văn Bình", "Bình"),
        ("Đồng chí Lý Sô Phia", "Lý Sô Phia", "Phia"),
        ("đ/c Kim Sa Rây", "Kim Sa Rây", "Rây"),
        ("ông Phạm An", "Phạm An", "An"),
        ("Ông Phạm Hữu An", "Phạm Hữu An", "An"),
        ("Ông Ích Khiêm", "Ông Ích Khiêm", "Khiêm"),
        ("Chu Văn An", "Chu Văn An", "An"),
        ("Bế Văn Đàn", "Bế Văn Đàn", "Đàn"),
        ("Nguyễn Văn A, Trưởng phòng", "Nguyễn Văn A", "A"),
        ("  Trần\u00a0 Thị  B ", "Trần Thị B", "B"),
        ("Hoa", "Hoa", "Hoa"),
        ("Bà", "Bà", "Bà"),
        ("", "", ""),
    ],
)
def test_titles_fall_away_and_the_last_syllable_is_the_given_name(
    full: str, plain: str, given_part: str
) -> None:
    assert plain_name(full) == plain
    assert given_name(full) == given_part


def test_people_are_listed_by_given_name_then_by_the_rest() -> None:
    people = ["Trần Văn Ánh", "Bùi Đạt", "Lê Thị An", "Đỗ Dũng", "Bùi Văn An", "Ông Nguyễn Hữu An", "Võ Anh"]

    listed = sorted(people, key=person_sort_key)

    assert listed == [
        "Bùi Văn An", "Lê Thị An", "Ông Nguyễn Hữu An", "Võ Anh", "Trần Văn Ánh", "Đỗ Dũng", "Bùi Đạt",
    ]  # fmt: skip


def test_capitals_and_titles_do_not_move_a_person() -> None:
    assert person_sort_key("Ths. TẤN THÔNG") == person_sort_key("Tấn Thông")


@given(st.text())
def test_a_name_in_either_normal_form_has_one_key_and_one_plain_name(name: str) -> None:
    decomposed = unicodedata.normalize("NFD", name)
    assert person_sort_key(name) == person_sort_key(decomposed)
    assert plain_name(name) == plain_name(decomposed)
    assert nfc(plain_name(name)) == plain_name(name)
