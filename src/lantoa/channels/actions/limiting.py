"""The agency's own limit on how often one person is written to, over all its channels."""

from __future__ import annotations

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.channels.access import may_set
from lantoa.channels.models import SendingLimit
from lantoa.foundation.errors import Refused
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Agency


@transaction.atomic
def limit_sending(agency: Agency, most_for_one: int | None, *, actor: Actor) -> SendingLimit:
    """So many messages to one person in one day; None for no limit. Holds from the next message on."""
    if not may_set(actor, agency.pk):
        raise Refused("Chỉ người quản trị của cơ quan đặt giới hạn gửi.", code="forbidden")
    if most_for_one is not None and not 1 <= most_for_one <= 100:
        raise Refused("Nhập số từ 1 đến 100, hoặc để trống.", code="range", field="most_for_one")
    row, _ = SendingLimit.objects.select_for_update().get_or_create(agency=agency)
    before, row.most_for_one = row.most_for_one, most_for_one
    if before != most_for_one:
        row.save(update_fields=["most_for_one"])
        note(
            "channels.sending_limited", row, actor=actor, agency_id=agency.pk,
            summary=f"{most_for_one} tin một ngày" if most_for_one else "Không giới hạn",
            changes={"Số tin nhiều nhất cho một người trong một ngày": [before, most_for_one]},
        )  # fmt: skip
    return row
