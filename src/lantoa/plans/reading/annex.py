"""The rows of an annex: tasks, groups above them, index rows to skip, cells that go on or repeat."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lantoa.documents.blocks import Cell, Place, Table
from lantoa.plans.reading.columns import Columns
from lantoa.plans.reading.normalise import fold, is_upper
from lantoa.plans.reading.ordinals import Marker, marker_of
from lantoa.plans.reading.phrases import is_signer

_INDEX = re.compile(r"[(\[]?\s*(?:\d{1,2}|[A-Za-z])\s*(?:=.*)?[)\]]?$")
_DITTO = re.compile(r"(?:[\"”“'′″]+|-?\s*(?:nt|như trên)\s*-?|//|-\s*[\"”]\s*-)$", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tong cong|tong so|tong|cong)\s*:?$")
_END = re.compile(r"noi nhan|nguoi lap|ghi chu\s*:")
_MARK = re.compile(r"[xX✓✔●•✗v√]+$")
_FIELDS = ("lead", "partners", "both", "time", "product", "forms", "audience", "budget", "note")
_WHO_WHEN = ("lead", "partners", "both", "time")


@dataclass(slots=True)
class Row:
    """A task of an annex: texts by column kind, `places` of the cells they came from."""

    ordinal: str
    text: str
    place: Place
    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    group: str | None = None
    counted: bool = True
    own: frozenset[str] = frozenset()
    marker: Marker | None = None
    child: bool = False


def read_rows(table: Table, columns: Columns) -> list[Row]:
    """The tasks of a table, in order. Group rows are not tasks; the cells they fill are inherited below them."""
    raw = [_row(cells, columns) for cells in table.rows[columns.first :]]
    tasks: list[Row] = []
    group: str | None = None
    shared: dict[str, str] = {}
    for index, (row, cells) in enumerate(zip(raw, table.rows[columns.first :], strict=True)):
        if row is None or _skipped(row, cells, columns):
            continue
        if not row.values and (
            _END.match(fold(row.text or cells[0].text)) or any(is_signer(c.text) for c in cells)
        ):
            break
        following = next((later for later in raw[index + 1 :] if later is not None and later.text), None)
        if _same_task(row, cells, columns, tasks):
            _merge(tasks[-1], row)
        elif _is_group(row, cells, columns, following, tasks):
            group, shared = row.text, {} if _spans(cells, columns) else dict(row.values)
        elif _is_detail(row, tasks, columns):
            tasks[-1].text = f"{tasks[-1].text}{_joint(row.text)}{row.text}"
        else:
            _inherit(row, shared, tasks)
            row.group = row.group or group
            tasks.append(row)
    return tasks


def _row(cells: tuple[Cell, ...], columns: Columns) -> Row | None:
    if not any(cell.text for cell in cells):
        return None
    padded = len(cells)
    ordinal_at = next((index for index in columns.of("ordinal") if index < padded), None)
    content = cells[columns.content] if columns.content < padded else cells[-1]
    ordinal = re.sub(r"^(\d+)\.0$", r"\1", cells[ordinal_at].text) if ordinal_at is not None else ""
    ordinal = ordinal if any(char.isalnum() for char in ordinal) else ""
    text, others = _content(cells, columns, content)
    row = Row(ordinal, text, content.place)
    for kind in _FIELDS:
        for index in columns.of(kind):
            if index < padded and cells[index].text and index != columns.content:
                row.values[kind] = cells[index].text
                row.places[kind] = cells[index].place
    if columns.of("forms") == [columns.content]:
        row.values["forms"] = text
    _add_period(row, cells, columns)
    _add_unit(row, columns)
    row.own = frozenset(kind for kind in row.values if _is_origin(cells, columns, kind))
    row.group = others
    row.counted = ordinal_at is not None and bool(ordinal) and cells[ordinal_at].origin
    row.marker = _marker(ordinal)
    if not ordinal and (found := marker_of(text)) and found.numbered and not columns.of("ordinal"):
        row.marker, row.ordinal, row.text, row.counted = found, found.raw, text[found.length :], True
    return row


def _content(cells: tuple[Cell, ...], columns: Columns, content: Cell) -> tuple[str, str | None]:
    """The duty, and the text of a contents column to its left that groups it."""
    lefts = [cells[index] for index in columns.of("content")[:-1] if index < len(cells) and cells[index].text]
    if not lefts or lefts[0].text == content.text:
        return content.text or (lefts[0].text if lefts else ""), None
    left = lefts[-1]
    if not content.text:
        return left.text, None
    if left.rowspan > 1 or not left.origin:
        return content.text, left.text
    return f"{left.text}\n{content.text}", None


def _is_origin(cells: tuple[Cell, ...], columns: Columns, kind: str) -> bool:
    return any(index < len(cells) and cells[index].origin and cells[index].text for index in columns.of(kind))


def _add_period(row: Row, cells: tuple[Cell, ...], columns: Columns) -> None:
    """Ticks under "Quý I", "Quý II" … and columns "Bắt đầu", "Kết thúc" as one phrase."""
    ticked = [
        (index, name)
        for index, name in columns.periods
        if index < len(cells) and _MARK.match(cells[index].text) and cells[index].place
    ]
    if ticked and "time" not in row.values:
        row.values["time"] = ", ".join(_period_name(name) for _, name in ticked)
        row.places["time"] = cells[ticked[0][0]].place
    bounds = [
        cells[index].text
        for kind in ("time_start", "time_end")
        for index in columns.of(kind)
        if index < len(cells)
    ]
    if any(bounds) and "time" not in row.values:
        start, end = [*bounds, ""][:2] if columns.of("time_start") else ("", bounds[0])
        row.values["time"] = (
            f"từ {start} đến {end}"
            if start and end
            else f"từ {start}"
            if start
            else f"trước {end}"
            if end[:1].isdigit()
            else end
        )
        index = (columns.of("time_start") or columns.of("time_end"))[0]
        row.places["time"] = cells[index].place


def _add_unit(row: Row, columns: Columns) -> None:
    """A bare amount with the unit that its heading names: "12" under "Kinh phí (triệu đồng)"."""
    amount = row.values.get("budget", "")
    unit = next((columns.units[index] for index in columns.of("budget") if index < len(columns.units)), "")
    if unit and re.fullmatch(r"(?!0+$)\d[\d.,]*", amount):
        row.values["budget"] = f"{amount} {unit}"


def _period_name(name: str) -> str:
    short = re.match(r"[Tt]\.?\s*(\d{1,2})$", name.strip())
    return f"Tháng {short[1]}" if short else name.strip()


def _marker(ordinal: str) -> Marker | None:
    bare = ordinal.strip().strip("()[]").rstrip(".)/ -")
    return marker_of(f"{bare}. x") if bare and len(bare) <= 8 else None


def _skipped(row: Row, cells: tuple[Cell, ...], columns: Columns) -> bool:
    texts = [cell.text for cell in cells if cell.text]
    if len(texts) >= 2 and all(_INDEX.match(text) for text in texts):
        return True
    if fold(row.text) == fold(columns.texts[columns.content]) and len(texts) > 1:
        return True
    if not row.text and not (set(row.values) & set(_WHO_WHEN)):
        return True
    return bool(_TOTAL.match(fold(row.text)) or _TOTAL.match(fold(row.ordinal)))


def _spans(cells: tuple[Cell, ...], columns: Columns) -> bool:
    """One text across the row (the ordinal apart)."""
    ordinals = set(columns.of("ordinal"))
    texts = {cell.text for index, cell in enumerate(cells) if index not in ordinals and cell.text}
    merged = any(
        not cell.origin or cell.colspan > 1 for index, cell in enumerate(cells) if index not in ordinals
    )
    every = {cell.text for cell in cells if cell.text}
    return (len(texts) == 1 or len(every) == 1) and merged and len(cells) > 2


def _level(row: Row) -> float:
    if row.marker is None:
        return 20 if row.text.startswith(("-", "+", "•", "–")) else 10
    return {"upper": 0, "roman": 1, "number": 2, "letter": 6}.get(row.marker.kind, 2 + len(row.marker.path))


def _is_group(
    row: Row, cells: tuple[Cell, ...], columns: Columns, following: Row | None, tasks: list[Row]
) -> bool:
    if _spans(cells, columns):
        return True
    bare = not (set(row.values) - {"note"})
    if row.marker is not None:
        if following is not None and following.marker is not None and _level(following) > _level(row):
            return row.counted
        if bare and row.marker.kind in ("upper", "roman"):
            return not (
                following is None or (following.marker and _level(following) == _level(row) and tasks == [])
            )
        return bool(
            bare and following is not None and following.marker is None and following.own & set(_WHO_WHEN)
        )
    if not bare or not columns.of("ordinal"):
        return bare and is_upper(row.text)
    if not row.text or row.text[0].islower() or row.text[0] in "-+•–*":
        return False
    return following is not None and (following.marker is not None or is_upper(row.text))


def _same_task(row: Row, cells: tuple[Cell, ...], columns: Columns, tasks: list[Row]) -> bool:
    """The contents cell is merged with the one above, or empty: only other cells go on."""
    if not tasks:
        return False
    content = cells[columns.content] if columns.content < len(cells) else None
    if content is not None and not content.origin and content.text and tasks[-1].text.endswith(content.text):
        return not _spans(cells, columns)
    return not row.text


def _merge(task: Row, row: Row) -> None:
    for kind, text in row.values.items():
        if kind in row.own and text not in task.values.get(kind, ""):
            before = task.values.get(kind)
            task.values[kind] = f"{before}; {text}" if before else text
            task.places.setdefault(kind, row.places.get(kind, row.place))


def _is_detail(row: Row, tasks: list[Row], columns: Columns) -> bool:
    """A row without ordinal that says nothing of its own goes on with the task above it."""
    if not tasks or row.marker is not None or not columns.of("ordinal"):
        return False
    return not (row.own & set(_WHO_WHEN))


def _joint(text: str) -> str:
    return " " if text[:1].islower() else "\n"


def _inherit(row: Row, shared: dict[str, str], tasks: list[Row]) -> None:
    for kind, text in list(row.values.items()):
        if _DITTO.match(text):
            above = tasks[-1].values.get(kind) if tasks else None
            row.values.pop(kind)
            if above:
                row.values[kind] = above
    for kind, text in shared.items():
        if kind in _WHO_WHEN:
            row.values.setdefault(kind, text)
