"""A file on its way in, against the register as it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from lantoa.documents.reading import read as read_document
from lantoa.foundation.text import nfc, squeeze
from lantoa.jobs.actions import later
from lantoa.jobs.models import Job
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Agency
from lantoa.procedures import queries, sheet
from lantoa.procedures.comparing import QUIET, Comparison, Listed, compare
from lantoa.procedures.drafts import LABELS
from lantoa.procedures.models import Intake, Procedure
from lantoa.procedures.sheet import RowError, Sheet, SheetRow, decimal_text

MANY = 300
"""Procedures from which a file is taken in by a worker."""
FIELDS, ALL = "fields", "all"
"""Which of those that are not in the file are abolished: those of fields that the file has, or all; or none, ""."""


def rows_of_file(data: bytes, name: str) -> dict[str, Any]:
    """What a file says, as an intake keeps it. Raises documents.blocks.Unreadable with the way out."""
    found = sheet.read(read_document(data, name).tables)
    return {
        "rows": [[row.line, dict(row.values)] for row in found.rows],
        "errors": [[error.line, error.column, error.cell, error.message] for error in found.errors],
        "letters": dict(found.letters),
    }


def preview(data: bytes, name: str, agency: Agency, *, source: str, synced_on: date) -> Intake:
    """A file as it would be kept, for a dry run: nothing is stored. Raises documents.blocks.Unreadable."""
    kept = Intake(agency=agency, source=squeeze(nfc(source))[:200], synced_on=synced_on)
    kept.rows = rows_of_file(data, name)
    return kept


def sheet_of(intake: Intake) -> Sheet:
    kept = intake.rows
    return Sheet(
        tuple(SheetRow(line, values) for line, values in kept.get("rows", [])),
        tuple(RowError(*error) for error in kept.get("errors", [])),
        kept.get("letters", {}),
    )


def values_of(row: Procedure) -> dict[str, str]:
    """What the register says of a procedure, as a row of a file says it."""
    values: dict[str, Any] = {name: getattr(row, name) for name in LABELS}
    values |= {
        "field": row.field.name if row.field else "",
        "levels": ",".join(row.level_words),
        "days": decimal_text(row.days) if row.days is not None else "",
        "successor": row.successor.code if row.successor else "",
    }
    for name in ("effective_from", "ended_on", "synced_on"):
        values[name] = values[name].isoformat() if values[name] else ""
    return values


def stored_in(agency: Agency) -> dict[str, dict[str, str]]:
    rows = queries.register_of(agency).select_related("field", "successor").order_by("sort_key", "code")
    return {row.code: values_of(row) for row in rows}


def told_once(intake: Intake) -> dict[str, str]:
    """Source and day for every row, where the file has no such columns."""
    told = {"source": intake.source, "synced_on": intake.synced_on.isoformat()}
    letters = intake.rows.get("letters", {})
    return {name: told[name] for name in QUIET if name not in letters and told[name]}


def comparison_of(intake: Intake) -> Comparison:
    """What taking the file in would do today."""
    found = sheet_of(intake)
    return compare(
        found.rows,
        stored_in(intake.agency),
        above=dict(queries.registered_above(intake.agency).values_list("code", "agency__short_name")),
        defaults=told_once(intake),
        letters=found.letters,
        errors=found.errors,
    )


def to_abolish(found: Comparison, which: str) -> Sequence[Listed]:
    """Which of those that are not in the file are meant."""
    if which == ALL:
        return found.missing
    if which != FIELDS:
        return ()
    named = {row.values["field"] for row in (*found.new, *found.changed, *found.unchanged)}
    return [row for row in found.missing if row.values["field"] and row.values["field"] in named]


def take_later(intake: Intake, digest: str, which: str, day: date | None, *, actor: Actor) -> Job:
    """Asks a worker to take a big file in."""
    return later(
        "lantoa.procedures.jobs.take_in",
        actor=actor,
        title=f"Nhập danh mục thủ tục từ {intake.file_name}",
        key=f"procedures.take.{intake.pk}",
        agency_id=intake.agency_id,
        intake_id=intake.pk,
        digest=digest,
        which=which,
        day=day.isoformat() if day else None,
        person_id=actor.person_id,
    )


def said_counts(result: dict[str, int]) -> str:
    words = {"new": "thêm", "changed": "sửa", "abolished": "bãi bỏ", "unchanged": "không đổi"}
    return ", ".join(f"{word} {result.get(name, 0)}" for name, word in words.items())
