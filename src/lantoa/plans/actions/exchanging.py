"""A returned sheet takes effect: all of it or nothing, with the rights of whoever brings it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import fold
from lantoa.organisation.access import EDIT, Actor
from lantoa.organisation.models import Body, Person
from lantoa.plans.access import PLAN, get_task
from lantoa.plans.actions.assigning import assign, forward
from lantoa.plans.actions.carrying import set_explanation
from lantoa.plans.drafts import MOST_WEIGHT, YEARS
from lantoa.plans.exchange import Change, RowError
from lantoa.plans.models import Plan, Task
from lantoa.plans.queries.exchange import bodies_by_name, people_by_name, sheet_of, tasks_to_amend


class SheetRefused(Refused):
    """Rows of a sheet cannot be taken; `errors` names each. Nothing was changed."""

    def __init__(self, errors: Sequence[RowError]) -> None:
        super().__init__(f"{len(errors)} dòng chưa nhận được; chưa có gì thay đổi.", code="rows")
        self.errors = tuple(errors)


def apply_sheet(changes: Sequence[Change], *, actor: Actor, dry: bool = False) -> int:
    """Makes the changes of a sheet that need no document. Raises SheetRefused naming every row that is refused.

    With `dry` everything is tried and taken back: what a dry run accepts, the run accepts. A cell that changed
    since the sheet was compared is refused. Returns how many tasks changed.
    """
    errors: list[RowError] = []
    by_task: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        by_task[change.task_id].append(change)
    with transaction.atomic():
        for task_id, rows in by_task.items():
            try:
                _apply(task_id, rows, actor)
            except Refused as refusal:
                errors.append(RowError(rows[0].row, refusal.field or rows[0].label, refusal.message))
        if errors or dry:
            transaction.set_rollback(True)
        else:
            for task_id in by_task:
                task = Task.objects.get(pk=task_id)
                note("plans.bulk_updated", task, actor=actor, using=EDIT)
    if errors:
        raise SheetRefused(errors)
    return len(by_task)


def _apply(task_id: int, changes: Sequence[Change], actor: Actor) -> None:
    task = get_task(actor, task_id)
    current = sheet_of(Task.objects.filter(pk=task_id))[task_id]
    stale = [change.label for change in changes if current[change.name] != change.before]
    if stale:
        raise Refused("Đã có người sửa sau khi xuất tệp. Xuất lại rồi sửa.", code="stale", field=stale[0])
    wanted = {change.name: change.after for change in changes}
    if "lead" in wanted:
        task = forward(task, _body(task, wanted["lead"]), "Cập nhật từ tệp Excel", actor=actor)
    if "main" in wanted or "people" in wanted:
        known = people_by_name(task.agency_id)
        main = _people(
            known, wanted.get("main", current["main"] if "lead" not in wanted else ""), "Phụ trách chính"
        )
        others = _people(known, wanted.get("people", current["people"]), "Cùng thực hiện")
        if len(main) > 1:
            raise Refused("Chỉ một người phụ trách chính.", code="many", field="Phụ trách chính")
        assign(task, others, main[0] if main else None, actor=actor)
    if "explanation" in wanted:
        set_explanation(task, wanted["explanation"], actor=actor)


def _body(task: Task, name: str) -> Body:
    body = bodies_by_name(task.agency_id).get(fold(name))
    if body is None:
        raise Refused(f"Không có đơn vị “{name}”.", code="unknown_body", field="Đơn vị chủ trì")
    return body


def _people(known: dict[str, Person | None], cell: str, column: str) -> list[Person]:
    found = []
    for name in (part.strip() for part in cell.replace("\n", ";").split(";")):
        if not name:
            continue
        if fold(name) not in known:
            raise Refused(f"Không có cán bộ “{name}” trong cơ quan.", code="unknown_person", field=column)
        person = known[fold(name)]
        if person is None:
            raise Refused(f"Có hai người tên “{name}”. Giao trên màn hình.", code="ambiguous", field=column)
        found.append(person)
    return found


def amended_values(plan: Plan, changes: Sequence[Change], *, actor: Actor) -> dict[int, dict[str, object]]:
    """Changes to what the document says, as values for an amendment's draft. Raises SheetRefused naming every row.

    Refused: without the right to plan; a part of a task or a stopped one, which no document amends; a cell that
    changed since the sheet was compared; a value of the wrong form.
    """
    errors: list[RowError] = []
    found: dict[int, dict[str, object]] = defaultdict(dict)
    current = sheet_of(tasks_to_amend(plan).filter(pk__in={change.task_id for change in changes}))
    may_plan = actor.may(PLAN, plan.agency_id)
    for change in changes:
        try:
            value = _amended(change, current.get(change.task_id), may_plan)
            if change.name == "partners":
                found[change.task_id] |= _partners(plan, change.after)
            else:
                found[change.task_id][change.name] = value
        except Refused as refusal:
            errors.append(RowError(change.row, change.label, refusal.message))
    if errors:
        raise SheetRefused(errors)
    return dict(found)


def _partners(plan: Plan, cell: str) -> dict[str, object]:
    """Bodies of the agency by name, separated by semicolons; their names are what the document is held to say."""
    known = bodies_by_name(plan.agency_id)
    names = [name for name in (part.strip() for part in cell.replace("\n", ";").split(";")) if name]
    unknown = next((name for name in names if fold(name) not in known), None)
    if unknown is not None:
        raise Refused(f"Không có đơn vị “{unknown}”.", code="unknown_body", field="Phối hợp")
    bodies = [known[fold(name)] for name in names]
    return {"partner_body_ids": [body.pk for body in bodies], "partners": [body.name for body in bodies]}


def _amended(change: Change, current: dict[str, str] | None, may_plan: bool) -> object:
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
    if current[change.name] != change.before:
        raise Refused("Đã có người sửa sau khi xuất tệp. Xuất lại rồi sửa.", code="stale")
    try:
        return _value(change)
    except (ValueError, OverflowError, InvalidOperation):
        raise Refused(f"“{change.after}” không đúng dạng.", code="bad_value") from None


def _value(change: Change) -> object:
    """A cell in the shape of a draft's content. Raises ValueError or InvalidOperation for one of the wrong form."""
    if change.name in ("start", "end"):
        if not change.after:
            return None
        day, month, year = (int(part) for part in change.after.replace("-", "/").split("/"))
        if year not in YEARS:
            raise ValueError(year)
        return date(year, month, day).isoformat()
    if change.name == "weight":
        weight = Decimal(change.after.replace(",", ".") or "1")
        if not weight.is_finite() or not 0 <= weight <= MOST_WEIGHT or weight != round(weight, 2):
            raise ValueError("no weight that the screen would take")
        return str(weight)
    return change.after or None
