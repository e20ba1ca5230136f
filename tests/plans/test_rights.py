"""Who reads what an agency left that is no more."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.foundation import clock
from lantoa.plans import access, actions
from lantoa.plans.models import Plan
from tests.plans.building import plan_draft, task_draft
from tests.support import newcomers
from tests.support.url_matrix import READERS, SIGNED_IN

pytestmark = pytest.mark.django_db


def test_a_merged_agencys_plan_is_read_by_its_successors_people_and_by_no_administrator(cast, today):
    everybody = newcomers.add_to(cast)
    day = date(2024, 1, 15)
    with clock.standing_on(day):
        actor = everybody.actor("old_coordinator", day)
        draft = plan_draft(task_draft(end=date(2024, 6, 1)), issued_on=day, year_from=2024, year_to=2024)
        past = actions.issue_plan(draft, everybody.old_sxd, actor=actor)

    def reads(who: str) -> bool:
        return access.visible_plans(everybody.actor(who)).filter(pk=past.pk).exists()

    assert {who for who in SIGNED_IN if reads(who)} == READERS["agency"]["sxd"]
    assert Plan.objects.count() == 1
