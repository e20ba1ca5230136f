"""The reports of the demo."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest

from lantoa.foundation import clock
from lantoa.ops.demo_runner import rooms_with_demo
from lantoa.organisation import demo as organisation
from lantoa.reports.models import Call, Report, Signing
from lantoa.reports.queries.verifying import alterations

DAYS = [date(2026, 1, 2), date(2027, 12, 15)]


@pytest.mark.parametrize("today", DAYS)
def test_a_report_stands_in_every_state_on_any_day(db: None, today: date) -> None:
    with clock.standing_on(today):
        for name in rooms_with_demo():
            import_module(name).build(today)

        assert set(Call.objects.values_list("state", flat=True)) == set(Call.State.values)
        assert set(Report.objects.values_list("state", flat=True)) == set(Report.State.values)
        assert Report.objects.filter(state=Report.State.WRITING, ends__gte=today).count() == 1
        sent = Signing.objects.filter(issue__report__agency=organisation.find().agencies["sxd"])
        assert sent.get().file.kind == "pdf"
        assert not Signing.objects.filter(signed_on__gt=today).exists()
        assert list(alterations()) == []
