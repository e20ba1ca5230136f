"""A returned sheet takes effect: all of it or nothing, with the rights of whoever brings it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation.errors import Refused
from lantoa.organisation.access import EDIT, Actor
from lantoa.organisation.models import Body, Person
from lantoa.plans.access import PLAN, get_task
from lantoa.plans.actions.assigning import assign, forward
from lantoa.plans.actions.carrying import set_explanation
from lantoa.plans.cells import BadCell, Words, read
from lantoa.plans.exchange import ORDER, Change, RowError
from lantoa.plans.models import Plan, Task
from lantoa.plans.queries.exchange import sheet_of, tasks_to_amend, words_of

# Columns whose values go by another name in a draft's content; those of time stand within its `time`.
IN_A_DRAFT = {
    "rule": "rrule",
    "event": "event_text",
    "forms": "form_ids",
    "themes": "theme_ids",
    "fields": "field_ids",
}


class SheetRefused(Refused):
    """Rows of a sheet cannot be taken; `errors` names each. Nothing was changed."""

    def __init__(self, errors: Sequence[RowError]) -> None:
        super().__init__(f"{len(errors)} dòng chưa nhận được; chưa có gì thay đổi.", code="rows")
        self.errors = tuple(errors)


def apply_sheet(plan: Plan, changes: Sequence[Change], *, actor: Actor, dry: bool = False) -> int:
    """Makes the changes of a sheet that need no document. Raises SheetRefused naming every row that is refused.

    With `dry` everything is tried and taken back: what a dry run accepts, the run accepts. A cell that changed
    since the sheet was compared is refused. Returns how many tasks changed.
    """
    errors: list[RowError] = []
    by_task: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        by_task[change.task_id].append(change)
    with transaction.atomic():
        words = words_of(plan)
        for task_id, rows in by_task.items():
            try:
                _apply(task_id, rows, words, actor)
            except Refused as refusal:
                column = refusal.field if refusal.field in ORDER else rows[0].label
                errors.append(RowError(rows[0].row, column, refusal.message))
        if errors or dry:
            transaction.set_rollback(True)
        else:
            for task_id in by_task:
                task = Task.objects.get(pk=task_id)
                note("plans.bulk_updated", task, actor=actor, using=EDIT)
    if errors:
        raise SheetRefused(errors)
    return len(by_task)


def _apply(task_id: int, changes: Sequence[Change], words: Words, actor: Actor) -> None:
    task = get_task(actor, task_id)
    _require_fresh(changes, sheet_of(Task.objects.filter(pk=task_id), words)[task_id])
    wanted = {change.name: _read(change, words) for change in changes}
    if "lead" in wanted:
        body = Body.objects.get(pk=wanted["lead"])
        task = forward(task, body, "Cập nhật từ tệp Excel", actor=actor)
    if _names_anybody(wanted):
        kept = {row.person_id: row.main for row in task.assignments.all()}
        main = wanted.get("main", [pk for pk, is_main in kept.items() if is_main])
        others = wanted.get("people", [pk for pk, is_main in kept.items() if not is_main])
        people = {row.pk: row for row in Person.objects.filter(pk__in=[*main, *others])}
        assign(task, [people[pk] for pk in others], people[main[0]] if main else None, actor=actor)
    if "explanation" in wanted:
        set_explanation(task, wanted["explanation"] or "", actor=actor)


def _names_anybody(wanted: dict[str, Any]) -> bool:
    """Whether people are to be named; a task that goes to another unit has lost its own already."""
    if "lead" in wanted:
        return bool(wanted.get("main") or wanted.get("people"))
    return "main" in wanted or "people" in wanted


def _require_fresh(changes: Sequence[Change], current: Mapping[str, str]) -> None:
    stale = [change.label for change in changes if current[change.name] != change.before]
    if stale:
        raise Refused("Đã có người sửa sau khi xuất tệp. Xuất lại rồi sửa.", code="stale", field=stale[0])


def _read(change: Change, words: Words) -> Any:
    try:
        return read(change.name, change.after, words)
    except BadCell as problem:
        if change.name in ("main", "people") and not change.after:
            return []
        raise Refused(str(problem), code="bad_cell", field=change.label) from None


def amended_values(plan: Plan, changes: Sequence[Change], *, actor: Actor) -> dict[int, dict[str, Any]]:
    """Changes to what the document says, as values for an amendment's draft. Raises SheetRefused naming every row.

    Refused: without the right to plan; a part of a task or a stopped one, which no document amends; a cell that
    changed since the sheet was compared; a value of the wrong form.
    """
    if not changes:
        return {}
    errors: list[RowError] = []
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    words = words_of(plan)
    current = sheet_of(tasks_to_amend(plan).filter(pk__in={change.task_id for change in changes}), words)
    may_plan = actor.may(PLAN, plan.agency_id)
    for change in changes:
        try:
            value = _amended(change, current.get(change.task_id), may_plan, words)
        except Refused as refusal:
            errors.append(RowError(change.row, change.label, refusal.message))
        else:
            found[change.task_id] |= (
                value if change.name == "partners" else {IN_A_DRAFT.get(change.name, change.name): value}
            )
    if errors:
        raise SheetRefused(errors)
    return dict(found)


def _amended(change: Change, current: dict[str, str] | None, may_plan: bool, words: Words) -> Any:
    if not may_plan:
        raise Refused(
            "Ô này theo văn bản đã ban hành; chỉ đầu mối cải cách hành chính điều chỉnh được.",
            code="forbidden",
        )
    if current is None:
        raise Refused(
            "Phần việc đã chia hoặc nhiệm vụ đã dừng không điều chỉnh bằng tệp được. Giữ nguyên ô này.",
            code="not_amended",
        )
    _require_fresh([change], current)
    return _read(change, words)
