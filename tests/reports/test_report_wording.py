"""How a report's state and days are said."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.reports.models import Report
from lantoa.reports.wording import look_of

pytestmark = pytest.mark.django_db

SATURDAY = date(2026, 6, 20)


@pytest.mark.parametrize(
    ("day", "look"), [(date(2026, 6, 21), "work"), (date(2026, 6, 22), "work"), (date(2026, 6, 23), "late")]
)
def test_a_day_off_makes_no_report_late(day, look):
    assert look_of("writing", SATURDAY, day) == look


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2026-M11", "Báo cáo tháng 11/2026"),
        ("2026-Q3", "Báo cáo quý III/2026"),
        ("2026-H1", "Báo cáo 6 tháng đầu năm 2026"),
    ],
)
def test_a_title_says_the_period_as_a_sentence_does(period, said):
    assert str(Report(period=period)).replace("\xa0", " ") == said
