"""The Word file against Nghị định 30/2020/NĐ-CP, Phụ lục I: read back by another library, measured in mm and points."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn

from lantoa.documents.writing import Signature, Title, docx_of
from tests.documents.writing.samples import HASH, letter, plan, report


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


@pytest.fixture(scope="module")
def read() -> Any:
    return opened(docx_of(report()))


def cell(document: Any, row: int, column: int) -> list[Any]:
    return list(document.tables[0].cell(row, column).paragraphs)


def size_of(paragraph: Any) -> float:
    style = paragraph.style
    while style is not None:
        if style.font.size is not None:
            return float(style.font.size.pt)
        style = style.base_style
    return 14.0


def look(paragraph: Any) -> tuple[float, bool, bool, Any]:
    style = paragraph.style
    align = style.paragraph_format.alignment
    return size_of(paragraph), bool(style.font.bold), bool(style.font.italic), align


def test_the_page_is_a4_with_the_margins_of_the_decree(read: Any) -> None:
    section = read.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 20 <= round(section.top_margin.mm, 1) <= 25
    assert 20 <= round(section.bottom_margin.mm, 1) <= 25
    assert 30 <= round(section.left_margin.mm, 1) <= 35
    assert 15 <= round(section.right_margin.mm, 1) <= 20


def test_all_text_is_times_new_roman_in_vietnamese(read: Any) -> None:
    defaults = read.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    fonts = defaults.find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{side}")) for side in ("ascii", "hAnsi", "eastAsia", "cs")} == {
        "Times New Roman"
    }
    assert defaults.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"
    others = {style.font.name for style in read.styles if style.type == 1} - {None}
    assert others == set()


def test_the_head_is_a_table_without_lines_holding_issuer_and_motto(read: Any) -> None:
    head = read.tables[0]
    borders = head._tbl.tblPr.find(qn("w:tblBorders"))
    assert borders is None
    assert [p.text for p in cell(read, 0, 0)] == ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ CẦN THƠ", "SỞ XÂY DỰNG", ""]
    assert [p.text for p in cell(read, 0, 1)] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "",
    ]


def test_each_part_of_the_head_has_its_size_and_look(read: Any) -> None:
    superior, _, issuer, _ = cell(read, 0, 0)
    country, motto, _ = cell(read, 0, 1)
    assert look(superior) == (12, False, False, ALIGN.CENTER)
    assert look(issuer) == (12, True, False, ALIGN.CENTER)
    assert look(country) == (12, True, False, ALIGN.CENTER)
    assert look(motto) == (13, True, False, ALIGN.CENTER)
    assert look(cell(read, 1, 0)[0]) == (13, False, False, ALIGN.CENTER)
    assert look(cell(read, 1, 1)[0]) == (13, False, True, ALIGN.CENTER)
    kind, subject = read.paragraphs[0], read.paragraphs[1]
    assert (kind.text, look(kind)) == ("BÁO CÁO", (14, True, False, ALIGN.CENTER))
    assert look(subject) == (14, True, False, ALIGN.CENTER)


def ruled(paragraph: Any, room_mm: float) -> float:
    """The length in mm of the line that the paragraph's upper border draws."""
    properties = paragraph._p.pPr
    top = properties.find(qn("w:pBdr")).find(qn("w:top"))
    assert top.get(qn("w:val")) == "single"
    indent = properties.find(qn("w:ind"))
    sides = int(indent.get(qn("w:left"))) + int(indent.get(qn("w:right")))
    return room_mm - sides / 1440 * 25.4


def test_lines_under_names_have_the_length_that_the_decree_asks(read: Any) -> None:
    issuer_line = ruled(cell(read, 0, 0)[-1], 70)
    assert 29.6 / 3 <= issuer_line <= 29.6 / 2  # SỞ XÂY DỰNG, 12 bold: 29.6 mm
    assert ruled(cell(read, 0, 1)[-1], 95) == pytest.approx(56.1, abs=1.5)
    subject_line = ruled(read.paragraphs[2], 165)
    assert 133 / 3 * 0.95 <= subject_line <= 133 / 2 * 1.05


