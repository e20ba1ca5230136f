"""The ledger of the demo."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.audit.queries import verify
from lantoa.foundation import clock
from lantoa.ledger import access, demo
from lantoa.ledger.models import Activity, State, StoredFile
from lantoa.ledger.sketches import drawn_photo
from lantoa.organisation import demo as organisation


@pytest.mark.parametrize("today", [date(2026, 9, 8), date(2026, 1, 2), date(2027, 12, 31)])
def test_the_demo_loads_on_any_day_and_something_waits(db: None, today: date) -> None:
    with clock.standing_on(today):
        made = organisation.build(today)
        demo.build(today)

        states = set(Activity.objects.values_list("state", flat=True))
        assert states == {State.DRAFT, State.CONFIRMED, State.VOIDED}
        assert Activity.objects.filter(day__gte=today).count() == 0
        head = organisation_actor(made, "head", today)
        assert access.waiting_for(head).count() >= 3
        assert access.measurements_waiting_for(head).count() == 1
        assert StoredFile.objects.filter(view=StoredFile.View.READY).count() > 20
        assert verify().whole


def organisation_actor(made: organisation.Demo, key: str, day: date):
    from lantoa.organisation.access import actor_of_person

    return actor_of_person(made.people[key], day)


def test_a_drawn_photo_is_the_same_for_the_same_seed() -> None:
    assert drawn_photo(3) == drawn_photo(3)
    assert drawn_photo(3) != drawn_photo(4)
