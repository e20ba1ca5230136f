"""Time phrases as officials write them, against a plan of 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.plans.reading.times import read_time

PLAN = (2026, 2026)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("raw", "start", "end"),
    [
        ("Quý II", "2026-04-01", "2026-06-30"),
        ("Quý 2/2026", "2026-04-01", "2026-06-30"),
        ("Quý IV năm 2026", "2026-10-01", "2026-12-31"),
        ("Quý II, III", "2026-04-01", "2026-09-30"),
        ("Quý III và Quý IV/2026", "2026-07-01", "2026-12-31"),
        ("Quý II - IV", "2026-04-01", "2026-12-31"),
        ("Từ Quý II đến Quý IV", "2026-04-01", "2026-12-31"),
        ("6 tháng đầu năm", "2026-01-01", "2026-06-30"),
        ("06 tháng cuối năm 2026", "2026-07-01", "2026-12-31"),
        ("Tháng 10/2026", "2026-10-01", "2026-10-31"),
        ("Tháng 02", "2026-02-01", "2026-02-28"),
        ("Tháng 3, 4, 5", "2026-03-01", "2026-05-31"),
        ("Tháng 3 - 5/2026", "2026-03-01", "2026-05-31"),
        ("tháng ba", "2026-03-01", "2026-03-31"),
        ("từ tháng 3 đến tháng 11", "2026-03-01", "2026-11-30"),
        ("từ tháng 11 đến tháng 2", "2026-11-01", "2027-02-28"),
        ("Trong năm", "2026-01-01", "2026-12-31"),
        ("Trong năm 2026", "2026-01-01", "2026-12-31"),
        ("Cả năm 2026", "2026-01-01", "2026-12-31"),
        ("từ ngày 01/3/2026 đến ngày 30/11/2026", "2026-03-01", "2026-11-30"),
        ("từ ngày 5 đến ngày 10 tháng 3 năm 2026", "2026-03-05", "2026-03-10"),
        ("14 - 20/4/2026", "2026-04-14", "2026-04-20"),
        ("Từ tháng 2/2026", "2026-02-01", None),
        ("Từ nay đến 30/6/2026", None, "2026-06-30"),
        ("Giai đoạn 2026 - 2030", "2026-01-01", "2030-12-31"),
        ("cuối tháng 6", "2026-06-21", "2026-06-30"),
    ],
)
def test_a_span_of_the_calendar_is_a_range(raw: str, start: str | None, end: str | None) -> None:
    when = read_time(raw, PLAN).when
    assert (when.kind, when.start, when.end, when.rrule) == ("range", day(start), day(end), None)


@pytest.mark.parametrize(
    ("raw", "end"),
    [
        ("trước ngày 30/6/2026", "2026-06-30"),
        ("Trước 30/6", "2026-06-30"),
        ("chậm nhất ngày 15/12", "2026-12-15"),
        ("Chậm nhất là ngày 15 tháng 12 năm 2026", "2026-12-15"),
        ("Hoàn thành ngày 20/5/2026", "2026-05-20"),
        ("hoàn thành trong tháng 6", "2026-06-30"),
        ("Hoàn thành trong Quý II", "2026-06-30"),
        ("xong trước 30/6", "2026-06-30"),
        ("Trước tháng 6", "2026-05-31"),
        ("Trước Quý III", "2026-06-30"),
        ("Đến hết tháng 11", "2026-11-30"),
    ],
)
def test_a_deadline_is_once_with_an_end_only(raw: str, end: str) -> None:
    when = read_time(raw, PLAN).when
    assert (when.kind, when.start, when.end) == ("once", None, day(end))


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        ("Hàng ngày", "FREQ=DAILY"),
        ("hằng tuần", "FREQ=WEEKLY"),
        ("Thứ Hai hàng tuần", "FREQ=WEEKLY;BYDAY=MO"),
        ("hàng tuần, vào thứ Ba và thứ Sáu", "FREQ=WEEKLY;BYDAY=TU,FR"),
        ("Hàng tháng", "FREQ=MONTHLY"),
        ("mỗi tháng một lần", "FREQ=MONTHLY"),
        ("01 lần/tháng", "FREQ=MONTHLY"),
        ("ngày 20 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=20"),
        ("trước ngày 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("thứ Hai tuần đầu mỗi tháng", "FREQ=MONTHLY;BYDAY=1MO"),
        ("định kỳ hằng quý", "FREQ=MONTHLY;INTERVAL=3"),
        ("mỗi quý 01 lần", "FREQ=MONTHLY;INTERVAL=3"),
        ("Trước ngày 20 của tháng cuối quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"),
        ("02 tuần/lần", "FREQ=WEEKLY;INTERVAL=2"),
        ("mỗi năm 01 lần", "FREQ=YEARLY"),
        ("Tháng 5, 9", "FREQ=YEARLY;BYMONTH=5,9"),
        ("tháng 5 và tháng 11", "FREQ=YEARLY;BYMONTH=5,11"),
        ("Quý II và Quý IV", "FREQ=YEARLY;BYMONTH=6,12"),
        ("Quý I, III năm 2026", "FREQ=YEARLY;BYMONTH=3,9"),
        ("6 tháng/lần", "FREQ=MONTHLY;INTERVAL=6"),
        ("02 lần/năm", "FREQ=MONTHLY;INTERVAL=6"),
        ("Định kỳ 6 tháng, năm", "FREQ=MONTHLY;INTERVAL=6"),
        ("Hàng quý, 6 tháng, năm", "FREQ=MONTHLY;INTERVAL=3"),
        ("hàng năm", "FREQ=YEARLY"),
        ("ngày 09/11 hàng năm", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=9"),
        ("Ngày 20 các tháng 3, 6, 9, 12", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"),
    ],
)
def test_what_comes_back_is_a_rule(raw: str, rule: str) -> None:
    when = read_time(raw, PLAN).when
    assert (when.kind, when.rrule) == ("recurring", rule)


def test_a_list_of_months_with_gaps_keeps_its_bounds() -> None:
    when = read_time("Tháng 5, 9", PLAN).when
    assert (when.start, when.end) == (date(2026, 5, 1), date(2026, 9, 30))


def test_a_rule_may_have_bounds() -> None:
    when = read_time("Hàng tháng, từ tháng 3 đến tháng 11", PLAN).when
    assert (when.rrule, when.start, when.end) == ("FREQ=MONTHLY", date(2026, 3, 1), date(2026, 11, 30))


@pytest.mark.parametrize("raw", ["Thường xuyên", "thường xuyên, liên tục", "Liên tục"])
def test_always_is_continuous(raw: str) -> None:
    when = read_time(raw, PLAN).when
    assert (when.kind, when.start, when.end) == ("continuous", None, None)


def test_always_within_the_year_has_the_year_as_bounds() -> None:
    when = read_time("Thường xuyên trong năm", PLAN).when
    assert (when.kind, when.start, when.end) == ("continuous", date(2026, 1, 1), date(2026, 12, 31))


def test_what_stands_first_decides() -> None:
    when = read_time("Thường xuyên; báo cáo trước ngày 15/12", PLAN).when
    assert (when.kind, when.end) == ("continuous", None)


@pytest.mark.parametrize(
    "raw",
    [
        "Sau khi có văn bản chỉ đạo",
        "Theo kế hoạch của UBND tỉnh",
        "khi có yêu cầu",
        "Ngay sau khi ban hành",
        "trong vòng 15 ngày kể từ ngày ban hành",
        "Theo Kế hoạch năm 2026 của UBND tỉnh",
    ],
)
def test_an_event_is_kept_in_its_words(raw: str) -> None:
    when = read_time(raw, PLAN).when
    assert (when.kind, when.event_text, when.start, when.end) == ("on_event", raw, None, None)


def test_a_single_day_is_once_on_that_day() -> None:
    when = read_time("Ngày 09/11/2026", PLAN).when
    assert (when.kind, when.start, when.end) == ("once", date(2026, 11, 9), date(2026, 11, 9))


def test_a_day_that_no_calendar_has_is_said() -> None:
    reading = read_time("Trước ngày 31/02/2026", PLAN)
    assert reading.bad_date
    assert (reading.when.kind, reading.when.end) == ("once", None)


@pytest.mark.parametrize("raw", ["", "   ", "…", "chưa rõ", "x"])
def test_what_says_no_time_has_no_kind(raw: str) -> None:
    assert read_time(raw, PLAN).when.kind is None


def test_without_a_year_the_bounds_stay_open() -> None:
    when = read_time("Quý II", None).when
    assert (when.kind, when.start, when.end) == ("range", None, None)


def test_the_phrase_is_kept_as_written() -> None:
    assert read_time(" Quý  II, III. ", PLAN).when.raw == "Quý II, III"


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{0}/{1}/{2}", "{0:02}/{1:02}/{2}", "{0} tháng {1} năm {2}"]),
)
def test_every_day_of_the_calendar_comes_back(moment: date, form: str) -> None:
    written = form.format(moment.day, moment.month, moment.year)
    assert read_time(f"Trước ngày {written}", PLAN).when.end == moment
    assert read_time(f"ngày {written}", PLAN).when.start == moment


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("Trước ngày 24/7/2026", None, date(2026, 7, 24)),
        ("Trước 24/7", None, date(2026, 7, 24)),
        ("Từ ngày 20/7 đến 24/7", date(2026, 7, 20), date(2026, 7, 24)),
        ("Từ 24/7 đến 30/7/2026", date(2026, 7, 24), date(2026, 7, 30)),
    ],
)
def test_the_24th_of_july_is_no_round_the_clock(written: str, start: date | None, end: date | None) -> None:
    when = read_time(written, PLAN).when
    assert (when.kind, when.start, when.end) != ("continuous", None, None)
    assert (when.start, when.end) == (start, end)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(2000, 2099))
def test_months_span_from_the_first_to_the_last_day(first: int, last: int, year: int) -> None:
    when = read_time(f"Tháng {first}, tháng {last}/{year}", PLAN).when
    assert when.start == date(year, min(first, last), 1)
    assert when.end is not None and (when.end.month, when.end.year) == (max(first, last), year)


@given(st.text(max_size=200))
def test_no_text_fails(raw: str) -> None:
    when = read_time(raw, PLAN).when
    assert when.kind in (None, "once", "range", "recurring", "continuous", "on_event")
    assert when.start is None or when.end is None or when.start <= when.end or when.kind == "range"


@given(
    st.lists(
        st.sampled_from(
            [
                "quý",
                "tháng",
                "I",
                "II",
                "3",
                "31/02",
                "hàng",
                "từ",
                "đến",
                "trước",
                "năm",
                "2026",
                ",",
                "-",
                "ngày",
                "/",
                "lần",
                "cuối",
                "tuần",
                "giai đoạn",
                "06",
            ]
        ),
        max_size=14,
    )
)
def test_no_heap_of_time_words_fails(words: list[str]) -> None:
    read_time(" ".join(words), PLAN)
