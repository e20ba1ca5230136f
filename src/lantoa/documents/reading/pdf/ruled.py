"""Tables that are drawn with lines: cells from the rulings, words into the cells, pages put together."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lantoa.documents.blocks import Block, Place, Table
from lantoa.documents.reading.finishing import Budget
from lantoa.documents.reading.grids import GridCell, cell_name, open_grid
from lantoa.documents.reading.pdf.layout import Ruling, Segment, Sheet
from lantoa.documents.reading.pdf.paragraphs import is_item

_NEAR = 3.0
_MAX_RULINGS = 600
_TERMINAL = (".", ";", ":", "!", "?")


@dataclass(slots=True, eq=False)
class RuledTable:
    """A table on one page: its column borders, its cells, and the segments that it took."""

    page: int
    columns: list[float]
    height: int
    cells: list[GridCell]
    segments: list[Segment] = field(default_factory=list)

    @property
    def width(self) -> int:
        return len(self.columns) - 1


def ruled_tables(sheet: Sheet) -> list[RuledTable]:
    """Every drawn grid of at least two columns that holds words."""
    verticals, horizontals = _merged(sheet.verticals), _merged(sheet.horizontals)
    if not 3 <= len(verticals) <= _MAX_RULINGS or not 2 <= len(horizontals) <= _MAX_RULINGS:
        return []
    tables = [_table(sheet, *group) for group in _groups(verticals, horizontals)]
    return [table for table in tables if table is not None]


def tables_of(flow: Iterable[Block | RuledTable], budget: Budget) -> Iterator[Block | Table]:
    """Tables with their names; one that goes on at the top of the next page is the same table."""
    count = 0
    waiting: list[RuledTable] = []
    for item in flow:
        if isinstance(item, RuledTable):
            if waiting and not _goes_on(waiting[-1], item):
                count += 1
                yield _put_together(waiting, count, budget)
                waiting = []
            waiting.append(item)
            continue
        if waiting:
            count += 1
            yield _put_together(waiting, count, budget)
            waiting = []
        yield item
    if waiting:
        yield _put_together(waiting, count + 1, budget)


def _merged(rulings: list[Ruling]) -> list[Ruling]:
    """Pieces of one line as one line: borders are drawn cell by cell."""
    merged: list[Ruling] = []
    for line in _lines(rulings):
        at = line[0].at
        line.sort(key=lambda piece: piece.start)
        start, end = line[0].start, line[0].end
        for ruling in line:
            if ruling.start > end + _NEAR:
                merged.append(Ruling(at, start, end))
                start, end = ruling.start, ruling.end
            else:
                start, end = min(start, ruling.start), max(end, ruling.end)
        merged.append(Ruling(at, start, end))
    return merged


def _lines(rulings: list[Ruling]) -> list[list[Ruling]]:
    """Rulings on the same axis position."""
    lines: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda piece: piece.at):
        if lines and ruling.at - lines[-1][0].at <= _NEAR:
            lines[-1].append(ruling)
        else:
            lines.append([ruling])
    return lines


def _groups(
    verticals: list[Ruling], horizontals: list[Ruling]
) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Rulings that touch each other, directly or through others."""
    left_v, left_h = set(range(len(verticals))), set(range(len(horizontals)))
    while left_v:
        group_v, group_h = {left_v.pop()}, set[int]()
        fresh_v = set(group_v)
        while fresh_v:
            fresh_h = {h for h in left_h if any(_touch(verticals[v], horizontals[h]) for v in fresh_v)}
            left_h -= fresh_h
            group_h |= fresh_h
            fresh_v = {v for v in left_v if any(_touch(verticals[v], horizontals[h]) for h in fresh_h)}
            left_v -= fresh_v
            group_v |= fresh_v
        if len(group_v) >= 3 and len(group_h) >= 2:
            yield [verticals[v] for v in group_v], [horizontals[h] for h in group_h]


def _touch(vertical: Ruling, horizontal: Ruling) -> bool:
    crosses_x = horizontal.start - _NEAR <= vertical.at <= horizontal.end + _NEAR
    return crosses_x and vertical.start - _NEAR <= horizontal.at <= vertical.end + _NEAR


def _stops(rulings: list[Ruling]) -> list[float]:
    return [line[0].at for line in _lines(rulings)]


def _table(sheet: Sheet, verticals: list[Ruling], horizontals: list[Ruling]) -> RuledTable | None:
    xs, ys = _stops(verticals), _stops(horizontals)[::-1]
    if len(xs) < 3 or len(ys) < 2:
        return None
    spans = _spans(xs, ys, verticals, horizontals)
    held: dict[tuple[int, int], list[Segment]] = {}
    taken = []
    for segment in sheet.segments:
        row, column = _between(ys, segment.y + segment.size * 0.3), _between(xs, segment.middle)
        if row is not None and column is not None:
            held.setdefault(spans.get((row, column), (row, column, 1, 1))[:2], []).append(segment)
            taken.append(segment)
    if not taken:
        return None
    cells = [
        GridCell(row, column, _text(held.get((row, column), [])), across, down)
        for row, column, across, down in sorted(set(spans.values()))
    ]
    return RuledTable(sheet.number, xs, len(ys) - 1, cells, taken)


