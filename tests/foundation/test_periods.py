from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lantoa.foundation.periods import (
    CCHC_REPORTING,
    BadPeriod,
    Period,
    PeriodKind,
    ReportingRule,
    current,
    reporting_rounds,
)

days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
calendar_kinds = st.sampled_from([PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR])
counts = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF: 2,
    PeriodKind.NINE_MONTHS: 1,
    PeriodKind.YEAR: 1,
}


@st.composite
def periods(draw: st.DrawFn) -> Period:
    kind = draw(st.sampled_from(list(PeriodKind)))
    if kind is PeriodKind.CUSTOM:
        first = draw(days)
        return Period.custom(first, first + timedelta(days=draw(st.integers(0, 500))))
    return Period(kind, draw(st.integers(1990, 2100)), draw(st.integers(1, counts[kind])))


@pytest.mark.parametrize(
    ("code", "label", "start", "end"),
    [
        ("2026-M10", "Tháng 10/2026", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026-M02", "Tháng 02/2026", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-Q1", "Quý I/2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q3", "Quý III/2026", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-Q4", "Quý IV/2026", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H1", "6 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-H2", "6 tháng cuối năm 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026-9M", "9 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 9, 30)),
        ("2026-Y", "Năm 2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-03-02..2026-05-31", "Từ 02/03/2026 đến 31/05/2026", date(2026, 3, 2), date(2026, 5, 31)),
    ],
)
def test_a_period_has_its_code_its_official_name_and_its_days(
    code: str, label: str, start: date, end: date
) -> None:
    period = Period.parse(code)

    assert (period.code, period.start, period.end) == (code, start, end)
    assert period.label.replace("\u00a0", " ") == label


def test_the_name_of_a_period_never_breaks_over_two_lines() -> None:
    assert " " not in Period.parse("2026-H1").label


def test_small_letters_and_a_month_without_zero_are_read_too() -> None:
    assert Period.parse(" 2026-m3 ") == Period(PeriodKind.MONTH, 2026, 3)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2026",
        "2026-Q5",
        "2026-Q0",
        "2026-M13",
        "2026-H3",
        "26-Q1",
        "2026-Q",
        "2026-05-31..2026-03-01",
        "..",
        "0000-Y",
    ],
)
def test_what_is_no_period_is_refused_in_words(code: str) -> None:
    with pytest.raises(BadPeriod, match=r"kỳ|Khoảng"):
        Period.parse(code)


def test_october_lies_in_no_nine_months() -> None:
    assert Period.containing(date(2026, 9, 30), PeriodKind.NINE_MONTHS).code == "2026-9M"
    with pytest.raises(BadPeriod):
        Period.containing(date(2026, 10, 1), PeriodKind.NINE_MONTHS)


def test_a_year_splits_into_its_quarters_and_a_quarter_into_its_months() -> None:
    assert [part.code for part in Period.parse("2026-Y").split(PeriodKind.QUARTER)] == [
        "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4",
    ]  # fmt: skip
    assert [part.index for part in Period.parse("2026-Q3").split(PeriodKind.MONTH)] == [7, 8, 9]


def test_the_current_period_is_a_quarter_unless_said() -> None:
    assert current(date(2026, 11, 23)).code == "2026-Q4"


@given(periods())
def test_a_code_reads_back_as_its_period(period: Period) -> None:
    assert Period.parse(period.code) == period


@given(periods())
def test_the_next_period_starts_the_day_after_and_back_again(period: Period) -> None:
    assert period.next().previous() == period
    if period.kind is not PeriodKind.NINE_MONTHS:
        assert period.next().start == period.end + timedelta(days=1)


@given(days, calendar_kinds)
def test_every_day_lies_in_exactly_one_period_of_a_kind(day: date, kind: PeriodKind) -> None:
    period = Period.containing(day, kind)

    assert day in period
    assert day not in period.next()
    assert day not in period.previous()


@given(periods(), periods())
def test_a_period_holds_another_when_it_holds_both_its_ends(outer: Period, inner: Period) -> None:
    assert (inner in outer) == (inner.start in outer and inner.end in outer)


@given(periods(), calendar_kinds)
def test_the_parts_of_a_period_follow_each_other(period: Period, kind: PeriodKind) -> None:
    assume(period.kind is not PeriodKind.CUSTOM)
    parts = period.split(kind)

    assert all(left.end + timedelta(days=1) == right.start for left, right in pairwise(parts))
    assert all(part in period for part in parts)


def test_reports_on_reform_close_on_the_14th_and_are_due_on_the_20th() -> None:
    rounds = reporting_rounds(2026)

    assert [(found.period.code, found.window.code, found.due) for found in rounds] == [
        ("2026-Q1", "2025-12-15..2026-03-14", date(2026, 3, 20)),
        ("2026-H1", "2025-12-15..2026-06-14", date(2026, 6, 20)),
        ("2026-Q3", "2026-06-15..2026-09-14", date(2026, 9, 20)),
        ("2026-Y", "2025-12-15..2026-12-14", date(2026, 12, 20)),
    ]


def test_a_province_may_bring_its_own_rules() -> None:
    monthly = [ReportingRule(PeriodKind.MONTH, 10, (9, 15), (10, 14), (10, 18))]

    assert [found.due for found in reporting_rounds(2026, monthly)] == [date(2026, 10, 18)]
    assert len(CCHC_REPORTING) == 4


@pytest.mark.parametrize(
    "code", ["2026-M02", "2024-M02", "2026-Q3", "2026-H1", "2026-9M", "2026-Y", "2026-01-02..2026-01-31"]
)
def test_two_days_are_called_by_the_shortest_name_they_have(code: str) -> None:
    period = Period.parse(code)
    assert Period.of(period.start, period.end) == period


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_any_two_days_are_a_period_of_just_those_days(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = Period.of(first, last)
    assert (found.start, found.end) == (first, last)
