"""Lateness is counted in working days: a day off makes nothing late, and a due date on one moves to the next day of work."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.organisation.access import SYSTEM
from lantoa.plans import actions, queries, wording
from lantoa.plans.models import Task
from tests.plans.building import issue, task_draft

pytestmark = pytest.mark.django_db

FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY = (date(2026, 9, day) for day in (11, 12, 13, 14, 15))


@pytest.mark.parametrize(
    ("due", "today", "late"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, SATURDAY, 0),
        (FRIDAY, SUNDAY, 0),
        (FRIDAY, MONDAY, 1),
        (SUNDAY, MONDAY, 0),
        (SUNDAY, TUESDAY, 1),
        (date(2026, 2, 13), date(2026, 2, 20), 0),  # Tết
    ],
)
def test_list_words_figures_and_days_say_the_same(cast, due, today, late):
    plan = issue(cast, task_draft(end=due, lead_body_id=cast.body("sxd.van_phong").pk))
    task = plan.tasks.get()

    with clock.standing_on(today):
        assert queries.with_lateness(Task.objects.all()).count() == bool(late)
        assert wording.word_of(task) == (f"Trễ {late} ngày làm việc" if late else "Chưa bắt đầu")
        assert queries.late_days(due) == late
        assert queries.standing(plan).late == bool(late)
        assert queries.heat_map(plan, 2026)[task.lead_body_id][due.month].late == bool(late)


def test_nobody_is_told_of_lateness_on_a_day_off(cast):
    plan = issue(cast, task_draft(end=FRIDAY, lead_body_id=cast.body("sxd.van_phong").pk))

    actions.send_reminders(SATURDAY, actor=SYSTEM)
    assert not plan.tasks.get().reminders.filter(kind="late").exists()

    actions.send_reminders(MONDAY, actor=SYSTEM)
    assert plan.tasks.get().reminders.filter(kind="late").exists()


def test_a_file_of_late_tasks_reads_the_days_put_right_by_hand_once(cast, today):
    def read(number: int) -> int:
        drafts = [task_draft(f"Việc {n}", end=date(2026, 3, 2)) for n in range(number)]
        plan = issue(cast, *drafts, document_number=f"{number}/KH-SXD")
        with CaptureQueriesContext(connection) as found:
            answer = cast.client("coordinator").get(
                reverse("plans:tasks"), {"ke_hoach": plan.pk, "xuat": "csv"}
            )
            assert b"".join(answer.streaming_content).decode().count("ngày làm việc") == number
        return sum("workdayoverride" in query["sql"] for query in found)

    assert read(1) == read(3)
