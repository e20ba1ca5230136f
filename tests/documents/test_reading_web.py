"""Web pages: the visible text in blocks and tables, nothing of the markup."""

from __future__ import annotations

import pytest

from lantoa.documents.reading import Place, Source, Unreadable, read


def _read(body: str, head: str = "") -> Source:
    return read(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "kh.html")


def _texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks]


def test_blocks_breaks_and_inline_marks() -> None:
    source = _read("<p>Một <b>hai</b><!-- c -->\n ba<br>bốn</p><div>năm<p>sáu</p>bảy</div>")

    assert _texts(source) == ["Một hai ba", "bốn", "năm", "sáu", "bảy"]
    assert [block.place for block in source.blocks][:2] == [Place(paragraph=1), Place(paragraph=2)]


def test_scripts_styles_menus_titles_and_hidden_parts_are_dropped() -> None:
    source = _read(
        "<nav>menu</nav><script>x()</script><style>p{}</style><p hidden>ẩn</p><p style='display: none'>ẩn</p>"
        "<template>ẩn</template><select><option>ẩn</select><p>thấy</p>",
        head="<title>tiêu đề</title>",
    )

    assert _texts(source) == ["thấy"]


def test_markup_written_as_text_stays_text() -> None:
    assert _texts(_read("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")) == ["<script>alert(1)</script>"]


def test_headings_bold_and_centred_lines_are_marked() -> None:
    heading, title, mixed = _read(
        "<h2>I. Mục tiêu</h2><center><b>KẾ HOẠCH</b></center><p style='text-align:center'>Số <b>1</b></p>"
    ).blocks

    assert (heading.heading, heading.bold) == (2, True)
    assert (title.heading, title.bold, title.centered) == (None, True, True)
    assert (mixed.bold, mixed.centered) == (False, True)


def test_list_numbers_become_labels() -> None:
    source = _read(
        "<ol type=a start=3><li>c<li><p>d</p><p>thêm</p><ul><li>con</ul></ol>"
        "<ol style='list-style-type:upper-roman'><li>x<li value=5>y</ol><ul style='list-style:none'><li>z</ul>"
    )

    assert [(block.label, block.level, block.text) for block in source.blocks] == [
        ("c.", 0, "c"),
        ("d.", 0, "d"),
        ("", None, "thêm"),
        ("-", 1, "con"),
        ("I.", 0, "x"),
        ("V.", 0, "y"),
        ("", None, "z"),
    ]


def test_pictures_speak_by_their_captions() -> None:
    assert _texts(
        _read("<img alt='Ảnh hội nghị' src='http://x/y.png'><figcaption>Chú thích</figcaption>")
    ) == [
        "Ảnh hội nghị",
        "Chú thích",
    ]


def test_tables_have_their_spans_opened() -> None:
    source = _read(
        "<table><caption>Phụ lục</caption><thead><tr><th>TT<th>Việc<th>Ai</thead>"
        "<tr><td rowspan=2>1<td colspan=2>Gộp<br>hai<tr><td>a<td>b</table>"
    )

    assert _texts(source) == ["Phụ lục"]
    rows = source.tables[0].rows
    assert [[cell.text for cell in row] for row in rows] == [
        ["TT", "Việc", "Ai"],
        ["1", "Gộp\nhai", "Gộp\nhai"],
        ["1", "a", "b"],
    ]
    assert (rows[1][0].rowspan, rows[1][1].colspan, rows[2][0].origin) == (2, 2, False)
    assert rows[2][1].place == Place(sheet="Bảng 1", cell="B3")


def test_tables_that_only_arrange_the_page_are_read_as_text() -> None:
    source = _read(
        "<table><tr><td>trái<td><p>Kế hoạch năm</p><table><tr><td>1<td>Việc thứ nhất<tr><td>2<td>Việc thứ hai"
        "</table></table>"
    )

    assert _texts(source) == ["trái", "Kế hoạch năm"]
    assert [[cell.text for cell in row] for row in source.tables[0].rows] == [
        ["1", "Việc thứ nhất"],
        ["2", "Việc thứ hai"],
    ]


def test_preformatted_text_keeps_its_lines() -> None:
    assert _texts(_read("<pre>I. Mục tiêu\n1. Một\n</pre>")) == ["I. Mục tiêu", "1. Một"]


def test_old_code_pages_are_believed_or_recognised() -> None:
    vietnamese = "Kế hoạch tuyên truyền cải cách hành chính năm nay của đơn vị"
    declared = f"<html><head><meta charset='windows-1258'></head><body><p>{vietnamese}</p></body>"
    in_1258 = "".join(_for_1258(char) for char in declared).encode("cp1258")
    tcvn3 = b"<html><meta charset=iso-8859-1><p>K\xd5 ho\xb9ch tuy\xaan truy\xd2n c\xb6i c\xb8ch h\xb5nh ch\xddnh</p>"

    assert _texts(read(in_1258, "a.html")) == [vietnamese]
    source = read(tcvn3, "a.html")
    assert _texts(source) == ["Kế hoạch tuyên truyền cải cách hành chính"]
    assert [note.code for note in source.notes] == ["ENCODING_CONVERTED"]


def _for_1258(char: str) -> str:
    import unicodedata

    try:
        char.encode("cp1258")
        return char
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", char)
        tone = next(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
        return unicodedata.normalize("NFC", parts.replace(tone, "")) + tone


def test_letters_written_as_entities_are_letters() -> None:
    assert _texts(_read("<p>K&#7871; ho&#x1EA1;ch &amp; b&aacute;o c&aacute;o&nbsp;n&#259;m</p>")) == [
        "Kế hoạch & báo cáo năm"
    ]


def test_a_page_saved_by_word_with_a_word_name_is_still_a_page() -> None:
    data = b"<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><p class=MsoNormal>Xin ch\xc3\xa0o</p></body>"

    assert read(data, "kh.doc").kind == "html"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<div>" * 5_000 + "sâu", "BOMB"),
        ("<b>x" * 500_000, "TOO_LARGE"),
        ("<script>chỉ có mã</script>", "EMPTY"),
        ("<table><tr>" + "<td colspan=100 rowspan=60000>x" * 10 + "<tr>" * 9_000 + "</table>", "TOO_LARGE"),
    ],
)
def test_absurd_pages_are_refused_not_half_read(body: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        _read(body)
    assert refused.value.code == code


def test_tables_nested_deeply_are_read_without_running_out_of_stack() -> None:
    nested = "<table><tr><td>rất nhiều chữ ở đây<td>" * 200 + "đáy" + "</table>" * 200

    source = _read(nested)

    assert any("đáy" in cell.text for table in source.tables for row in table.rows for cell in row)