def test_number_and_date_are_blank_until_the_registry_fills_them(read: Any) -> None:
    assert cell(read, 1, 0)[0].text.split() == ["Số:", "/BC-SXD"]
    assert cell(read, 1, 1)[0].text.split() == ["Cần", "Thơ,", "ngày", "tháng", "năm", "2026"]


def test_number_and_date_are_written_with_their_zeros_and_hold_together() -> None:
    read = opened(docx_of(letter()))
    assert cell(read, 1, 0)[0].text == "Số:\u00a007/SXD-VP"
    assert cell(read, 1, 1)[0].text == "Cần Thơ, ngày\u00a005\u00a0tháng\u00a002\u00a0năm\u00a02026"


def test_a_date_after_february_has_no_zero_before_the_month() -> None:
    read = opened(docx_of(plan()))
    assert cell(read, 1, 1)[0].text.endswith("ngày\u00a015\u00a0tháng\u00a03\u00a0năm\u00a02026")


def test_bases_are_italic_each_on_its_line_and_closed_by_marks(read: Any) -> None:
    bases = [p for p in read.paragraphs if p.style.name == "Căn cứ"]
    assert [p.text[-1] for p in bases] == [";", "."]
    assert all(p.style.font.italic for p in bases)
    assert "số\u00a0452/KH-UBND ngày\u00a005\u00a0tháng\u00a002\u00a0năm\u00a02026" in bases[0].text


def test_the_body_is_justified_indented_and_spaced(read: Any) -> None:
    body = next(p for p in read.paragraphs if p.style.name == "Thân văn bản")
    form = body.style.paragraph_format
    assert look(body) == (14, False, False, ALIGN.JUSTIFY)
    assert round(form.first_line_indent.mm, 1) == 12.7
    assert form.space_after.pt >= 6
    assert 1 <= form.line_spacing <= 1.5


def test_headings_are_real_styles_of_the_decrees_look(read: Any) -> None:
    found = {p.text: p for p in read.paragraphs if p.style.name.startswith("Heading")}
    first, second, third = (
        found["CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"],
        found["Tin, bài"],
        found["Trên cổng thông tin điện tử;"],
    )
    assert [p.style.name for p in (first, second, third)] == ["Heading 1", "Heading 2", "Heading 3"]
    assert [bool(p.style.font.bold) for p in (first, second, third)] == [True, True, False]


def test_the_number_stands_top_centre_but_not_on_page_one(read: Any) -> None:
    for section in read.sections:
        assert section.different_first_page_header_footer
        (number,) = section.header.paragraphs
        assert "PAGE" in number._p.xml
        assert look(number) == (13, False, False, ALIGN.CENTER)
        assert "PAGE" not in section.first_page_header._element.xml


