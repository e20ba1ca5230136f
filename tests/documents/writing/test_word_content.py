"""What is in the Word file: numbering, tables, the same bytes again, and nothing that hostile text could do."""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.documents.reading import read as read_file
from lantoa.documents.writing import (
    Annex,
    Bullets,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Run,
    Table,
    docx_of,
)  # fmt: skip
from lantoa.documents.writing.headers import NARROWEST, widths_mm
from lantoa.documents.writing.measure import width_mm
from lantoa.foundation.errors import Refused
from tests.documents.writing.samples import activities, report

HOSTILE = [
    "=1+1", "- gạch", "+ cộng", "* sao", "# thăng", "@ai", "<w:p>&amp;</w:p>]]>", "a\x00b\x08c\x1bd",
    "😀 cờ 🇻🇳", "\u202eđảo\u202c \u200fphải", "{{ 7*7 }} {% for %}", "\ud800 lẻ", "\ufffe", "x" * 10_000,
    "$ [trống] \\ #eval(\"1\") /* */ //", "một\nhai\tba\r\nbốn",
]  # fmt: skip


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def small(*body: Any, **changes: Any) -> OfficialDocument:
    return report(body=list(body), annexes=[], **changes)


def test_headings_are_numbered_by_word_itself() -> None:
    source = read_file(docx_of(report()), "bao-cao.docx")
    labels = {block.text: block.label for block in source.blocks if block.label}
    assert labels["CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"] == "I."
    assert labels["KẾT QUẢ"] == "II."
    assert labels["Tin, bài"] == "1."
    assert labels["Hội nghị"] == "2."
    assert labels["Trên cổng thông tin điện tử;"] == "a)"
    assert labels["Trên đài truyền thanh cơ sở."] == "b)"
    assert labels["02 hội nghị;"] == "-"
    assert labels["PHƯƠNG HƯỚNG"] == "III."


def test_headings_of_an_annex_are_numbered_anew() -> None:
    source = read_file(docx_of(report()), "bao-cao.docx")
    assert next(block.label for block in source.blocks if block.text == "TỔNG HỢP") == "I."


def test_the_fifth_point_is_lettered_as_vietnamese_counts() -> None:
    points = [Heading(f"Điểm thứ {number}", 3) for number in range(1, 8)]
    texts = [p.text for p in opened(docx_of(small(Heading("Mục"), *points))).paragraphs]
    letters = [text.split(")")[0] for text in texts if "Điểm thứ" in text]
    assert letters == ["a", "b", "c", "d", "đ", "e", "g"]


def test_a_part_stands_on_a_line_of_its_own_above_its_title() -> None:
    source = read_file(
        docx_of(small(Heading("Tình hình", 0), Heading("Kết quả"), Heading("Việc", 0))), "a.docx"
    )
    assert [b.label for b in source.blocks if b.label.startswith("Phần")] == ["Phần I", "Phần II"]


