"""The Excel of tasks, out and back in. Pure: rows in, changes and errors out.

What a unit decides while carrying out (who leads, who does it, the explanation) is changed at once. What the
issued document says (text, time, product…) is never edited: such differences become a draft of an amendment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lantoa.documents.cleaning import clean
from lantoa.foundation.text import fold, whole
from lantoa.plans.cells import BadCell, Words, kind_cell, read, rewritten
from lantoa.plans.occasions import MOST, BadRule, occasions
from lantoa.plans.repeating import HINT

SHEET = "Nhiệm vụ"
KEY = "Mã"
WORDS_SHEET = "Từ dùng được"
COLUMNS = (
    (KEY, "id"),
    ("STT", "code"),
    ("Nội dung", "text"),
    ("Đơn vị chủ trì", "lead"),
    ("Phối hợp", "partners"),
    ("Phụ trách chính", "main"),
    ("Cùng thực hiện", "people"),
    ("Kiểu thời gian", "kind"),
    ("Từ ngày", "start"),
    ("Đến ngày", "end"),
    ("Chu kỳ", "rule"),
    ("Sự kiện", "event"),
    ("Thời gian ghi trong văn bản", "raw"),
    ("Sản phẩm", "product"),
    ("Chỉ tiêu", "targets"),
    ("Hình thức", "forms"),
    ("Nội dung tuyên truyền", "themes"),
    ("Lĩnh vực cải cách", "fields"),
    ("Đối tượng", "audience"),
    ("Kinh phí", "budget"),
    ("Ghi chú", "note"),
    ("Trọng số", "weight"),
    ("Giải trình", "explanation"),
    ("Trạng thái", "state"),
)
READ_ONLY = {"code", "state"}
AT_ONCE = ("lead", "main", "people", "explanation")
BY_AMENDMENT = tuple(name for _, name in COLUMNS if name not in {"id", *READ_ONLY, *AT_ONCE})
TIME = ("kind", "start", "end", "rule")
LABELS = {name: label for label, name in COLUMNS}
ORDER = {label: at for at, (label, _) in enumerate(COLUMNS)}
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
    """A cell as text to compare: as readers of files clean it, numbers without trailing zeros."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value)).strip()


def is_sheet(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether these rows have the head of the sheet of tasks."""
    return _find_head(rows) is not None


def in_order(errors: Iterable[RowError]) -> tuple[RowError, ...]:
    """Errors as the eye goes through the sheet: by row, then by column."""
    return tuple(sorted(errors, key=lambda error: (error.row, ORDER.get(error.column, 0))))


def compare(
    rows: Sequence[Sequence[Any]], stored: Mapping[int, Mapping[str, str]], words: Words | None = None
) -> Comparison:
    """Compares a sheet with the stored tasks (`{id: {name: text}}`), cell by cell, by what the cells mean."""
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
            given = {name: _cell(row, sheet, name) for name in sheet.head if name != "id"}
            changes += _differences(number, task_id, given, stored[task_id], words or Words(), errors)
    return Comparison(
        count,
        tuple(change for change in changes if change.name in AT_ONCE),
        tuple(change for change in changes if change.name in BY_AMENDMENT),
        in_order(errors),
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
    number: int,
    task_id: int,
    given: Mapping[str, str],
    known: Mapping[str, str],
    words: Words,
    errors: list[RowError],
) -> list[Change]:
    found: dict[str, Change] = {}
    wrong: list[RowError] = []
    for name, after in given.items():
        before = plain(known[name])
        if after == before:
            continue
        if name in READ_ONLY:
            wrong.append(RowError(number, LABELS[name], READ_ONLY_SAID))
            continue
        try:
            after = plain(rewritten(name, after, words))
        except BadCell as problem:
            wrong.append(RowError(number, LABELS[name], str(problem)))
            continue
        if after != before:
            found[name] = Change(number, task_id, known["code"], name, before, after)
    if "lead" in found:
        _leave_people_behind(found, known)
    if not wrong:
        wrong = [*_wrong_people(number, found, known), *_wrong_time(number, found, known, words)]
    errors += wrong
    return list(found.values())


def _leave_people_behind(found: dict[str, Change], known: Mapping[str, str]) -> None:
    """A task that goes to another unit keeps nobody of the old one, unless the sheet names people anew."""
    lead = found["lead"]
    for name in ("main", "people"):
        if name not in found and plain(known[name]):
            found[name] = Change(lead.row, lead.task_id, lead.code, name, plain(known[name]), "")


def _wrong_people(number: int, found: Mapping[str, Change], known: Mapping[str, str]) -> list[RowError]:
    cells = [found[name].after if name in found else plain(known[name]) for name in ("main", "people")]
    main, people = ({fold(name) for name in cell.split(";") if name.strip()} for cell in cells)
    if not found.keys() & {"main", "people"} or not main & people:
        return []
    said = f"Người phụ trách chính không ghi lại ở cột “{LABELS['people']}”."
    return [RowError(number, LABELS["people"], said)]


def _wrong_time(
    number: int, found: Mapping[str, Change], known: Mapping[str, str], words: Words
) -> list[RowError]:
    """What is wrong between the cells of time of one row; rows whose time is as it was are not asked."""
    if not found.keys() & set(TIME):
        return []
    cells = {name: found[name].after if name in found else plain(known[name]) for name in TIME}
    kind, start, end, rule = (_meant(name, cells[name], words) for name in TIME)
    if start and end and end < start:
        column = "end" if "end" in found else "start"
        return [RowError(number, LABELS[column], "Ngày kết thúc phải từ ngày bắt đầu trở đi.")]
    if kind == "recurring" and not rule:
        return [RowError(number, LABELS["rule"], f"Nhiệm vụ định kỳ phải có chu kỳ. {HINT}")]
    if kind != "recurring" and rule:
        said = (
            f"Chu kỳ chỉ dùng khi Kiểu thời gian là “{kind_cell('recurring')}”. Để trống ô này hoặc đổi kiểu."
        )
        return [RowError(number, LABELS["rule"], said)]
    if kind == "recurring":
        first, last = words.years
        try:
            occasions(
                rule,
                date.fromisoformat(start) if start else date(first, 1, 1),
                date.fromisoformat(end) if end else date(last, 12, 31),
            )
        except BadRule:
            said = f"Chu kỳ này cho quá {MOST} kỳ trong thời gian của nhiệm vụ. Chọn chu kỳ thưa hơn."
            return [RowError(number, LABELS["rule"], said)]
    return []


def _meant(name: str, cell: str, words: Words) -> Any:
    """A stored rule that has no words stands in its cell as it is."""
    return cell if name == "rule" and cell.startswith("FREQ=") else read(name, cell, words)


def _cell(row: Sequence[Any], sheet: _Sheet, name: str) -> str:
    at = sheet.head[name]
    return plain(row[at]) if at < len(row) else ""