def test_annexes_are_sections_of_their_own_that_count_from_one(read: Any) -> None:
    assert [s.orientation for s in read.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert [round(s.page_width.mm) for s in read.sections] == [210, 297, 210]
    starts = [s._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for s in read.sections]
    assert starts == [None, "1", "1"]


def test_annexes_have_roman_numbers_titles_in_capitals_and_a_caption(read: Any) -> None:
    texts = [p.text for p in read.paragraphs]
    at = texts.index("Phụ lục\u00a0I")
    assert texts[at + 1] == "DANH MỤC HOẠT ĐỘNG"
    caption = read.paragraphs[at + 2]
    assert caption.text.startswith("(Kèm theo Báo cáo số")
    assert caption.text.endswith("năm\u00a02026 của Sở Xây dựng)")
    assert look(caption) == (14, False, True, ALIGN.CENTER)
    assert look(read.paragraphs[at]) == (14, True, False, ALIGN.CENTER)
    assert "Phụ lục\u00a0II" in texts


def test_a_single_annex_has_no_number() -> None:
    texts = [p.text for p in opened(docx_of(report(annexes=report().annexes[:1]))).paragraphs]
    assert "Phụ lục" in texts


def test_recipients_and_signature_stand_side_by_side(read: Any) -> None:
    left, right = read.tables[2].rows[0].cells
    assert [p.text for p in left.paragraphs] == [
        "Nơi nhận:",
        "UBND thành phố (để b/c);",
        "Sở Nội vụ;",
        "Lưu: VT, VP.",
    ]
    assert look(left.paragraphs[0])[:3] == (12, True, True)
    assert look(left.paragraphs[1])[:3] == (11, False, False)
    assert [p.text for p in right.paragraphs] == ["KT.\u00a0GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn An"]
    assert {look(p) for p in right.paragraphs} == {(14, True, False, ALIGN.CENTER)}


@pytest.mark.parametrize("make", [report, plan, letter])
@pytest.mark.parametrize(
    ("titles", "lines"),
    [
        ([Title("Giám đốc")], ["GIÁM ĐỐC"]),
        ([Title("Ủy ban nhân dân", "TM."), Title("Chủ tịch")], ["TM.\u00a0ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        ([Title("Giám đốc", "KT."), Title("Phó Giám đốc")], ["KT.\u00a0GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        ([Title("Giám đốc", "TL."), Title("Chánh Văn phòng")], ["TL.\u00a0GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]),
        ([Title("Giám đốc", "TUQ."), Title("Trưởng phòng")], ["TUQ.\u00a0GIÁM ĐỐC", "TRƯỞNG PHÒNG"]),
        ([Title("Giám đốc", "Q.")], ["Q.\u00a0GIÁM ĐỐC"]),
    ],
)
def test_each_authority_to_sign_stands_over_the_name(
    make: Any, titles: list[Title], lines: list[str]
) -> None:
    read = opened(docx_of(replace(make(), signature=Signature(titles, "Nguyễn Văn An"))))
    block = next(
        cell
        for table in read.tables[1:]
        for row in table.rows
        for cell in row.cells
        if cell.paragraphs[-1].text == "Nguyễn Văn An"
    )
    assert [p.text for p in block.paragraphs] == [*lines, "Nguyễn Văn An"]
    assert {look(p) for p in block.paragraphs} == {(14, True, False, ALIGN.CENTER)}


def test_the_signature_stays_with_the_last_paragraph(read: Any) -> None:
    body = list(read.element.body)
    at = body.index(read.tables[2]._tbl)
    assert all(p.pPr.find(qn("w:keepNext")) is not None for p in body[at - 2 : at])
    assert read.tables[2].rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None


def test_the_last_word_carries_the_end_mark(read: Any) -> None:
    last = [p for p in read.paragraphs if p.style.name == "Thân văn bản"][-1]
    assert last.text == "Tiếp tục thực hiện Kế hoạch năm\u00a02026./."


def test_a_letter_has_its_subject_under_the_number_and_no_title() -> None:
    read = opened(docx_of(letter()))
    about = cell(read, 1, 0)[1]
    assert about.text == "V/v gửi báo cáo cải cách hành chính"
    assert look(about) == (12, False, False, ALIGN.CENTER)
    assert about.style.paragraph_format.space_before.pt == 6
    texts = [p.text for p in read.paragraphs]
    assert texts[0] == "Kính gửi: Sở Nội vụ thành phố Cần Thơ"
    assert "CÔNG VĂN" not in texts


def test_a_letter_to_several_lists_them_under_the_colon() -> None:
    read = opened(docx_of(letter(addressed_to=["Sở Nội vụ", "Sở Tài chính;"])))
    assert [p.text for p in read.paragraphs[:3]] == ["Kính gửi:", "Sở Nội vụ;", "Sở Tài chính."]
    assert read.paragraphs[1].style.name == "Nơi kính gửi"


def test_the_hash_stands_at_the_foot_of_every_page(read: Any) -> None:
    for section in read.sections:
        for foot in (section.footer, section.first_page_footer):
            assert foot.paragraphs[0].text == f"Mã nội dung (SHA-256): {HASH}"


def test_a_draft_says_so_on_every_page() -> None:
    section = opened(docx_of(report(draft=True))).sections[0]
    assert section.first_page_header.paragraphs[0].text == "DỰ THẢO"
    assert section.footer.paragraphs[0].text.startswith("DỰ THẢO")


def test_an_issued_paper_does_not_say_draft(read: Any) -> None:
    assert "DỰ THẢO" not in read.sections[0].first_page_header._element.xml
