"""Sections, headers and footers: the page number above, not on the first page; the hash of the content below."""

from __future__ import annotations

from lantoa.documents.writing import layout
from lantoa.documents.writing import wording as words
from lantoa.documents.writing.model import OfficialDocument
from lantoa.documents.writing.word.markup import DECLARATION, NAMESPACES, field, line, paragraph, twips

HEADER, FIRST_HEADER, FOOTER = "rId11", "rId12", "rId13"


def section(
    *, landscape: bool = False, annex: bool = False, footer: bool = False, inherits: bool = False
) -> str:
    """The properties of a section. Each annex counts its pages from 1 (Phụ lục I, Phần I, III.1.đ).

    `inherits`: headers and footers are those of the section before.
    """
    across, down = (layout.PAPER[1], layout.PAPER[0]) if landscape else layout.PAPER
    turned = ' w:orient="landscape"' if landscape else ""
    feet = "".join(f'<w:footerReference w:type="{kind}" r:id="{FOOTER}"/>' for kind in ("default", "first"))
    heads = (
        f'<w:headerReference w:type="default" r:id="{HEADER}"/>'
        f'<w:headerReference w:type="first" r:id="{FIRST_HEADER}"/>{feet if footer else ""}'
    )
    return (
        f"<w:sectPr>{'' if inherits else heads}"
        f'<w:type w:val="nextPage"/><w:pgSz w:w="{twips(across)}" w:h="{twips(down)}"{turned}/>'
        f'<w:pgMar w:top="{twips(layout.TOP)}" w:right="{twips(layout.RIGHT)}" w:bottom="{twips(layout.BOTTOM)}" '
        f'w:left="{twips(layout.LEFT)}" w:header="{twips(layout.HEADER_AT)}" w:footer="{twips(layout.FOOTER_AT)}" '
        f'w:gutter="0"/><w:pgNumType{" w:start=" + chr(34) + "1" + chr(34) if annex else ""}/><w:titlePg/></w:sectPr>'
    )


def header_xml() -> str:
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{paragraph('Header', field('PAGE'))}</w:hdr>"


def first_header_xml(document: OfficialDocument) -> str:
    mark = line("DuThao", words.DRAFT) if document.draft else paragraph("Header")
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{mark}</w:hdr>"


def footer_xml(document: OfficialDocument) -> str:
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{line('Footer', words.foot_line(document))}</w:ftr>"
