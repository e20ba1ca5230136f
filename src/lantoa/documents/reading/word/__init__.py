"""Word documents (.docx), read from their XML: as printed, with every tracked change accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lantoa.documents.blocks import Block, Note, Source, Table
from lantoa.documents.reading.finishing import finish
from lantoa.documents.reading.legacy_text import converted_note
from lantoa.documents.reading.refusals import refuse
from lantoa.documents.reading.word.body import Body
from lantoa.documents.reading.word.fonts import old_fonts
from lantoa.documents.reading.word.names import Element, w
from lantoa.documents.reading.word.numbering import read_numbering
from lantoa.documents.reading.word.package import Package
from lantoa.documents.reading.word.styles import read_styles

_CHANGES = (
    "Văn bản còn theo dõi sửa đổi (Track Changes); nội dung được đọc như khi chấp nhận mọi sửa đổi. "
    "Đối chiếu với bản đã ký ban hành."
)


def read_docx(data: bytes, name: str) -> Source:
    """Paragraphs and tables in the order of the page, then foot- and endnotes. Headers and comments are not read."""
    package = Package(data)
    container = package.document.find(w("body"))
    if container is None:
        raise refuse("CORRUPT")
    styles = read_styles(package.part("styles"))
    body = Body(styles, read_numbering(package.part("numbering")), old_fonts(container, styles))
    items = [*body.items(container)]
    items += _notes(body, package)
    notes = []
    if body.changed_at:
        notes.append(Note("TRACKED_CHANGES", _CHANGES, body.changed_at))
    if body.fonts.converted:
        notes.append(converted_note(min(body.fonts.converted), body.converted_at))
    source = finish(name, "docx", items, notes)
    return replace(source, encoding=min(body.fonts.converted)) if body.fonts.converted else source


def _notes(body: Body, package: Package) -> Iterator[Block | Table]:
    """Notes in the order in which the text refers to them, each at the place of its reference."""
    parts: dict[str, dict[str, Element]] = {}
    for count, (kind, note_id, place) in enumerate(list(body.notes), start=1):
        if kind not in parts:
            root = package.part(kind)
            parts[kind] = {} if root is None else {child.get(w("id")) or "": child for child in root}
        note = parts[kind].get(note_id)
        for item in body.items(note, place) if note is not None else ():
            yield replace(item, label=f"[{count}]") if isinstance(item, Block) else item
