"""Asking for sheets of codes to print; noting that scans were taken out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.db import transaction

from lantoa.audit.actions import note_read
from lantoa.channels.models import Placement
from lantoa.documents.writing.qr_sheets import LAYOUTS
from lantoa.foundation.errors import Refused
from lantoa.jobs.actions import later
from lantoa.jobs.models import Job
from lantoa.organisation.access import Actor

MOST_ON_A_SHEET = 500
MOST_COPIES = 20


@transaction.atomic
def ask_for_sheet(placements: Sequence[Placement], layout: str, copies: int, *, actor: Actor) -> Job:
    """A job that writes these codes as PDF, in this order, each so many times. The caller may see them.

    Asked twice while the first is under way, it is one job. Raises Refused for nothing, too much, another layout.
    """
    if layout not in LAYOUTS:
        raise Refused("Chọn khổ in.", code="layout", field="kho")
    if not placements:
        raise Refused("Chọn ít nhất một mã để in.", code="nothing", field="ma")
    if not 1 <= copies <= MOST_COPIES or len(placements) * copies > MOST_ON_A_SHEET:
        raise Refused(
            f"Một tệp in nhiều nhất {MOST_ON_A_SHEET} mã, mỗi mã nhiều nhất {MOST_COPIES} bản. Chọn ít hơn.",
            code="too_many",
            field="so_ban",
        )
    ids = [row.pk for row in placements]
    first = placements[0]
    for agency_id in sorted({row.agency_id for row in placements}):
        own = [row for row in placements if row.agency_id == agency_id]
        note_read(
            "channels.sheet_asked", own[0], actor=actor, agency_id=agency_id,
            summary=f"{len(own)} mã, {LAYOUTS[layout].label}",
        )  # fmt: skip
    named = f"Tờ in mã QR: {first.title}" if len(ids) == 1 else f"Tờ in {len(ids)} mã QR"
    return later(
        "lantoa.channels.jobs.print_sheet",
        actor=actor,
        title=named,
        key=f"channels.sheet.{actor.person_id}.{layout}.{copies}.{_digest(ids)}",
        agency_id=first.agency_id,
        placement_ids=ids,
        layout=layout,
        copies=copies,
    )


def _digest(ids: Sequence[int]) -> str:
    return hashlib.sha256(repr(list(ids)).encode()).hexdigest()[:16]


@transaction.atomic
def scans_exported(placement: Placement, *, actor: Actor) -> None:
    """Notes that somebody took the scans of a code out as a file."""
    note_read("channels.scans_exported", placement, actor=actor, agency_id=placement.agency_id)
