"""How much goes on paper. A list beyond that belongs into a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lantoa.documents.writing.model import Block, OfficialDocument, Row, Table
from lantoa.foundation.errors import Refused

MAX_ROWS = 20_000
MAX_COLUMNS = 40


def bounded(document: OfficialDocument) -> OfficialDocument:
    """The same document, whose tables refuse to give more rows than Word and PDF can bear."""
    return replace(
        document,
        body=_blocks(document.body),
        annexes=tuple(replace(annex, blocks=_blocks(annex.blocks)) for annex in document.annexes),
    )


def _blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(_table(block) if isinstance(block, Table) else block for block in blocks)


def _table(table: Table) -> Table:
    if len(table.columns) > MAX_COLUMNS:
        raise Refused(
            f"Bảng “{table.title or table.columns[0].label}” có {len(table.columns)} cột, quá nhiều cho một trang "
            f"giấy (tối đa {MAX_COLUMNS}). Bớt cột hoặc xuất phụ lục ra Excel.",
            code="too_many_columns",
        )

    def rows() -> Iterator[Row]:
        return _counted(table.each(), table.title)

    return replace(table, rows=rows)


def _counted(rows: Iterable[Row], title: str) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if count > MAX_ROWS:
            raise Refused(
                f"Bảng “{title}” có hơn 20.000 dòng, quá dài để in ra Word hoặc PDF. Xuất phụ lục này ra Excel.",
                code="too_many_rows",
            )
        yield row
