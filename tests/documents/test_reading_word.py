"""Word documents: the text of the page, in its order, with every tracked change accepted."""

from __future__ import annotations

import io

import docx
from docx.shared import Pt

from lantoa.documents.reading import Block, Place, Source, read
from tests.documents.builders import p, run, table, td, tr, word, word_parts, zipped


def _read(body: str, **parts: str) -> Source:
    return read(word(body, **parts), "kh.docx")


def _texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks]


def test_places_count_paragraphs_as_word_does_blank_ones_included() -> None:
    source = _read(p("Một") + p("") + p("Ba"))

    assert [(block.text, block.place) for block in source.blocks] == [
        ("Một", Place(paragraph=1)),
        ("Ba", Place(paragraph=3)),
    ]


def test_a_document_made_by_another_program_gives_headings_bold_and_centred_lines() -> None:
    made = docx.Document()
    made.add_heading("I. MỤC TIÊU", level=2)
    line = made.add_paragraph()
    line.add_run("KẾ ").bold = True
    line.add_run("HOẠCH").bold = True
    line.alignment = 1
    made.add_paragraph("Thường").runs[0].font.size = Pt(13)
    stream = io.BytesIO()
    made.save(stream)

    heading, title, plain = read(stream.getvalue(), "kh.docx").blocks

    assert (heading.text, heading.heading) == ("I. MỤC TIÊU", 2)
    assert (title.text, title.bold, title.centered, title.heading) == ("KẾ HOẠCH", True, True, None)
    assert (plain.bold, plain.centered) == (False, False)


def test_tabs_and_line_breaks_stay_in_the_text() -> None:
    source = _read(p("<w:r><w:t>Chủ trì:</w:t><w:tab/><w:t>Văn phòng</w:t><w:br/><w:t>Quý II</w:t></w:r>"))

    assert _texts(source) == ["Chủ trì:\tVăn phòng\nQuý II"]


def test_tracked_changes_are_read_as_accepted_and_said_once() -> None:
    body = (
        p("Mở đầu")
        + p(
            run("Niêm yết ")
            + "<w:del><w:r><w:delText>tại xã</w:delText></w:r></w:del>"
            + f"<w:ins>{run('tại phường')}</w:ins>"
        )
        + p(f"<w:moveFrom>{run('Chuyển đi')}</w:moveFrom>")
        + p(f"<w:moveTo>{run('Chuyển đến')}</w:moveTo>")
    )

    source = _read(body)

    assert _texts(source) == ["Mở đầu", "Niêm yết tại phường", "Chuyển đến"]
    assert [(note.code, note.place) for note in source.notes] == [("TRACKED_CHANGES", Place(paragraph=2))]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    source = _read(p("Phát tờ rơi ", gone) + p("tại quầy.") + p("<w:del/>", gone) + p("Cuối"))

    assert [(block.text, block.place.paragraph) for block in source.blocks] == [
        ("Phát tờ rơi tại quầy.", 1),
        ("Cuối", 4),
    ]


def test_deleted_rows_of_a_table_are_left_out() -> None:
    source = _read(table(tr(td("1"), td("Giữ")), tr(td("2"), td("Bỏ"), properties="<w:del/>")))

    assert [[cell.text for cell in row] for row in source.tables[0].rows] == [["1", "Giữ"]]
    assert source.notes[0].place == Place(sheet="Bảng 1", cell="A2")


def test_text_in_content_controls_and_links_is_read_and_comments_and_hidden_text_are_not() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{p('Trong khung')}</w:sdtContent></w:sdt>"
        + p(f"<w:hyperlink>{run('Liên kết')}</w:hyperlink>")
        + p(run("Thấy") + run(" ẩn", "<w:vanish/>") + '<w:commentRangeStart w:id="0"/>')
        + p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("12/02/2026")}'
        )
    )

    assert _texts(_read(body)) == ["Trong khung", "Liên kết", "Thấy", "12/02/2026"]


def test_a_text_box_is_read_once_though_the_file_holds_it_twice() -> None:
    box = f"<w:txbxContent>{p('Trong hộp')}</w:txbxContent>"
    body = p(
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('Ngoài hộp')}"
    )

    source = _read(body)

    assert [(block.text, block.place.paragraph) for block in source.blocks] == [
        ("Ngoài hộp", 1),
        ("Trong hộp", 1),
    ]


