"""Annexes as a workbook: the same rows and labels as on paper, with real numbers and dates, any length, streamed.

One sheet for each table of an annex. A cell or a header that begins like a formula is marked as text.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any, BinaryIO

from lantoa.documents.tables_out import (
    MAX_ROWS,
    as_moment,
    as_text,
    fit_text,
    is_exact_number,
    new_book,
    sheet_title,
    starts_like_formula,
)
from lantoa.documents.writing import layout
from lantoa.documents.writing import wording as words
from lantoa.documents.writing.headers import header_rows
from lantoa.documents.writing.model import Annex, Column, OfficialDocument, Row, Table

_PAPER_A4 = 9
_MM_PER_INCH = 25.4
_CHARACTERS = {True: 125, False: 80}  # what fits across a page of 12 points, landscape and upright
_STEADY = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
_DATES = {"date": "dd/mm/yyyy", "datetime": "dd/mm/yyyy hh:mm"}
_MOST_PLACES = 6


def workbook_of(document: OfficialDocument) -> bytes:
    stream = io.BytesIO()
    write_workbook(stream, document)
    return stream.getvalue()


def write_workbook(target: Path | BinaryIO, document: OfficialDocument) -> int:
    """Writes the tables of the annexes and gives the number of rows below the headers."""
    book = new_book(target)
    book.set_properties(
        {
            "title": words.said(document.subject),
            "author": words.said(document.issuer),
            "created": _naive(document.made_at),
        }
    )
    writer = _Writer(book, document)
    try:
        count = sum(writer.annex(annex, at) for at, annex in enumerate(document.annexes, start=1))
        if not book.worksheets():
            book.add_worksheet()
    finally:
        book.close()
    return count


def _naive(moment: dt.datetime | None) -> dt.datetime:
    moment = moment or _STEADY
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment


class _Writer:
    def __init__(self, book: Any, document: OfficialDocument) -> None:
        self._book = book
        self._document = document
        self._titles: set[str] = set()
        self._formats: dict[tuple[Any, ...], Any] = {}

    def annex(self, annex: Annex, at: int) -> int:
        label = words.annex_label(at, len(self._document.annexes)).replace("\u00a0", " ")
        return sum(self._table(annex, table, label) for table in annex.tables)

    def _table(self, annex: Annex, table: Table, label: str) -> int:
        page, row = self._page(annex, table, label)
        first, count = row, 0
        for values in table.each():
            if row == MAX_ROWS:
                self._finish(page, table, first, row)
                page, row = self._page(annex, table, label)
            self._row(page, row, values, table)
            row += 1
            count += 1
        self._finish(page, table, first, row)
        return count

    def _page(self, annex: Annex, table: Table, label: str) -> tuple[Any, int]:
        """A new sheet with its titles and header; gives it and its first free row."""
        page = self._book.add_worksheet(sheet_title(label, self._titles))
        if annex.landscape:
            page.set_landscape()
        page.set_paper(_PAPER_A4)
        page.fit_to_pages(1, 0)
        margins = (layout.LEFT, layout.RIGHT, layout.TOP, layout.BOTTOM)
        page.set_margins(*(side / _MM_PER_INCH for side in margins))
        page.set_header('&C&"Times New Roman"&13&P')
        self._widths(page, annex, table)
        row = self._heading(page, annex, table, label)
        header = row
        for cells in header_rows(table):
            self._header(page, row, cells)
            row += 1
        page.repeat_rows(header, row - 1)
        page.freeze_panes(row, 0)
        return page, row

    def _widths(self, page: Any, annex: Annex, table: Table) -> None:
        shares = sum(column.width for column in table.columns)
        for at, column in enumerate(table.columns):
            width = max(6.0, _CHARACTERS[annex.landscape] * column.width / shares)
            page.set_column(at, at, round(width, 1))

    def _heading(self, page: Any, annex: Annex, table: Table, label: str) -> int:
        last, row = len(table.columns) - 1, 0
        caption = words.annex_caption(self._document, annex)
        for text, bold, italic in (
            (label, True, False),
            (words.capitals(annex.title), True, False),
            (caption, False, True),
            (words.said(table.title), True, False),
        ):
            if text:
                self._across(page, row, last, text, bold=bold, italic=italic, align="center", size=13)
                row += 1
        return row + 1

    def _header(self, page: Any, row: int, cells: list[Any]) -> None:
        """One row of the header. What reaches over two rows is written in the lower one: rows go out one by one."""
        at = 0
        for cell in cells:
            label = "" if cell.rows == 2 else words.said(cell.label)
            self._across(
                page, row, at + cell.columns - 1, label, first=at, bold=True, align="center", border=1
            )
            at += cell.columns

    def _row(self, page: Any, row: int, values: Row, table: Table) -> None:
        if values.title:
            self._across(
                page, row, len(table.columns) - 1, words.said(str(values.cells[0])), bold=True, border=1
            )
            return
        for at, (column, value) in enumerate(zip(table.columns, values.cells, strict=True)):
            self._cell(page, row, at, column, value, values.bold)

    def _cell(self, page: Any, row: int, at: int, column: Column, value: object, bold: bool) -> None:
        look: dict[str, Any] = {"border": 1, "align": column.side, "bold": bold}
        kind = column.kind
        if value is None or value == "":
            page.write_blank(row, at, None, self._format(**look))
        elif kind in ("int", "decimal", "percent", "order") and is_exact_number(value):
            page.write_number(row, at, value, self._format(**look, num_format=_shown(value, column)))
        elif kind in _DATES and (moment := as_moment(value)) is not None:
            page.write_datetime(row, at, moment, self._format(**look, num_format=_DATES[kind]))
        else:
            self._text(page, row, at, words.said(as_text(value, kind)), look)

    def _across(self, page: Any, row: int, last: int, text: str, *, first: int = 0, **look: Any) -> None:
        if last > first:
            page.merge_range(row, first, row, last, "", self._format(**look))
        self._text(page, row, first, text, look)

    def _text(self, page: Any, row: int, at: int, text: str, look: dict[str, Any]) -> None:
        fitted = fit_text(text)
        if not fitted:
            page.write_blank(row, at, None, self._format(**look))
            return
        marks = {"quote_prefix": True} if starts_like_formula(fitted) else {}
        page.write_string(row, at, fitted, self._format(**look, **marks))

    def _format(self, *, size: int = 12, **look: Any) -> Any:
        key = (size, *sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(
                {"font_name": layout.FONT, "font_size": size, "text_wrap": True, "valign": "vcenter", **look}
            )
        return self._formats[key]

    def _finish(self, page: Any, table: Table, first: int, end: int) -> None:
        if end > first:
            page.autofilter(first - 1, 0, end - 1, len(table.columns) - 1)


def _shown(value: object, column: Column) -> str:
    """The form of a figure: thousands, the decimals asked for or else those that the value has."""
    if column.kind == "order":
        return "0"
    places = column.places
    if places is None:
        exact = words.figure(value)
        exponent = exact.normalize().as_tuple().exponent if exact is not None else 0
        places = min(-exponent, _MOST_PLACES) if isinstance(exponent, int) and exponent < 0 else 0
    form = "#,##0" + (f".{'0' * places}" if places else "")
    return f'{form}"%"' if column.kind == "percent" else form
