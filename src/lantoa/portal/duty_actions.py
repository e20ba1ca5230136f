"""Verbs of the checklist: correcting what is required, ticking what the system cannot see."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import nfc, squeeze
from lantoa.organisation.access import CATALOGUE, PUBLISH, Actor
from lantoa.organisation.models import Agency
from lantoa.portal.models import Duty, DutyTick


@dataclass(frozen=True, slots=True)
class DutyDraft:
    name: str
    basis: str
    check_by: str
    position: int
    sure: bool
    in_use: bool


@transaction.atomic
def put_duty(draft: DutyDraft, *, actor: Actor, duty: Duty | None = None) -> Duty:
    """Adds a required thing, or corrects one; for all agencies. Raises Refused without the right over the catalogue."""
    if not actor.everywhere(CATALOGUE):
        raise Refused("Chỉ người giữ danh mục chung sửa nội dung bắt buộc.", code="forbidden")
    row = Duty.objects.select_for_update().get(pk=duty.pk) if duty is not None else Duty(code=_code())
    row.name, row.basis = squeeze(nfc(draft.name)), squeeze(nfc(draft.basis))
    row.check_by, row.position = draft.check_by, draft.position
    row.sure, row.in_use = draft.sure, draft.in_use
    row.save()
    note("portal.duty_saved", row, actor=actor, agency_id=actor.top_agency_id(CATALOGUE))
    return row


def _code() -> str:
    last = Duty.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return f"them-{last + 1}"


@transaction.atomic
def tick(agency: Agency, duty: Duty, link: str, *, actor: Actor) -> DutyTick:
    """Says that the agency has it, and where. Raises Refused for an address that nobody can open."""
    actor.require(PUBLISH, agency.pk)
    address = link.strip()
    parts = urlsplit(address)
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    if not inside and not (parts.scheme in ("http", "https") and "." in parts.netloc):
        raise Refused("Nhập đường dẫn bắt đầu bằng https:// hoặc / của cổng này.", code="link", field="link")
    row, _ = DutyTick.objects.update_or_create(
        agency=agency, duty=duty,
        defaults={"link": address[:500], "by_id": actor.person_id, "at": clock.now()},
    )  # fmt: skip
    note("portal.duty_ticked", row, actor=actor, agency_id=agency.pk, summary=duty.name)
    return row


@transaction.atomic
def untick(agency: Agency, duty: Duty, *, actor: Actor) -> None:
    """Takes the tick back."""
    actor.require(PUBLISH, agency.pk)
    row = DutyTick.objects.filter(agency=agency, duty=duty).first()
    if row is not None:
        note("portal.duty_unticked", row, actor=actor, agency_id=agency.pk, summary=duty.name)
        row.delete()