def _between(stops: list[float], at: float) -> int | None:
    """Which interval of ascending or descending stops holds `at`."""
    for index, (one, two) in enumerate(itertools.pairwise(stops)):
        if min(one, two) <= at <= max(one, two):
            return index
    return None


def _spans(
    xs: list[float], ys: list[float], verticals: list[Ruling], horizontals: list[Ruling]
) -> dict[tuple[int, int], tuple[int, int, int, int]]:
    """Each position of the grid → its cell: row, column, colspan, rowspan. Missing borders merge positions."""

    def open_right(row: int, column: int) -> bool:
        y = (ys[row] + ys[row + 1]) / 2
        return not any(abs(v.at - xs[column + 1]) <= _NEAR and v.start <= y <= v.end for v in verticals)

    def open_below(row: int, column: int) -> bool:
        x = (xs[column] + xs[column + 1]) / 2
        return not any(abs(h.at - ys[row + 1]) <= _NEAR and h.start <= x <= h.end for h in horizontals)

    height, width = len(ys) - 1, len(xs) - 1
    spans: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for row in range(height):
        for column in range(width):
            if (row, column) in spans:
                continue
            across = down = 1
            while column + across < width and open_right(row, column + across - 1):
                across += 1
            while row + down < height and all(
                open_below(row + down - 1, column + step) for step in range(across)
            ):
                down += 1
            for covered in range(row, row + down):
                for step in range(across):
                    spans.setdefault((covered, column + step), (row, column, across, down))
    return spans


def _text(segments: list[Segment]) -> str:
    """The lines of a cell: wrapped ones joined, items on lines of their own."""
    text = ""
    for segment in sorted(segments, key=lambda s: (-round(s.y), s.left)):
        if not text:
            text = segment.text
        elif is_item(segment.text) and text.endswith(_TERMINAL):
            text += "\n" + segment.text
        else:
            text += " " + segment.text
    return text


def _goes_on(before: RuledTable, table: RuledTable) -> bool:
    same_width = before.width == table.width
    return (
        table.page == before.page + 1
        and same_width
        and all(abs(one - two) <= _NEAR for one, two in zip(before.columns, table.columns, strict=True))
    )


def _row_texts(table: RuledTable, row: int) -> list[str]:
    return [cell.text for cell in table.cells if cell.row == row]


def _put_together(parts: list[RuledTable], count: int, budget: Budget) -> Table:
    """Pages of one table. A repeated header is left out; a row cut by the page's end is one row again."""
    cells, pages, height = list(parts[0].cells), [parts[0].page] * parts[0].height, parts[0].height
    header = _row_texts(parts[0], 0)
    for part in parts[1:]:
        first = 1 if part.height > 1 and _row_texts(part, 0) == header else 0
        if first < part.height and _is_rest_of_row(part, first):
            cells = _with_rest(cells, height - 1, [cell for cell in part.cells if cell.row == first])
            first += 1
        shift = height - first
        cells += [
            GridCell(cell.row + shift, cell.column, cell.text, cell.colspan, cell.rowspan)
            for cell in part.cells
            if cell.row >= first
        ]
        pages += [part.page] * (part.height - first)
        height += part.height - first
    width = parts[0].width
    budget.add_cells(height * width)
    sheet = f"Bảng {count}"
    return open_grid(
        cells,
        height,
        width,
        lambda row, column: Place(sheet=sheet, cell=cell_name(row, column), page=pages[row]),
    )


def _is_rest_of_row(part: RuledTable, row: int) -> bool:
    """No number in the first cell, words in others, and the table's other rows do have numbers."""
    cells = {cell.column: cell for cell in part.cells if cell.row == row}
    first = cells.get(0)
    if first is None or first.text or first.colspan > 1 or first.rowspan > 1:
        return False
    others = [cell.text for cell in part.cells if cell.column == 0 and cell.row != row]
    return any(cell.text for cell in cells.values()) and (not others or any(others))


def _with_rest(cells: list[GridCell], row: int, rest: list[GridCell]) -> list[GridCell]:
    more = {cell.column: cell.text for cell in rest if cell.text}
    return [
        GridCell(
            cell.row, cell.column, f"{cell.text} {more[cell.column]}".strip(), cell.colspan, cell.rowspan
        )
        if cell.row + cell.rowspan - 1 == row and cell.column in more
        else cell
        for cell in cells
    ]
