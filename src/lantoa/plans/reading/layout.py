"""The page as one stream of lines and tables: wrapped lines joined, layout tables and two-column heads opened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lantoa.documents.blocks import Block, Cell, Place, Source, Table
from lantoa.plans.reading.columns import find_columns
from lantoa.plans.reading.normalise import LOWER, UPPER, clean, fold, is_upper, squeeze
from lantoa.plans.reading.ordinals import marker_of

_MOTTO = re.compile(r"cong hoa xa hoi chu nghia|doc lap\s*[-–.]\s*tu do|dang cong san viet nam$")
_COLUMN = re.compile(r"\t+| {3,}")
_PLACE_DATE = re.compile(
    rf"(?:^|\s{{2,}}|\t|(?<=\S)\s)([{UPPER}][^\W\d]*(?:[ .-][{UPPER}][^\W\d]*){{0,5}}), *ngày\b"
)
_RULE = re.compile(r"[-_=*~.·•—–…\s]{3,}$")
_PAGE_NUMBER = re.compile(r"(?:trang |- ?)?\d{1,3}(?:\s*/\s*\d{1,3}| ?-)?$")
_LABEL_START = re.compile(r"[^:.;\n]{2,45}:(?:\s|$)")
_UNFINISHED = re.compile(
    r"(?:,|[-–]|\b(?:va|cua|cac|voi|cho|ve|den|tai|trong|ngay|thang|nam|so|quy|tu|theo|do|la|bang))$"
)
_WRAPPED_KINDS = ("txt", "md")
_LAYOUT_WORDS = re.compile(r"noi nhan\s*:|cong hoa xa hoi|doc lap - tu do|^\s*so\s*:.*/")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the stream. `raw` keeps runs of blanks, `text` not. `gap`: a blank line stands before it."""

    text: str
    raw: str
    place: Place
    label: str = ""
    heading: int | None = None
    level: int | None = None
    bold: bool = False
    centered: bool = False
    gap: bool = False
    cell: bool = False


def lay_out(source: Source) -> list[Line | Table]:
    """Every item of the file in reading order, text cleaned; blank lines and page numbers gone."""
    stream: list[Line | Table] = []
    pending: list[Line] = []
    for item in source.items:
        if isinstance(item, Table):
            stream += _settled(pending, source.kind)
            pending = []
            stream += _opened(item)
        else:
            pending += _lines(item)
    return stream + _settled(pending, source.kind)


def _lines(block: Block) -> Iterator[Line]:
    for number, raw in enumerate(clean(block.text).split("\n")):
        place = block.place
        if number and place.line is not None and place.paragraph is None and place.cell is None:
            place = replace(place, line=place.line + number)
        yield Line(
            squeeze(raw), raw.rstrip(), place, "" if number else clean(block.label).strip(), block.heading, block.level,
            block.bold, block.centered,
        )  # fmt: skip


def _settled(lines: list[Line], kind: str) -> list[Line | Table]:
    """Blank lines become gaps, columns are opened, tabbed rows become tables, wrapped lines are joined."""
    opened: list[Line] = []
    gap = True
    receivers = False
    for line in lines:
        if not line.text or (not line.label and _RULE.match(line.text)):
            gap = True
            continue
        if kind == "pdf" and _PAGE_NUMBER.match(fold(line.text)):
            continue
        if (
            opened
            and line.place.line
            and opened[-1].place.line
            and line.place.line > opened[-1].place.line + 1
        ):
            gap = gap or not any(other.place.line == line.place.line - 1 for other in opened[-1:])
        receivers = receivers or fold(line.text).startswith("noi nhan")
        pieces = _columns(line, receivers)
        opened.append(replace(pieces[0], gap=gap))
        opened += pieces[1:]
        gap = False
    stream = _tabbed(opened)
    return _joined(stream) if kind.lower() in _WRAPPED_KINDS else stream


def _columns(line: Line, receivers: bool) -> list[Line]:
    """Two columns printed on one line: issuer and motto, number and date, receivers and signature."""
    raw = line.raw
    if len(raw) > 300 or line.raw.count("\t") > 1:
        return [line]
    motto = _MOTTO.search(fold(raw))
    cut = motto.start() if motto else None
    if cut is None and re.match(r"\s*Số\s*[:.\s]", raw) and (dated := _PLACE_DATE.search(raw, 4)):
        cut = dated.start(1)
    if cut is None and receivers and (column := _COLUMN.search(raw.strip())):
        cut = column.end() + len(raw) - len(raw.lstrip())
    if not cut or not raw[:cut].strip():
        return [line]
    halves = (raw[:cut].rstrip(), raw[cut:].strip())
    return [replace(line, text=squeeze(half), raw=half) for half in halves if half]


def _tabbed(lines: list[Line]) -> list[Line | Table]:
    """Rows pasted from a table: at least two neighbours with the same number of tabs, two or more."""
    stream: list[Line | Table] = []
    index = 0
    while index < len(lines):
        tabs = lines[index].raw.strip("\t ").count("\t") if "\t" in lines[index].raw else 0
        end = index + 1
        if tabs >= 2:
            width = lines[index].raw.count("\t")
            while end < len(lines) and lines[end].raw.count("\t") == width:
                end += 1
        if end - index >= 2:
            stream.append(_table(lines[index:end]))
        else:
            stream.append(lines[index])
            end = index + 1
        index = end
    return stream


