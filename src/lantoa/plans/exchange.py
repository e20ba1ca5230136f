"""The Excel of tasks, out and back in. Pure: rows in, changes and errors out.

What a unit decides while carrying out (who leads, who does it, the explanation) is changed at once. What the
issued document says (text, time, product…) is never edited: such differences become a draft of an amendment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lantoa.foundation.text import fold, nfc, whole

SHEET = "Nhiệm vụ"
KEY = "Mã"
COLUMNS = (
    (KEY, "id"),
    ("STT", "code"),
    ("Nội dung", "text"),
    ("Đơn vị chủ trì", "lead"),
    ("Phối hợp", "partners"),
    ("Phụ trách chính", "main"),
    ("Cùng thực hiện", "people"),
    ("Thời gian", "time"),
    ("Từ ngày", "start"),
    ("Đến ngày", "end"),
    ("Sản phẩm", "product"),
    ("Chỉ tiêu", "targets"),
    ("Đối tượng", "audience"),
    ("Kinh phí", "budget"),
    ("Ghi chú", "note"),
    ("Trọng số", "weight"),
    ("Giải trình", "explanation"),
    ("Trạng thái", "state"),
)
READ_ONLY = {"code", "time", "targets", "state"}
AT_ONCE = ("lead", "main", "people", "explanation")
BY_AMENDMENT = ("text", "partners", "start", "end", "product", "audience", "budget", "note", "weight")
LABELS = {name: label for label, name in COLUMNS}
MOST_ROWS = 20_000
READ_ONLY_SAID = "Cột này chỉ để xem. Giữ nguyên ô; nếu dữ liệu vừa thay đổi thì xuất lại tệp."


@dataclass(frozen=True, slots=True)
class RowError:
    """Something wrong in a row of the sheet; `row` is its number as Excel shows it."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs from what is stored."""

    row: int
    task_id: int
    code: str
    name: str
    before: str
    after: str

    @property
    def label(self) -> str:
        return LABELS[self.name]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a returned sheet would do: nothing is done while there are errors."""

    rows: int = 0
    at_once: tuple[Change, ...] = ()
    by_amendment: tuple[Change, ...] = ()
    errors: tuple[RowError, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        return (*self.at_once, *self.by_amendment)

    @property
    def unchanged(self) -> bool:
        return not (self.at_once or self.by_amendment or self.errors)


@dataclass
class _Sheet:
    head: dict[str, int] = field(default_factory=dict)
    first: int = 0


def plain(value: Any) -> str:
    """A cell as text to compare: NFC, blanks squeezed at the ends, numbers without trailing zeros."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return nfc(str(value)).strip()


def compare(rows: Sequence[Sequence[Any]], stored: Mapping[int, Mapping[str, str]]) -> Comparison:
    """Compares a sheet with the stored tasks (`{id: {name: text}}`), cell by cell."""
    sheet = _find_head(rows)
    if sheet is None:
        return Comparison(
            errors=(RowError(1, KEY, f"Không thấy dòng tiêu đề có cột “{KEY}” và “Nội dung”."),)
        )
    if len(rows) > MOST_ROWS:
        return Comparison(errors=(RowError(1, KEY, f"Quá {MOST_ROWS} dòng."),))
    changes: list[Change] = []
    errors: list[RowError] = []
    seen: dict[int, int] = {}
    count = 0
    for number, row in enumerate(rows[sheet.first :], sheet.first + 1):
        if not any(plain(cell) for cell in row):
            continue
        count += 1
        task_id = _task_id(row, sheet, number, stored, seen, errors)
        if task_id is not None:
            changes += _differences(row, sheet, number, task_id, stored[task_id], errors)
    return Comparison(
        count,
        tuple(change for change in changes if change.name in AT_ONCE),
        tuple(change for change in changes if change.name in BY_AMENDMENT),
        tuple(errors),
    )


def _find_head(rows: Sequence[Sequence[Any]]) -> _Sheet | None:
    by_label = {fold(label): name for label, name in COLUMNS}
    for number, row in enumerate(rows[:20]):
        head = {
            by_label[fold(plain(cell))]: at for at, cell in enumerate(row) if fold(plain(cell)) in by_label
        }
        if "id" in head and "text" in head:
            return _Sheet(head, number + 1)
    return None


def _task_id(
    row: Sequence[Any],
    sheet: _Sheet,
    number: int,
    stored: Mapping[int, Mapping[str, str]],
    seen: dict[int, int],
    errors: list[RowError],
) -> int | None:
    given = _cell(row, sheet, "id")
    task_id = whole(given)
    if task_id is None or task_id not in stored:
        message = "Nhiệm vụ này không có trong phạm vi được cập nhật." if given else "Thiếu mã nhiệm vụ."
        errors.append(RowError(number, KEY, message))
        return None
    if task_id in seen:
        errors.append(RowError(number, KEY, f"Mã này đã có ở dòng {seen[task_id]}."))
        return None
    seen[task_id] = number
    return task_id


def _differences(
    row: Sequence[Any],
    sheet: _Sheet,
    number: int,
    task_id: int,
    known: Mapping[str, str],
    errors: list[RowError],
) -> list[Change]:
    found = []
    for name in sheet.head:
        if name == "id":
            continue
        after, before = _cell(row, sheet, name), plain(known[name])
        if after == before:
            continue
        if name in READ_ONLY:
            errors.append(RowError(number, LABELS[name], READ_ONLY_SAID))
        elif name == "text" and not after:
            errors.append(RowError(number, LABELS[name], "Nội dung không được để trống."))
        else:
            found.append(Change(number, task_id, known["code"], name, before, after))
    return found


def _cell(row: Sequence[Any], sheet: _Sheet, name: str) -> str:
    at = sheet.head[name]
    return plain(row[at]) if at < len(row) else ""
