"""The plan's standing in a report: as it was on the last day of the figures, never on a day that lies ahead."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.foundation import clock
from lantoa.plans.models import Instance
from lantoa.reports.queries.gathering import gather
from lantoa.reports.queries.periods import round_for
from tests.plans.building import issue, task_draft

pytestmark = pytest.mark.django_db


def states(cast, period: str = "2026-H1") -> tuple[list[str], int]:
    found = round_for(period)
    contents = gather(cast.sxd, found.period, found.window).contents
    plan = contents.plans[-1]
    return [task.state for task in contents.tasks if task.plan == plan.number], plan.late


def test_what_is_due_after_today_is_not_late_though_the_period_ends_later(cast):
    with clock.standing_on(date(2026, 3, 2)):
        issue(cast, task_draft(end=date(2026, 4, 30)))
    with clock.standing_on(date(2026, 4, 2)):
        assert states(cast) == (["todo"], 0)
    with clock.standing_on(date(2026, 6, 20)):
        assert states(cast) == (["late"], 1)


def test_an_occasion_done_after_the_last_day_was_missed_on_it(cast):
    with clock.standing_on(date(2026, 3, 2)):
        plan = issue(
            cast,
            task_draft(
                time_kind="recurring", rrule="FREQ=MONTHLY", start=date(2026, 5, 1), end=date(2026, 7, 31)
            ),
        )
    may = Instance.objects.filter(task__plan=plan).order_by("due_on").first()
    assert may.due_on == date(2026, 5, 31)
    with clock.standing_on(date(2026, 7, 10)):
        Instance.objects.filter(task__plan=plan, due_on__lt=date(2026, 7, 1)).update(done_on=date(2026, 7, 5))
        plan.tasks.update(due_on=date(2026, 7, 31))
        assert states(cast) == (["late"], 1)
        Instance.objects.filter(pk=may.pk).update(done_on=date(2026, 5, 30))
        assert states(cast) == (["todo"], 0)
