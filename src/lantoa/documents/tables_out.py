"""Lists out, as workbooks and CSV: streamed, with real numbers and dates, and never a formula.

Text that begins like a formula is kept as text: a workbook says so of the cell, a CSV gets an apostrophe before it.
Headers are treated alike, since they too may come from what somebody typed.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import xlsxwriter

from lantoa.foundation import clock
from lantoa.foundation.text import format_date

KINDS = ("text", "int", "decimal", "date", "datetime")
MAX_ROWS = 1_048_575
"""Rows of a sheet below its header; the rest goes on in a further sheet."""

_MAX_TEXT = 32_767
_MAX_EXACT = 10**15
_FIRST_DAY = dt.date(1900, 3, 1)
_TITLE_UNFIT = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_TEXT_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_FORMATS = {"date": "dd/mm/yyyy", "datetime": "dd/mm/yyyy hh:mm"}
_FLUSH_AT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an export. `kind` is one of KINDS; `width` counts characters."""

    label: str
    kind: str = "text"
    width: int = 20

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of column: {self.kind}")


class Sheet(NamedTuple):
    """One list: a title for its tab, its columns, and rows with a value for each column."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]


def write_xlsx(target: str | Path | BinaryIO, sheets: Iterable[Sheet | tuple[Any, ...]]) -> int:
    """Writes a workbook row by row (memory does not grow with the rows) and gives the number of rows written.

    A plain tuple (title, columns, rows) does as a sheet. A value that does not fit its column's kind is written as text. None is an empty cell.
    """
    book = new_book(target)
    writer = _BookWriter(book)
    try:
        count = sum(writer.write(Sheet(*sheet)) for sheet in sheets)
        if not book.worksheets():
            book.add_worksheet()
    finally:
        book.close()
    return count


def new_book(target: str | Path | BinaryIO) -> Any:
    """A workbook that streams, and takes no text for a formula, an address or a number."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    return xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options)


class _BookWriter:
    def __init__(self, book: Any) -> None:
        self._book = book
        self._titles: set[str] = set()
        self._header = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._header_quoted = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "quote_prefix": True}
        )
        self._quoted = book.add_format({"quote_prefix": True})
        self._formats = {kind: book.add_format({"num_format": form}) for kind, form in _FORMATS.items()}

    def write(self, sheet: Sheet) -> int:
        page, row, count = self._page(sheet), 0, 0
        for values in sheet.rows:
            if row == MAX_ROWS:
                self._finish(page, sheet, row)
                page, row = self._page(sheet), 0
            row += 1
            for at, (column, value) in enumerate(zip(sheet.columns, values, strict=True)):
                if value is not None and value != "":
                    self._cell(page, row, at, column.kind, value)
            count += 1
        self._finish(page, sheet, row)
        return count

    def _page(self, sheet: Sheet) -> Any:
        page = self._book.add_worksheet(sheet_title(sheet.title, self._titles))
        for at, column in enumerate(sheet.columns):
            page.set_column(at, at, column.width)
            label = fit_text(str(column.label))
            page.write_string(
                0, at, label, self._header_quoted if starts_like_formula(label) else self._header
            )
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        return page

    def _finish(self, page: Any, sheet: Sheet, rows: int) -> None:
        if sheet.columns and rows:
            page.autofilter(0, 0, rows, len(sheet.columns) - 1)

    def _cell(self, page: Any, row: int, at: int, kind: str, value: object) -> None:
        if kind in ("int", "decimal") and is_exact_number(value):
            page.write_number(row, at, value)
        elif kind in ("date", "datetime") and (moment := as_moment(value)) is not None:
            page.write_datetime(row, at, moment, self._formats[kind])
        else:
            text = fit_text(as_text(value, kind))
            page.write_string(row, at, text, self._quoted if starts_like_formula(text) else None)


def sheet_title(wished: str, taken: set[str]) -> str:
    """A name that Excel accepts: at most 31 characters, none of its signs, not taken yet; notes it as taken."""
    base = _TITLE_UNFIT.sub(" ", wished).strip(" '")[:31] or "Danh sách"
    title, again = base, 1
    while title.lower() in taken or title.lower() == "history":
        again += 1
        suffix = f" ({again})"
        title = base[: 31 - len(suffix)] + suffix
    taken.add(title.lower())
    return title


def csv_chunks(columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """CSV as UTF-8 with a byte order mark, as Excel wants it, piece by piece for an answer that is streamed.

    Every field is quoted: where Excel takes the semicolon for the separator, a comma file must not fall apart
    into cells that begin with a sign.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow([_harmless(str(column.label)) for column in columns])
    for values in rows:
        writer.writerow(
            [_csv_field(value, column.kind) for column, value in zip(columns, values, strict=True)],
        )
        if buffer.tell() >= _FLUSH_AT:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def starts_like_formula(text: str) -> bool:
    """Whether a spreadsheet might compute this text instead of showing it."""
    return text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS)


def as_text(value: object, kind: str = "text") -> str:
    """A value as an official reads it: 05/03/2026, 05/03/2026 07:30 (Vietnamese time), Có, Không."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, dt.datetime):
        return clock.local(value).strftime("%d/%m/%Y" if kind == "date" else "%d/%m/%Y %H:%M")
    if isinstance(value, dt.date):
        return format_date(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def _csv_field(value: object, kind: str) -> str:
    text = as_text(value, kind)
    is_figure = kind in ("int", "decimal") and is_exact_number(value)
    return text if is_figure else _harmless(text)


def _harmless(text: str) -> str:
    """With an apostrophe where a reader would take one off: before a formula, and before one that has some already."""
    text = _TEXT_UNFIT.sub("", text)
    return f"'{text}" if starts_like_formula(text.lstrip("'")) else text


def fit_text(text: str) -> str:
    """What a cell can hold: no control characters, at most so many signs as Excel takes."""
    return _TEXT_UNFIT.sub("", text)[:_MAX_TEXT]


def is_exact_number(value: object) -> bool:
    """A figure that a spreadsheet stores exactly; longer ones (codes, phone numbers) stay text."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    finite = value == value and value not in (float("inf"), float("-inf"))
    return finite and -_MAX_EXACT < value < _MAX_EXACT


def as_moment(value: object) -> dt.date | None:
    """A date or a moment of Vietnamese time that Excel can store; None for all else."""
    if isinstance(value, dt.datetime):
        shown = clock.local(value).replace(tzinfo=None)
        return shown if shown.date() >= _FIRST_DAY else None
    if isinstance(value, dt.date):
        return value if value >= _FIRST_DAY else None
    return None
