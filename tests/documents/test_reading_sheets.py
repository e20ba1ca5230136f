"""Workbooks: one table for each visible sheet, cells named as on screen, values as an official reads them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from lantoa.documents.reading import Place, Unreadable, read
from tests.documents.builders import shared_or, workbook, zipped
from tests.documents.old_office import xls

_ANNEX: list[list[object]] = [
    ["PHỤ LỤC: NHIỆM VỤ NĂM 2026"],
    [],
    [
        "TT",
        "Nội dung công việc",
        "Hình thức tuyên truyền",
        "Chủ trì",
        "Phối hợp",
        "Thời gian hoàn thành",
        "Kết quả",
    ],
    ["A", "THÔNG TIN CHO NGƯỜI DÂN, DOANH NGHIỆP"],
    [1, "Đăng bài hướng dẫn", "Trang tin", "Văn phòng Sở", "Phòng Quản lý xây dựng", "Hàng tháng", "12 bài"],
]


def _made(fill) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    fill(book)
    book.close()
    return stream.getvalue()


def test_an_annex_is_a_table_named_after_its_sheet() -> None:
    source = read(shared_or("phu-luc.xlsx", workbook(_ANNEX)), "phu-luc.xlsx")

    (table,) = source.tables
    assert (source.kind, table.title) == ("xlsx", "Phụ lục")
    assert [cell.text for cell in table.rows[2]][:2] == ["TT", "Nội dung công việc"]
    assert table.rows[4][0].text == "1"
    assert table.rows[4][1].place == Place(sheet="Phụ lục", cell="B5")
    assert len({len(row) for row in table.rows}) == 1


def test_values_are_text_as_an_official_reads_them() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet("A")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        page.write_row(0, 0, [12, 2.5, 0.1 + 0.2, 1e20, True, -3])
        page.write_datetime(1, 0, dt.datetime(2026, 3, 5), day)
        page.write_datetime(1, 1, dt.datetime(2026, 3, 5, 7, 30), day)
        page.write_formula(1, 2, "=1+1", None, 2)
        page.write_formula(1, 3, "=1/0", None, "#DIV/0!")

    first, second = read(_made(fill), "a.xlsx").tables[0].rows

    assert [cell.text for cell in first] == ["12", "2,5", "0,3", "100000000000000000000", "TRUE", "-3"]
    assert [cell.text for cell in second][:4] == ["05/03/2026", "05/03/2026 07:30", "2", ""]


def test_merged_cells_are_opened_and_cells_keep_their_names_when_the_sheet_starts_late() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet("A")
        page.merge_range("C4:D5", "gộp")
        page.write("E5", "cuối")

    rows = read(_made(fill), "a.xlsx").tables[0].rows

    assert [[cell.text for cell in row] for row in rows] == [["gộp", "gộp", ""], ["gộp", "gộp", "cuối"]]
    assert (rows[0][0].colspan, rows[0][0].rowspan, rows[0][0].place.cell) == (2, 2, "C4")
    assert [cell.origin for row in rows for cell in row] == [True, False, True, False, False, True]
    assert rows[1][2].place.cell == "E5"


def test_empty_sheets_are_passed_over_and_hidden_ones_are_named() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Trống")
        book.add_worksheet("Nháp").write(0, 0, "ẩn")
        book.worksheets()[1].hide()
        book.add_worksheet("Chính").write(0, 0, "hiện")

    source = read(_made(fill), "a.xlsx")

    assert [table.title for table in source.tables] == ["Chính"]
    assert [note.code for note in source.notes] == ["HIDDEN_SHEET"]
    assert "Nháp" in source.notes[0].message


def test_a_workbook_without_any_value_is_empty() -> None:
    with pytest.raises(Unreadable) as refused:
        read(_made(lambda book: book.add_worksheet("A")), "a.xlsx")
    assert refused.value.code == "EMPTY"


def test_two_cells_in_far_corners_do_not_fill_the_memory() -> None:
    data = _made(
        lambda book: book.add_worksheet("A").write("XFD1048576", "xa") or book.worksheets()[0].write(0, 0, 1)
    )

    with pytest.raises(Unreadable) as refused:
        read(data, "a.xlsx")
    assert refused.value.code == "TOO_LARGE"


def test_styled_but_empty_cells_far_away_do_not_make_a_sheet_large() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet("A")
        page.write(0, 0, "có")
        page.write_blank("XFD1048576", None, book.add_format({"bold": True}))

    assert [[cell.text for cell in row] for row in read(_made(fill), "a.xlsx").tables[0].rows] == [["có"]]


def _parts(data: bytes) -> dict[str, bytes | str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_merge_over_the_whole_sheet_stays_within_its_values() -> None:
    parts = _parts(workbook([["tất cả", "bị che"]]))
    sheet = parts["xl/worksheets/sheet1.xml"]
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    parts["xl/worksheets/sheet1.xml"] = bytes(sheet).replace(b"</sheetData>", merge)

    assert [cell.text for cell in read(zipped(parts), "a.xlsx").tables[0].rows[0]] == ["tất cả", "tất cả"]


@pytest.mark.parametrize(
    ("part", "content"),
    [("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c"), ("xl/workbook.xml", b"<")],
)
def test_broken_xml_inside_a_workbook_is_said_to_be_corrupt(part: str, content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(zipped(_parts(workbook([["a"]])) | {part: content}), "a.xlsx")
    assert refused.value.code == "CORRUPT"


def test_workbooks_of_the_old_kind_are_read() -> None:
    source = read(xls([["TT", "Việc"], [1.0, "Phát tờ rơi"]]), "phu-luc.xls")

    assert (source.kind, source.tables[0].title) == ("xls", "Phụ lục")
    assert [[cell.text for cell in row] for row in source.tables[0].rows] == [
        ["TT", "Việc"],
        ["1", "Phát tờ rơi"],
    ]