def test_merged_cells_are_opened_and_named_as_in_a_workbook() -> None:
    start, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    source = _read(
        p("Trước")
        + table(
            tr(td("STT"), td("Việc", '<w:gridSpan w:val="2"/>')),
            tr(td("1", start), td("Đăng bài"), td("Văn phòng")),
            tr(td("", go_on), td("Phát tờ rơi"), td("Thanh tra")),
        )
    )

    rows = source.tables[0].rows
    assert [[cell.text for cell in row] for row in rows] == [
        ["STT", "Việc", "Việc"],
        ["1", "Đăng bài", "Văn phòng"],
        ["1", "Phát tờ rơi", "Thanh tra"],
    ]
    assert rows[0][1].colspan == 2 and not rows[0][2].origin
    assert rows[1][0].rowspan == 2 and not rows[2][0].origin
    assert rows[2][1].place == Place(sheet="Bảng 1", cell="B3")


def test_short_rows_are_filled_and_rows_that_start_late_stay_in_their_columns() -> None:
    late = '<w:gridBefore w:val="1"/>'
    source = _read(table(tr(td("A"), td("B"), td("C")), tr(td("b"), td("c"), properties=late), tr(td("a"))))

    assert [[cell.text for cell in row] for row in source.tables[0].rows] == [
        ["A", "B", "C"],
        ["", "b", "c"],
        ["a", "", ""],
    ]


def test_a_table_inside_a_cell_becomes_text_of_the_cell_and_is_not_counted() -> None:
    inner = table(tr(td("x"), td("y")), tr(td("z"), td("t")))
    source = _read(table(tr(td(f"{p('Gồm:')}{inner}"), td("phải"))) + table(tr(td("hai"))))

    assert source.tables[0].rows[0][0].text == "Gồm:\nx\ty\nz\tt"
    assert source.tables[1].rows[0][0].place.sheet == "Bảng 2"


def test_footnotes_follow_the_body_at_the_place_of_their_mark() -> None:
    source = _read(
        p("Mở đầu") + p(f'{run("Theo quy định")}<w:r><w:footnoteReference w:id="3"/></w:r>') + p("Hết"),
        footnotes=f'<w:footnote w:id="0" w:type="separator">{p("")}</w:footnote>'
        f'<w:footnote w:id="3">{p("Xem phụ lục.")}</w:footnote>',
    )

    last = source.items[-1]
    assert last == Block("Xem phụ lục.", Place(paragraph=2), label="[1]")
    assert _texts(source) == ["Mở đầu", "Theo quy định", "Hết", "Xem phụ lục."]


def test_text_in_old_fonts_is_converted_run_by_run() -> None:
    old = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    loud = '<w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/>'
    source = _read(p("Số 1") + p(run("KÕ ho¹ch tuyªn ", old) + run("truyÒn", old)) + p(run("kÕ ho¹ch", loud)))

    assert _texts(source) == ["Số 1", "Kế hoạch tuyên truyền", "KẾ HOẠCH"]
    assert source.encoding == "tcvn3"
    assert [(note.code, note.place) for note in source.notes] == [("ENCODING_CONVERTED", Place(paragraph=2))]


def test_vni_split_between_runs_is_put_together_first() -> None:
    old = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'

    assert _texts(_read(p(run("Ke", old) + run("á hoaïch", old)))) == ["Kế hoạch"]


def test_unicode_text_that_only_names_an_old_font_is_left_alone() -> None:
    old = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    source = _read(p(run("Kế hoạch tuyên truyền cải cách hành chính", old)))

    assert _texts(source) == ["Kế hoạch tuyên truyền cải cách hành chính"]
    assert source.notes == ()


def test_old_encoding_without_any_font_is_known_by_its_words() -> None:
    body = "".join(
        p(text) for text in ("KÕ ho¹ch tuyªn truyÒn c¶i c¸ch hµnh chÝnh n¨m 2011", "Ng­êi d©n biÕt n¬i nép")
    )
    source = _read(body + table(tr(td("TT"), td("Néi dung c«ng viÖc"))))

    assert _texts(source) == ["Kế hoạch tuyên truyền cải cách hành chính năm 2011", "Người dân biết nơi nộp"]
    assert source.tables[0].rows[0][1].text == "Nội dung công việc"
    assert [note.code for note in source.notes] == ["ENCODING_CONVERTED"]


def test_strict_documents_are_read_too() -> None:
    parts = word_parts(p("Kế hoạch"))
    body = str(parts["word/document.xml"])
    parts["word/document.xml"] = body.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )

    assert _texts(read(zipped(parts), "kh.docx")) == ["Kế hoạch"]
