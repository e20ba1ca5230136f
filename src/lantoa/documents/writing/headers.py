"""The header of a table as rows of cells: common headings over groups of columns, and the row (1) (2) (3)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import ceil

from lantoa.documents.writing import layout
from lantoa.documents.writing.measure import width_mm
from lantoa.documents.writing.model import Table


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """`rows` is 2 for a cell that reaches into the next row, 0 for the covered place under it."""

    label: str
    columns: int = 1
    rows: int = 1


def header_rows(table: Table) -> list[list[HeaderCell]]:
    columns = table.columns
    if any(column.group for column in columns):
        upper: list[HeaderCell] = []
        for _, members in groupby(enumerate(columns), key=lambda pair: pair[1].group or f"\x00{pair[0]}"):
            found = [column for _, column in members]
            grouped = bool(found[0].group)
            upper.append(
                HeaderCell(found[0].group, len(found)) if grouped else HeaderCell(found[0].label, rows=2)
            )
        lower = [HeaderCell(column.label, rows=1 if column.group else 0) for column in columns]
        rows = [upper, lower]
    else:
        rows = [[HeaderCell(column.label) for column in columns]]
    if table.counted:
        rows.append([HeaderCell(f"({at})") for at in range(1, len(columns) + 1)])
    return rows


MAX_HEADER = 80.0
"""A header higher than this (millimetres) is not repeated: it would leave no room for rows."""

_LINE_MM = 5.0


def repeats(table: Table, room_mm: float) -> bool:
    """Whether the header may stand on every page."""
    shares = sum(column.width for column in table.columns)
    height = 0.0
    for cells in header_rows(table):
        at, lines = 0, 1
        for cell in cells:
            share = sum(column.width for column in table.columns[at : at + cell.columns]) / shares
            room = max(room_mm * share - 3, 3)
            if cell.rows:
                lines = max(lines, ceil(width_mm(cell.label, layout.SIZES["cell"], bold=True) / room))
            at += cell.columns
        height += lines * _LINE_MM
    return height <= MAX_HEADER


NARROWEST = 10.5
"""Millimetres of a column of running numbers: "TT" in bold and its edges stand on one line."""


def widths_mm(table: Table, whole: float) -> list[float]:
    """The columns in their shares of the whole, running numbers never narrower than their heading."""
    shares = [column.width for column in table.columns]
    plain = [whole * share / sum(shares) for share in shares]
    held = {
        at
        for at, (column, width) in enumerate(zip(table.columns, plain, strict=True))
        if column.kind == "order" and width < NARROWEST
    }
    others = sum(share for at, share in enumerate(shares) if at not in held)
    if not held or not others:
        return plain
    room = whole - NARROWEST * len(held)
    return [NARROWEST if at in held else room * share / others for at, share in enumerate(shares)]
