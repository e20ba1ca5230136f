"""Tables of figures: lines, a header that repeats on every page, rows that stay whole; piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lantoa.documents.writing import layout
from lantoa.documents.writing.headers import HeaderCell, header_rows, repeats, widths_mm
from lantoa.documents.writing.model import Column, Row, Table
from lantoa.documents.writing.word.markup import line, paragraph, text_run, twips
from lantoa.documents.writing.wording import cell_text, said

_STYLES = {"left": "OBang", "center": "OBangGiua", "right": "OBangPhai"}


def table_markup(table: Table, width_mm: float) -> Iterator[str]:
    """The title, the table row by row, and the small paragraph that Word wants after it."""
    if table.title:
        yield line("TenBang", said(table.title), keep_next=True)
    widths = column_widths(table, width_mm)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="BangSoLieu"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    repeated = repeats(table, width_mm)
    for cells in header_rows(table):
        yield _header(cells, widths, repeated)
    for row in table.each():
        yield _title_row(row, widths) if row.title else _row(row, table.columns, widths)
    yield "</w:tbl>" + paragraph("KhoangCach")


def column_widths(table: Table, width_mm: float) -> list[int]:
    """In twips, in the columns' shares; together exactly the width of the table."""
    found = [int(width / 25.4 * 1440) for width in widths_mm(table, width_mm)]
    found[-1] += twips(width_mm) - sum(found)
    return found


def _header(cells: list[HeaderCell], widths: list[int], repeated: bool) -> str:
    found, at = "", 0
    for cell in cells:
        merge = {1: "", 2: '<w:vMerge w:val="restart"/>', 0: "<w:vMerge/>"}[cell.rows]
        content = line("OBangDau", said(cell.label)) if cell.rows else paragraph("OBangDau")
        found += _cell(sum(widths[at : at + cell.columns]), content, cell.columns, merge, "center")
        at += cell.columns
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if repeated else ""
    return f"<w:tr>{properties}{found}</w:tr>"


def _title_row(row: Row, widths: list[int]) -> str:
    content = paragraph("OBang", text_run(said(str(row.cells[0])), bold=True), keep_next=True)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(sum(widths), content, len(widths))}</w:tr>"


def _row(row: Row, columns: Sequence[Column], widths: list[int]) -> str:
    found, longest = "", 0
    for value, column, width in zip(row.cells, columns, widths, strict=True):
        text = cell_text(value, column)
        longest = max(longest, len(text))
        content = text_run(text, bold=row.bold or None) if text else ""
        found += _cell(width, paragraph(_STYLES[column.side], content))
    whole = "<w:trPr><w:cantSplit/></w:trPr>" if longest <= layout.LONGEST_WHOLE_ROW else ""
    return f"<w:tr>{whole}{found}</w:tr>"


def _cell(width: int, content: str, span: int = 1, merge: str = "", upright: str = "") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    place = f'<w:vAlign w:val="{upright}"/>' if upright else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merge}{place}</w:tcPr>{content}</w:tc>'
    )
