"""The body of a document in reading order: paragraphs with their labels, tables, text boxes, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lantoa.documents.blocks import Block, Place, Table
from lantoa.documents.reading.finishing import Budget
from lantoa.documents.reading.word.fonts import OldFonts
from lantoa.documents.reading.word.names import Element, number, value, w
from lantoa.documents.reading.word.numbering import Numbering
from lantoa.documents.reading.word.runs import ALTERNATE, Look, Words, alternative, words_of
from lantoa.documents.reading.word.styles import Style, Styles, outline_of
from lantoa.documents.reading.word.tables import RawCell, lay_out, rows_of

_INSIDE = {w("sdt"), w("sdtContent"), w("customXml"), w("smartTag"), w("ins"), w("moveTo")}
_GONE = {w("del"), w("moveFrom")}


@dataclass(slots=True)
class Paragraph:
    """A paragraph, or several that became one because the mark between them was deleted."""

    words: Words
    properties: Element | None
    place: Place


@dataclass(slots=True)
class Body:
    """Reads containers of paragraphs and tables; remembers what it met on the way."""

    styles: Styles
    numbering: Numbering
    fonts: OldFonts
    budget: Budget = field(default_factory=Budget)
    changed_at: Place | None = None
    converted_at: Place | None = None
    notes: list[tuple[str, str, Place]] = field(default_factory=list)
    _paragraphs: int = 0
    _tables: int = 0

    def items(self, container: Element, fixed: Place | None = None) -> Iterator[Block | Table]:
        """Blocks and tables of a body, a cell or a box. With `fixed` all of them have that one place."""
        carried: Paragraph | None = None
        for child in self._children(container):
            if child.tag == w("tbl"):
                if carried:
                    yield from self._blocks(carried)
                    carried = None
                table = self._table(child, fixed)
                if table:
                    yield table
                continue
            paragraph = self._paragraph(child, fixed, carried)
            carried = paragraph if _mark_is_gone(paragraph.properties) else None
            if carried is None:
                yield from self._blocks(paragraph)
        if carried:
            yield from self._blocks(carried)

    def _children(self, container: Element) -> Iterator[Element]:
        for child in container:
            if child.tag in (w("p"), w("tbl")):
                yield child
            elif child.tag in _INSIDE:
                yield from self._children(child)
            elif child.tag == ALTERNATE:
                branch = alternative(child)
                if branch is not None:
                    yield from self._children(branch)

    def _paragraph(self, element: Element, fixed: Place | None, carried: Paragraph | None) -> Paragraph:
        if fixed is None:
            self._paragraphs += 1
        self.budget.block()
        place = fixed or Place(paragraph=self._paragraphs)
        properties = element.find(w("pPr"))
        style = self.styles.of(value(properties, "pStyle"))
        before = len(self.fonts.converted)
        words = words_of(element, Look(self.styles, style, self.fonts))
        if len(self.fonts.converted) > before and self.converted_at is None:
            self.converted_at = place
        if words.has_changes or _mark_changed(properties):
            self.changed(place)
        if carried and (carried.words.text or carried.words.boxes):
            place = carried.place
            words = Words(
                carried.words.pieces + words.pieces,
                carried.words.boxes + words.boxes,
                carried.words.notes + words.notes,
            )
        return Paragraph(words, properties, place)

    def changed(self, place: Place) -> None:
        if self.changed_at is None:
            self.changed_at = place

    def _blocks(self, paragraph: Paragraph) -> Iterator[Block | Table]:
        words, place = paragraph.words, paragraph.place
        gone = _mark_is_gone(paragraph.properties) and not words.text
        if not gone:
            block = self._block(paragraph)
            if block.text.strip() or (block.label and place.cell):
                yield block
        self.notes.extend((kind, number_, place) for kind, number_ in words.notes)
        for box in words.boxes:
            yield from self.items(box, place)

    def _block(self, paragraph: Paragraph) -> Block:
        properties = paragraph.properties
        style_id = value(properties, "pStyle")
        style = self.styles.of(style_id)
        label, level = self._label(properties, style_id, style)
        outline = outline_of(properties)
        outline = style.outline if outline is None else outline
        return Block(
            text=paragraph.words.text,
            place=paragraph.place,
            label=label,
            level=level,
            heading=outline + 1 if outline is not None and 0 <= outline < 9 else None,
            bold=paragraph.words.bold,
            centered=(value(properties, "jc") or style.align) == "center",
        )

    def _label(
        self, properties: Element | None, style_id: str | None, style: Style
    ) -> tuple[str, int | None]:
        own = None if properties is None else properties.find(w("numPr"))
        own_id = value(own, "numId")
        num_id = own_id or style.num_id
        if not num_id or num_id == "0":
            return "", None
        at = number(value(own, "ilvl"))
        if at is None and own_id is None:
            tied = self.numbering.level_of_style(num_id, style_id)
            at = style.level if tied is None else tied
        at = at or 0
        label = self.numbering.label(num_id, at)
        return label, at if label else None

    def _table(self, element: Element, fixed: Place | None) -> Table | None:
        if fixed is None or fixed.cell is None:
            self._tables += 1
        sheet = f"Bảng {self._tables}"

        def changed(row: int) -> None:
            self.changed(fixed or Place(sheet=sheet, cell=f"A{row + 1}"))

        def text_of(cell: Element, place: Place) -> str:
            return "\n".join(map(_flat, self.items(cell, fixed or place)))

        cells: list[RawCell] = list(rows_of(element, changed))
        return lay_out(cells, sheet, text_of, self.budget)


def _flat(item: Block | Table) -> str:
    """A paragraph of a cell as one text with its number; a table inside a cell with tabs between its cells."""
    if isinstance(item, Block):
        return f"{item.label} {item.text}".strip()
    return "\n".join("\t".join(cell.text for cell in row if cell.origin) for row in item.rows)


def _mark_is_gone(properties: Element | None) -> bool:
    mark = None if properties is None else properties.find(w("rPr"))
    return mark is not None and any(child.tag in _GONE for child in mark)


def _mark_changed(properties: Element | None) -> bool:
    mark = None if properties is None else properties.find(w("rPr"))
    changes = _GONE | {w("ins"), w("moveTo")}
    return mark is not None and any(child.tag in changes for child in mark)
