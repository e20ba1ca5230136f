"""Procedures added to a register, corrected, and what they stand under."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import format_date, format_number, nfc, squeeze
from lantoa.organisation.access import EDIT, Actor
from lantoa.organisation.models import Agency
from lantoa.procedures import access, queries
from lantoa.procedures.drafts import LABELS, LONGEST, PLAIN, ProcedureDraft, trouble
from lantoa.procedures.models import Field, Procedure

NOT_KEPT = "Danh mục thủ tục do đầu mối cải cách hành chính của cơ quan quản lý danh mục cập nhật."


@transaction.atomic
def add_procedure(draft: ProcedureDraft, agency: Agency, *, actor: Actor) -> Procedure:
    """Lists a procedure in the agency's register. Raises Refused, with the field."""
    require_keeper(agency.pk, actor)
    lock(agency)
    _refuse_trouble(draft)
    _refuse_listed(draft.code, agency)
    row = Procedure(agency=agency)
    _fill(row, draft)
    row.field = _field_of(agency, draft.field, actor)
    row.save(force_insert=True)
    note("procedures.added", row, actor=actor, using=EDIT, summary=draft.source)
    return row


@transaction.atomic
def revise_procedure(row: Procedure, draft: ProcedureDraft, *, actor: Actor) -> Procedure:
    """Corrects what the register says of a procedure; when it ends is another matter. Raises Refused, with the field."""
    require_keeper(row.agency_id, actor)
    lock(row.agency)
    row = Procedure.objects.select_related("agency", "field").get(pk=row.pk)
    _refuse_trouble(draft)
    if draft.code != row.code:
        _refuse_listed(draft.code, row.agency)
    if row.ended_on and draft.effective_from and draft.effective_from > row.ended_on:
        raise Refused(
            f"Thủ tục này hết hiệu lực từ {format_date(row.ended_on)}: ngày có hiệu lực phải trước đó.",
            code="dates",
            field="effective_from",
        )
    before = said(row)
    _fill(row, draft)
    row.field = _field_of(row.agency, draft.field, actor)
    changes = changed(before, said(row))
    if changes:
        row.save()
        note("procedures.saved", row, actor=actor, using=EDIT, changes=changes)
    return row


@transaction.atomic
def discard_procedure(row: Procedure, *, actor: Actor) -> None:
    """Takes a procedure that was listed by mistake out of the register. Raises Refused once something points to it."""
    require_keeper(row.agency_id, actor)
    lock(row.agency)
    uses = queries.pointers_to(row)
    if uses:
        said_uses = ", ".join(f"{number} {word}" for word, number in uses.items())
        raise Refused(f"Thủ tục này đang được dùng ({said_uses}): bãi bỏ thay vì xóa.", code="used")
    note("procedures.discarded", row, actor=actor, using=EDIT)
    row.delete()


@transaction.atomic
def add_field(name: str, agency: Agency, *, actor: Actor) -> Field:
    """A field for the agency's procedures. Raises Refused where its name is there already."""
    require_keeper(agency.pk, actor)
    lock(agency)
    row = Field(agency=agency, name=_field_name(name, agency))
    row.save(force_insert=True)
    note("procedures.field_added", row, actor=actor, using=EDIT)
    return row


@transaction.atomic
def rename_field(row: Field, name: str, *, actor: Actor) -> Field:
    """Corrects the name of a field; its procedures stay under it."""
    require_keeper(row.agency_id, actor)
    lock(row.agency)
    row = Field.objects.select_related("agency").get(pk=row.pk)
    before, row.name = row.name, _field_name(name, row.agency, besides=row)
    if row.name != before:
        row.save()
        note(
            "procedures.field_saved",
            row,
            actor=actor,
            using=EDIT,
            changes={"Tên lĩnh vực": [before, row.name]},
        )
    return row


@transaction.atomic
def discard_field(row: Field, *, actor: Actor) -> None:
    """Takes away a field under which nothing stands. Raises Refused."""
    require_keeper(row.agency_id, actor)
    lock(row.agency)
    if Procedure.objects.filter(field=row).exists():
        raise Refused(
            "Còn thủ tục thuộc lĩnh vực này: chuyển các thủ tục đó sang lĩnh vực khác trước.", code="used"
        )
    note("procedures.field_discarded", row, actor=actor, using=EDIT)
    row.delete()


# --- shared by the actions of this room ---------------------------------------------------------------


def require_keeper(agency_id: int, actor: Actor) -> None:
    """Raises Refused for who does not keep the register."""
    if not access.keeps(actor, agency_id):
        raise Refused(NOT_KEPT, code="forbidden")


def lock(agency: Agency) -> None:
    """One change of a register at a time: what is listed once is asked of all its rows."""
    Agency.objects.select_for_update().get(pk=agency.pk)


def said(row: Procedure) -> dict[str, str]:
    """Everything the register says of a procedure, as text by label: what the audit compares."""
    values = {name: getattr(row, name) for name in LABELS}
    values |= {
        "field": row.field.name if row.field else "",
        "levels": row.levels_said,
        "service": row.get_service_display() if row.service else "",
        "state": row.get_state_display(),
        "successor": row.successor.code if row.successor else "",
    }
    return {LABELS[name]: _text(value) for name, value in values.items()}


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    return {label: [before[label], after[label]] for label in after if before[label] != after[label]}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format_number(value)
    return format_date(value) if hasattr(value, "isoformat") else str(value)


def _refuse_trouble(draft: ProcedureDraft) -> None:
    for field, message in trouble(draft):
        raise Refused(message, code="invalid", field=field)


def _refuse_listed(code: str, agency: Agency) -> None:
    if queries.register_of(agency).filter(code=code).exists():
        raise Refused("Mã này đã có trong danh mục của cơ quan.", code="listed", field="code")
    over = queries.registered_above(agency).filter(code=code).select_related("agency").first()
    if over is not None:
        raise Refused(
            f"Thủ tục này đã có trong danh mục của {over.agency.short_name}, dùng chung được: không cần thêm lại.",
            code="listed_above",
            field="code",
        )


def _fill(row: Procedure, draft: ProcedureDraft) -> None:
    for name in PLAIN:
        setattr(row, name, getattr(draft, name))
    row.levels = levels_column(draft.levels)


def levels_column(levels: tuple[str, ...]) -> str:
    """Levels as they are stored: in the order of Level, commas around each."""
    words = [level.value for level in Procedure.Level if level.value in levels]
    return f",{','.join(words)}," if words else ""


def _field_of(agency: Agency, name: str, actor: Actor) -> Field | None:
    name = squeeze(nfc(name))
    if not name:
        return None
    return queries.find_field(agency, name) or add_field(name, agency, actor=actor)


def _field_name(name: str, agency: Agency, besides: Field | None = None) -> str:
    name = squeeze(nfc(name))
    if not name:
        raise Refused("Nhập tên lĩnh vực.", code="empty", field="name")
    if len(name) > LONGEST["field"]:
        raise Refused(f"Tên lĩnh vực dài quá {LONGEST['field']} ký tự.", code="long", field="name")
    same = queries.find_field(agency, name)
    if same is not None and same != besides:
        raise Refused(
            f"Đã có lĩnh vực “{same.name}” ({same.agency.short_name}).", code="listed", field="name"
        )
    return name
