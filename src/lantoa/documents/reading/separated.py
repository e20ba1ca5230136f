"""CSV and its relatives: one table without a sheet name, cells named as a spreadsheet would."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator

from lantoa.documents.blocks import Place, Source
from lantoa.documents.reading.finishing import Budget, finish
from lantoa.documents.reading.grids import GridCell, on_sheet, open_grid
from lantoa.documents.reading.legacy_text import converted_note, decode, is_legacy
from lantoa.documents.reading.refusals import MAX_BYTES, MAX_CELLS, refuse

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 64 * 1024
_SAMPLE_ROWS = 50
_DECLARED = re.compile(r"\s*sep=(.)\r?\n", re.IGNORECASE)
_DISARMED = re.compile(r"'(?=\s*[=+\-@＝＋－＠\t\r\n])")

# The limit belongs to the whole process; files are held to MAX_BYTES before they come here.
csv.field_size_limit(MAX_BYTES)


def read_separated(data: bytes, name: str) -> Source:
    """The separator is the one that gives the steadiest columns. Apostrophes that disarm formulas are taken off."""
    found = decode(data)
    text = found.text.removeprefix("\ufeff")
    skipped = 0
    if declared := _DECLARED.match(text[:100]):
        separator, text, skipped = declared[1], text[declared.end() :], 1
    else:
        separator = _separator(text[:_SAMPLE])
    if text.count(separator) > MAX_CELLS:
        raise refuse("TOO_LARGE")
    try:
        rows = [*itertools.islice(_rows(text, separator), MAX_CELLS + 1)]
    except csv.Error as error:
        raise refuse("CORRUPT") from error
    while rows and not any(map(str.strip, rows[-1])):
        rows.pop()
    width = max(map(len, rows), default=0)
    Budget().add_cells(len(rows) * width)
    cells = [
        GridCell(row, column, _DISARMED.sub("", value, count=1) if value.startswith("'") else value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
    ]
    place = on_sheet("")
    notes = [converted_note(found.encoding, Place(sheet="", cell="A1"))] if is_legacy(found.encoding) else []
    tables = (
        [open_grid(cells, len(rows), width, lambda row, column: place(row + skipped, column))]
        if width
        else []
    )
    return finish(name, "csv", tables, notes, found.encoding)


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _separator(sample: str) -> str:
    def steadiness(separator: str) -> tuple[int, int]:
        try:
            rows = [row for row in itertools.islice(_rows(sample, separator), _SAMPLE_ROWS) if row]
        except csv.Error:
            return (0, 0)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            return (0, 0)
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
        return (times, width)

    return max(_SEPARATORS, key=steadiness)
