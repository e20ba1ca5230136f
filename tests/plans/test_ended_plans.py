"""A plan that was ended stands still: what was late on that day is late by the days it was late then, in every reading."""

from __future__ import annotations

import importlib
from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.plans import actions
from lantoa.plans.models import Plan
from lantoa.plans.queries import heat_map, late_days_of, standing, with_lateness
from lantoa.plans.wording import state_of, word_of
from lantoa.portal.queries import public_plan
from lantoa.reports.queries.plans import tasks_of
from tests.plans.building import issue, task_draft

pytestmark = pytest.mark.django_db

ENDED = date(2026, 9, 11)
"""A Friday. What was due on 31/08 is late by six working days: it was a day off itself, as were 1 and 2 September."""
LATER = date(2028, 3, 1)


@pytest.fixture
def plan(cast):
    """One task late when the plan ends, one due afterwards, one of every month with seven occasions past."""
    lead = cast.body("sxd.van_phong").pk
    with clock.standing_on(date(2026, 2, 12)):
        made = issue(
            cast,
            task_draft("Trễ", end=date(2026, 8, 31), lead_body_id=lead),
            task_draft("Chưa đến hạn", end=date(2026, 10, 30), lead_body_id=lead),
            task_draft(
                "Hằng tháng", time_kind="recurring", rrule="FREQ=MONTHLY", end=None, lead_body_id=lead
            ),
        )
    with clock.standing_on(ENDED):
        return actions.close_plan(made, actor=cast.actor("coordinator"))


def late_of(plan: Plan) -> list[str]:
    return [task.terms.text for task in with_lateness(plan.tasks.all()).order_by("position")]


def test_lists_go_on_saying_what_was_late_when_the_plan_ended(cast, plan):
    with clock.standing_on(ENDED):
        then = late_of(plan), [word_of(task) for task in plan.tasks.order_by("position")]
    with clock.standing_on(LATER):
        late, upcoming, monthly = plan.tasks.select_related("plan").order_by("position")

        assert (late_of(plan), [word_of(task) for task in (late, upcoming, monthly)]) == then
        assert late_of(plan) == ["Trễ", "Hằng tháng"]
        assert late_days_of(plan, late.due_on) == 6
        assert word_of(late) == "Trễ 6 ngày làm việc khi kết thúc"
        assert state_of(upcoming) == "todo"


def test_figures_heat_map_and_public_progress_stand_still(cast, plan):
    actions.publish_progress(plan, show_late=True, actor=cast.actor("director"))
    agency = cast.sxd

    def readings():
        found = public_plan(agency, plan.pk)
        return (
            standing(plan).late, standing(plan).due, heat_map(plan, 2026),
            [row.late for row in found.units], [(row.state, row.late) for row in found.tasks],
        )  # fmt: skip

    with clock.standing_on(ENDED):
        then = readings()
    with clock.standing_on(LATER):
        assert readings() == then
    assert then[0] == 1 + 7
    assert [row[1] for row in then[4]][:2] == [6, 0]


def test_a_report_of_days_after_the_end_says_what_was_late_at_the_end(cast, plan):
    with clock.standing_on(LATER):
        late, upcoming, monthly = tasks_of(plan, date(2026, 9, 15), date(2026, 12, 14), {})

    assert (late.state, upcoming.state, monthly.state) == ("late", "todo", "late")


def test_the_pages_show_no_growing_days(cast, plan):
    client = cast.client("coordinator")
    task = plan.tasks.get(position=3)
    with clock.standing_on(LATER):
        page = client.get(reverse("plans:task", args=[task.pk])).text
        listed = client.get(f"{reverse('plans:tasks')}?ke_hoach={plan.pk}").text
        csv = client.get(f"{reverse('plans:tasks')}?ke_hoach={plan.pk}&xuat=csv")
        month = client.get(f"{reverse('plans:calendar')}?ke_hoach={plan.pk}&thang=2026-10").text

    for text in (page, listed, b"".join(csv.streaming_content).decode()):
        assert "ngày làm việc khi kết thúc" in text
    assert "Trễ 6 ngày làm việc khi kết thúc" in listed
    assert 'data-st="late"' not in month


def test_a_plan_that_is_taken_up_again_counts_on(cast, plan):
    with clock.standing_on(LATER):
        again = actions.reopen_plan(plan, actor=cast.actor("coordinator"))

        assert (again.closed_on, again.late_before) == (None, None)
        assert late_of(again) == ["Trễ", "Chưa đến hạn", "Hằng tháng"]


def test_putting_a_plan_away_keeps_the_day_it_ended(cast, plan):
    with clock.standing_on(LATER):
        assert actions.archive_plan(plan, actor=cast.actor("coordinator")).closed_on == ENDED


@pytest.mark.parametrize("given", [{"closed_on": None}, {"state": "issued"}])
def test_an_ended_plan_has_the_day_and_no_other_has(plan, given):
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**given)


def test_plans_ended_before_take_the_day_from_the_audit_or_the_end_of_their_years(cast, plan):
    other = issue(cast, task_draft("Khác"), document_number="47/KH-SXD", year_from=2023, year_to=2023)
    module = importlib.import_module("lantoa.plans.migrations.0005_ended_plans")

    days = module.days_of_end(apps, [plan.pk, other.pk])

    closed = clock.day_of(Entry.objects.get(verb="plans.closed").at)
    assert days[plan.pk] == (closed, module.border_on(closed))
    assert days[other.pk] == (date(2023, 12, 31), date(2023, 12, 29))
