"""The last step of every reader: encodings put right, text cleaned, empties dropped, sizes held."""

from __future__ import annotations

from collections.abc import Iterable

from lantoa.documents.blocks import Block, Cell, Note, Source, Table
from lantoa.documents.cleaning import clean
from lantoa.documents.reading.legacy_text import convert_all, converted_note, is_legacy
from lantoa.documents.reading.refusals import MAX_BLOCKS, MAX_CELLS, refuse

Items = Iterable[Block | Table]


class Budget:
    """Counts blocks and cells while a file is read, so that a hostile one stops before the memory is full."""

    def __init__(self) -> None:
        self.blocks = 0
        self.cells = 0

    def block(self) -> None:
        self.blocks += 1
        if self.blocks > MAX_BLOCKS:
            raise refuse("TOO_LARGE")

    def add_cells(self, number: int) -> None:
        self.cells += number
        if self.cells > MAX_CELLS:
            raise refuse("TOO_LARGE")


def finish(name: str, kind: str, raw: Items, notes: Iterable[Note] = (), encoding: str = "") -> Source:
    """A Source of raw items. With `encoding` given, the text has been converted already."""
    items = list(raw)
    notes = list(notes)
    if not encoding:
        texts, encoding = convert_all([text for item in items for text in _texts(item)])
        if is_legacy(encoding):
            items = _with_texts(items, texts)
            notes.append(converted_note(encoding, items[0].place))
    kept = [cleaned for item in items if (cleaned := _cleaned(item)) is not None]
    return Source(name=name, kind=kind, items=tuple(kept), encoding=encoding, notes=tuple(notes))


def _texts(item: Block | Table) -> list[str]:
    if isinstance(item, Block):
        return [item.text]
    return [cell.text for row in item.rows for cell in row]


def _with_texts(items: list[Block | Table], texts: list[str]) -> list[Block | Table]:
    left = iter(texts)
    return [
        _block(item, next(left))
        if isinstance(item, Block)
        else _table(item, [[next(left) for _ in row] for row in item.rows])
        for item in items
    ]


def _cleaned(item: Block | Table) -> Block | Table | None:
    if isinstance(item, Block):
        text = clean(item.text).strip(" \n\t")
        return _block(item, text) if text else None
    texts = [[clean(cell.text).strip(" \n\t") for cell in row] for row in item.rows]
    return _table(item, texts) if any(text for row in texts for text in row) else None


def _block(block: Block, text: str) -> Block:
    return Block(text, block.place, block.label, block.level, block.heading, block.bold, block.centered)


def _table(table: Table, texts: list[list[str]]) -> Table:
    rows = tuple(
        tuple(
            Cell(text, cell.place, cell.origin, cell.colspan, cell.rowspan)
            for cell, text in zip(row, row_texts, strict=True)
        )
        for row, row_texts in zip(table.rows, texts, strict=True)
    )
    return Table(rows, table.place, clean(table.title).strip())
