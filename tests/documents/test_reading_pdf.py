"""PDFs with a text layer: the paragraphs that were typed, not the lines that were printed."""

from __future__ import annotations

import threading

import pytest

from lantoa.documents.reading import Place, Source, Unreadable, read
from tests.documents.pdf_files import Page, paragraph, pdf, width_of

_LONG = (
    "Nâng cao nhận thức của cán bộ, công chức, viên chức và người dân về cải cách hành chính, góp phần phát triển "
    "kinh tế - xã hội của thành phố trong năm"
)


def _read(*pages: Page) -> Source:
    return read(pdf(*pages), "kh.pdf")


def _texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks]


def test_wrapped_lines_are_one_paragraph_and_items_begin_new_ones() -> None:
    page, y = Page(), 700.0
    for text in ("I. MỤC TIÊU", f"1. {_LONG};", f"- {_LONG}.", f"a) {_LONG}", "Hết."):
        y = paragraph(page, y, text)

    source = _read(page)

    assert _texts(source) == ["I. MỤC TIÊU", f"1. {_LONG};", f"- {_LONG}.", f"a) {_LONG}", "Hết."]
    assert [block.place for block in source.blocks][:3] == [
        Place(line=1, page=1),
        Place(line=2, page=1),
        Place(line=5, page=1),
    ]


def test_paragraphs_close_together_are_told_apart_by_their_indent() -> None:
    page = Page()
    bottom = paragraph(page, 700, _LONG)
    paragraph(page, bottom + 6, _LONG)

    assert _texts(_read(page)) == [_LONG, _LONG]


def test_titles_are_bold_and_centred_and_a_wrapped_title_is_one_block() -> None:
    page = Page()
    for y, text in (
        (760, "KẾ HOẠCH"),
        (735, "Tuyên truyền cải cách hành chính năm 2026 của các phòng và của"),
        (717, "Sở Xây dựng"),
    ):
        page.write(312 - width_of(text) / 2, y, text, font="F2")
    paragraph(page, 680, _LONG)

    title, subject, body = _read(page).blocks

    assert (title.text, title.bold, title.centered) == ("KẾ HOẠCH", True, True)
    assert (subject.bold, subject.centered) == (True, True)
    assert (body.text, body.bold, body.centered) == (_LONG, False, False)


def test_two_columns_of_a_letterhead_are_not_run_together() -> None:
    page = Page().write(60, 780, "UBND THÀNH PHỐ").write(330, 780, "CỘNG HÒA XÃ HỘI")

    assert _texts(_read(page)) == ["UBND THÀNH PHỐ", "CỘNG HÒA XÃ HỘI"]


def test_an_ordinal_before_a_wide_tab_stays_with_its_words() -> None:
    assert _texts(_read(Page().write(85, 700, "1.").write(130, 700, "Niêm yết thủ tục"))) == [
        "1. Niêm yết thủ tục"
    ]


def test_page_numbers_and_running_heads_are_left_out() -> None:
    pages = []
    for number in range(1, 5):
        page = Page().write(300, 30, f"Trang {number}/4").write(200, 810, "Sở Xây dựng - Dự thảo")
        paragraph(page, 600, f"{number}. Việc số {number} cần làm.")
        pages.append(page)

    assert _texts(_read(*pages)) == [f"{number}. Việc số {number} cần làm." for number in range(1, 5)]


def test_a_sentence_cut_by_the_end_of_the_page_is_whole() -> None:
    first, second = Page(), Page()
    paragraph(first, 100, "Sở Xây dựng phối hợp với các phòng, đơn vị thuộc Sở và")
    paragraph(second, 760, "cơ quan báo chí đưa tin.", indent=0)

    source = _read(first, second)

    assert _texts(source) == [
        "Sở Xây dựng phối hợp với các phòng, đơn vị thuộc Sở và cơ quan báo chí đưa tin."
    ]
    assert source.blocks[0].place.page == 1


def _table_page(rows: list[tuple[str, ...]], top: int = 700) -> Page:
    xs, page = [80.0, 110.0, 330.0, 500.0], Page()
    for at, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            page.write(x + 6, top - 20 - 30 * at, text)
    return page.grid(xs, [top - 30.0 * at for at in range(len(rows) + 1)])


def test_a_drawn_table_is_a_table_though_its_columns_stand_close() -> None:
    page = _table_page([("TT", "Nội dung công việc thực hiện", "Chủ trì"), ("1", "Đăng bài", "Văn phòng")])
    page.content[:0] = Page().write(85, 760, "PHỤ LỤC").content
    page.write(85, 400, "Hết.")

    source = _read(page)

    assert [type(item).__name__ for item in source.items] == ["Block", "Table", "Block"]
    assert [[cell.text for cell in row] for row in source.tables[0].rows] == [
        ["TT", "Nội dung công việc thực hiện", "Chủ trì"],
        ["1", "Đăng bài", "Văn phòng"],
    ]
    assert source.tables[0].rows[1][1].place == Place(sheet="Bảng 1", cell="B2", page=1)


