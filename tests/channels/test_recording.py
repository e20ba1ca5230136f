"""Scans of a month in the ledger."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lantoa.channels import actions, counting
from lantoa.channels.actions.recording import MEASURE
from lantoa.channels.models import Placement
from lantoa.jobs import schedule
from lantoa.ledger.actions import confirm_measurement, record_measurement
from lantoa.ledger.drafts import Amount, MeasurementDraft
from lantoa.ledger.models import Measurement, State
from lantoa.organisation.access import SYSTEM
from tests.cast import Cast
from tests.channels.building import place

pytestmark = pytest.mark.django_db
AUGUST = (date(2026, 8, 1), date(2026, 8, 31))


@pytest.fixture
def scanned(cast: Cast, today: date) -> Placement:
    """A code with 7 scans in August, and some before and after."""
    row = place(cast)
    counting.write(
        {
            (row.pk, AUGUST[0], 8): 3, (row.pk, AUGUST[1], 23): 4,
            (row.pk, date(2026, 7, 31), 9): 100, (row.pk, date(2026, 9, 1), 9): 100,
        }
    )  # fmt: skip
    return row


def test_the_scans_of_the_month_before_wait_for_the_coordinator(
    cast: Cast, scanned: Placement, today: date
) -> None:
    assert actions.record_scans(today, actor=SYSTEM) == 1

    row = Measurement.objects.get()
    assert (row.measure.code, row.value, row.starts, row.ends) == (MEASURE, Decimal(7), *AUGUST)
    assert (row.agency_id, row.state) == (cast.sxd.pk, State.DRAFT)
    assert confirm_measurement(row, actor=cast.actor("coordinator")).state == State.CONFIRMED


def test_asked_twice_it_is_written_once(scanned: Placement, today: date) -> None:
    actions.record_scans(today, actor=SYSTEM)
    assert actions.record_scans(today, actor=SYSTEM) == 0
    assert Measurement.objects.count() == 1


def test_what_was_entered_by_hand_stays_alone(cast: Cast, scanned: Placement, today: date) -> None:
    draft = MeasurementDraft(Amount(MEASURE, Decimal(9)), date(2026, 7, 1), AUGUST[1], cast.sxd.pk)
    record_measurement(draft, actor=cast.actor("coordinator"))
    assert actions.record_scans(today, actor=SYSTEM) == 0
    assert Measurement.objects.get().value == 9


def test_codes_of_what_has_ended_count_for_what_it_became(
    cast: Cast, scanned: Placement, today: date
) -> None:
    old = place(cast)
    Placement.objects.filter(pk=old.pk).update(agency=cast.old_sxd)
    counting.write({(old.pk, AUGUST[0], 9): 5})
    actions.record_scans(today, actor=SYSTEM)
    assert Measurement.objects.get().value == 12


def test_it_is_done_on_the_first_of_a_month() -> None:
    entry = next(one for one in schedule.registered() if one.name == "channels.scans")
    assert entry.cron == "10 3 1 * *"
