"""Whose a task is: of a collective it is every member's; after an amendment it is the unit's that the amendment names."""

import pytest

from lantoa.foundation.errors import Refused
from lantoa.plans import access, actions, queries
from lantoa.plans.models import Citation, Task
from lantoa.plans.queries.shown import waiting_for
from tests.plans.building import issue, plan_draft, proven_activity, task_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(cast) -> Task:
    return issue(cast, task_draft(lead_body_id=cast.body("sxd.cac_phong").pk)).tasks.get()


def test_each_member_of_a_collective_carries_its_task_out(cast, shared):
    actor = cast.actor("other_officer")

    actions.credit(shared, proven_activity(cast, by="other_officer"), actor=actor)

    assert [row.value for row in queries.purposes(actor)] == [f"plans.task:{shared.pk}"]
    assert list(queries.my_tasks(actor)) == [shared]
    assert Task.objects.get(pk=shared.pk).state == Task.State.WORK


def test_who_is_of_no_member_does_not(cast, shared):
    with pytest.raises(Refused):
        actions.start(shared, actor=cast.actor("officer"))
    assert not access.may_work(cast.actor("officer"), shared)


def test_a_member_does_not_close_what_is_everybodys(cast, shared):
    actions.ask_done(shared, "Các phòng đã làm xong", actor=cast.actor("other_officer"))

    with pytest.raises(Refused):
        actions.confirm_done(shared, actor=cast.actor("other_head"))
    assert list(waiting_for(cast.actor("coordinator"))) == [shared]


def test_an_amendment_that_moves_a_task_takes_it_from_the_people_of_the_old_unit(cast):
    office, other = cast.body("sxd.van_phong"), cast.body("sxd.quan_ly")
    plan = issue(cast, task_draft(lead_body_id=office.pk))
    task = plan.tasks.get()
    actions.accept(task, actor=cast.actor("head"))
    actions.assign(task, [], cast.officer, actor=cast.actor("head"))

    moved = task_draft(lead_body_id=other.pk, task_id=task.pk)
    actions.amend_plan(plan, plan_draft(moved, document_number="90/KH-SXD"), actor=cast.actor("coordinator"))

    task.refresh_from_db()
    assert (task.lead_body, task.accepted_at, task.assignments.count()) == (other, None, 0)
    assert task.handovers.last().to_body == other
    assert not access.may_work(cast.actor("officer"), task)


def test_an_amendment_that_leaves_the_unit_leaves_its_people(cast):
    office = cast.body("sxd.van_phong")
    plan = issue(cast, task_draft(lead_body_id=office.pk))
    task = plan.tasks.get()
    actions.accept(task, actor=cast.actor("head"))
    actions.assign(task, [], cast.officer, actor=cast.actor("head"))

    same = task_draft("Đăng tin bài và video", lead_body_id=office.pk, task_id=task.pk)
    actions.amend_plan(plan, plan_draft(same, document_number="90/KH-SXD"), actor=cast.actor("coordinator"))

    task.refresh_from_db()
    assert task.accepted_at and task.assignments.get().person == cast.officer


def test_a_neighbours_plan_of_the_same_number_is_no_parent(cast):
    from lantoa.organisation.access import SYSTEM
    from lantoa.organisation.actions import give_role
    from lantoa.organisation.drafts import MembershipDraft
    from lantoa.plans.drafts import CitationDraft

    for where in ("ward", "province"):
        role = MembershipDraft(cast.coordinator.pk, cast.agency(where).pk, "coordinator", cast.sxd.valid_from)
        give_role(role, actor=SYSTEM)
    number = {"document_number": "27/KH-UBND"}
    issue(cast, agency="ward", **number)
    cited = CitationDraft("27/KH-UBND", plan_draft().issued_on, "UBND thành phố", parent=True)

    alone = issue(cast, citations=(cited,))
    above = issue(cast, agency="province", **number)
    both = issue(cast, citations=(cited,), document_number="47/KH-SXD")

    assert Citation.objects.get(version=alone.current).linked is None
    assert Citation.objects.get(version=both.current).linked == above
