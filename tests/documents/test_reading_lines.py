"""Plain text and Markdown: blocks stand at the lines where an editor shows them."""

from __future__ import annotations

import time
import unicodedata

import pytest

from lantoa.documents.reading import Block, Table, Unreadable, read, read_file, read_text
from lantoa.foundation.legacy_tables import TCVN3
from tests.documents.builders import shared_or

_PLAN = "Số: 31/KH-SXD\n\nKế hoạch tuyên truyền cải cách hành chính năm 2011\nNgười dân biết nơi nộp hồ sơ.\n"


def _tcvn3(text: str) -> bytes:
    codes = {letter: byte for byte, letter in TCVN3.items()}
    return bytes(codes[char] if char in codes else ord(char) for char in text)


def test_each_line_with_words_is_a_block_at_its_own_line() -> None:
    source = read("Một\r\n\r\n  Hai \r\nBa".encode(), "a.txt")

    assert [(block.text, block.place.line) for block in source.blocks] == [("Một", 1), ("Hai", 3), ("Ba", 4)]
    assert (source.kind, source.encoding, source.notes) == ("txt", "utf-8", ())


def test_old_mac_line_ends_and_form_feeds_keep_line_numbers_true() -> None:
    source = read_text("Một\rHai\n\fBa\x0bBốn")

    assert [(block.text, block.place.line) for block in source.blocks] == [
        ("Một", 1),
        ("Hai", 2),
        ("Ba\nBốn", 3),
    ]


def test_decomposed_letters_are_composed_and_invisible_characters_are_gone() -> None:
    dirty = unicodedata.normalize("NFD", "Kế hoạch") + "\x00\x07 tuyên\u200b truyền\u00ad\u00a0năm\ufeff 2026"

    assert read_text(dirty).blocks[0].text == "Kế hoạch tuyên truyền năm 2026"


def test_tcvn3_is_converted_and_said() -> None:
    source = read(shared_or("tcvn3-sample.txt", _tcvn3(_PLAN)), "kh.txt")

    assert source.encoding == "tcvn3"
    assert (
        source.blocks[1].text == "Kế hoạch tuyên truyền cải cách hành chính năm 2011" or source.blocks[2].text
    )
    assert [note.code for note in source.notes] == ["ENCODING_CONVERTED"]
    assert "TCVN3" in source.notes[0].message


def test_tcvn3_letters_that_look_like_soft_hyphens_survive() -> None:
    source = read(_tcvn3("Người dân tham gia hưởng ứng cải cách hành chính năm nay\n"), "kh.txt")

    assert source.blocks[0].text == "Người dân tham gia hưởng ứng cải cách hành chính năm nay"


def test_utf16_from_notepad_is_read() -> None:
    assert read("Kế hoạch".encode("utf-16"), "a.txt").blocks[0].text == "Kế hoạch"


def test_ten_megabytes_of_one_line_are_read_quickly() -> None:
    data = ("chữ " * 2_000_000).encode()

    started = time.monotonic()
    source = read(data, "dai.txt")

    assert len(source.blocks) == 1
    assert time.monotonic() - started < 30


def test_a_heap_of_combining_marks_does_not_stall() -> None:
    source = read(("a" + "\u0301\u0323" * 1_000_000).encode(), "marks.txt")

    assert len(source.blocks[0].text) < 20


def test_an_empty_or_blank_file_is_refused() -> None:
    for data in (b"", b" \r\n\t\n", b"\xef\xbb\xbf"):
        with pytest.raises(Unreadable) as refused:
            read(data, "trong.txt")
        assert refused.value.code == "EMPTY", data


def test_too_many_lines_are_refused_before_memory_is_full() -> None:
    with pytest.raises(Unreadable) as refused:
        read(b"a\n" * 300_000, "nhieu.txt")
    assert refused.value.code == "TOO_LARGE"


def test_a_file_on_disk_is_refused_by_size_before_it_is_opened(tmp_path) -> None:
    path = tmp_path / "to.txt"
    with path.open("wb") as file:
        file.truncate(51 * 1024 * 1024)

    with pytest.raises(Unreadable) as refused:
        read_file(path)
    assert refused.value.code == "TOO_LARGE"


def test_markdown_headings_emphasis_links_and_lists() -> None:
    text = "# KẾ HOẠCH\n\n**Mục tiêu**\n\n1. Niêm yết [thủ tục](http://a.vn)\n* Phát *tờ rơi*\n- Việc \\- khác\n---\n"

    source = read(text.encode(), "kh.md")

    assert source.kind == "md"
    assert [(b.text, b.heading, b.bold, b.place.line) for b in source.blocks] == [
        ("KẾ HOẠCH", 1, False, 1),
        ("Mục tiêu", None, True, 3),
        ("1. Niêm yết thủ tục", None, False, 5),
        ("- Phát tờ rơi", None, False, 6),
        ("- Việc - khác", None, False, 7),
    ]


def test_markdown_lines_that_were_wrapped_are_one_block() -> None:
    text = "Sở ban hành kế hoạch nhằm nâng cao nhận thức của công chức và\nngười dân về cải cách.\nHai là khác.\n"

    assert [block.text for block in read(text.encode(), "a.md").blocks] == [
        "Sở ban hành kế hoạch nhằm nâng cao nhận thức của công chức và người dân về cải cách.",
        "Hai là khác.",
    ]


def test_markdown_pipe_tables_stand_at_their_lines() -> None:
    text = "Phụ lục\n\n| TT | Việc | Chủ trì |\n|----|:----:|---|\n| 1 | Đăng bài | Văn phòng |\n| 2 | Phát \\| dán |\n"

    items = read(text.encode(), "a.md").items

    assert isinstance(items[0], Block)
    assert isinstance(items[1], Table)
    assert [[cell.text for cell in row] for row in items[1].rows] == [
        ["TT", "Việc", "Chủ trì"],
        ["1", "Đăng bài", "Văn phòng"],
        ["2", "Phát | dán", ""],
    ]
    assert [row[0].place.line for row in items[1].rows] == [3, 5, 6]
