"""Annexes as workbooks: what a spreadsheet reads, how it prints, and that no text is ever a formula."""

from __future__ import annotations

import datetime as dt
import io
import re
import tracemalloc
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from lantoa.documents.writing import Annex, Column, OfficialDocument, Row, Table, workbook_of, write_workbook
from tests.documents.writing.samples import activities, report


def rows_of(data: bytes, sheet: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(sheet).to_python()


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def of(table: Table, **changes: Any) -> OfficialDocument:
    return report(annexes=[Annex("Danh mục hoạt động", [table], **changes)])


def test_a_sheet_has_its_titles_its_header_and_every_row() -> None:
    rows = rows_of(workbook_of(of(activities(3))))
    assert rows[0][0] == "Phụ lục"
    assert rows[1][0] == "DANH MỤC HOẠT ĐỘNG"
    assert rows[2][0].startswith("(Kèm theo Báo cáo số")
    assert rows[4] == ["", "", "", "Kết quả", ""]
    assert rows[5] == ["TT", "Nội dung", "Ngày", "Người dự", "Tỷ lệ"]
    assert rows[6] == ["(1)", "(2)", "(3)", "(4)", "(5)"]
    assert rows[7][0] == "I. Văn phòng"
    assert rows[8] == [1, "Hội nghị tuyên truyền đợt 1", dt.date(2026, 2, 2), 21, 0.125]
    assert len(rows) == 7 + 1 + 3


def test_the_number_of_rows_is_told() -> None:
    assert write_workbook(io.BytesIO(), of(activities(500))) == 501


def test_several_annexes_are_several_sheets() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook_of(report())))
    assert book.sheet_names == ["Phụ lục I", "Phụ lục II"]


def test_figures_and_dates_are_real_and_shown_as_officials_write_them() -> None:
    columns = [
        Column("A", "int"),
        Column("B", "decimal"),
        Column("C", "percent", places=1),
        Column("D", "date"),
    ]
    data = workbook_of(
        of(Table(columns, [(1234567, Decimal("2.50"), Decimal("88.37"), dt.date(2026, 3, 5))]))
    )
    assert rows_of(data)[-1] == [1234567, 2.5, 88.37, dt.date(2026, 3, 5)]
    styles = part(data, "xl/styles.xml")
    for form in ("#,##0.0", "#,##0.0&quot;%&quot;", "dd/mm/yyyy"):
        assert f'formatCode="{form}"' in styles


def test_it_prints_on_a4_fitting_the_width_with_its_header_on_every_page() -> None:
    data = workbook_of(of(activities(3)))
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert re.search(
        r'<pageSetup paperSize="9" (?:[^>]* )?orientation="landscape" fitToHeight="0"', sheet
    ) or ('paperSize="9"' in sheet and 'orientation="landscape"' in sheet and 'fitToHeight="0"' in sheet)
    assert '<pageSetUpPr fitToPage="1"/>' in sheet
    assert "$5:$7" in part(data, "xl/workbook.xml")
    assert re.search(r'<pane ySplit="7" topLeftCell="A8" .*state="frozen"/>', sheet)


def test_an_upright_annex_prints_upright() -> None:
    sheet = part(workbook_of(of(activities(1), landscape=False)), "xl/worksheets/sheet1.xml")
    assert 'orientation="portrait"' in sheet


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r=", "＝", "  ="])
def test_no_cell_header_or_title_is_a_formula(sign: str) -> None:
    text = f"{sign}cmd|' /C calc'!A0"
    table = Table(
        [Column(text, group=text), Column(text)], [(text, text), Row((text,), title=True)], title=text
    )
    data = workbook_of(report(annexes=[Annex(text, [table], caption=text)], issuer=text, symbol=text))
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert any("cmd" in str(cell) for row in rows_of(data) for cell in row)
    quoted = len(re.findall(r'quotePrefix="1"', part(data, "xl/styles.xml")))
    assert quoted >= 3


def test_control_characters_and_endless_text_do_not_break_the_file() -> None:
    rows = rows_of(workbook_of(of(Table([Column("A")], [("a\x00b\x1b\ud800",), ("x" * 40_000,)]))))
    assert rows[-2] == ["ab"]
    assert len(rows[-1][0]) == 32_767


def test_the_same_document_gives_the_same_bytes() -> None:
    assert workbook_of(report()) == workbook_of(report())
    moment = dt.datetime(2026, 3, 20, tzinfo=dt.UTC)
    assert workbook_of(report(made_at=moment)) == workbook_of(report(made_at=moment))


def test_memory_does_not_grow_with_the_rows() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        write_workbook(io.BytesIO(), of(activities(count)))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    assert peak(2_500) < peak(500) + 1_000_000


def test_no_annex_makes_an_empty_book() -> None:
    assert rows_of(workbook_of(report(annexes=[]))) == []
