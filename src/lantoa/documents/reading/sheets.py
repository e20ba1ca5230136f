"""Workbooks (.xlsx, .xls): one table for each visible sheet that holds something, as last calculated."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import TypeVar

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from lantoa.documents.archives import Archive
from lantoa.documents.blocks import Note, Place, Source, Table
from lantoa.documents.reading.finishing import Budget, finish
from lantoa.documents.reading.grids import GridCell, on_sheet, open_grid
from lantoa.documents.reading.refusals import MAX_CELLS, archive_refusals, refuse
from lantoa.foundation.text import format_date

T = TypeVar("T")

_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml\Z", re.IGNORECASE)
_PART_LIMIT = 100 * 1024 * 1024
_FILLED = re.compile(rb"<(?:\w{1,20}:)?c\b(?=[^<>]{0,200}\br=\"([A-Z]{1,3})(\d{1,7})\")[^<>]{0,400}(?<!/)>")


def read_workbook(data: bytes, name: str) -> Source:
    """Text of every cell: dates as dd/MM/yyyy, whole numbers without decimals, formulas by their last value."""
    kind = "xlsx" if data.startswith(b"PK") else "xls"
    if kind == "xlsx":
        _look_before_opening(data)
    workbook = _guarded(lambda: CalamineWorkbook.from_object(io.BytesIO(data)))
    budget, notes, tables = Budget(), [], []
    for meta in workbook.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        if meta.visible != SheetVisibleEnum.Visible:
            notes.append(_hidden_note(meta.name))
            continue
        table = _guarded(partial(_visible_table, workbook, meta.name, budget))
        if table is not None:
            tables.append(table)
    return finish(name, kind, tables, notes)


def _hidden_note(sheet: str) -> Note:
    message = f"Trang tính ẩn “{sheet}” không được đọc. Bỏ ẩn trang tính nếu cần nội dung trong đó."
    return Note("HIDDEN_SHEET", message, Place(sheet=sheet, cell="A1"))


def _look_before_opening(data: bytes) -> None:
    """The parser lays a sheet out as a full rectangle: two cells in far corners would fill the memory."""
    with archive_refusals():
        archive = Archive(data)
        archive.check_declared()
        archive.check_real()
        for part in archive.names:
            content = archive.read(part, _PART_LIMIT) if part.lower().endswith((".xml", ".rels")) else b""
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                raise refuse("BOMB")
            if _SHEET_PART.match(part) and _rectangle(content) > MAX_CELLS:
                raise refuse("TOO_LARGE")


def _rectangle(sheet: bytes) -> int:
    """Cells of the smallest rectangle around all filled cells."""
    top, left, bottom, right = 1 << 30, 1 << 30, 0, 0
    columns: dict[bytes, int] = {}
    for found in _FILLED.finditer(sheet):
        letters, row = found[1], int(found[2])
        column = columns.get(letters)
        if column is None:
            column = columns[letters] = _column_number(letters)
        top, bottom = min(top, row), max(bottom, row)
        left, right = min(left, column), max(right, column)
    return (bottom - top + 1) * (right - left + 1) if bottom else 0


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _guarded(work: Callable[[], T]) -> T:
    """The parser's errors in our words. Its panics are not even Exceptions, so they are caught by name."""
    try:
        return work()
    except PasswordError as error:
        raise refuse("ENCRYPTED") from error
    except (CalamineError, ValueError, OverflowError) as error:
        raise refuse("CORRUPT") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise refuse("CORRUPT") from error


def _visible_table(workbook: CalamineWorkbook, name: str, budget: Budget) -> Table | None:
    return _table(workbook.get_sheet_by_name(name), budget)


def _table(sheet: CalamineSheet, budget: Budget) -> Table | None:
    if sheet.start is None or sheet.end is None:
        return None
    top, left = sheet.start
    height, width = sheet.end[0] - top + 1, sheet.end[1] - left + 1
    budget.add_cells(height * width)
    rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=True)]
    spans = dict(_spans(sheet, top, left, height, width))
    cells = [
        GridCell(row, column, text, *spans.get((row, column), (1, 1)))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text or (row, column) in spans
    ]
    cells.sort(key=lambda cell: cell.colspan * cell.rowspan == 1)
    place = on_sheet(sheet.name)
    return open_grid(cells, height, width, lambda row, column: place(row + top, column + left), sheet.name)


def _spans(
    sheet: CalamineSheet, top: int, left: int, height: int, width: int
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Merged ranges inside the used area: origin → (colspan, rowspan)."""
    for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        row, column = first_row - top, first_column - left
        if 0 <= row < height and 0 <= column < width:
            yield (row, column), (last_column - first_column + 1, last_row - first_row + 1)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dt.datetime):
        has_time = (value.hour, value.minute, value.second) != (0, 0, 0)
        return value.strftime("%d/%m/%Y %H:%M") if has_time else format_date(value)
    if isinstance(value, dt.date):
        return format_date(value)
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return "" if value is None else str(value)


def _number(value: float) -> str:
    """As an official reads it: 12 not 12.0, 1,5 not 1.5, never an exponent."""
    exact = Decimal(f"{value:.15g}")
    if not exact.is_finite():
        return ""
    text = f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")
