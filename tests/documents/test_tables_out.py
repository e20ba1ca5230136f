"""Exports: real numbers and dates, never a formula, as many rows as were given."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tracemalloc
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from lantoa.documents import tables_out
from lantoa.documents.reading import read
from lantoa.documents.tables_out import Column, Sheet, csv_chunks, write_xlsx

_COLUMNS = [
    Column("Nhiệm vụ", width=60),
    Column("Số người", "int"),
    Column("Tỷ lệ", "decimal"),
    Column("Hạn", "date"),
    Column("Ghi lúc", "datetime"),
]
_ROW: list[object] = [
    "Phát tờ rơi",
    1200,
    Decimal("87.5"),
    dt.date(2026, 6, 30),
    dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC),
]
_FORMULAS = ["=1+1", "+84 1", "-5", "@SUM(A1)", "\t=1", "\r=1", "  =HYPERLINK(1)", "＝1"]


def _book(*sheets: Sheet) -> tuple[openpyxl.Workbook, int]:
    stream = io.BytesIO()
    count = write_xlsx(stream, sheets)
    return openpyxl.load_workbook(io.BytesIO(stream.getvalue())), count


def _csv(columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> list[list[str]]:
    text = b"".join(csv_chunks(columns, rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_workbook_holds_numbers_and_dates_not_their_pictures() -> None:
    book, count = _book(Sheet("Nhiệm vụ", _COLUMNS, [_ROW]))

    page = book.active
    assert count == 1
    assert [cell.value for cell in page[1]] == ["Nhiệm vụ", "Số người", "Tỷ lệ", "Hạn", "Ghi lúc"]
    assert [cell.value for cell in page[2]] == [
        "Phát tờ rơi",
        1200,
        87.5,
        dt.datetime(2026, 6, 30),
        dt.datetime(2026, 7, 1, 6, 30),
    ]
    assert page.freeze_panes == "A2"
    assert page["D2"].number_format == "dd/mm/yyyy"


def test_text_like_a_formula_stays_text_in_cells_and_headers() -> None:
    columns = [Column(text) for text in _FORMULAS]
    book, _ = _book(Sheet("A", columns, [_FORMULAS]))

    for row in book.active.iter_rows():
        for cell in row:
            assert cell.data_type == "s"
            assert cell.quotePrefix


def test_a_csv_begins_with_a_mark_and_disarms_formulas_in_cells_and_headers() -> None:
    rows = _csv([Column(text) for text in _FORMULAS], [_FORMULAS])

    assert all(field.startswith("'") for row in rows for field in row)
    assert b"".join(csv_chunks([Column("A")], [])) == b'\xef\xbb\xbf"A"\r\n'


def test_negative_figures_are_figures_and_negative_words_are_disarmed() -> None:
    rows = _csv([Column("a", "int"), Column("b")], [[-5, "-5"]])

    assert rows[1] == ["-5", "'-5"]


def test_a_csv_shows_dates_figures_and_truth_as_officials_write_them() -> None:
    rows = _csv([*_COLUMNS, Column("Đạt")], [[*_ROW, True]])

    assert rows[1] == ["Phát tờ rơi", "1200", "87.5", "30/06/2026", "01/07/2026 06:30", "Có"]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("int", "chưa có", "chưa có"),
        ("int", 10**16, "10000000000000000"),
        ("decimal", float("nan"), "nan"),
        ("date", dt.date(1804, 1, 2), "02/01/1804"),
        ("date", "cuối năm", "cuối năm"),
        ("text", dt.date(2026, 3, 5), "05/03/2026"),
        ("int", True, "Có"),
        ("text", "a\x00b\ud800c\x1b", "abc"),
    ],
)
def test_what_does_not_fit_its_column_is_written_as_text(kind: str, value: object, shown: str) -> None:
    book, _ = _book(Sheet("A", [Column("a", kind)], [[value]]))

    assert book.active["A2"].value == shown


def test_missing_values_are_empty_cells() -> None:
    book, _ = _book(Sheet("A", _COLUMNS, [[None] * 5]))

    assert book.active.max_row == 1
    assert _csv(_COLUMNS, [[None] * 5])[1] == [""] * 5


def test_a_row_of_another_length_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="zip"):
        _book(Sheet("A", [Column("a")], [["x", "y"]]))
    with pytest.raises(ValueError, match="kind"):
        Column("a", "money")


def test_titles_are_made_fit_for_excel() -> None:
    long = "Danh sách nhiệm vụ tuyên truyền năm 2026"
    titles = ["a/b:c", "", "History", long, long, "'x'"]
    book, _ = _book(*(Sheet(title, [Column("a")], []) for title in titles))

    assert book.sheetnames == [
        "a b c",
        "Danh sách",
        "History (2)",
        long[:31],
        long[:27] + " (2)",
        "x",
    ]


def test_rows_beyond_a_sheet_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_out, "MAX_ROWS", 2)
    book, count = _book(Sheet("A", [Column("n", "int")], [[1], [2], [3]]))

    assert count == 3
    assert [[row[0] for row in page.values] for page in book] == [["n", 1, 2], ["n", 3]]


def test_no_sheet_at_all_is_still_a_workbook(tmp_path: Path) -> None:
    assert write_xlsx(tmp_path / "a.xlsx", []) == 0
    assert zipfile.is_zipfile(tmp_path / "a.xlsx")


def test_memory_does_not_grow_with_the_rows() -> None:
    def rows(number: int) -> Iterator[list[object]]:
        return (["Phát tờ rơi hướng dẫn", at] for at in range(number))

    def peak(number: int) -> int:
        tracemalloc.start()
        write_xlsx(io.BytesIO(), [Sheet("A", [Column("a"), Column("b", "int")], rows(number))])
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    assert peak(8_000) < 2 * peak(1_000) + 1_000_000


def test_what_was_written_is_read_back_the_same() -> None:
    stream = io.BytesIO()
    write_xlsx(stream, [Sheet("Nhiệm vụ", _COLUMNS, [_ROW])])

    table = read(stream.getvalue(), "a.xlsx").tables[0]

    assert [cell.text for cell in table.rows[1]] == [
        "Phát tờ rơi",
        "1200",
        "87,5",
        "30/06/2026",
        "01/07/2026 06:30",
    ]
