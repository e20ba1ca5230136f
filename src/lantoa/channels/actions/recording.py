"""Scans of a month, written into the ledger as a value that the coordinator confirms."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.channels import queries
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import format_number
from lantoa.ledger.actions import record_measurement
from lantoa.ledger.drafts import Amount, MeasurementDraft
from lantoa.ledger.refs import SourceKey
from lantoa.organisation.access import Actor

MEASURE = "M12-1"
"""*Lượt quét mã QR* of the reference rows."""
SOURCE = "channels.scans"


@transaction.atomic
def record_scans(day: date, *, actor: Actor) -> int:
    """The scans of the whole month before `day`: one draft for each agency whose codes were scanned. How many.

    Codes of an agency that has ended count for what it became. Asked twice nothing is added; what somebody entered by
    hand for those days stays alone, or both would be counted. An agency where the ledger takes no value is left out.
    """
    last = day.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    written = 0
    for agency, count in queries.scans_by_agency(first, last):
        key = f"{agency.pk}:{first:%Y-%m}"
        if queries.has_value(MEASURE, agency, first, last):
            continue
        draft = MeasurementDraft(
            Amount(MEASURE, Decimal(count)),
            first,
            last,
            agency.pk,
            note="Hệ thống đếm từ các mã QR của cơ quan.",
        )
        try:
            row = record_measurement(draft, actor=actor, source=SourceKey(SOURCE, key))
        except Refused:
            continue
        note(
            "channels.scans_recorded", row, actor=actor, agency_id=agency.pk,
            summary=f"{format_number(Decimal(count))} lượt quét trong tháng {first:%m/%Y}",
        )  # fmt: skip
        written += 1
    return written
