"""Our text in an agency's document: paragraphs in the place of the body, annexes at the end, with their styles.

A style that the template has already, by name, is the template's; only what it lacks comes along. The same with
numbering: ours gets numbers of its own beside the template's.
"""

from __future__ import annotations

import io
from copy import deepcopy
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.parts.numbering import NumberingPart

from lantoa.documents.reading.xml import parse_xml
from lantoa.documents.writing import layout
from lantoa.documents.writing import wording as words
from lantoa.documents.writing.limits import MAX_ROWS_WORD, bounded
from lantoa.documents.writing.model import OfficialDocument
from lantoa.documents.writing.outline import ended
from lantoa.documents.writing.stencils.fields import BODY_MARK
from lantoa.documents.writing.word import pages
from lantoa.documents.writing.word.body import blocks_markup
from lantoa.documents.writing.word.lists import FIRST_ANNEX, numbering_xml
from lantoa.documents.writing.word.markup import NAMESPACES, W, line, paragraph
from lantoa.documents.writing.word.styles import styles_xml
from lantoa.foundation.errors import Refused

_W = f"{{{W}}}"


def graft(opened: Any, document: OfficialDocument) -> None:
    """Puts body and annexes into an opened document whose fields are filled."""
    document = bounded(document, MAX_ROWS_WORD)
    body = opened.element.body
    place = _place(body)
    _forget_old_copies(opened.part)
    styles = _styles(opened)
    lists = _lists(opened, len(document.annexes))
    media = _Media(opened.part)
    width = _width(body)
    grafts = _elements(blocks_markup(ended(document.body), width, media, keep_last=True))
    for element in grafts:
        place.addprevious(_settled(element, styles, lists))
    place.getparent().remove(place)
    _annexes(body, document, media, styles, lists)


def _annexes(
    body: Any, document: OfficialDocument, media: _Media, styles: dict[str, str], lists: dict[str, str]
) -> None:
    if not document.annexes:
        return
    last = body.find(f"{_W}sectPr")
    last = last if last is not None else _element("<w:sectPr/>")
    for at, annex in enumerate(document.annexes):
        break_here = _element(paragraph("KhoangCach"))
        break_here.find(f"{_W}pPr").append(deepcopy(last))
        room = layout.text_width(landscape=annex.landscape)
        markup = [
            line("PhuLuc", words.annex_label(at + 1, len(document.annexes))),
            *([line("TenPhuLuc", words.capitals(annex.title))] if annex.title else []),
            line("KemTheo", words.annex_caption(document, annex)),
            paragraph("KhoangCach", keep_next=True),
            *blocks_markup(annex.blocks, room, media, headings=FIRST_ANNEX + at),
        ]
        if body.find(f"{_W}sectPr") is not None:
            body.remove(body.find(f"{_W}sectPr"))
        for element in [break_here, *_elements(markup)]:
            body.append(_settled(element, styles, lists))
        last = _element(pages.section(landscape=annex.landscape, annex=True, inherits=True))
        body.append(last)


def _place(body: Any) -> Any:
    found = [text for text in body.iter(f"{_W}t") if BODY_MARK in (text.text or "")]
    if len(found) != 1:
        raise Refused("Tệp mẫu phải có đúng một chỗ cho nội dung văn bản: {{ noi_dung }}.", code="template")
    return next(found[0].iterancestors(f"{_W}p"))


def _width(body: Any) -> float:
    """Millimetres between the margins of the template's last section."""
    section = body.find(f"{_W}sectPr")
    try:
        size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
        room = int(size.get(f"{_W}w")) - int(margins.get(f"{_W}left")) - int(margins.get(f"{_W}right"))
    except (AttributeError, TypeError, ValueError):
        return layout.text_width()
    return max(60.0, min(room / 1440 * 25.4, 270.0))


def _elements(markup: Any) -> list[Any]:
    return list(parse_xml(f"<w:body {NAMESPACES}>{''.join(markup)}</w:body>".encode()))


def _element(markup: str) -> Any:
    return _elements([markup])[0]