def test_missing_borders_merge_cells_and_wrapped_words_are_joined() -> None:
    page = Page().grid([80, 120], [600, 640, 700]).grid([120, 300, 480], [600, 640])
    page.line(120, 700, 360, 0.5).line(480, 600, 0.5, 100)
    page.write(86, 680, "A").write(126, 680, "NHÓM VIỆC CHUNG").write(86, 625, "1")
    page.write(126, 627, "Phát tờ rơi tại").write(126, 609, "bộ phận một cửa").write(306, 625, "Văn phòng")

    rows = _read(page).tables[0].rows

    assert [[cell.text for cell in row] for row in rows] == [
        ["A", "NHÓM VIỆC CHUNG", "NHÓM VIỆC CHUNG"],
        ["1", "Phát tờ rơi tại bộ phận một cửa", "Văn phòng"],
    ]
    assert (rows[0][1].colspan, rows[0][2].origin) == (2, False)


def test_a_table_over_two_pages_is_one_table_without_the_second_header() -> None:
    header = ("TT", "Nội dung", "Chủ trì")
    first = _table_page([header, ("1", "Đăng bài hướng dẫn", "Văn phòng")])
    second = _table_page([header, ("", "nộp hồ sơ", ""), ("2", "Phát tờ rơi", "Thanh tra")])

    source = _read(first, second)

    assert len(source.tables) == 1
    assert [[cell.text for cell in row] for row in source.tables[0].rows] == [
        ["TT", "Nội dung", "Chủ trì"],
        ["1", "Đăng bài hướng dẫn nộp hồ sơ", "Văn phòng"],
        ["2", "Phát tờ rơi", "Thanh tra"],
    ]
    assert source.tables[0].rows[2][0].place == Place(sheet="Bảng 1", cell="A3", page=2)


@pytest.mark.parametrize(
    ("rotate", "matrix"), [(90, "0 1 -1 0 595 0"), (270, "0 -1 1 0 0 842"), (180, "-1 0 0 -1 595 842")]
)
def test_a_turned_page_is_read_as_it_is_shown(rotate: int, matrix: str) -> None:
    page = Page(rotate=rotate)
    page.content.append(f"q {matrix} cm")
    paragraph(page, 500, _LONG)
    page.grid([80, 200, 500], [300, 350, 400]).write(85, 380, "STT").write(205, 380, "Việc").write(
        85, 335, "1"
    )
    page.content.append("Q")

    source = _read(page)

    assert _texts(source) == [_LONG]
    assert [[cell.text for cell in row] for row in source.tables[0].rows] == [["STT", "Việc"], ["1", ""]]


def test_an_old_encoding_in_a_pdf_is_converted() -> None:
    page = Page()
    paragraph(page, 700, "KÕ ho¹ch tuyªn truyÒn c¶i c¸ch hµnh chÝnh n¨m 2011 cña Së")

    source = _read(page)

    assert _texts(source) == ["Kế hoạch tuyên truyền cải cách hành chính năm 2011 của Sở"]
    assert [(note.code, note.place) for note in source.notes] == [
        ("ENCODING_CONVERTED", Place(line=1, page=1))
    ]


def test_pages_that_are_pictures_among_pages_of_text_are_named() -> None:
    page = Page()
    paragraph(page, 700, _LONG)

    source = _read(page, Page(picture=True))

    assert [(note.code, note.place) for note in source.notes] == [
        ("PAGES_WITHOUT_TEXT", Place(line=1, page=2))
    ]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (pdf(Page(picture=True)), "SCANNED_PDF", "dán nội dung từ bản Word"),
        (pdf(Page(picture=True).write(400, 40, "Ký bởi: Sở Xây dựng")), "SCANNED_PDF", "bản chụp"),
        (pdf(Page()), "SCANNED_PDF", "lớp chữ"),
        (pdf(Page().write(85, 700, "Kế hoạch"), sealed=True), "ENCRYPTED", "mật khẩu"),
        (b"%PDF-1.7\nrubbish", "CORRUPT", "hỏng"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_the_way_out(data: bytes, code: str, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data, "kh.pdf")
    assert refused.value.code == code
    assert words in refused.value.message


def test_a_pdf_under_another_name_is_read() -> None:
    assert _texts(read(pdf(Page().write(85, 700, "Kế hoạch")), "kh.docx")) == ["Kế hoạch"]


def test_a_cut_pdf_is_read_or_refused() -> None:
    page = Page()
    paragraph(page, 700, _LONG)
    whole = pdf(page)

    for cut in range(100, len(whole), 97):
        try:
            assert read(whole[:cut], "kh.pdf").items
        except Unreadable as refused:
            assert refused.code in ("CORRUPT", "SCANNED_PDF", "ENCRYPTED")


def test_several_threads_may_read_at_once() -> None:
    page, results = Page(), []
    paragraph(page, 700, _LONG)
    data = pdf(*[page] * 5)

    threads = [
        threading.Thread(target=lambda: results.append(len(read(data, "a.pdf").blocks))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == [5, 5, 5, 5]
