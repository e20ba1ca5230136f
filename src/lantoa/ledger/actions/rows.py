"""Keeping the vocabularies: rows added, renamed, ended, merged, put in order. A row that was used is never deleted.

Entries point to rows, so ending or merging one changes no entry: what was recorded keeps its name.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import fold, format_date
from lantoa.ledger import registry, vocabulary, wording
from lantoa.ledger.drafts import RowDraft
from lantoa.ledger.models import ActivityKind, Form, Measure, Row
from lantoa.organisation.access import CATALOGUE, Actor

R = TypeVar("R", bound=Row)

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_FIXED = ("unit", "kind")
_LABELS = {"unit": "Đơn vị tính", "numerator_label": "Tử số là", "denominator_label": "Mẫu số là"}


@transaction.atomic
def add_row(model: type[R], draft: RowDraft, *, actor: Actor) -> R:
    """Adds a row in the place asked for. Raises Refused."""
    _require(actor)
    rows = _locked(model)
    row = model(code=_code(draft, rows), name=_name(draft.name, rows), valid_from=draft.valid_from)
    links = _fill(row, draft)
    row.save(force_insert=True)
    _link(row, links)
    _put_after(row, draft.after_id, rows)
    _note("ledger.row_added", row, actor)
    return row


@transaction.atomic
def revise_row(row: R, draft: RowDraft, *, actor: Actor) -> R:
    """Corrects name, first day, place and what else the vocabulary keeps; the code stays. Raises Refused.

    Kind and unit of a measure that has values are fixed: the values were counted in that unit and that way.
    """
    _require(actor)
    rows = _locked(type(row))
    row = _among(rows, row)
    before = _picture(row)
    row.name = _name(draft.name, [other for other in rows if other.pk != row.pk])
    row.valid_from = draft.valid_from
    _refuse_dates(row)
    _refuse_fixed(row, draft)
    links = _fill(row, draft)
    row.save()
    _link(row, links)
    moved = _put_after(row, draft.after_id, rows)
    after = _picture(row)
    changes = {label: [before[label], after[label]] for label in after if before[label] != after[label]}
    if moved:
        changes["Thứ tự"] = ["", f"{row.position}"]
    if changes:
        _note("ledger.row_saved", row, actor, changes=changes)
    return row


@transaction.atomic
def end_row(row: R, last_day: date, *, actor: Actor) -> R:
    """Nobody can choose the row after `last_day`. What was recorded with it stays. Raises Refused."""
    _require(actor)
    rows = _locked(type(row))
    row = _among(rows, row)
    if row.merged_into_id:
        raise Refused(f"“{row.name}” đã gộp vào “{row.merged_into}”.", code="merged")
    _refuse_last_kind(row, rows)
    _refuse_written(row)
    before, row.valid_to = row.valid_to, last_day
    _refuse_dates(row, field="last_day")
    row.save(update_fields=["valid_to"])
    _note("ledger.row_ended", row, actor, changes={"Đến hết ngày": [_day(before), _day(last_day)]})
    return row


@transaction.atomic
def resume_row(row: R, *, actor: Actor) -> R:
    """Takes an ended or merged row into use again."""
    _require(actor)
    rows = _locked(type(row))
    row = _among(rows, row)
    _name(row.name, [other for other in rows if other.pk != row.pk])
    if row.valid_to is not None:
        before = row.valid_to
        row.valid_to, row.merged_into = None, None
        row.save(update_fields=["valid_to", "merged_into"])
        _note("ledger.row_resumed", row, actor, changes={"Đến hết ngày": [_day(before), ""]})
    return row


@transaction.atomic
def merge_rows(row: R, into: R, *, actor: Actor) -> R:
    """Ends `row` today as one that says the same as `into`. Raises Refused.

    Entries keep the row and its name; filters and totals of `into` take them in from now on. Rows merged into
    this one before follow it, and so do kinds of activities that ask for it.
    """
    _require(actor)
    rows = _locked(type(row))
    row, into = _among(rows, row), _among(rows, into)
    if not vocabulary.mergeable_into(row).filter(pk=into.pk).exists():
        raise Refused(
            "Chọn một mục đang dùng"
            + (", cùng đơn vị tính và cách cộng." if isinstance(row, Measure) else "."),
            code="not_mergeable",
            field="into",
        )
    _refuse_written(row)
    vocabulary.merged_here(row).update(merged_into=into)
    today = clock.today()
    row.merged_into = into
    row.valid_to = min(row.valid_to or today, today)
    row.valid_from = min(row.valid_from, row.valid_to) if row.valid_from else None
    row.save(update_fields=["merged_into", "valid_to", "valid_from"])
    _point_kinds(row, into)
    _note("ledger.row_merged", row, actor, changes={"Gộp vào": ["", into.name]})
    return row


@transaction.atomic
def move_row(row: R, *, up: bool, actor: Actor) -> R:
    """Puts the row one place up or down; at the end of the list nothing happens."""
    _require(actor)
    rows = _locked(type(row))
    at = next(number for number, other in enumerate(rows) if other.pk == row.pk)
    behind = at - 2 if up else at + 1
    if (up and at == 0) or (not up and at == len(rows) - 1):
        return row
    row = rows[at]
    if _put_after(row, rows[behind].pk if behind >= 0 else None, rows):
        _note("ledger.row_moved", row, actor, changes={"Thứ tự": [f"{at + 1}", f"{row.position}"]})
    return row


@transaction.atomic
def discard_row(row: Row, *, actor: Actor) -> None:
    """Deletes a row that nothing ever used: one that was added by mistake. Raises Refused."""
    _require(actor)
    rows = _locked(type(row))
    row = _among(rows, row)
    if vocabulary.is_used(row) or vocabulary.merged_here(row).exists():
        raise Refused(
            f"“{row.name}” đã được dùng nên không xóa. Chọn “Thôi dùng” để không ai chọn mục này nữa; "
            "bản ghi cũ giữ nguyên tên.",
            code="used",
        )
    _refuse_last_kind(row, rows)
    _refuse_written(row)
    _note("ledger.row_discarded", row, actor)
    row.delete()


# --- what is refused --------------------------------------------------------------------------------


def _require(actor: Actor) -> None:
    if not vocabulary.keeps_vocabulary(actor):
        raise Refused(
            "Danh mục dùng chung do quản trị hoặc đầu mối cải cách hành chính của cơ quan cấp cao nhất sửa.",
            code="forbidden",
        )


def _name(text: str, others: list[Any]) -> str:
    name = wording.line(text, most=160, field="name", label="Tên")
    if not name:
        raise Refused("Nhập tên.", code="no_name", field="name")
    on = clock.today()
    for other in others:
        same = other.name.casefold() == name.casefold()
        if same and vocabulary.standing_of(other, on) in (vocabulary.LIVE, vocabulary.FUTURE):
            raise Refused(f"Đã có “{other.name}” (mã {other.code}).", code="name_taken", field="name")
    return name


def _code(draft: RowDraft, rows: list[Any]) -> str:
    """The code typed, or one made from the name; numbered when that is taken."""
    taken = {row.code.lower() for row in rows}
    given = draft.code.strip()
    if given:
        if len(given) > 40 or not _CODE.fullmatch(given):
            raise Refused(
                "Mã gồm chữ không dấu, số và gạch nối, nhiều nhất 40 ký tự.", code="bad_code", field="code"
            )
        if given.lower() in taken:
            raise Refused(f"Mã {given} đã dùng cho mục khác.", code="code_taken", field="code")
        return given
    plain = re.sub(r"[^a-z0-9]+", "-", fold(draft.name)).strip("-")[:34].strip("-") or "muc"
    number, code = 2, plain
    while code in taken:
        number, code = number + 1, f"{plain}-{number}"
    return code


def _refuse_dates(row: Row, field: str = "valid_from") -> None:
    if row.valid_to is not None and row.valid_from is not None and row.valid_to < row.valid_from:
        raise Refused(
            f"Mục này dùng từ {format_date(row.valid_from)}; ngày cuối phải từ ngày đó trở đi.",
            code="dates",
            field=field,
        )


def _refuse_fixed(row: Row, draft: RowDraft) -> None:
    if not isinstance(row, Measure):
        return
    changed = [name for name in _FIXED if name in draft.more and draft.more[name] != getattr(row, name)]
    if changed and vocabulary.is_used(row):
        raise Refused(
            "Số đo này đã có số liệu nên không đổi đơn vị tính, cách cộng. Thêm số đo mới rồi thôi dùng số đo này.",
            code="measure_fixed",
            field=changed[0],
        )


def _refuse_last_kind(row: Row, rows: list[Any]) -> None:
    on = clock.today()
    live = [other for other in rows if vocabulary.standing_of(other, on) == vocabulary.LIVE]
    if isinstance(row, ActivityKind) and [other.pk for other in live if other.valid_to is None] == [row.pk]:
        raise Refused("Cần ít nhất một loại hoạt động để ghi sổ.", code="last_kind")


def _refuse_written(row: Row) -> None:
    if isinstance(row, Measure) and row.code in registry.written_measures():
        raise Refused(
            f"Hệ thống tự ghi số đo {row.code}, nên số đo này không thôi dùng được.", code="written_by_code"
        )


# --- writing ----------------------------------------------------------------------------------------


def _locked(model: type[R]) -> list[R]:
    """The whole vocabulary: names, codes and places are compared with all of it."""
    return list(model._default_manager.select_for_update().order_by("position", "pk"))


def _among(rows: list[R], row: Row) -> R:
    found = next((other for other in rows if other.pk == row.pk), None)
    if found is None:
        raise Refused("Mục này vừa bị xóa.", code="gone")
    return found


def _fill(row: Row, draft: RowDraft) -> list[int]:
    """Sets the columns of this vocabulary; what is linked comes back, for after the row is saved."""
    more = dict(draft.more)
    links = more.pop("measures", ())
    for name, value in more.items():
        if name in _LABELS:
            most = row._meta.get_field(name).max_length or 120  # type: ignore[union-attr]
            value = wording.line(value, most=most, field=name, label=_LABELS[name])
        setattr(row, name, value)
    if isinstance(row, Measure):
        _check_measure(row)
    return list(links)


def _check_measure(row: Measure) -> None:
    if not row.unit:
        raise Refused("Nhập đơn vị tính.", code="no_unit", field="unit")
    if row.kind not in Measure.Kind.values:
        raise Refused("Chọn cách cộng.", code="no_kind", field="kind")
    ratio = row.kind == Measure.Kind.RATIO
    for name in ("numerator_label", "denominator_label"):
        if ratio and not getattr(row, name):
            raise Refused("Tỷ lệ cần ghi rõ tử số, mẫu số đếm gì.", code="no_label", field=name)
        if not ratio:
            setattr(row, name, "")


def _link(row: Row, measure_ids: list[int]) -> None:
    if isinstance(row, ActivityKind):
        row.measures.set(measure_ids)


def _put_after(row: Row, after_id: int | None, rows: list[Any]) -> bool:
    """Numbers the whole vocabulary anew with the row in its place; says whether the row changed places."""
    others = [other for other in rows if other.pk != row.pk]
    was = [other.pk for other in rows]
    at = next((number for number, other in enumerate(others, start=1) if other.pk == after_id), 0)
    wanted = [*others[:at], row, *others[at:]]
    for number, other in enumerate(wanted, start=1):
        if other.position != number:
            other.position = number
            other.save(update_fields=["position"])
    return row.pk in was and [other.pk for other in wanted] != was


def _point_kinds(row: Row, into: Row) -> None:
    if isinstance(row, Form):
        vocabulary.kinds_with_form(row).update(form=into)
    if isinstance(row, Measure):
        for kind in vocabulary.kinds_asking([row]):
            kind.measures.remove(row)
            kind.measures.add(into)  # type: ignore[arg-type]


def _picture(row: Row) -> dict[str, str]:
    """What a row says, under the labels of its screen, for the history of changes."""
    said: dict[str, str] = {}
    for column in row._meta.concrete_fields:
        if column.name in {"id", "position", "merged_into", "valid_to"}:
            continue
        value = getattr(row, column.name)
        if column.choices:
            value = getattr(row, f"get_{column.name}_display")()
        said[str(column.verbose_name)] = _day(value) if isinstance(value, date) else _word(value)
    if isinstance(row, ActivityKind):
        said["Số đo thường ghi"] = ", ".join(measure.code for measure in row.measures.all())
    return said


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    return "" if value is None else str(value)


def _day(value: date | None) -> str:
    return format_date(value) if value else ""


def _note(verb: str, row: Row, actor: Actor, changes: dict[str, Any] | None = None) -> None:
    where = actor.top_agency_id(CATALOGUE)
    note(verb, row, actor=actor, agency_id=where, summary=row.code, changes=changes, using=CATALOGUE)
