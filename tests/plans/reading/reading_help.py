"""Small builders for documents as the readers would hand them over."""

from __future__ import annotations

import textwrap

from lantoa.documents.blocks import Block, Cell, Place, Source, Table
from lantoa.plans.reading import Draft, KnownUnit, parse


def source(text: str, name: str = "ke-hoach.txt") -> Source:
    """A text file: one block for each line that is not blank."""
    lines = textwrap.dedent(text).strip("\n").split("\n")
    blocks = tuple(
        Block(line.strip(), Place(line=n)) for n, line in enumerate(lines, start=1) if line.strip()
    )
    return Source(name, "txt", blocks)


def read(text: str, units: list[KnownUnit] | None = None) -> Draft:
    return parse(source(text), units=units)


def table(*rows: str, sheet: str = "Bảng 1") -> Table:
    """Rows of cells parted by "|". "<" repeats the cell to the left, "^" the one above: merged cells."""
    grid: list[list[Cell]] = []
    for number, row in enumerate(rows, start=1):
        cells: list[Cell] = []
        for column, raw in enumerate(row.split("|")):
            text, place = raw.strip(), Place(sheet=sheet, cell=f"{chr(65 + column)}{number}")
            if text == "<":
                cells.append(Cell(cells[-1].text, place, origin=False))
            elif text == "^":
                cells.append(Cell(grid[-1][column].text, place, origin=False))
            else:
                cells.append(Cell(text.replace("\\n", "\n"), place))
        grid.append(cells)
    spanned = tuple(tuple(_spanned(grid, n, i) for i in range(len(row))) for n, row in enumerate(grid))
    return Table(spanned, Place(sheet=sheet, cell="A1"))


def _spanned(grid: list[list[Cell]], row: int, column: int) -> Cell:
    """An origin knows how far it reaches."""
    cell = grid[row][column]
    if not cell.origin:
        return cell
    right = column + 1
    while right < len(grid[row]) and not grid[row][right].origin and grid[row][right].text == cell.text:
        right += 1
    down = row + 1
    while (
        down < len(grid)
        and column < len(grid[down])
        and not grid[down][column].origin
        and grid[down][column].text == cell.text
    ):
        down += 1
    return Cell(cell.text, cell.place, True, right - column, down - row)


def word(*items: str | Table) -> Source:
    """A Word file: paragraphs and tables."""
    made = [
        Block(item, Place(paragraph=number)) if isinstance(item, str) else item
        for number, item in enumerate(items, start=1)
    ]
    return Source("ke-hoach.docx", "docx", tuple(made))


def texts(items: tuple[object, ...]) -> list[str]:
    return [item.text for item in items]  # type: ignore[attr-defined]


def codes(draft: Draft) -> set[str]:
    return {warning.code for warning in draft.warnings}
