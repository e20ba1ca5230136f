"""Reminders and notices reach somebody who can act: units without a head, collectives, every turn of a recurring task."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.foundation import clock
from lantoa.notices.models import Notice
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.actions import lend_role
from lantoa.organisation.drafts import DelegationDraft
from lantoa.organisation.models import Membership, Role
from lantoa.plans import actions
from lantoa.plans.models import Reminder
from tests.plans.building import issue, task_draft

pytestmark = pytest.mark.django_db


def _told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("title", flat=True))


def _kinds(person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_the_next_turn_is_reminded_of_though_an_earlier_one_was_missed(cast, today):
    monthly = task_draft(
        "Phát thanh hằng tháng",
        time_kind="recurring",
        rrule="FREQ=MONTHLY",
        end=None,
        lead_body_id=cast.body("sxd.van_phong").pk,
    )
    task = issue(cast, monthly).tasks.get()

    with clock.standing_on(date(2026, 9, 30)):
        actions.send_reminders(date(2026, 9, 30), actor=SYSTEM)

    assert Reminder.objects.filter(task=task, due_on=date(2026, 9, 30), kind="T0").exists()
    assert any("Đến hạn hôm nay" in title and "Tháng 9/2026" in title for title in _told(cast.head))


def test_a_day_off_is_not_called_today_on_the_working_day_before(cast):
    sunday = date(2026, 9, 27)
    issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk, end=sunday))

    actions.send_reminders(sunday - timedelta(2), actor=SYSTEM)

    [title] = _told(cast.head)
    assert title.startswith("Sắp đến hạn 27/09/2026")


def test_the_coordinator_is_reminded_where_the_unit_has_no_head(cast, today):
    issue(cast, task_draft(lead_body_id=cast.body("sxd.nha_o").pk, end=today))

    actions.send_reminders(today, actor=SYSTEM)

    assert _kinds(cast.coordinator) == ["plans.due"]


def test_a_collective_is_reminded_through_the_heads_of_its_members(cast, today):
    issue(cast, task_draft(lead_body_id=cast.body("sxd.cac_phong").pk, end=today))

    actions.send_reminders(today, actor=SYSTEM)

    assert _kinds(cast.other_head) == _kinds(cast.planner) == ["plans.due"]
    assert _kinds(cast.head) == []


def test_who_stands_in_for_the_head_is_told_too(cast, today):
    role = Membership.objects.get(person=cast.head, role=Role.HEAD)
    leave = DelegationDraft(role.pk, cast.officer.pk, today, today + timedelta(5), "Nghỉ phép")
    lend_role(leave, actor=cast.actor("head"))
    issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk, end=today))

    actions.send_reminders(today, actor=SYSTEM)

    assert _kinds(cast.officer) == _kinds(cast.head) == ["plans.due"]


def test_reminders_read_the_days_put_right_by_hand_once(cast, today):
    def overrides_read(number: int) -> int:
        drafts = [task_draft(f"Việc {n}", end=date(2026, 12, 31)) for n in range(1, number + 1)]
        issue(cast, *drafts, document_number=f"{number}/KH-SXD")
        with CaptureQueriesContext(connection) as queries:
            actions.send_reminders(date(2026, 12, 10), actor=SYSTEM)
        return sum("workdayoverride" in query["sql"] for query in queries)

    assert overrides_read(1) == overrides_read(3) == 1


def test_the_coordinator_hears_of_what_the_head_asks_to_close(cast):
    task = issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk)).tasks.get()

    actions.ask_done(task, "Đã làm xong", actor=cast.actor("head"))

    assert _kinds(cast.coordinator) == ["plans.done_asked"]


def test_units_hear_of_the_parts_that_a_split_gives_them(cast):
    task = issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk)).tasks.get()
    parts = [
        task_draft("Phần một", lead_body_id=cast.body("sxd.van_phong").pk),
        task_draft("Phần hai", lead_body_id=cast.body("sxd.quan_ly").pk),
    ]

    actions.split(task, parts, actor=cast.actor("head"))

    assert _kinds(cast.other_head) == ["plans.forwarded"]