def _settled(element: Any, styles: dict[str, str], lists: dict[str, str]) -> Any:
    for tag in ("pStyle", "tblStyle"):
        for style in element.iter(f"{_W}{tag}"):
            style.set(f"{_W}val", styles.get(style.get(f"{_W}val"), style.get(f"{_W}val")))
    for number in element.iter(f"{_W}numId"):
        number.set(f"{_W}val", lists.get(number.get(f"{_W}val"), number.get(f"{_W}val")))
    return element


def _forget_old_copies(part: Any) -> None:
    """Word 2010 kept a second copy of the styles; with ours added only to the first, Word would call it damaged."""
    for relation, link in list(part.rels.items()):
        if link.reltype.endswith("/stylesWithEffects"):
            part.rels.pop(relation)


def _styles(opened: Any) -> dict[str, str]:
    """Adds what styles the template lacks and tells by which id each of ours goes there."""
    theirs = opened.styles.element
    by_name = {
        style.find(f"{_W}name").get(f"{_W}val").lower(): style.get(f"{_W}styleId")
        for style in theirs.findall(f"{_W}style")
        if style.find(f"{_W}name") is not None
    }
    taken = set(by_name.values())
    ours = parse_xml(styles_xml().encode()).findall(f"{_W}style")
    found, added = {}, []
    for style in ours:
        name, own = style.find(f"{_W}name").get(f"{_W}val").lower(), style.get(f"{_W}styleId")
        if name in by_name:
            found[own] = by_name[name]
            continue
        fresh = own
        while fresh in taken:
            fresh += "L"
        taken.add(fresh)
        found[own] = fresh
        style.set(f"{_W}styleId", fresh)
        added.append(style)
    for style in added:
        for tag in ("basedOn", "next"):
            link = style.find(f"{_W}{tag}")
            if link is not None:
                link.set(f"{_W}val", found.get(link.get(f"{_W}val"), link.get(f"{_W}val")))
        for number in list(style.iter(f"{_W}numPr")):
            number.getparent().remove(number)
        style.attrib.pop(f"{_W}default", None)
        theirs.append(style)
    return found


def _lists(opened: Any, annexes: int) -> dict[str, str]:
    """Adds our lists to the template's numbering and tells the new number of each."""
    theirs = _numbering(opened)
    ours = parse_xml(numbering_xml(annexes).encode())
    shift_abstract = 1 + max(
        (int(a.get(f"{_W}abstractNumId")) for a in theirs.findall(f"{_W}abstractNum")), default=-1
    )
    shift = max((int(n.get(f"{_W}numId")) for n in theirs.findall(f"{_W}num")), default=0)
    first_num = theirs.find(f"{_W}num")
    for abstract in ours.findall(f"{_W}abstractNum"):
        abstract.set(f"{_W}abstractNumId", str(int(abstract.get(f"{_W}abstractNumId")) + shift_abstract))
        for link in list(abstract.iter(f"{_W}pStyle")):
            link.getparent().remove(link)
        if first_num is not None:
            first_num.addprevious(abstract)
        else:
            theirs.append(abstract)
    found = {}
    for number in ours.findall(f"{_W}num"):
        fresh = str(int(number.get(f"{_W}numId")) + shift)
        found[number.get(f"{_W}numId")] = fresh
        number.set(f"{_W}numId", fresh)
        link = number.find(f"{_W}abstractNumId")
        link.set(f"{_W}val", str(int(link.get(f"{_W}val")) + shift_abstract))
        theirs.append(number)
    return found


def _numbering(opened: Any) -> Any:
    try:
        return opened.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        empty = f'<w:numbering xmlns:w="{W}"/>'.encode()
        part = NumberingPart.load(
            opened.part.package.next_partname("/word/numbering%d.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            empty,
            opened.part.package,
        )
        opened.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return part.element


class _Media:
    def __init__(self, part: Any) -> None:
        self._part = part
        self._count = 0

    def add(self, png: bytes) -> tuple[str, int]:
        relation, _ = self._part.get_or_add_image(io.BytesIO(png))
        self._count += 1
        return relation, 5_000 + self._count
