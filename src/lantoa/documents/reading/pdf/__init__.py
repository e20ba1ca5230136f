"""PDFs with a text layer: lines joined into paragraphs, ruled tables as tables, furniture of the page left out."""

from __future__ import annotations

from lantoa.documents.blocks import Block, Note, Place, Source, Table
from lantoa.documents.reading.finishing import Budget, finish
from lantoa.documents.reading.pdf.furniture import without_furniture
from lantoa.documents.reading.pdf.layout import Sheet
from lantoa.documents.reading.pdf.pages import is_scanned, read_pages
from lantoa.documents.reading.pdf.paragraphs import blocks_of, joined_over_pages
from lantoa.documents.reading.pdf.ruled import RuledTable, ruled_tables, tables_of
from lantoa.documents.reading.refusals import refuse


def read_pdf(data: bytes, name: str) -> Source:
    """Raises Unreadable SCANNED_PDF when the pages are pictures, ENCRYPTED, CORRUPT or TOO_LARGE."""
    sheets = read_pages(data)
    if is_scanned(sheets):
        raise refuse("SCANNED_PDF")
    notes = _bare_pages(sheets)
    without_furniture(sheets)
    flow: list[Block | RuledTable] = []
    for sheet in sheets:
        flow += _page(sheet)
    return finish(name, "pdf", _joined(flow), notes)


def _bare_pages(sheets: list[Sheet]) -> list[Note]:
    bare = [sheet.number for sheet in sheets if sheet.is_picture and not sheet.segments]
    if not bare:
        return []
    listed = ", ".join(map(str, bare[:20])) + (" …" if len(bare) > 20 else "")
    message = (
        f"Trang {listed} là ảnh chụp, không có lớp chữ nên không được đọc. Bổ sung nội dung các trang này."
    )
    return [Note("PAGES_WITHOUT_TEXT", message, Place(line=1, page=bare[0]))]


def _page(sheet: Sheet) -> list[Block | RuledTable]:
    """Paragraphs and tables of a page in reading order."""
    tables = ruled_tables(sheet)
    inside = {id(segment): table for table in tables for segment in table.segments}
    flow: list[Block | RuledTable] = []
    loose = []
    for segment in sheet.segments:
        table = inside.get(id(segment))
        if table is None:
            loose.append(segment)
            continue
        flow += blocks_of(loose, sheet)
        loose = []
        if table not in flow:
            flow.append(table)
    return [*flow, *blocks_of(loose, sheet)]


def _joined(flow: list[Block | RuledTable]) -> list[Block | Table]:
    """Sentences and tables that the page's end had cut are whole again."""
    items: list[Block | Table] = []
    budget = Budget()
    blocks: list[Block] = []
    for item in tables_of(flow, budget):
        if isinstance(item, Block):
            budget.block()
            blocks.append(item)
            continue
        items += joined_over_pages(blocks)
        blocks = []
        items.append(item)
    return [*items, *joined_over_pages(blocks)]
