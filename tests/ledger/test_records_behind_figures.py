"""Filters that open the records behind a figure of a report: by agency, by last day, with what they come to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lantoa.foundation.periods import Period, PeriodKind
from lantoa.ledger import actions
from lantoa.ledger.drafts import Amount, MeasurementDraft
from lantoa.ledger.models import Measure
from tests.ledger.conftest import House, Recording, page

ACTIVITIES, VALUES = "/ban-lam-viec/so/", "/ban-lam-viec/so-lieu/"


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("xong_den=2026-08-14", False),
        ("xong_den=2026-08-20", True),
        ("xong_tu=2026-08-15&xong_den=2026-09-14", True),
        ("xong_tu=2026-08-21", False),
    ],
)
def test_work_of_several_days_is_found_by_its_last_one(
    house: House, recording: Recording, query: str, shown: bool
) -> None:
    recording(day=date(2026, 8, 10), end_day=date(2026, 8, 20), title="Đợt ra quân mười ngày")

    html = page(house.client("coordinator"), f"{ACTIVITIES}?{query}")

    assert ("Đợt ra quân mười ngày" in html) is shown


def test_agencies_are_chosen_by_who_sees_several(house: House, recording: Recording) -> None:
    recording(day=date(2026, 8, 10), title="Việc của Sở")
    above = house.client("superior")
    other = house.cast.agency("ward").pk

    assert "Việc của Sở" in page(above, f"{ACTIVITIES}?co_quan={house.agency.pk}&co_quan={other}")
    assert "Việc của Sở" not in page(above, f"{ACTIVITIES}?co_quan={other}")
    assert 'name="co_quan"' not in page(house.client("officer"), ACTIVITIES)


def test_confirmed_values_of_one_measure_say_what_they_come_to(house: House) -> None:
    code = Measure.objects.filter(kind="sum").first().code
    month = Period(PeriodKind.MONTH, 2026, 8)

    def value(number: int, **more: Any) -> Any:
        draft = MeasurementDraft(
            Amount(code, Decimal(number)), month.start, month.end, house.agency.pk, note="Sổ", **more
        )
        return actions.record_measurement(draft, actor=house.actor("coordinator"))

    unit, whole = value(1200, body_id=house.unit.pk), value(50)
    for row in (unit, whole):
        type(row).objects.filter(pk=row.pk).update(
            state="confirmed", confirmed_by=house.cast.person("head"), confirmed_at=row.recorded_at
        )
    chosen = f"{VALUES}?so_do={Measure.objects.get(code=code).pk}&trang_thai=confirmed"
    client = house.client("coordinator")

    assert "Cộng: 1.250" in page(client, chosen)
    assert "Cộng: 50" in page(client, f"{chosen}&don_vi=chung")
    assert "Cộng:" not in page(client, chosen.replace("confirmed", "draft"))
