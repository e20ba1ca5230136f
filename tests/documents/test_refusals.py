"""What cannot be read is refused with a code and the way out, in Vietnamese, and nothing is half read."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.documents.reading import Unreadable, read
from tests.documents.builders import (
    in_list,
    level,
    numbering,
    p,
    table,
    td,
    tr,
    word,
    word_parts,
    workbook,
    zipped,
)
from tests.documents.old_office import ole, xls

_PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 50
_MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"


def _refused(data: bytes, name: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    return caught.value


def _sealed(data: bytes) -> bytes:
    """Marks every entry of a zip as encrypted."""
    raw = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + offset] |= 1
            at = raw.find(mark, at + 4)
    return bytes(raw)


def _swollen(size: int) -> str:
    return f"<w:p><w:r><w:t>{' ' * size}</w:t></w:r></w:p>"


def _lying(name: str, size: int) -> bytes:
    """A workbook one part of which is far larger than the directory says."""
    with zipfile.ZipFile(io.BytesIO(workbook([["a"]]))) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = b"<worksheet>" + b" " * size
    raw = bytearray(zipped(parts))
    for mark, offset, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = raw.find(mark)
        while at >= 0:
            if raw[at + name_at : at + name_at + len(name)] == name.encode():
                raw[at + offset : at + offset + 4] = (1000).to_bytes(4, "little")
            at = raw.find(mark, at + 4)
    return bytes(raw)


@pytest.mark.parametrize(
    ("data", "name", "code", "words"),
    [
        (b"", "kh.docx", "EMPTY", "không có nội dung"),
        (word(""), "kh.docx", "EMPTY", "không có nội dung"),
        (b"x" * (50 * 1024 * 1024 + 1), "kh.txt", "TOO_LARGE", "50 MB"),
        (ole("WordDocument"), "kh.doc", "OLD_WORD", ".docx"),
        (ole("WordDocument"), "kh.docx", "OLD_WORD", ".docx"),
        (ole("EncryptedPackage"), "kh.docx", "ENCRYPTED", "mật khẩu"),
        (_sealed(word(p("x"))), "kh.docx", "ENCRYPTED", "mật khẩu"),
        (zipped(word_parts(p("x"), main_type=_MACRO_TYPE)), "kh.docm", "MACROS", ".docx"),
        (zipped(word_parts(p("x")) | {"word/vbaProject.bin": b"x"}), "kh.docx", "MACROS", ".docx"),
        (ole("Workbook", "_VBA_PROJECT_CUR"), "a.xls", "MACROS", ".xlsx"),
        (word(p("x"))[:-60], "kh.docx", "CORRUPT", "hỏng"),
        (b"\x00\x01\x02" * 50, "kh.docx", "CORRUPT", "hỏng"),
        (ole("Workbook", content=b"\x09\x08\xff\xff..."), "a.xls", "CORRUPT", "hỏng"),
        (xls([["a"]], sealed=True), "a.xls", "ENCRYPTED", "mật khẩu"),
        (zipped(word_parts(p("x")) | {"word/document.xml": b"<w:document"}), "kh.docx", "CORRUPT", "hỏng"),
        (_PNG, "kh.docx", "MISLABELLED", "ảnh PNG"),
        (_PNG, "kh.txt", "MISLABELLED", "ảnh PNG"),
        ("Kế hoạch".encode(), "kh.docx", "MISLABELLED", "văn bản thô"),
        (zipped({"a.txt": "x"}), "kh.docx", "MISLABELLED", "Giải nén"),
        (_PNG, "anh.png", "UNKNOWN_TYPE", "ảnh PNG"),
        (b"{\\rtf1 x}", "kh.rtf", "UNKNOWN_TYPE", ".docx"),
        (b"\x00\x01\x02" * 50, "kh.bin", "UNKNOWN_TYPE", "không rõ loại"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_way_out(
    data: bytes, name: str, code: str, words: str
) -> None:
    error = _refused(data, name)

    assert error.code == code
    assert words in error.message
    assert error.message.endswith(".") and "!" not in error.message


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word(p("Kế hoạch")), "kh.txt"),
        (workbook([["Kế hoạch"]]), "kh.docx"),
        (b"<html><p>K\xe1\xba\xbf", "kh.xls"),
    ],
)
def test_a_readable_type_under_a_wrong_name_is_read_all_the_same(data: bytes, name: str) -> None:
    assert read(data, name).items


_ENTITY = '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa">{more}]>'
_LAUGHS = "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))


@pytest.mark.parametrize(
    "declared",
    [
        _ENTITY.format(more=_LAUGHS),
        '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_entities_in_word_or_excel_are_refused(declared: str) -> None:
    parts = word_parts(p("&a;"))
    parts["word/document.xml"] = f"<?xml version='1.0'?>{declared}{parts['word/document.xml']}"

    error = _refused(zipped(parts), "kh.docx")

    assert error.code == "BOMB"


def test_entities_hidden_by_another_encoding_are_refused_too() -> None:
    parts = word_parts(p("&a;"))
    text = f"<?xml version='1.0' encoding='UTF-16'?>{_ENTITY.format(more='')}{parts['word/document.xml']}"
    parts["word/document.xml"] = text.encode("utf-16")

    assert _refused(zipped(parts), "kh.docx").code == "BOMB"


def test_entities_of_a_web_page_reach_no_file() -> None:
    page = b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><p>x &a; y</p></html>'

    assert all("root:" not in block.text for block in read(page, "a.html").blocks)


@pytest.mark.parametrize(
    "data",
    [
        word(_swollen(60_000_000)),
        zipped(word_parts(p("x")) | {f"word/media/{at}": b"\0" * 9_000_000 for at in range(30)}),
        zipped(word_parts(p("x")) | {f"x/{at}": b"" for at in range(6_000)}),
        _lying("xl/worksheets/sheet1.xml", 40_000_000),
    ],
)
def test_files_that_swell_are_refused(data: bytes) -> None:
    assert _refused(data, "a.docx").code == "BOMB"


def test_relations_that_point_outside_are_not_followed() -> None:
    parts = word_parts(in_list("x"), numbering=numbering(level(0, "decimal", "%1.")))
    relations = str(parts["word/_rels/document.xml.rels"])
    outside = relations.replace(
        'Target="numbering.xml"', 'TargetMode="External" Target="http://127.0.0.1:9/n.xml"'
    )
    climbing = relations.replace('Target="numbering.xml"', 'Target="../../../../etc/passwd"')

    for changed in (outside, climbing):
        source = read(zipped(parts | {"word/_rels/document.xml.rels": changed}), "kh.docx")
        assert [(block.text, block.label) for block in source.blocks] == [("x", "")]


def test_a_table_that_claims_absurd_spans_stays_small() -> None:
    wide = '<w:gridSpan w:val="999999999"/>'

    source = read(word(table(tr(td("a", wide), td("b", wide)))), "kh.docx")

    assert len(source.tables[0].rows[0]) <= 100


def test_tables_in_tables_as_deep_as_the_parser_lets_them() -> None:
    nested = p("đáy")
    for _ in range(60):
        nested = table(tr(td(nested + p(""))))

    assert "đáy" in read(word(nested), "kh.docx").tables[0].rows[0][0].text


_GOOD = word(p("Kế hoạch") + table(tr(td("1"), td("Việc"))), numbering=numbering(level(0, "decimal", "%1.")))
_GOOD_BOOK = workbook([["a", 1], ["b", 2.5]])


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_never_anything_else(data: st.DataObject) -> None:
    good, name = data.draw(st.sampled_from([(_GOOD, "kh.docx"), (_GOOD_BOOK, "kh.xlsx")]))
    raw = bytearray(good)
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=6)):
        raw[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(raw)))

    try:
        assert read(bytes(raw[:cut] if cut % 3 == 0 else raw), name).items
    except Unreadable as refused:
        assert refused.code and refused.message


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["a.txt", "a.md", "a.csv", "a.html"]))
def test_any_text_is_read_or_refused_and_comes_out_clean(text: str, name: str) -> None:
    try:
        source = read(text.encode("utf-8", "replace"), name)
    except Unreadable:
        return
    texts = [block.text for block in source.blocks]
    texts += [cell.text for table_ in source.tables for row in table_.rows for cell in row]
    assert not any(char < " " and char not in "\t\n" for words in texts for char in words)
    assert all(zlib.crc32(words.encode()) >= 0 for words in texts)
