"""Days that the calendar has wrong are put right by hand, for everybody and at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from lantoa.foundation.errors import Refused
from lantoa.foundation.workdays import is_working_day, working_days_between
from lantoa.organisation import calendar
from tests.cast import Cast

pytestmark = pytest.mark.django_db

MONDAY, SATURDAY = date(2026, 9, 7), date(2026, 9, 12)


def test_a_saturday_becomes_a_working_day(cast: Cast) -> None:
    assert not is_working_day(SATURDAY)

    calendar.set_workday(SATURDAY, working=True, reason="Làm bù", actor=cast.actor("administrator"))

    assert is_working_day(SATURDAY)


def test_a_day_off_moves_every_count(cast: Cast) -> None:
    before = working_days_between(MONDAY, SATURDAY)

    calendar.set_workday(
        date(2026, 9, 9), working=False, reason="Nghỉ bão", actor=cast.actor("administrator")
    )

    assert working_days_between(MONDAY, SATURDAY) == before - 1


def test_a_dropped_day_is_the_calendars_again(cast: Cast) -> None:
    actor = cast.actor("administrator")
    row = calendar.set_workday(SATURDAY, working=True, reason="Làm bù", actor=actor)

    calendar.unset_workday(row, actor=actor)

    assert not is_working_day(SATURDAY)


def test_what_the_calendar_says_already_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        calendar.set_workday(SATURDAY, working=False, reason="Nghỉ", actor=cast.actor("administrator"))

    assert refusal.value.code == "same"


def test_only_the_top_administrator_changes_days(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        calendar.set_workday(SATURDAY, working=True, reason="Làm bù", actor=cast.actor("director"))

    assert refusal.value.code == "forbidden"


def test_a_hundred_questions_in_a_request_cost_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1), calendar.reading_once():
        for _ in range(100):
            is_working_day(MONDAY)


def test_a_day_is_put_right_on_screen(cast: Cast) -> None:
    client = cast.client("administrator")

    client.post(reverse("organisation:workdays"), {"day": "12/09/2026", "working": "1", "reason": "Làm bù"})

    assert is_working_day(SATURDAY)
    assert "12/09/2026" in client.get(reverse("organisation:workdays")).content.decode()
