from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from lantoa.ui.words import vnbytes, vndate, vndatetime, vnnumber, vnpercent


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (1284, None, "1.284"),
        (Decimal("1284.50"), None, "1.284,5"),
        (Decimal("0.85"), None, "0,85"),
        (Decimal("18420000"), None, "18.420.000"),
        (Decimal("1E+3"), None, "1.000"),
        (53.7, 2, "53,70"),
        (Decimal("62.25"), 1, "62,3"),
        (Decimal("-0.04"), 1, "0,0"),
        (-4, None, "−4"),
        (0, None, "0"),
        (None, None, ""),
        ("", None, ""),
    ],
)
def test_numbers_have_a_decimal_comma_and_points_between_thousands(value, places, written):
    assert vnnumber(value, places) == written


def test_a_percentage_keeps_its_sign_on_the_same_line():
    assert vnpercent(Decimal("53.7")) == "53,7\N{NO-BREAK SPACE}%"


def test_days_are_written_day_first():
    assert vndate(date(2026, 9, 8)) == "08/09/2026"


def test_a_moment_is_shown_in_vietnamese_time():
    late = datetime(2026, 9, 8, 18, 30, tzinfo=UTC)
    assert (vndate(late), vndatetime(late)) == ("09/09/2026", "09/09/2026 01:30")


def test_nothing_is_written_for_nothing():
    assert (vndate(None), vndatetime(None), vnpercent(None)) == ("", "", "")


@pytest.mark.parametrize(("size", "written"), [(900, "900 byte"), (12_300, "12 KB"), (4_823_450, "4,6 MB")])
def test_sizes_are_said_in_the_unit_people_know(size, written):
    assert vnbytes(size).replace("\N{NO-BREAK SPACE}", " ") == written
