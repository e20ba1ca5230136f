"""A file of procedures: kept, read, then taken in whole or dropped. Nothing is written before somebody has seen it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.documents.blocks import Unreadable
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import nfc, squeeze
from lantoa.jobs.actions import later
from lantoa.jobs.models import Job
from lantoa.organisation.access import EDIT, Actor
from lantoa.organisation.models import Agency
from lantoa.procedures import intaking, queries
from lantoa.procedures.actions.registering import (
    add_field,
    changed,
    levels_column,
    lock,
    require_keeper,
    said,
)
from lantoa.procedures.actions.standing import refuse_end
from lantoa.procedures.comparing import Comparison, Listed, draft_of
from lantoa.procedures.drafts import PLAIN
from lantoa.procedures.models import Field, Intake, Procedure
from lantoa.procedures.sheet import RowError

BIG = 512 * 1024
"""Bytes from which a file is read by a worker."""
EVERY = 50
STALE = "Danh mục hoặc tệp đã thay đổi sau khi trang mở. Xem lại so sánh rồi xác nhận."


class FileRefused(Refused):
    """Rows of the file that cannot be taken; nothing was changed."""

    def __init__(self, errors: Iterable[RowError]) -> None:
        self.errors = tuple(errors)
        super().__init__("Tệp có dòng chưa nhận được.", code="rows")


def start_intake(
    data: bytes, name: str, agency: Agency, *, source: str = "", synced_on: date, actor: Actor
) -> tuple[Intake, Job | None]:
    """Keeps a file for the agency's register and reads it, at once or, when it is big, by a worker.

    Raises Refused, with the reader's words and way out where the file cannot be read.
    """
    require_keeper(agency.pk, actor)
    if actor.person_id is None:
        raise Refused("Việc này phải do một người thực hiện.", code="no_person")
    intake = Intake(
        agency=agency,
        person_id=actor.person_id,
        file_name=squeeze(nfc(name))[:200],
        source=squeeze(nfc(source))[:200],
        synced_on=synced_on,
    )
    if len(data) > BIG:
        intake.content = data
    else:
        _fill(intake, data)
    with transaction.atomic():
        intake.save(force_insert=True)
        note("procedures.file_kept", intake, actor=actor, using=EDIT)
        return intake, _read_later(intake, actor) if intake.content is not None else None


def _read_later(intake: Intake, actor: Actor) -> Job:
    return later(
        "lantoa.procedures.jobs.read_file",
        actor=actor,
        title=f"Đọc tệp {intake.file_name}",
        agency_id=intake.agency_id,
        intake_id=intake.pk,
        person_id=actor.person_id,
    )


@transaction.atomic
def read_intake(intake: Intake, *, actor: Actor) -> Intake:
    """Reads the kept file, once. Raises Refused with the reader's words."""
    require_keeper(intake.agency_id, actor)
    intake = Intake.objects.select_for_update(of=("self",)).select_related("agency").get(pk=intake.pk)
    if intake.state != Intake.State.READING or intake.content is None:
        return intake
    _fill(intake, bytes(intake.content))
    intake.save(update_fields=["content", "rows", "state"])
    note("procedures.file_read", intake, actor=actor, using=EDIT)
    return intake


def _fill(intake: Intake, data: bytes) -> None:
    try:
        intake.rows = intaking.rows_of_file(data, intake.file_name)
    except Unreadable as problem:
        raise Refused(problem.message, code=problem.code.lower(), field="file") from problem
    intake.content, intake.state = None, Intake.State.READ


@transaction.atomic
def take_intake(
    intake: Intake,
    digest: str,
    which: str = "",
    day: date | None = None,
    *,
    actor: Actor,
    progress: Any = None,
) -> Intake:
    """Writes what the comparison with this digest said: all of it, or nothing.

    `which` of the procedures that are not in the file are abolished from `day` on: "" none, or as intaking says.
    Raises Refused (code "stale") where the comparison is no longer the one that was seen, FileRefused for rows.
    """
    require_keeper(intake.agency_id, actor)
    lock(intake.agency)
    intake = Intake.objects.select_for_update(of=("self",)).select_related("agency").get(pk=intake.pk)
    if intake.state != Intake.State.READ:
        raise Refused("Tệp này đã được nhập hoặc đã bỏ. Nạp lại tệp nếu cần.", code="ended")
    found = intaking.comparison_of(intake)
    if found.errors:
        raise FileRefused(found.errors)
    if found.digest != digest:
        raise Refused(STALE, code="stale")
    ended = intaking.to_abolish(found, which)
    if ended and day is None:
        raise Refused(
            "Nhập ngày hết hiệu lực của các thủ tục không có trong tệp.", code="no_day", field="day"
        )
    writing = _Writing(intake, actor, progress, len(found.new) + len(found.changed) + len(ended))
    writing.write(found)
    if day is not None:
        writing.abolish(ended, day)
    intake.state, intake.rows = Intake.State.TAKEN, {}
    intake.result = _counts(found, len(ended))
    intake.save(update_fields=["state", "rows", "result"])
    note("procedures.taken_in", intake, actor=actor, using=EDIT, summary=intaking.said_counts(intake.result))
    return intake


