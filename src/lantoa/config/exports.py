"""Lists as files: `ui` knows the rows on the screen, `documents` writes workbooks, and neither knows the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from lantoa.documents import tables_out
from lantoa.foundation import clock, text
from lantoa.organisation import calendar
from lantoa.ui.registry import ExportColumn

BATCH = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def respond(
    columns: Sequence[ExportColumn],
    rows: Iterable[Sequence[Any]],
    *,
    form: str,
    name: str,
    title: str,
    beside: Sequence[tuple[str, Sequence[ExportColumn], Iterable[Sequence[Any]]]] = (),
) -> HttpResponseBase:
    """CSV is sent while it is read; a workbook is written to a temporary file first."""
    stem = re.sub(r"[^a-z0-9]+", "-", text.fold(name)).strip("-") or "danh-sach"
    file_name = f"{stem}-{clock.today():%Y%m%d}.{form}"
    if form == "csv":
        return StreamingHttpResponse(
            tables_out.csv_chunks(_columns(columns), _in_batches(rows)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
        )
    stream = TemporaryFile()  # noqa: SIM115  the answer closes it
    sheets = [(title or "Danh sách", columns, rows), *beside]
    tables_out.write_xlsx(stream, [(label, _columns(head), body) for label, head, body in sheets])
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=file_name, content_type=XLSX)


def _in_batches(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """Rows as they are sent, when the request is over: the days put right by hand are read for many of them at once."""
    following = iter(rows)
    while True:
        with calendar.reading_once():
            batch = list(islice(following, BATCH))
        if not batch:
            return
        yield from batch


def _columns(columns: Sequence[ExportColumn]) -> list[tables_out.Column]:
    return [tables_out.Column(column.label, column.kind, column.width) for column in columns]
