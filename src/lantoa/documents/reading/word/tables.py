"""Word's tables: rows and cells with merges, laid out on a grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lantoa.documents.blocks import Place, Table
from lantoa.documents.reading.finishing import Budget
from lantoa.documents.reading.grids import GridCell, on_sheet, open_grid
from lantoa.documents.reading.word.names import COMPATIBILITY, Element, number, value, w

_MAX_COLUMNS = 100
_INSIDE = {
    w("sdt"),
    w("sdtContent"),
    w("customXml"),
    w("ins"),
    w("moveTo"),
    f"{{{COMPATIBILITY}}}AlternateContent",
    f"{{{COMPATIBILITY}}}Choice",
}


@dataclass(slots=True)
class RawCell:
    """A cell where it starts; `rowspan` grows while the rows below say that they continue it."""

    row: int
    column: int
    element: Element
    colspan: int
    rowspan: int = 1


def rows_of(table: Element, changed: Callable[[int], None]) -> Iterator[RawCell]:
    """Cells in reading order. Deleted rows and cells are left out; `changed(row)` hears of every tracked one."""
    cells: list[RawCell] = []
    open_above: dict[int, RawCell] = {}
    at = 0
    for row in _of_kind(table, w("tr")):
        properties = row.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            changed(at)
            continue
        if properties is not None and properties.find(w("ins")) is not None:
            changed(at)
        column = max(0, number(value(properties, "gridBefore"), 0) or 0)
        below: dict[int, RawCell] = {}
        for element in _of_kind(row, w("tc")):
            column = _add_cell(element, at, min(column, _MAX_COLUMNS), cells, open_above, below, changed)
        open_above = below
        at += 1
    yield from cells


def _add_cell(
    element: Element,
    row: int,
    column: int,
    cells: list[RawCell],
    above: dict[int, RawCell],
    below: dict[int, RawCell],
    changed: Callable[[int], None],
) -> int:
    """Adds a cell, or grows the one that it continues; gives the column after it."""
    properties = element.find(w("tcPr"))
    if properties is not None and properties.find(w("cellDel")) is not None:
        changed(row)
        return column
    span = min(max(1, number(value(properties, "gridSpan"), 1) or 1), _MAX_COLUMNS)
    if _merge(properties, "hMerge") == "continue" and cells and cells[-1].row == row:
        cells[-1].colspan += span
        return column + span
    merge = _merge(properties, "vMerge")
    upper = above.get(column)
    if merge == "continue" and upper is not None:
        upper.rowspan += 1
        below[column] = upper
        return column + max(span, upper.colspan)
    cell = RawCell(row, column, element, span)
    cells.append(cell)
    if merge:
        below[column] = cell
    return column + span


def _merge(properties: Element | None, kind: str) -> str:
    found = None if properties is None else properties.find(w(kind))
    return "" if found is None else found.get(w("val")) or "continue"


def _of_kind(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _INSIDE:
            yield from _of_kind(child, tag)


def lay_out(
    cells: list[RawCell], sheet: str, text_of: Callable[[Element, Place], str], budget: Budget
) -> Table | None:
    """The table with all merges opened, or None when it has no cells."""
    if not cells:
        return None
    height = max(cell.row for cell in cells) + 1
    width = min(max(cell.column + cell.colspan for cell in cells), _MAX_COLUMNS)
    budget.add_cells(height * width)
    place_of = on_sheet(sheet)
    grid = [
        GridCell(
            cell.row,
            cell.column,
            text_of(cell.element, place_of(cell.row, cell.column)),
            cell.colspan,
            cell.rowspan,
        )
        for cell in cells
        if cell.column < width
    ]
    return open_grid(grid, height, width, place_of)
