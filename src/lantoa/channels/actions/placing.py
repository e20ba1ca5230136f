"""Placing a code, leading it elsewhere, taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from lantoa.audit.actions import note
from lantoa.channels import access, queries, registry, targets
from lantoa.channels.codes import new_code
from lantoa.channels.models import Placement, PlacementLabel
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import nfc, squeeze
from lantoa.organisation.access import PUBLISH, Actor
from lantoa.organisation.models import Agency

NO_RIGHT = "Chỉ biên tập viên hoặc lãnh đạo cơ quan đặt và sửa mã QR."
TRIES = 8


@dataclass(frozen=True, slots=True)
class Target:
    """A registered kind, and a key of it: chosen, or as typed where the kind is typed."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class PlacementDraft:
    """`labels` are pairs of a registered kind and its key, or words where the kind takes words."""

    title: str
    target: Target
    place_id: int | None = None
    spot: str = ""
    instruction: str = ""
    labels: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def place_code(agency: Agency, draft: PlacementDraft, *, actor: Actor) -> Placement:
    """A new code for an agency that stands today. Raises Refused for what cannot be its place, target or label."""
    actor.require(PUBLISH, agency.pk, message=NO_RIGHT)
    if agency.valid_to is not None and agency.valid_to < clock.today():
        raise Refused("Cơ quan đã kết thúc hoạt động: đặt mã mới cho cơ quan kế thừa.", code="ended")
    row = Placement(agency=agency, created_by_id=actor.person_id, created_at=clock.now())
    _fill(row, draft)
    _save_under_new_code(row)
    _label(row, draft)
    note("channels.placed", row, actor=actor, agency_id=agency.pk, summary=_summary(row), using=PUBLISH)
    return row


def _save_under_new_code(row: Placement) -> None:
    """Two codes alike are next to impossible, and impossible to keep: another is drawn."""
    for _ in range(TRIES):
        row.code = new_code()
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if not Placement.objects.filter(code=row.code).exists():
                raise
            row.pk = None
        else:
            return
    raise Refused("Chưa tạo được mã mới. Thử lại sau một phút.", code="no_code")


@transaction.atomic
def change_placement(placement: Placement, draft: PlacementDraft, *, actor: Actor) -> Placement:
    """Rewrites everything but the code. What was chosen before and cannot be chosen any more may stay."""
    row = _locked(placement, actor)
    before = _picture(row)
    _fill(row, draft)
    row.save(update_fields=["place", "spot", "title", "instruction", "target_kind", "target_key"])
    _label(row, draft)
    row = access.get_placement(actor, row.pk)
    after = _picture(row)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changes:
        note(
            "channels.changed", row, actor=actor, agency_id=row.agency_id, summary=_summary(row), changes=changes,
            using=PUBLISH,
        )  # fmt: skip
    return row


@transaction.atomic
def withdraw(placement: Placement, reason: str, *, actor: Actor) -> Placement:
    """Leads nowhere from now on: who scans it is told whom to ask. Its scans stay."""
    row = _locked(placement, actor)
    why = squeeze(nfc(reason))[:250]
    if not why:
        raise Refused("Nhập lý do thu hồi mã.", code="no_reason", field="reason")
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by_id, row.withdrawn_why = clock.now(), actor.person_id, why
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        note("channels.withdrawn", row, actor=actor, agency_id=row.agency_id, summary=why, using=PUBLISH)
    return row


@transaction.atomic
def restore(placement: Placement, *, actor: Actor) -> Placement:
    """A withdrawn code leads again where it led."""
    row = _locked(placement, actor)
    if row.withdrawn_at is not None:
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = None, None, ""
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        note("channels.restored", row, actor=actor, agency_id=row.agency_id, using=PUBLISH)
    return row


def _locked(placement: Placement, actor: Actor) -> Placement:
    if not access.may_publish(actor, placement.agency_id):
        raise Refused(NO_RIGHT, code="forbidden")
    rows = Placement.objects.select_for_update(of=("self",)).select_related("agency", "place")
    return rows.get(pk=placement.pk)


def _fill(row: Placement, draft: PlacementDraft) -> None:
    """What the draft says, checked against what may be chosen today."""
    row.title, row.instruction = squeeze(nfc(draft.title)), squeeze(nfc(draft.instruction))
    if not row.title:
        raise Refused("Nhập dòng chữ lớn in cùng mã.", code="no_title", field="title")
    row.spot = squeeze(nfc(draft.spot))
    if draft.place_id is None and not row.spot:
        raise Refused("Chọn nơi đặt trong danh sách, hoặc ghi vị trí cụ thể.", code="no_place", field="place")
    if draft.place_id is not None:
        place = queries.places_to_choose(row.agency, row.place_id).filter(pk=draft.place_id).first()
        if place is None:
            raise Refused("Nơi đặt này không thuộc cơ quan. Chọn lại.", code="place", field="place")
        row.place = place
    else:
        row.place = None
    if not _leads_there(row, draft.target):
        row.target_kind, row.target_key = draft.target.kind, _key_of(row.agency, draft.target)


def _leads_there(row: Placement, target: Target) -> bool:
    """Whether the code leads there already: what could not be chosen any more may stay."""
    kind = registry.target(row.target_kind)
    typed = kind.typed(row.target_key) if kind and kind.accept else row.target_key
    return row.target_kind == target.kind and target.key in {row.target_key, typed}


def _key_of(agency: Agency, target: Target) -> str:
    """The key, where the agency may choose it. Raises Refused."""
    kind = registry.target(target.kind)
    if kind is not None and kind.accept is not None:
        return kind.accept(agency, target.key)
    if kind is not None and kind.choices is not None and target.key in dict(kind.choices(agency)):
        return target.key
    raise Refused("Đích này không còn trong danh sách. Chọn lại.", code="target", field="target")


def _label(row: Placement, draft: PlacementDraft) -> None:
    held = {label.kind: label for label in row.labels.all()}
    wanted = {kind: squeeze(nfc(key)) for kind, key in draft.labels if key.strip()}
    for code, key in wanted.items():
        known = held.get(code)
        if known is None or known.key != key:
            _require_label(row.agency, code, key)
            PlacementLabel.objects.update_or_create(placement=row, kind=code, defaults={"key": key})
    # A label whose room is gone is in no form, so its absence there says nothing.
    dropped = [code for code in held if code not in wanted and registry.label(code) is not None]
    PlacementLabel.objects.filter(placement=row, kind__in=dropped).delete()


def _require_label(agency: Agency, code: str, key: str) -> None:
    kind = registry.label(code)
    known = kind is not None and len(key) <= 120
    if kind is not None and kind.choices is not None:
        known &= key in dict(kind.choices(agency))
    if kind is not None and kind.field is not None:
        known &= kind.field.allows(agency, key)
    if not known:
        raise Refused("Nhãn này không còn trong danh sách. Chọn lại.", code="label", field=f"nhan-{code}")


def _picture(row: Placement) -> dict[str, Any]:
    words = dict(queries.labels_of(row))
    return {
        "Dòng chữ lớn": row.title,
        "Dòng hướng dẫn": row.instruction,
        "Nơi đặt": row.where,
        "Dẫn đến": targets.seen(row).name,
        "Nhãn": "; ".join(f"{kind}: {key}" for kind, key in words.items()),
    }


def _summary(row: Placement) -> str:
    return f"{row.code}: {row.title} – {row.where}"[:300]
