from __future__ import annotations

from datetime import datetime

import pytest

from lantoa.foundation.clock import VIETNAM
from lantoa.jobs import running, schedule
from lantoa.jobs.models import Job
from tests.jobs.samples import HERE

pytestmark = pytest.mark.django_db


def at(day, hour, minute=0):
    return datetime(2026, 9, day, hour, minute, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def one_schedule(monkeypatch):
    monkeypatch.setattr(schedule, "_schedules", {})
    schedule.register("test.morning", "0 6 * * *", f"{HERE}.step_twice", "Việc buổi sáng")


def test_a_schedule_met_for_the_first_time_makes_up_for_nothing():
    assert schedule.tick(at(8, 7)) == []


def test_a_due_tick_asks_for_one_job_in_vietnamese_time():
    schedule.tick(at(8, 5, 59))

    assert [job.title for job in schedule.tick(at(8, 6))] == ["Việc buổi sáng"]
    assert schedule.tick(at(8, 6, 1)) == []


def test_missed_ticks_run_once():
    schedule.tick(at(1, 7))

    assert len(schedule.tick(at(9, 7))) == 1
    assert schedule.tick(at(9, 8)) == []


def test_two_workers_take_a_tick_once():
    schedule.tick(at(8, 5))
    known = schedule.Tick.objects.get().last
    due = at(8, 6)

    taken = [schedule._take(schedule.registered()[0], known, due) for _ in range(2)]

    assert [job is not None for job in taken] == [True, False]
    assert Job.objects.count() == 1


def test_a_tick_while_the_last_one_still_runs_adds_nothing():
    schedule.tick(at(7, 7))
    schedule.tick(at(8, 7))
    schedule.tick(at(9, 7))

    assert Job.objects.count() == 1
    assert running.run_waiting() == 1


def test_a_name_is_registered_once_and_nonsense_is_refused():
    schedule.register("test.morning", "0 6 * * *", f"{HERE}.step_twice", "Việc buổi sáng")

    with pytest.raises(ValueError, match="twice"):
        schedule.register("test.morning", "0 7 * * *", f"{HERE}.step_twice", "Việc buổi sáng")
    with pytest.raises(ValueError, match="cron"):
        schedule.register("test.other", "every day", f"{HERE}.step_twice", "Việc")
