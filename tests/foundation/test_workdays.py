from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.foundation import workdays
from lantoa.foundation.workdays import (
    Override,
    add_working_days,
    holiday_name,
    is_working_day,
    next_working_day,
    set_overrides_source,
    working_days_between,
)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
overrides = st.lists(st.builds(Override, days, st.booleans()), max_size=30)


@pytest.fixture(autouse=True)
def no_source() -> Iterator[None]:
    kept = workdays._source
    set_overrides_source(None)
    yield
    set_overrides_source(kept)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 9, 4), True),
        (date(2026, 9, 5), False),
        (date(2026, 9, 6), False),
        (date(2026, 9, 2), False),
        (date(2026, 2, 17), False),
        (date(2026, 8, 22), True),
        (date(2026, 8, 31), False),
        (date(2025, 5, 2), False),
        (date(2025, 4, 26), True),
    ],
)
def test_weekends_tet_holidays_and_swapped_saturdays_are_known(day: date, working: bool) -> None:
    assert is_working_day(day) is working


def test_a_day_counts_from_the_day_after_up_to_and_including_the_last() -> None:
    friday, monday = date(2026, 10, 9), date(2026, 10, 12)

    assert working_days_between(friday, friday) == 0
    assert working_days_between(friday, monday) == 1
    assert working_days_between(monday, friday) == -1
    assert working_days_between(date(2026, 2, 13), date(2026, 2, 23)) == 1


def test_a_deadline_in_working_days_steps_over_the_national_day() -> None:
    assert add_working_days(date(2026, 8, 28), 3) == date(2026, 9, 7)
    assert add_working_days(date(2026, 9, 7), -3) == date(2026, 8, 28)
    assert add_working_days(date(2026, 9, 6), 0) == date(2026, 9, 6)


def test_a_due_date_on_a_free_day_moves_to_the_next_working_one() -> None:
    assert next_working_day(date(2026, 10, 10)) == date(2026, 10, 12)
    assert next_working_day(date(2026, 10, 12)) == date(2026, 10, 12)


def test_an_override_makes_a_free_day_of_a_working_one_and_the_other_way() -> None:
    saturday, monday = date(2026, 10, 10), date(2026, 10, 12)
    changed = [Override(saturday, True), Override(monday, False, "nghỉ bù")]

    assert is_working_day(saturday, changed)
    assert not is_working_day(monday, changed)
    assert working_days_between(date(2026, 10, 9), monday, changed) == 1
    assert next_working_day(date(2026, 10, 11), changed) == date(2026, 10, 13)


def test_the_last_override_of_a_day_counts() -> None:
    day = date(2026, 10, 12)

    assert is_working_day(day, [Override(day, False), Override(day, True)])


def test_overrides_come_from_the_source_that_was_set_unless_handed_in() -> None:
    day = date(2026, 10, 12)
    set_overrides_source(lambda: [Override(day, False)])

    assert not is_working_day(day)
    assert is_working_day(day, [])


def test_holidays_have_vietnamese_names() -> None:
    assert holiday_name(date(2026, 9, 2)) == "Quốc khánh"
    assert holiday_name(date(2026, 9, 4)) == ""


@given(days, days, overrides)
def test_the_count_is_that_of_the_days_looked_at_one_by_one(
    a: date, b: date, changed: list[Override]
) -> None:
    start, end = min(a, b), min(max(a, b), min(a, b) + timedelta(days=900))

    looked_at = sum(
        is_working_day(start + timedelta(days=step), changed) for step in range(1, (end - start).days + 1)
    )

    assert working_days_between(start, end, changed) == looked_at
    assert working_days_between(end, start, changed) == -looked_at


@given(days, st.integers(0, 60), overrides)
def test_adding_then_counting_gives_the_number_back(day: date, number: int, changed: list[Override]) -> None:
    later = add_working_days(day, number, changed)

    assert working_days_between(day, later, changed) == number
    assert number == 0 or is_working_day(later, changed)


@given(days, st.integers(1, 60))
def test_going_forth_and_back_returns_to_a_working_day(day: date, number: int) -> None:
    start = next_working_day(day)

    assert add_working_days(add_working_days(start, number), -number) == start
