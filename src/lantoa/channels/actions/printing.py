"""Asking for sheets of codes to print; noting that scans were taken out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from lantoa.audit.actions import note_read
from lantoa.channels import registry
from lantoa.channels.actions.placing import PlacementDraft, Target, place_code
from lantoa.channels.models import Placement
from lantoa.channels.targets import ADDRESS
from lantoa.documents.writing.qr_sheets import LAYOUTS
from lantoa.foundation.errors import Refused
from lantoa.jobs.actions import later
from lantoa.jobs.models import Job
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Agency

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


@transaction.atomic
def code_on_paper(agency: Agency, url: str, *, title: str, spot: str, actor: Actor) -> Placement:
    """The code that is printed with an address: the one in use for this spot, or a new one.

    A page of ours is led to by its key, so that the code survives its renaming. Raises Refused for an address outside
    that the agency does not lead to.
    """
    target = _target_of(agency, url)
    held = Placement.objects.filter(
        agency=agency,
        target_kind=target.kind,
        target_key=target.key,
        spot=spot,
        place=None,
        withdrawn_at=None,
    )
    found = held.order_by("pk").first()
    return found or place_code(agency, PlacementDraft(title[:90], target, spot=spot), actor=actor)


def _target_of(agency: Agency, url: str) -> Target:
    own = settings.BASE_URL.rstrip("/")
    path = url.removeprefix(own) if url.startswith(f"{own}/") else ""
    for kind in registry.targets() if path else ():
        keys = [key for key, _ in kind.choices(agency)] if kind.choices else []
        seen = kind.look([(agency.pk, key) for key in keys])
        for key in keys:
            if (agency.pk, key) in seen and seen[agency.pk, key].address == path:
                return Target(kind.code, key)
    return Target(ADDRESS, url)


def _digest(ids: Sequence[int]) -> str:
    return hashlib.sha256(repr(list(ids)).encode()).hexdigest()[:16]


@transaction.atomic
def scans_exported(placement: Placement, *, actor: Actor) -> None:
    """Notes that somebody took the scans of a code out as a file."""
    note_read("channels.scans_exported", placement, actor=actor, agency_id=placement.agency_id)
