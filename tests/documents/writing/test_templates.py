"""An agency's own template: what the checker says of it, where, and what comes out when it is filled."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT

from lantoa.documents.reading import read as read_file
from lantoa.documents.writing import FIELDS, Chart, Paragraph, check_template, fill_template
from lantoa.foundation.errors import Refused
from lantoa.ui.charts import Bar, Bars
from tests.architecture.house import ROOT
from tests.documents.writing.samples import HASH, letter, report
from tests.documents.writing.word_templates import (
    GOOD,
    rewritten,
    saved,
    template,
    with_recipients_table,
)  # fmt: skip


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def texts(data: bytes) -> list[str]:
    return [p.text for p in opened(data).paragraphs]


def says(data: bytes) -> list[str]:
    return [str(finding) for finding in check_template(data).findings]


def test_a_good_template_is_usable_and_tells_what_it_uses() -> None:
    found = check_template(template())
    assert found.usable
    assert found.findings == []
    assert {"trich_yeu", "noi_dung", "can_cu", "kinh_gui"} <= found.used


def test_what_is_missing_is_named_with_what_to_add() -> None:
    found = check_template(template("{{ noi_dung }}", "{{ so }}", good=False))
    assert [str(finding) for finding in found.missing] == [
        "Thiếu trường bắt buộc “ngay_thang” (Địa danh và ngày, tháng, năm). Thêm {{ ngay_thang }} vào mẫu",
        "Thiếu trường bắt buộc “trich_yeu” (Trích yếu nội dung). Thêm {{ trich_yeu }} vào mẫu",
        "Thiếu trường bắt buộc “nguoi_ky” (Họ và tên người ký). Thêm {{ nguoi_ky }} vào mẫu",
        "Thiếu trường bắt buộc “ma_noi_dung” (Mã nội dung (SHA-256)). Thêm {{ ma_noi_dung }} vào mẫu",
    ]


def test_an_unknown_field_is_named_with_its_place_and_what_was_meant() -> None:
    found = check_template(template("{{ trich_yieu }}"))
    assert [str(f) for f in found.unknown] == [
        f"Không có trường “trich_yieu”. Có phải “trich_yeu”? (ở đoạn {len(GOOD) + 1})"
    ]


def test_the_place_in_a_table_is_told_by_row_and_column() -> None:
    document = docx.Document(io.BytesIO(template()))
    document.add_table(rows=2, cols=2).cell(1, 1).text = "{{ la }}"
    assert says(saved(document)) == ["Không có trường “la” (ở bảng 1, hàng 2, cột 2)"]


def test_the_place_in_a_header_is_told() -> None:
    document = docx.Document(io.BytesIO(template()))
    document.sections[0].header.paragraphs[0].text = "{{ la }}"
    assert says(saved(document)) == ["Không có trường “la” (ở đầu trang, đoạn 1)"]


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("{{ so", "không đủ cặp"),
        ("so }}", "không đủ cặp"),
        ("{% if so %}", "chưa được đóng"),
        ("{% endif %}", "không có phần mở đầu"),
        ("{%p for x in can_cu %}", "chưa được đóng"),
        ("{% for x in so %}{{ x }}{% endfor %}", "không phải danh sách"),
        ("{% if so %}{% endfor %}", "không có phần mở đầu"),
        ("{% for x in can_cu %}{% for y in noi_nhan %}{{ y }}{% endfor %}{% endfor %}", "Không lặp bên trong"),
        ("{% for so in can_cu %}{{ so }}{% endfor %}", "đã dùng cho một trường"),
        ("xem {%p if so %} này", "đứng một mình"),
        ("{%tr if so %}", "hàng của bảng"),
        ("{{ noi_dung }}", "chỉ được dùng một lần"),
        ("{{ noi_dung }} và", "đứng một mình"),
    ],
)  # fmt: skip
def test_what_is_broken_is_said_with_its_place(tag: str, word: str) -> None:
    found = check_template(template(tag))
    assert any(
        word in finding.message and f"đoạn {len(GOOD) + 1}" in finding.place for finding in found.broken
    )


def test_ends_of_a_block_in_different_paragraphs_are_told_apart() -> None:
    assert any("cùng nằm trong một đoạn" in text for text in says(template("{% if so %}", "{% endif %}")))


def test_a_field_that_word_split_over_runs_is_read_as_one() -> None:
    document = docx.Document(io.BytesIO(template()))
    line = document.add_paragraph("")
    for piece, bold in (("Số {", False), ("{ s", True), ("o }", False), ("} đây", False)):
        line.add_run(piece).bold = bold
    data = saved(document)
    assert check_template(data).usable
    assert "Số Số:\u00a007/SXD-VP đây" in texts(fill_template(data, letter()))


def test_a_filled_template_holds_the_document() -> None:
    found = texts(fill_template(template(), letter()))
    assert "UBND THÀNH PHỐ CẦN THƠ" in found
    assert "Số:\u00a007/SXD-VP" in found
    assert "V/v gửi báo cáo cải cách hành chính" in found
    assert "Kính gửi: Sở Nội vụ thành phố Cần Thơ" in found
    assert "Sở Xây dựng gửi báo cáo kèm theo./." in found
    assert "TL.\u00a0GIÁM ĐỐC\nCHÁNH VĂN PHÒNG" in found
    assert not any("{" in text or "\ufffc" in text for text in found)


def test_lists_are_repeated_by_paragraph_and_by_row() -> None:
    made = fill_template(with_recipients_table(), report())
    assert [text for text in texts(made) if text.startswith("Căn cứ")] == [
        "Căn cứ Kế hoạch số\u00a0452/KH-UBND ngày\u00a005\u00a0tháng\u00a002\u00a0năm\u00a02026;",
        "Căn cứ Công văn số\u00a0581/BNV-CCHC.",
    ]
    rows = next(t for t in opened(made).tables if t.rows[0].cells[0].text.startswith("- UBND")).rows
    assert [row.cells[0].text for row in rows] == [
        "- UBND thành phố (để b/c);",
        "- Sở Nội vụ;",
        "- Lưu: VT, VP.",
    ]


def test_a_condition_leaves_out_what_is_empty() -> None:
    assert not any("Kính gửi" in text for text in texts(fill_template(template(), report())))


def test_the_body_comes_with_its_tables_numbering_and_pictures() -> None:
    bars = Bars("Tiến độ", [Bar("Văn phòng", 90, "90%")], most=100)
    document = report(body=[*report().body, Chart(bars), Paragraph("Hết")])
    made = fill_template(template(), document)
    source = read_file(made, "mau.docx")
    labels = {block.text: block.label for block in source.blocks if block.label}
    assert labels["KẾT QUẢ"] == "II."
    assert labels["Trên đài truyền thanh cơ sở."] == "b)"
    assert labels["02 hội nghị;"] == "-"
    assert labels["TỔNG HỢP"] == "I."
    assert len(opened(made).inline_shapes) == 1


def test_annexes_follow_on_pages_of_their_own() -> None:
    read = opened(fill_template(template(), report()))
    assert [section.orientation for section in read.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert any("DANH MỤC HOẠT ĐỘNG" in p.text for p in read.paragraphs)


def test_the_agencys_own_styles_stay_and_only_the_missing_come_along() -> None:
    document = docx.Document(io.BytesIO(template()))
    document.styles["Heading 1"].font.name = "Arial"
    read = opened(fill_template(saved(document), report()))
    assert read.styles["Heading 1"].font.name == "Arial"
    names = [style.name for style in read.styles]
    assert len(names) == len(set(names))
    heading = next(p for p in read.paragraphs if p.text == "KẾT QUẢ")
    assert heading.style.name == "Heading 1"
    assert next(p for p in read.paragraphs if "báo cáo kết quả" in p.text).style.name == "Thân văn bản"


def test_fields_in_headers_and_footers_are_filled() -> None:
    document = docx.Document(io.BytesIO(template()))
    document.sections[0].footer.paragraphs[0].text = "Mã {{ ma_noi_dung }}"
    read = opened(fill_template(saved(document), report()))
    assert read.sections[0].footer.paragraphs[0].text == f"Mã {HASH}"


def test_the_same_template_and_document_give_the_same_bytes() -> None:
    data = template()
    assert fill_template(data, report()) == fill_template(data, report())


def test_signs_in_values_are_only_signs() -> None:
    hostile = "<w:p/> & \"x\" 'y' {{ so }} {% for %} ]]> a\x00b\x07c\x0cd"
    made = fill_template(template(), letter(subject=hostile, issuer=hostile, addressed_to=[hostile, hostile]))
    assert any("<w:p/> & \"x\" 'y' {{ so }} {% for %} ]]> abc d" in text for text in texts(made))


def test_a_bad_template_is_refused_with_its_findings() -> None:
    with pytest.raises(Refused, match="trich_yieu") as caught:
        fill_template(template("{{ trich_yieu }}"), letter())
    assert caught.value.code == "template"


def test_a_numbering_that_the_template_has_is_kept_beside_ours() -> None:
    document = docx.Document(io.BytesIO(template()))
    document.add_paragraph("mục của mẫu", style="List Number")
    made = fill_template(saved(document), report())
    labels = {block.text: block.label for block in read_file(made, "mau.docx").blocks if block.label}
    assert labels["mục của mẫu"] == "1."
    assert labels["KẾT QUẢ"] == "II."


def test_a_template_without_numbering_gets_ours() -> None:
    data = rewritten(
        template(), "word/_rels/document.xml.rels", "relationships/numbering", "relationships/xnumbering"
    )
    labels = {b.text: b.label for b in read_file(fill_template(data, report()), "mau.docx").blocks if b.label}
    assert labels["KẾT QUẢ"] == "II."


def test_every_part_of_the_filled_file_is_there_once() -> None:
    names = zipfile.ZipFile(io.BytesIO(fill_template(template(), report()))).namelist()
    assert len(names) == len(set(names))
    assert names[0] == "[Content_Types].xml"


def test_the_guide_names_every_field_and_no_other() -> None:
    guide = (ROOT / "docs" / "using" / "mau-word.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `\{\{ (\w+) \}\}` \| ([^|]+) \|", guide, re.M)
    assert listed == [(field.name, field.label) for field in FIELDS.values()]


@pytest.mark.parametrize("block", ["for d in can_cu", "if kinh_gui", "if du_thao"])
def test_the_body_stands_outside_every_block(block: str) -> None:
    """A draft would show it, and the frozen report could never be printed again."""
    rest = [line for line in GOOD if "noi_dung" not in line or "ma_" in line]
    end = "endfor" if block.startswith("for") else "endif"
    found = says(template(*rest, f"{{%p {block} %}}", "{{ noi_dung }}", f"{{%p {end} %}}", good=False))
    assert len(found) == 1 and "ngoài mọi vòng lặp" in found[0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{{ Trích_yếu }}", "trich_yeu"),
        ("{{ trich yeu }}", "trich_yeu"),
        ("{{ SO }}", "so"),
        ("{{ NoiDung }}", "noi_dung"),
        ("{{ Nơi nhận }}", "noi_nhan"),
    ],
)
def test_a_name_as_people_write_it_leads_to_the_field(written: str, meant: str) -> None:
    assert any(f"Có phải “{meant}”?" in text for text in says(template(written)))


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("{% for true in can_cu %}{{ true }}{% endfor %}", "Đặt tên khác"),
        ("{% for if in can_cu %}{{ if }}{% endfor %}", "Đặt tên khác"),
        ("{% if so %}a{% else %}b{% else %}c{% endif %}", "chỉ một lần"),
    ],
)
def test_what_the_engine_would_stumble_over_is_told_with_its_place(tag: str, word: str) -> None:
    assert any(word in text and "đoạn 17" in text for text in says(template(tag)))


def test_a_text_box_which_word_keeps_twice_is_told_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{{ la }}</w:t></w:r></w:p></w:txbxContent>"
    kept = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p><w:sectPr"
    )
    found = says(rewritten(template(), "word/document.xml", "<w:sectPr", kept))
    assert len(found) == 1 and "Không có trường “la”" in found[0] and "hộp chữ" in found[0]


def test_a_field_in_a_text_box_is_filled_in_both_copies() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{{ so }}</w:t></w:r></w:p></w:txbxContent>"
    kept = (
        f"<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p><w:p><w:r><w:pict>{box}</w:pict></w:r></w:p><w:sectPr"
    )
    made = fill_template(rewritten(template(), "word/document.xml", "<w:sectPr", kept), letter())
    text = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert text.count("07/SXD-VP") >= 3 and "{{" not in text


def test_a_long_name_is_broken_before_the_place_as_in_the_built_in_head() -> None:
    made = fill_template(template(), letter(issuer="Sở Xây dựng thành phố Cần Thơ và các tỉnh lân cận"))
    assert any(text.startswith("SỞ XÂY DỰNG\nTHÀNH PHỐ CẦN THƠ") for text in texts(made))
