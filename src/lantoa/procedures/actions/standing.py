"""When a procedure stops being in force, and by what; and the address on the national portal."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import format_date, squeeze
from lantoa.organisation.access import CATALOGUE, EDIT, Actor
from lantoa.procedures import codes, queries
from lantoa.procedures.actions.registering import changed, lock, require_keeper, said
from lantoa.procedures.models import Portal, Procedure

MOST_STEPS = 50
"""Of a chain of successors; no procedure has been replaced so often."""


@transaction.atomic
def replace_procedure(row: Procedure, day: date, successor: Procedure | None, *, actor: Actor) -> Procedure:
    """From `day` on the procedure is replaced, by another of a register that its agency reads where that is listed.

    Raises Refused.
    """
    return _end(row, Procedure.State.REPLACED, day, successor, "procedures.replaced", actor)


@transaction.atomic
def abolish_procedure(row: Procedure, day: date, *, actor: Actor) -> Procedure:
    """From `day` on the procedure is no longer carried out. Raises Refused."""
    return _end(row, Procedure.State.ABOLISHED, day, None, "procedures.abolished", actor)


@transaction.atomic
def reinstate_procedure(row: Procedure, *, actor: Actor) -> Procedure:
    """Takes back that the procedure was replaced or abolished."""
    require_keeper(row.agency_id, actor)
    lock(row.agency)
    row = Procedure.objects.select_related("agency", "field", "successor").get(pk=row.pk)
    before = said(row)
    row.state, row.ended_on, row.successor = Procedure.State.IN_FORCE, None, None
    changes = changed(before, said(row))
    if changes:
        row.save(update_fields=["state", "ended_on", "successor"])
        note("procedures.reinstated", row, actor=actor, using=EDIT, changes=changes)
    return row


def _end(
    row: Procedure, state: str, day: date, successor: Procedure | None, verb: str, actor: Actor
) -> Procedure:
    require_keeper(row.agency_id, actor)
    lock(row.agency)
    row = Procedure.objects.select_related("agency", "field", "successor").get(pk=row.pk)
    refuse_end(row, day, successor)
    before = said(row)
    row.state, row.ended_on, row.successor = state, day, successor
    changes = changed(before, said(row))
    if changes:
        row.save(update_fields=["state", "ended_on", "successor"])
        note(verb, row, actor=actor, using=EDIT, changes=changes)
    return row


def refuse_end(row: Procedure, day: date, successor: Procedure | None) -> None:
    """Raises Refused for a day before its first, a successor from elsewhere, or a ring of successors."""
    if row.effective_from and day < row.effective_from:
        raise Refused(
            f"Thủ tục này có hiệu lực từ {format_date(row.effective_from)}: ngày hết hiệu lực phải từ ngày đó.",
            code="dates",
            field="day",
        )
    if successor is None:
        return
    readable = queries.register_of(row.agency) | queries.registered_above(row.agency)
    if not readable.filter(pk=successor.pk).exists():
        raise Refused("Thủ tục thay thế phải có trong danh mục của cơ quan hoặc của cấp trên.", code="elsewhere", field="successor")  # fmt: skip
    after: int | None = successor.pk
    for _ in range(MOST_STEPS):
        if after is None:
            return
        if after == row.pk:
            break
        after = Procedure.objects.values_list("successor_id", flat=True).get(pk=after)
    raise Refused("Thủ tục thay thế lại được thay bằng chính thủ tục này.", code="ring", field="successor")


@transaction.atomic
def set_portal(name: str, pattern: str, *, actor: Actor) -> Portal:
    """Where procedures are found on the national portal: one pattern for the whole installation. Raises Refused."""
    if not actor.everywhere(CATALOGUE):
        raise Refused("Chỉ cơ quan cấp cao nhất đổi được liên kết này.", code="forbidden")
    pattern = pattern.strip()
    if wrong := codes.pattern_trouble(pattern):
        raise Refused(wrong, code="pattern", field="pattern")
    row, _ = Portal.objects.select_for_update().get_or_create(singleton=True)
    before = {"Tên cổng": row.name, "Mẫu địa chỉ": row.pattern}
    row.name, row.pattern = squeeze(name), pattern
    changes = changed(before, {"Tên cổng": row.name, "Mẫu địa chỉ": row.pattern})
    if changes:
        row.save(update_fields=["name", "pattern"])
        note(
            "procedures.portal_set",
            row,
            actor=actor,
            agency_id=actor.top_agency_id(CATALOGUE),
            changes=changes,
        )
    return row
