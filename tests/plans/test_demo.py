"""The demo stands on any day: half done, something late, the merged department's plan readable."""

from datetime import date
from decimal import Decimal

import pytest

from lantoa.foundation import clock
from lantoa.organisation.access import actor_of_person
from lantoa.plans import access, demo
from lantoa.plans.models import Plan
from lantoa.plans.queries import standing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "day", [date(2026, 1, 5), date(2026, 3, 2), date(2026, 9, 8), date(2026, 11, 23), date(2027, 12, 30)]
)
def test_the_demo_loads_on_any_day_and_is_half_done(cast, day):
    with clock.standing_on(day):
        demo.build(day)

        plan = Plan.objects.get(agency=cast.sxd, year_to=day.year)
        result = standing(plan)
        assert Decimal("0.4") <= (result.progress.rate or 0) <= Decimal("0.7")
        assert result.late >= 1


def test_the_successor_reads_the_plan_of_the_merged_department(cast, today):
    demo.build(today)

    past = Plan.objects.get(current__document_number="452/KH-SXD")
    assert past.current.issuer == "Sở Xây dựng tỉnh Sóc Trăng"
    assert past.state == Plan.State.ARCHIVED
    assert access.get_plan(actor_of_person(cast.coordinator, today), past.pk) == past
