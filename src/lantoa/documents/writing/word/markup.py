"""WordprocessingML as strings: small, in the order that the schema asks for, every text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from lantoa.documents.writing.model import Run

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PIECES = re.compile(r"([\n\t])")
_MARKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}

attribute = quoteattr


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm / 25.4 * 1440)


def half_points(size: float) -> int:
    return round(size * 2)


def text_run(text: str, *, bold: bool | None = None, italic: bool | None = None) -> str:
    """One run; None leaves the look to the paragraph's style. Line breaks and tabs become marks."""
    looks = _flag("b", bold) + _flag("i", italic)
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    pieces = (
        _MARKS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in _PIECES.split(text)
        if piece
    )
    return f"<w:r>{properties}{''.join(pieces)}</w:r>"


def _flag(name: str, value: bool | None) -> str:
    if value is None:
        return ""
    return f"<w:{name}/>" if value else f'<w:{name} w:val="0"/>'


def runs(parts: Iterable[Run]) -> str:
    return "".join(
        text_run(part.text, bold=part.bold or None, italic=part.italic or None) for part in parts if part.text
    )


def paragraph(
    style: str,
    content: str = "",
    *,
    keep_next: bool = False,
    number: tuple[int, int] | None = None,
    border: str = "",
    indent: tuple[int, int] | None = None,
    section: str = "",
) -> str:
    """A paragraph of a named style. `number` is (list, level), list 0 for none; `indent` left and right in twips."""
    properties = f'<w:pStyle w:val="{style}"/>'
    if keep_next:
        properties += "<w:keepNext/>"
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    properties += border
    if indent is not None:
        properties += f'<w:ind w:left="{indent[0]}" w:right="{indent[1]}"/>'
    return f"<w:p><w:pPr>{properties}{section}</w:pPr>{content}</w:p>"


def line(style: str, text: str, *, keep_next: bool = False) -> str:
    return paragraph(style, text_run(text), keep_next=keep_next)


def field(code: str) -> str:
    """A field in full form, so that every program updates it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bare_table(widths_mm: Iterable[float], rows: Iterable[Iterable[str]]) -> str:
    """A table without lines or cell margins, for things side by side; each cell is ready paragraphs."""
    widths = [twips(width) for width in widths_mm]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths, cells, strict=True)
        )
        + "</w:tr>"
        for cells in rows
    )
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )
