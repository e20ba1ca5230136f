"""What is in a PDF: its pages as text, its glyphs."""

from __future__ import annotations

import re
import zlib

import pypdfium2
import pypdfium2.raw as raw

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_SHOWN = re.compile(rb"\(((?:\\.|[^\\()])*)\)", re.S)
_ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.S)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def sizes_mm(data: bytes) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(data)
    return [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document]  # type: ignore[misc]


def is_tagged(data: bytes) -> bool:
    document = pypdfium2.PdfDocument(data)
    return bool(raw.FPDFCatalog_IsTagged(document.raw))


def missing_glyphs(data: bytes) -> int:
    """How many signs are drawn as the empty box: glyph 0, written in two bytes each."""
    count = 0
    for found in _STREAM.finditer(data):
        try:
            content = zlib.decompress(found[1])
        except zlib.error:
            continue
        if b"\nBT" not in content or b" Tf" not in content:
            continue
        for shown in _SHOWN.findall(content):
            codes = _ESCAPED.sub(_plain, shown)
            count += sum(codes[at : at + 2] == b"\0\0" for at in range(0, len(codes), 2))
    return count


def _plain(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8)]) if sign.isdigit() and len(sign) == 3 else _LETTERS.get(sign, sign)
