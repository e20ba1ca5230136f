"""Is it text, and does a browser run it?"""

from __future__ import annotations

import codecs
import re

from lantoa.documents.sniffing.types import FileType, file_type

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 12, 13))
_MAX_CONTROLS = 0.05
_FEW_CONTROLS = 8  # of a short text in sound UTF-8: stray marks of a copy, not a program
_MAX_HIGH = 0.6
_PREAMBLE = re.compile(r"(?:\s|<\?xml.*?\?>|<!--.*?-->)*", re.DOTALL)
_WEB = re.compile(
    r"<(?:!doctype\s+html|html|head|body|script|style|iframe|meta|title|link|table|div|span|p|h[1-6]|ul|ol"
    r"|a|b|br|img|form|center|font|article|section|main)\b",
    re.IGNORECASE,
)
_VECTOR = re.compile(r"<(?:!doctype\s+svg|(?:\w+:)?svg)\b", re.IGNORECASE)
_RUNS_IN_BROWSER = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml")


def sniff_text(head: bytes) -> FileType:
    """txt, html, svg, xml, script, or unknown for bytes that no text encoding explains."""
    text = _as_text(head)
    if text is None:
        return file_type("unknown")
    start = _PREAMBLE.match(text)
    body = text[start.end() if start else 0 :][:4000]
    if _VECTOR.match(body):
        return file_type("svg")
    if _WEB.match(body):
        return file_type("html")
    if body.startswith("<?php"):
        return file_type("script")
    if body.startswith("<") and text.lstrip().startswith("<?xml"):
        return file_type("html" if any(space in text for space in _RUNS_IN_BROWSER) else "xml")
    return file_type("txt")


def _as_text(head: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    controls = len(head) - len(head.translate(None, _CONTROLS))
    few = controls <= _FEW_CONTROLS and controls * 4 < len(head)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
        if controls > _MAX_CONTROLS * len(head) and not few:
            return None
    except UnicodeDecodeError:
        if controls > _MAX_CONTROLS * len(head):
            return None
        high = sum(byte >= 0x80 for byte in head)
        if high > _MAX_HIGH * len(head):
            return None
        return head.decode("latin-1")
    return head.decode("utf-8", "replace")
