"""Cells with spans laid out on a grid: every covered position repeats the text of its origin."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lantoa.documents.blocks import Cell, Place, Table


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as its file has it; `row` and `column` count from 0."""

    row: int
    column: int
    text: str
    colspan: int = 1
    rowspan: int = 1


def column_letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Counted from 0: (3, 1) → B4."""
    return f"{column_letters(column)}{row + 1}"


def on_sheet(sheet: str) -> Callable[[int, int], Place]:
    """Places of a sheet's cells."""
    return lambda row, column: Place(sheet=sheet, cell=cell_name(row, column))


def open_grid(
    cells: Iterable[GridCell], height: int, width: int, place_of: Callable[[int, int], Place], title: str = ""
) -> Table:
    """A table of `height` rows, each `width` long. Spans are cut at the edge; where two overlap, the first stays."""
    grid: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for cell in cells:
        bottom = min(cell.row + cell.rowspan, height)
        right = min(cell.column + cell.colspan, width)
        for row in range(cell.row, bottom):
            for column in range(cell.column, right):
                if grid[row][column] is None:
                    is_origin = row == cell.row and column == cell.column
                    spans = (right - cell.column, bottom - cell.row) if is_origin else (1, 1)
                    grid[row][column] = Cell(cell.text, place_of(row, column), is_origin, *spans)
    rows = tuple(
        tuple(cell or Cell("", place_of(at, column)) for column, cell in enumerate(row))
        for at, row in enumerate(grid)
    )
    return Table(rows, place_of(0, 0), title)
