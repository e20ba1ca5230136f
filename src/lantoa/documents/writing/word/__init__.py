"""Word files in the layout of Nghị định 30/2020/NĐ-CP, written part by part.

Not by python-docx: it holds the whole tree in memory and its template brings styles of its own; here a long annex
streams into the zip, every style is ours, and the same document gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lantoa.documents.writing import layout
from lantoa.documents.writing import wording as words
from lantoa.documents.writing.limits import MAX_ROWS_WORD, bounded
from lantoa.documents.writing.model import Annex, OfficialDocument
from lantoa.documents.writing.outline import ended
from lantoa.documents.writing.word import package, pages
from lantoa.documents.writing.word.body import blocks_markup
from lantoa.documents.writing.word.close import close_markup
from lantoa.documents.writing.word.head import head_markup
from lantoa.documents.writing.word.lists import FIRST_ANNEX, numbering_xml
from lantoa.documents.writing.word.markup import DECLARATION, NAMESPACES, line, paragraph
from lantoa.documents.writing.word.styles import styles_xml
from lantoa.documents.writing.word.theme import theme_xml

_FIRST_PICTURE = 100


def docx_of(document: OfficialDocument) -> bytes:
    stream = io.BytesIO()
    write_docx(stream, document)
    return stream.getvalue()


def write_docx(target: Path | BinaryIO, document: OfficialDocument) -> None:
    """Writes the document. Raises Refused when its tables are too long for paper."""
    document = bounded(document, MAX_ROWS_WORD)
    pictures = _Pictures()
    footer = bool(words.foot_line(document))
    with package.Package(target) as parts:
        parts.write("[Content_Types].xml", package.content_types(footer=footer))
        parts.write("_rels/.rels", package.PACKAGE_RELATIONS)
        parts.write("word/document.xml", _document(document, pictures, footer))
        for number, png in enumerate(pictures.found, start=1):
            parts.write(f"word/media/image{number}.png", png)
        parts.write("word/styles.xml", styles_xml())
        parts.write("word/numbering.xml", numbering_xml(len(document.annexes)))
        parts.write("word/settings.xml", package.SETTINGS)
        parts.write("word/fontTable.xml", package.FONTS)
        parts.write("word/theme/theme1.xml", theme_xml())
        parts.write("word/header1.xml", pages.header_xml())
        parts.write("word/header2.xml", pages.first_header_xml(document))
        if footer:
            parts.write("word/footer1.xml", pages.footer_xml(document))
        parts.write("word/_rels/document.xml.rels", _relations(footer, len(pictures.found)))
        parts.write("docProps/core.xml", package.core_properties(document))
        parts.write("docProps/app.xml", package.APPLICATION)


class _Pictures:
    def __init__(self) -> None:
        self.found: list[bytes] = []

    def add(self, png: bytes) -> tuple[str, int]:
        self.found.append(png)
        return f"rId{_FIRST_PICTURE + len(self.found)}", len(self.found)


def _relations(footer: bool, pictures: int) -> str:
    entries = [
        ("rId1", "styles", "styles.xml"),
        ("rId2", "numbering", "numbering.xml"),
        ("rId3", "settings", "settings.xml"),
        ("rId4", "fontTable", "fontTable.xml"),
        ("rId5", "theme", "theme/theme1.xml"),
        (pages.HEADER, "header", "header1.xml"),
        (pages.FIRST_HEADER, "header", "header2.xml"),
    ]
    if footer:
        entries.append((pages.FOOTER, "footer", "footer1.xml"))
    entries += [
        (f"rId{_FIRST_PICTURE + number}", "image", f"media/image{number}.png")
        for number in range(1, pictures + 1)
    ]
    return package.relations(entries)


def _document(document: OfficialDocument, pictures: _Pictures, footer: bool) -> Iterator[str]:
    """The text; a section ends in the properties of its last paragraph, the last one at the very end."""
    yield f"{DECLARATION}<w:document {NAMESPACES}><w:body>"
    yield from head_markup(document)
    yield from blocks_markup(ended(document.body), layout.text_width(), pictures, keep_last=True)
    yield close_markup(document)
    properties = pages.section(footer=footer)
    for at, annex in enumerate(document.annexes):
        yield paragraph("KhoangCach", section=properties)
        yield from _annex(document, annex, at, pictures)
        properties = pages.section(landscape=annex.landscape, annex=True, footer=footer)
    yield f"{paragraph('KhoangCach')}{properties}</w:body></w:document>"


def _annex(document: OfficialDocument, annex: Annex, at: int, pictures: _Pictures) -> Iterator[str]:
    yield line("PhuLuc", words.annex_label(at + 1, len(document.annexes)))
    if annex.title:
        yield line("TenPhuLuc", words.capitals(annex.title))
    yield line("KemTheo", words.annex_caption(document, annex))
    yield paragraph("KhoangCach", keep_next=True)
    width = layout.text_width(landscape=annex.landscape)
    yield from blocks_markup(annex.blocks, width, pictures, headings=FIRST_ANNEX + at)
