"""A file is what its content says; its name is not even asked for."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lantoa.documents.sniffing import sniff
from tests.documents.builders import p, word, word_parts, workbook, zipped
from tests.documents.old_office import ole

_GROUPS = {"photo", "document", "audio", "video", "other", "unsafe"}


def _picture(form: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (2, 2), "red").save(stream, form)
    return stream.getvalue()


def _box(brand: bytes, *more: bytes) -> bytes:
    content = b"ftyp" + brand + b"\0\0\0\0" + b"".join(more)
    return (len(content) + 4).to_bytes(4, "big") + content + b"\0" * 40


def _open_document(kind: str) -> bytes:
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>"})


@pytest.mark.parametrize(
    ("data", "kind", "group"),
    [
        (_picture("JPEG"), "jpeg", "photo"),
        (_picture("PNG"), "png", "photo"),
        (_picture("GIF"), "gif", "photo"),
        (_picture("WEBP"), "webp", "photo"),
        (_picture("TIFF"), "tiff", "photo"),
        (_picture("BMP"), "bmp", "photo"),
        (_box(b"heic", b"mif1", b"heic"), "heic", "photo"),
        (_box(b"mif1", b"mif1", b"heic"), "heic", "photo"),
        (_box(b"mif1", b"avif"), "avif", "photo"),
        (_box(b"avif", b"mif1"), "avif", "photo"),
        (_box(b"M4A ", b"isom"), "m4a", "audio"),
        (_box(b"isom", b"mp42"), "mp4", "video"),
        (_box(b"qt  "), "mov", "video"),
        (b"\0\0\0\x08wide\0\0\0\0mdat", "mov", "video"),
        (_box(b"3gp5"), "3gp", "video"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", "webm", "video"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska", "mkv", "video"),
        (b"ID3\x04\0\0", "mp3", "audio"),
        (b"\xff\xfb\x90\x64" + b"\0" * 40, "mp3", "audio"),
        (b"\xff\xf1\x50\x80" + b"\0" * 40, "aac", "audio"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "wav", "audio"),
        (b"OggS\0\x02" + b"\0" * 22 + b"\x01vorbis", "ogg", "audio"),
        (b"%PDF-1.7\n%...", "pdf", "document"),
        (b"\n\n%PDF-1.4\n", "pdf", "document"),
        (word(p("Kế hoạch")), "docx", "document"),
        (workbook([["a"]]), "xlsx", "document"),
        (_open_document("text"), "odt", "document"),
        (_open_document("spreadsheet"), "ods", "document"),
        (ole("WordDocument"), "doc", "document"),
        (ole("Workbook"), "xls", "document"),
        (ole("PowerPoint Document"), "ppt", "document"),
        (b"{\\rtf1\\ansi}", "rtf", "document"),
        ("Kế hoạch, tuyên truyền".encode(), "txt", "document"),
        ("Kế hoạch".encode("utf-16"), "txt", "document"),
        (b"K\xd5 ho\xb9ch tuy\xaan truy\xd2n", "txt", "document"),
        (zipped({"anh/1.jpg": b"x"}), "zip", "other"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "7z", "other"),
        (b"Rar!\x1a\x07\x01\0", "rar", "other"),
        (b"<?xml version='1.0'?><data/>", "xml", "other"),
        (b"\x00\x01\x02\x03\x04\x05", "unknown", "other"),
        (b"", "empty", "other"),
        (b"<!DOCTYPE html><p>x", "html", "unsafe"),
        (b"\xef\xbb\xbf  <!-- c --><HTML>", "html", "unsafe"),
        ("<html>".encode("utf-16"), "html", "unsafe"),
        (b"<script>alert(1)</script>", "html", "unsafe"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "html", "unsafe"),
        (b"<?xml version='1.0'?><!-- a --><svg xmlns='http://www.w3.org/2000/svg'/>", "svg", "unsafe"),
        (b"<svg onload='x()'>", "svg", "unsafe"),
        (b"<html>\n%PDF-1.4", "html", "unsafe"),
        (b"MZ\x90\0\x03\0\0\0", "exe", "unsafe"),
        (b"\x7fELF\x02\x01\x01", "exe", "unsafe"),
        (b"#!/bin/sh\nrm -rf", "script", "unsafe"),
        (b"<?php system($x);", "script", "unsafe"),
        (zipped({"META-INF/MANIFEST.MF": "x", "A.class": "x"}), "jar", "unsafe"),
    ],
)
def test_each_type_is_known_by_its_content(data: bytes, kind: str, group: str) -> None:
    found = sniff(data)

    assert (found.kind, found.group) == (kind, group)
    assert found.label and found.media_type


def test_a_picture_with_a_page_or_an_archive_behind_it_is_still_a_picture() -> None:
    for tail in (b"<html><script>x</script>", zipped({"a.js": "x"})):
        assert sniff(_picture("JPEG") + tail).kind == "jpeg"


def test_macros_are_seen_whatever_the_type_claims() -> None:
    hidden = word_parts(p("x")) | {"word/vbaProject.bin": b"\0"}
    admitted = word_parts(p("x"), main_type="application/vnd.ms-word.document.macroEnabled.main+xml")

    assert (sniff(zipped(hidden)).kind, sniff(zipped(hidden)).has_macros) == ("docx", True)
    assert (sniff(zipped(admitted)).kind, sniff(zipped(admitted)).has_macros) == ("docm", True)
    assert sniff(ole("Workbook", "_VBA_PROJECT_CUR")).has_macros
    assert not sniff(word(p("x"))).has_macros


def test_encrypted_and_broken_containers_are_marked() -> None:
    assert sniff(ole("EncryptedPackage", "EncryptionInfo")).encrypted
    assert sniff(word(p("x"))[:-40]).broken
    assert sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600).broken


def test_a_directory_of_absurd_size_is_not_read() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for at in range(30_000):
            archive.writestr(f"{at:060d}", b"")

    assert sniff(stream.getvalue()).broken


def test_a_stream_is_left_at_its_beginning() -> None:
    stream = io.BytesIO(word(p("x")))
    stream.seek(5)

    assert sniff(stream).kind == "docx"
    assert stream.tell() == 0


@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda tail: b"PK\x03\x04" + tail))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    assert sniff(data).group in _GROUPS


def test_a_few_stray_controls_leave_a_short_text_a_text() -> None:
    assert sniff("KẾ HOẠCH\x07\x1b\nTuyên truyền\x02 năm 2026".encode()).kind == "txt"
    assert sniff(b"\x01\x02\x03\x04abc").kind == "unknown"