def test_a_table_has_header_rows_that_repeat_and_rows_that_stay_whole() -> None:
    table = opened(docx_of(report())).tables[3]
    marks = [
        row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows
    ]
    assert marks == [True, True, True, False, False, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [cell.text for cell in table.rows[0].cells] == ["TT", "Nội dung", "Ngày", "Kết quả", "Kết quả"]
    assert [cell.text for cell in table.rows[1].cells] == ["TT", "Nội dung", "Ngày", "Người dự", "Tỷ lệ"]
    assert [cell.text for cell in table.rows[2].cells] == ["(1)", "(2)", "(3)", "(4)", "(5)"]


def test_figures_are_written_as_officials_write_them_and_stand_on_their_side() -> None:
    table = opened(docx_of(report())).tables[1]
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert rows == [
        ["1", "Tin, bài", "1.520", "76,0%"],
        ["2", "Hội nghị", "3", "75,3%"],
        ["", "Cộng", "1.523", ""],
    ]
    sides = [cell.paragraphs[0].style.name for cell in table.rows[1].cells]
    assert sides == ["Ô bảng (giữa)", "Ô bảng", "Ô bảng (số)", "Ô bảng (số)"]
    assert all(run.bold for run in table.rows[3].cells[1].paragraphs[0].runs)


def test_columns_fill_the_width_of_their_page_exactly() -> None:
    tables = opened(docx_of(report())).tables
    widths = [sum(int(c.get(qn("w:w"))) for c in t._tbl.tblGrid.findall(qn("w:gridCol"))) for t in tables]
    assert [round(width / 1440 * 25.4) for width in (widths[1], widths[3], widths[4])] == [165, 252, 165]


def test_five_hundred_rows_all_arrive() -> None:
    table = opened(docx_of(report(annexes=[Annex("Danh mục", [activities(500)])]))).tables[3]
    assert len(table.rows) == 3 + 1 + 500
    assert table._tbl.findall(qn("w:tr"))[-1].xpath("string(.)").startswith("500")


def test_rows_are_read_while_they_are_written() -> None:
    asked: list[int] = []

    def rows() -> Any:
        for number in range(3):
            asked.append(number)
            yield (f"dòng {number}",)

    docx_of(small(Table([Column("A")], rows)))
    docx_of(small(Table([Column("A")], rows)))
    assert asked == [0, 1, 2, 0, 1, 2]


def test_a_list_too_long_for_paper_is_refused_in_words() -> None:
    rows = [("x",)] * 20_001
    with pytest.raises(Refused, match=r"20\.000 dòng") as caught:
        docx_of(small(Table([Column("A")], rows, title="Danh mục")))
    assert caught.value.code == "too_many_rows"


def test_the_same_document_gives_the_same_bytes() -> None:
    moment = dt.datetime(2026, 3, 20, 8, 0, tzinfo=dt.UTC)
    assert docx_of(report(made_at=moment)) == docx_of(report(made_at=moment))


def test_the_file_knows_its_title_author_and_language_and_no_other_hour() -> None:
    moment = dt.datetime(2026, 3, 20, 8, 0, tzinfo=dt.UTC)
    data = docx_of(report(made_at=moment))
    properties = opened(data).core_properties
    assert properties.title.startswith("Báo cáo Kết quả công tác")
    assert properties.author == "Sở Xây dựng"
    assert properties.language == "vi-VN"
    assert properties.created.replace(tzinfo=dt.UTC) == moment
    assert {info.date_time[0] for info in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {1980}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_only_text(text: str) -> None:
    document = report(
        issuer=text, subject=text, place=text, number=text, symbol=text, bases=[text, text],
        body=[Heading(text), Paragraph([text, Run(text, bold=True)]), Bullets([text]), Table([Column(text)], [(text,)])],
        recipients=[text], annexes=[Annex(text, [Table([Column(text, group=text)], [(text,)], title=text)])],
        content_hash=text,
    )  # fmt: skip
    read = opened(docx_of(document))
    wanted = text.encode("utf-8", "ignore").decode().splitlines()[0].strip()[:20]
    if wanted.isascii() and wanted.isprintable():
        assert wanted in read.tables[1].rows[1].cells[0].text


def test_decomposed_letters_become_whole() -> None:
    loose = unicodedata.normalize("NFD", "Tuyên truyền cải cách")
    texts = [p.text for p in opened(docx_of(small(Paragraph(loose), Paragraph("x")))).paragraphs]
    assert "Tuyên truyền cải cách" in texts


def test_a_cell_longer_than_a_page_may_break() -> None:
    table = opened(docx_of(small(Table([Column("A")], [("dài " * 2_500,), ("ngắn",)])))).tables[1]
    whole = [
        row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows
    ]
    assert whole == [True, False, True]


def test_a_body_that_ends_in_a_table_gets_its_end_mark_below() -> None:
    texts = [p.text for p in opened(docx_of(small(Table([Column("A")], [("x",)])))).paragraphs]
    assert "./." in texts


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    opened(docx_of(small(Paragraph(text), Heading(text, 2), Bullets([text]))))


def test_a_running_number_is_never_broken_by_a_narrow_column() -> None:
    """Nine columns squeezed "TT" into two lines."""
    table = Table([Column("TT", "order", 0.4), *(Column(f"Cột {n}", width=2) for n in range(8))], [])
    for whole in (165.0, 252.0):
        widths = widths_mm(table, whole)
        assert widths[0] == NARROWEST > width_mm("TT", 12, bold=True) + 3.8
        assert round(sum(widths), 6) == whole
    wide = Table([Column("TT", "order", 0.4), Column("Tên", width=3)], [])
    assert widths_mm(wide, 165.0)[0] == pytest.approx(165 * 0.4 / 3.4)
