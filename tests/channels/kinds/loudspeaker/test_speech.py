"""What is written with figures and letters is read in words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.channels.kinds.loudspeaker import numbers
from lantoa.channels.kinds.loudspeaker.script import BREATH, lines_of, said_time, seconds
from lantoa.channels.kinds.loudspeaker.speech import spoken
from lantoa.channels.kinds.loudspeaker.words import ABBREVIATIONS, read_table

TABLE = read_table(ABBREVIATIONS)
ONES = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip


def heard(words: str) -> int:
    """The number somebody hears, worked out from the words alone."""
    total = group = pending = 0
    for word in words.split():
        if word in ONES:
            pending = ONES[word]
        elif word == "mười":
            group += 10
        elif word == "mươi":
            group, pending = group + 10 * pending, 0
        elif word == "trăm":
            group, pending = group + 100 * pending, 0
        elif word in {"linh", "lẻ"}:
            continue
        elif word == "tỷ":
            total, group, pending = (total + group + pending) * 10**9, 0, 0
        else:
            total += (group + pending) * {"nghìn": 10**3, "triệu": 10**6}[word]
            group = pending = 0
    return total + group + pending


@given(st.integers(0, 10**12) | st.integers(0, 2000), st.sampled_from(["linh", "lẻ"]))
def test_a_number_read_aloud_is_heard_as_itself(number, zero) -> None:
    assert heard(numbers.spelled(number, zero=zero)) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"), (10, "mười"), (11, "mười một"), (14, "mười bốn"), (15, "mười lăm"), (20, "hai mươi"),
        (21, "hai mươi mốt"), (24, "hai mươi tư"), (25, "hai mươi lăm"), (101, "một trăm linh một"),
        (105, "một trăm linh năm"), (110, "một trăm mười"), (111, "một trăm mười một"), (555, "năm trăm năm mươi lăm"),
        (1000, "một nghìn"), (1005, "một nghìn không trăm linh năm"), (2023, "hai nghìn không trăm hai mươi ba"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn"), (10**9, "một tỷ"), (10**12, "một nghìn tỷ"),
    ],
)  # fmt: skip
def test_numbers_are_spelled_as_people_say_them(number, words) -> None:
    assert numbers.spelled(number) == words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Từ ngày 20/4/2023.", "Từ ngày hai mươi tháng tư năm hai nghìn không trăm hai mươi ba."),
        ("Họp 5-1-2026", "Họp ngày năm tháng một năm hai nghìn không trăm hai mươi sáu"),
        ("Từ 14–20/4/2025", "Từ ngày mười bốn đến ngày hai mươi tháng tư năm hai nghìn không trăm hai mươi lăm"),
        ("sáng 2/9", "sáng ngày hai tháng chín"),
        ("tháng 4/2026", "tháng tư năm hai nghìn không trăm hai mươi sáu"),
        ("Quý II và quý IV", "Quý hai và quý tư"),
        ("Quý II/2023", "Quý hai năm hai nghìn không trăm hai mươi ba"),
        ("trực 24/7, xe chạy chậm (km/h)", "trực suốt ngày đêm, xe chạy chậm, ki-lô-mét trên giờ"),
        ("lần thứ I, lần thứ 4", "lần thứ nhất, lần thứ tư"),
        ("lúc 7h30, 8 giờ, 14:05", "lúc bảy giờ ba mươi phút, tám giờ, mười bốn giờ năm phút"),
        ("phí 1.250.000 đồng", "phí một triệu hai trăm năm mươi nghìn đồng"),
        ("đạt 98,5%", "đạt chín mươi tám phẩy năm phần trăm"),
        ("3,05 ha", "ba phẩy không năm héc-ta"),
        ("gọi 0299 3822 123", "gọi không hai chín chín, ba tám hai hai, một hai ba"),
        ("gọi 1900 1234", "gọi một chín không không, một hai ba bốn"),
        ("Kế hoạch số 452/KH-SXD", "Kế hoạch số bốn trăm năm mươi hai, Sở Xây dựng"),
        ("theo số 452/KH-SXD", "theo số bốn trăm năm mươi hai, kế hoạch, Sở Xây dựng"),
        ("số 61/2018/NĐ-CP", "số sáu mươi mốt, năm hai nghìn không trăm mười tám, nghị định, Chính phủ"),
        ("CCHC của UBND tỉnh", "cải cách hành chính của Ủy ban nhân dân tỉnh"),
        ("vào dichvucong.gov.vn", "vào dichvucong chấm gov chấm vn"),
        ("5-7 ngày", "năm đến bảy ngày"),
        ("(theo mẫu 01)", "theo mẫu không một"),
        ("đạt 3/4 chỉ tiêu", "đạt ba trên bốn chỉ tiêu"),
        ("THÔNG BÁO LỊCH HỌP", "Thông báo lịch họp"),
    ],
)  # fmt: skip
def test_ways_of_writing_are_read_as_a_broadcaster_reads_them(written, read) -> None:
    assert spoken(written, TABLE).text == read


def test_an_abbreviation_that_is_not_listed_is_read_by_letter_and_told() -> None:
    found = spoken("Hồ sơ gửi BQL và BQL, theo mẫu M03.", TABLE)
    assert found.text == "Hồ sơ gửi bê quy lờ và bê quy lờ, theo mẫu mờ không ba."
    assert found.unknown == ["BQL", "M03"]


def test_an_abbreviation_of_the_channel_wins() -> None:
    assert (
        spoken("BQL chợ", read_table("BQL = Ban Quản lý\nkhông có dấu bằng\n= trống")).text
        == "Ban Quản lý chợ"
    )


def test_no_date_that_there_is_not_is_read_as_one() -> None:
    assert "tháng" not in spoken("31/2/2024", TABLE).text


@settings(max_examples=150)
@given(st.text(st.characters(codec="utf-8"), max_size=120) | st.text("0123456789.,/-% đhAĐ:()", max_size=60))
def test_whatever_is_written_no_digit_is_left_and_reading_again_changes_nothing_of_it(text) -> None:
    read = spoken(text, TABLE).text
    assert not re.search(r"\d", read)


def test_lines_are_short_enough_for_a_breath_and_lose_no_word() -> None:
    text = (
        "Người dân nộp hồ sơ trực tuyến tại nhà, được giảm một nửa lệ phí và nhận kết quả qua bưu điện " * 3
    ).strip() + ". Xin cảm ơn."
    lines = lines_of(text)
    assert " ".join(line.words for line in lines) == text
    assert max(len(line.words.split()) for line in lines) <= BREATH
    assert [line.ends for line in lines].count(True) == 2


def test_reading_time_follows_the_pace() -> None:
    assert seconds("một " * 160, 160) == 60
    assert said_time(135) == "2 phút 15 giây"
    assert said_time(0) == "0 giây"
