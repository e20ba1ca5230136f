"""A renamed agency goes on with its plans: people are told of its tasks, named on them, and units get them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.ledger.actions import record_activity
from lantoa.ledger.drafts import ActivityDraft
from lantoa.ledger.refs import Ref
from lantoa.notices.models import Notice
from lantoa.organisation import actions as organisation
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.drafts import AgencyDraft, DelegationDraft
from lantoa.organisation.models import Body, Membership, Role
from lantoa.plans import actions
from tests.plans.building import issue, task_draft

pytestmark = pytest.mark.django_db

BEFORE, DAY, AFTER = date(2026, 8, 3), date(2026, 9, 1), date(2026, 9, 8)


@pytest.fixture
def task(cast):
    """Led by the office of an agency that bears another name today; its head was away when it changed."""
    with clock.standing_on(BEFORE):
        role = Membership.objects.get(person=cast.head, role=Role.HEAD)
        leave = DelegationDraft(role.pk, cast.editor.pk, BEFORE, DAY + timedelta(30), "Nghỉ thai sản")
        organisation.lend_role(leave, actor=cast.actor("head"))
        row = issue(cast, task_draft(lead_body_id=cast.body("sxd.van_phong").pk, end=AFTER)).tasks.get()
    name = AgencyDraft(
        code="SXDMT",
        legal_name="Sở Xây dựng và Môi trường",
        short_name="Sở Xây dựng",
        level="department",
        valid_from=DAY,
    )
    organisation.rename_agency(cast.sxd, name, day=DAY, legal_basis="Nghị quyết 9/NQ-HĐND", actor=SYSTEM)
    with clock.standing_on(AFTER):
        yield row


def test_head_and_stand_in_are_reminded(cast, task):
    actions.send_reminders(AFTER, actor=SYSTEM)

    assert set(Notice.objects.values_list("person", flat=True)) == {cast.head.pk, cast.editor.pk}


def test_colleagues_of_today_are_named_on_its_tasks(cast, task):
    page = cast.client("head").get(reverse("plans:assign", args=[task.pk])).text
    assert cast.officer.full_name in page

    actions.assign(task, [], cast.officer, actor=cast.actor("head"))
    actions.send_reminders(AFTER, actor=SYSTEM)

    assert set(Notice.objects.filter(kind="plans.due").values_list("person", flat=True)) == {cast.officer.pk}


def test_what_is_done_under_the_new_name_counts_towards_them(cast, task):
    officer = cast.actor("officer")
    draft = ActivityDraft(
        kind="tin-bai",
        title="Đăng bài hướng dẫn",
        day=AFTER,
        agency_id=officer.home_agency_id,
        body_id=next(iter(officer.body_ids)),
    )

    activity = record_activity(draft, actor=officer, towards=[Ref("plans.task", task.pk)])

    assert task.credits.get().activity == activity


def test_its_tasks_go_to_the_units_of_today(cast, task):
    other = Body.objects.get(name=cast.body("sxd.quan_ly").name, valid_to=None)
    page = cast.client("coordinator").get(reverse("plans:forward", args=[task.pk])).text
    assert f'value="{other.pk}"' in page

    actions.forward(task, other, "Đúng chức năng hơn", actor=cast.actor("coordinator"))

    assert list(Notice.objects.values_list("person", flat=True)) == [cast.other_head.pk]


def test_a_unit_that_was_taken_over_answers_through_the_one_that_did(cast):
    office, other = cast.body("sxd.quy_hoach"), cast.body("sxd.quan_ly")
    task = issue(cast, task_draft(lead_body_id=office.pk)).tasks.get()
    yesterday = clock.today() - timedelta(1)
    organisation.end_body(office, last_day=yesterday, into=other, actor=cast.actor("administrator"))

    actions.ask_done(task, "Xong", actor=cast.actor("coordinator"))

    assert list(Notice.objects.values_list("person", flat=True)) == [cast.other_head.pk]