def _table(lines: list[Line]) -> Table:
    rows = tuple(tuple(Cell(squeeze(text), line.place) for text in line.raw.split("\t")) for line in lines)
    return Table(rows, lines[0].place)


def _joined(stream: list[Line | Table]) -> list[Line | Table]:
    """Hard-wrapped lines made whole. A line goes on when the next one's first word would not have fitted."""
    width = _wrap_width([line for line in stream if isinstance(line, Line)])
    result: list[Line | Table] = []
    last_length = 0
    parts: list[str] = []
    for item in stream:
        before = result[-1] if result else None
        if (
            isinstance(item, Line)
            and isinstance(before, Line)
            and _goes_on(before, parts, last_length, item, width)
        ):
            parts.append(item.text)
        else:
            _close(result, parts)
            result.append(item)
            parts = [item.text] if isinstance(item, Line) else []
        last_length = len(item.raw) if isinstance(item, Line) else 0
    _close(result, parts)
    return result


def _close(result: list[Line | Table], parts: list[str]) -> None:
    if len(parts) > 1 and isinstance(result[-1], Line):
        whole = " ".join(parts)
        result[-1] = replace(result[-1], text=whole, raw=whole)


def _wrap_width(lines: list[Line]) -> int:
    """The column at which the file was wrapped, 0 when it was not."""
    lengths = sorted(len(line.raw) for line in lines)
    if len(lengths) < 4 or lengths[-1] > 160:
        return 0
    longest = lengths[-1]
    full = [line for line in lines if len(line.raw) >= longest - 14]
    broken = sum(line.text[-1:] not in ".;:!?" for line in full)
    wrapped = longest >= 55 and len(full) >= max(2, len(lengths) // 12) and broken * 2 >= len(full)
    return longest if wrapped else 0


def _goes_on(before: Line, parts: list[str], length: int, line: Line, width: int) -> bool:
    if line.gap or line.label or before.label or line.cell or line.heading or line.centered:
        return False
    last = parts[-1] if parts else before.text
    first_word = line.text.split(" ", 1)[0]
    full = bool(width) and length + 1 + len(first_word) > width - 2
    unfinished = bool(_UNFINISHED.search(fold(last[-40:])))
    closed = last[-1:] in ".;:!?"
    if is_upper(line.text) != is_upper(before.text) and not (full and line.text[:1].islower()):
        return False
    marker = marker_of(line.text)
    if marker is not None:
        broken = _broken_hyphen(line.text) if marker.kind == "bullet" else unfinished
        return full and not closed and broken
    if is_upper(line.text) and is_upper(before.text):
        return bool(marker_of(before.text)) and not closed and (full or unfinished) and len(before.text) > 40
    if line.text[:1].islower():
        return not closed and (full or length > 45 or unfinished)
    if _LABEL_START.match(line.text) and closed:
        return False
    return full and length > 45


def _broken_hyphen(text: str) -> bool:
    """ "kinh tế" | "- xã hội": a dash that the wrap put first."""
    return bool(re.match(rf"[-–] [{LOWER}]", text))


def _cleaned(table: Table) -> Table:
    rows = tuple(tuple(replace(cell, text=cell_text(cell.text)) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def cell_text(raw: str) -> str:
    """A cell's text: soft breaks become blanks, breaks before an ordinal or a bullet stay."""
    lines = [squeeze(line) for line in clean(raw).split("\n")]
    text = ""
    for line in filter(None, lines):
        keep = (
            bool(marker_of(line) or _LABEL_START.match(line))
            or text.endswith((";", ".", ":"))
            or is_upper(line)
        )
        text = f"{text}\n{line}" if text and keep else f"{text} {line}".strip()
    return text


def _opened(table: Table) -> Iterable[Line | Table]:
    """A table used for layout as its lines, cell after cell; rows above an annex's heading as lines before it."""
    cleaned = _cleaned(table)
    columns = find_columns(cleaned)
    if columns is not None:
        return [*_cell_lines(table.rows[: columns.head]), replace(cleaned, rows=cleaned.rows[columns.head :])]
    return _cell_lines(table.rows) if _is_layout(cleaned) else [cleaned]


def _cell_lines(rows: Iterable[tuple[Cell, ...]]) -> list[Line]:
    lines = []
    for row in rows:
        for cell in row:
            if cell.origin:
                for part in clean(cell.text).split("\n"):
                    if squeeze(part):
                        lines.append(Line(squeeze(part), part, cell.place, cell=True))
    return lines


def _is_layout(table: Table) -> bool:
    width = max((len(row) for row in table.rows), default=0)
    if width <= 1:
        return True
    texts = [fold(cell.text) for row in table.rows for cell in row if cell.origin and cell.text]
    if any(_LAYOUT_WORDS.search(text) for text in texts[:6]) and len(table.rows) <= 6:
        return True
    return width <= 3 and len(table.rows) <= 3 and any(text.startswith("noi nhan") for text in texts)
