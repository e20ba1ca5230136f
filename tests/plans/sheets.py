"""The sheet of a plan's tasks in tests: out, changed as an official would, and back."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from lantoa.documents.tables_out import starts_like_formula

Rows = list[dict[str, str]]


def out(client: Any, plan: Any, form: str = "xlsx") -> bytes:
    response = client.get(reverse("plans:export", args=[plan.pk]), {"xuat": form})
    return b"".join(response.streaming_content) if response.streaming else response.content


def back(client: Any, plan: Any, data: bytes, form: str = "xlsx") -> Any:
    file = SimpleUploadedFile(f"nhiem-vu.{form}", data)
    return client.post(reverse("plans:exchange", args=[plan.pk]), {"file": file})


def edited(data: bytes, column: str, row: int, value: str) -> bytes:
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    at = [cell.value for cell in sheet[1]].index(column) + 1
    sheet.cell(row, at).value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def table(data: bytes) -> Rows:
    """The rows of the first sheet, or of a CSV, by column."""
    if data.startswith(b"PK"):
        rows = [*load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)]
    else:
        rows = [tuple(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))]
    head = [str(cell) for cell in rows[0]]
    return [
        dict(zip(head, ["" if cell is None else str(cell) for cell in row], strict=True)) for row in rows[1:]
    ]


def written(rows: Rows, form: str) -> bytes:
    """These rows as a file that a person saved."""
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    if form == "csv":
        lines = [[_disarmed(value) for value in line] for line in lines]
        text = io.StringIO()
        csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(lines)
        return b"\xef\xbb\xbf" + text.getvalue().encode()
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, line in enumerate(lines, 1):
        for at, value in enumerate(line, 1):
            cell = sheet.cell(number, at, value)
            cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _disarmed(value: str) -> str:
    """As the export writes it: an apostrophe before what a spreadsheet would compute."""
    return f"'{value}" if starts_like_formula(value.lstrip("'")) else value
