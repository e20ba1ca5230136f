"""Web pages (.html): their visible text as blocks, their tables as tables. Nothing of the markup comes along."""

from __future__ import annotations

import re

from lxml import etree

from lantoa.documents.blocks import Source
from lantoa.documents.reading.finishing import finish
from lantoa.documents.reading.legacy_text import converted_note, decode, is_legacy
from lantoa.documents.reading.refusals import refuse
from lantoa.documents.reading.web_walk import Walker

_MAX_BYTES = 20 * 1024 * 1024
_MAX_TAGS = 400_000
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_XML_HEAD = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_EXACT = {"windows-1258", "cp1258"}
_UNSAID = {
    "iso-8859-1",
    "latin1",
    "latin-1",
    "windows-1252",
    "us-ascii",
    "ascii",
    "x-user-defined",
    "utf-8",
    "utf8",
}


def read_web(data: bytes, name: str) -> Source:
    """Raises Unreadable TOO_LARGE for pages no document ever fills, BOMB for absurd nesting."""
    if len(data) > _MAX_BYTES or data.count(b"<") > _MAX_TAGS:
        raise refuse("TOO_LARGE")
    text, encoding = _decoded(data)
    root = _parsed(text)
    walker = Walker()
    if root is not None:
        walker.walk(root)
    if not is_legacy(encoding) or encoding == "cp1252":
        # Judged again by the words alone: among the English of the markup a font encoding is hard to tell.
        return finish(name, "html", walker.items)
    notes = [converted_note(encoding, item.place) for item in walker.items[:1]]
    return finish(name, "html", walker.items, notes, encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    """A page that says windows-1258 is believed; other Western names usually hide a font encoding or UTF-8."""
    declared = _DECLARED.search(data[:4096])
    charset = declared[1].decode("ascii").lower() if declared else ""
    if charset in _EXACT:
        return data.decode("cp1258", "replace"), "windows-1258"
    if charset and charset not in _UNSAID:
        try:
            return data.decode(charset), "utf-8"
        except (LookupError, UnicodeError):
            pass
    found = decode(data)
    return found.text, found.encoding


def _parsed(text: str) -> etree._Element | None:
    text = _XML_HEAD.sub("", text, count=1).replace("\x00", "")
    if not text.strip():
        return None
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, recover=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse("CORRUPT") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # The parser gave up in the middle and would pass off half a page as the whole.
        raise refuse("BOMB")
    return root