@transaction.atomic
def drop_intake(intake: Intake, *, actor: Actor) -> Intake:
    """Forgets a file that is not to be taken in."""
    require_keeper(intake.agency_id, actor)
    intake = Intake.objects.select_for_update(of=("self",)).select_related("agency").get(pk=intake.pk)
    if intake.state in (Intake.State.READING, Intake.State.READ):
        intake.state, intake.rows, intake.content = Intake.State.DROPPED, {}, None
        intake.save(update_fields=["state", "rows", "content"])
        note("procedures.file_dropped", intake, actor=actor, using=EDIT)
    return intake


def _counts(found: Comparison, ended: int) -> dict[str, int]:
    return {
        "new": len(found.new),
        "changed": len(found.changed),
        "unchanged": len(found.unchanged),
        "above": len(found.above),
        "abolished": ended,
    }


class _Writing:
    """One file being written: rows by code, fields by name, so that nothing is asked twice."""

    def __init__(self, intake: Intake, actor: Actor, progress: Any, total: int) -> None:
        self.intake, self.actor, self.progress, self.total, self.done = intake, actor, progress, total, 0
        agency = intake.agency
        self.rows = {
            row.code: row
            for row in queries.register_of(agency).select_related("agency", "field", "successor")
        }
        self.fields: dict[str, Field | None] = {}

    def write(self, found: Comparison) -> None:
        for row in found.new:
            self._step()
            self._add(row)
        for row in found.changed:
            self._step()
            self._save(row)
        for row in (*found.new, *found.changed):
            self._name_successor(row)
        if found.touched:
            self._touch(found)

    def abolish(self, ended: Iterable[Listed], day: date) -> None:
        for listed in ended:
            self._step()
            row = self.rows[listed.code]
            refuse_end(row, day, None)
            before = said(row)
            row.state, row.ended_on = Procedure.State.ABOLISHED, day
            row.save(update_fields=["state", "ended_on"])
            self._note("procedures.abolished", row, changed(before, said(row)))

    def _add(self, listed: Listed) -> None:
        row = Procedure(agency=self.intake.agency)
        self._fill(row, listed)
        row.save(force_insert=True)
        self.rows[row.code] = row
        note("procedures.added", row, actor=self.actor, using=EDIT, summary=f"Tệp {self.intake.file_name}")

    def _save(self, listed: Listed) -> None:
        row = self.rows[listed.code]
        before = said(row)
        self._fill(row, listed)
        row.save()
        self._note("procedures.saved", row, changed(before, said(row)))

    def _fill(self, row: Procedure, listed: Listed) -> None:
        draft = draft_of(listed.values)
        for name in PLAIN:
            setattr(row, name, getattr(draft, name))
        row.levels = levels_column(draft.levels)
        row.field = self._field(draft.field)
        row.state = listed.values["state"]
        row.ended_on = date.fromisoformat(listed.values["ended_on"]) if listed.values["ended_on"] else None
        if row.state != Procedure.State.REPLACED:
            row.successor = None

    def _name_successor(self, listed: Listed) -> None:
        """Last of all, when every procedure of the file is there."""
        row, code = self.rows[listed.code], listed.values["successor"]
        if code == (row.successor.code if row.successor else ""):
            return
        before = said(row)
        successor = self.rows.get(code)
        if successor is None and code:
            successor = queries.registered_above(self.intake.agency).filter(code=code).first()
        if successor is not None and row.ended_on is not None:
            refuse_end(row, row.ended_on, successor)
        row.successor = successor
        row.save(update_fields=["successor"])
        self._note("procedures.replaced", row, changed(before, said(row)))

    def _touch(self, found: Comparison) -> None:
        """Source and day of rows that say the same: told once for the file, not row by row."""
        rows = [row for row in found.unchanged if row.differences]
        columns: dict[str, Any] = {one.name: one.after or None for row in rows for one in row.differences}
        if day := columns.get("synced_on"):
            columns["synced_on"] = date.fromisoformat(day)
        if "source" in columns:
            columns["source"] = columns["source"] or ""
        Procedure.objects.filter(pk__in=[self.rows[row.code].pk for row in rows]).update(**columns)

    def _field(self, name: str) -> Field | None:
        if name and name not in self.fields:
            agency = self.intake.agency
            self.fields[name] = queries.find_field(agency, name) or add_field(name, agency, actor=self.actor)
        return self.fields[name] if name else None

    def _note(self, verb: str, row: Procedure, changes: dict[str, list[str]]) -> None:
        summary = f"Tệp {self.intake.file_name}"
        note(verb, row, actor=self.actor, using=EDIT, summary=summary, changes=changes)

    def _step(self) -> None:
        self.done += 1
        if self.progress is not None and self.done % EVERY == 0:
            self.progress.step(self.done, self.total, "Ghi thủ tục")
