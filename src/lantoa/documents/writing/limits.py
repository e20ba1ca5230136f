"""How much goes on paper. A list beyond that belongs into a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lantoa.documents.writing.model import Block, OfficialDocument, Row, Table
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import format_number

MAX_ROWS_WORD = 20_000
MAX_ROWS_PDF = 5_000  # about 12 seconds and 500 MB of typesetting, 200 pages
MAX_COLUMNS = 40


def bounded(document: OfficialDocument, rows: int) -> OfficialDocument:
    """The same document, whose tables refuse to give more than so many rows each."""
    return replace(
        document,
        body=_blocks(document.body, rows),
        annexes=tuple(replace(annex, blocks=_blocks(annex.blocks, rows)) for annex in document.annexes),
    )


def _blocks(blocks: Sequence[Block], most: int) -> tuple[Block, ...]:
    return tuple(_table(block, most) if isinstance(block, Table) else block for block in blocks)


def _table(table: Table, most: int) -> Table:
    if len(table.columns) > MAX_COLUMNS:
        raise Refused(
            f"Bảng “{table.title or table.columns[0].label}” có {len(table.columns)} cột, quá nhiều cho một trang "
            f"giấy (tối đa {MAX_COLUMNS}). Bớt cột hoặc xuất phụ lục ra Excel.",
            code="too_many_columns",
        )

    def rows() -> Iterator[Row]:
        return _counted(table.each(), table.title or table.columns[0].label, most)

    return replace(table, rows=rows)


def _counted(rows: Iterable[Row], title: str, most: int) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if count > most:
            raise Refused(
                f"Bảng “{title}” có hơn {format_number(most)} dòng, quá dài để in ra giấy. Xuất bảng này ra Excel.",
                code="too_many_rows",
            )
        yield row
