"""The dates on which a recurring duty falls due."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.plans.occasions import BadRule, occasions

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_named_months_are_due_on_their_last_days() -> None:
    found = occasions("FREQ=YEARLY;BYMONTH=5,9", *YEAR)
    assert [(one.label, one.start, one.due) for one in found] == [
        ("Tháng 5/2026", date(2026, 5, 1), date(2026, 5, 31)),
        ("Tháng 9/2026", date(2026, 9, 1), date(2026, 9, 30)),
    ]


def test_named_months_come_back_every_year_and_keep_within_the_span() -> None:
    found = occasions("FREQ=YEARLY;BYMONTH=2,12", date(2026, 2, 10), date(2027, 2, 15))
    assert [one.due for one in found] == [date(2026, 2, 28), date(2026, 12, 31), date(2027, 2, 15)]


def test_the_day_of_the_last_month_of_each_quarter() -> None:
    found = occasions("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20", *YEAR)
    assert [one.due for one in found] == [date(2026, month, 20) for month in (3, 6, 9, 12)]


@pytest.mark.parametrize("months", ["0", "13", "a", ""])
def test_a_month_that_is_none_is_refused(months: str) -> None:
    with pytest.raises(BadRule):
        occasions(f"FREQ=YEARLY;BYMONTH={months}", *YEAR)


@pytest.mark.parametrize("day", [29, 30, 31])
def test_a_month_too_short_for_the_day_is_due_on_its_last_one(day: int) -> None:
    found = occasions(f"FREQ=MONTHLY;BYMONTHDAY={day}", *YEAR)
    assert len(found) == 12
    assert found[1].due == date(2026, 2, 28)
    assert found[2].due == date(2026, 3, day)


def test_the_thirtieth_of_february_is_its_last_day() -> None:
    found = occasions("FREQ=YEARLY;BYMONTH=2,6;BYMONTHDAY=30", date(2027, 1, 1), date(2028, 12, 31))
    assert [one.due for one in found] == [
        date(2027, 2, 28),
        date(2027, 6, 30),
        date(2028, 2, 29),
        date(2028, 6, 30),
    ]


@pytest.mark.parametrize("issued", [date(2026, 1, 1), date(2026, 2, 5), date(2026, 3, 10)])
def test_a_day_of_every_quarter_does_not_move_with_the_day_of_issue(issued: date) -> None:
    found = occasions("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", issued, YEAR[1])
    assert [one.due for one in found] == [date(2026, month, 15) for month in (3, 6, 9, 12)]


@pytest.mark.parametrize("day", ["0", "32", "-32", "x"])
def test_a_day_that_no_month_has_is_refused(day: str) -> None:
    with pytest.raises(BadRule):
        occasions(f"FREQ=MONTHLY;BYMONTHDAY={day}", *YEAR)
