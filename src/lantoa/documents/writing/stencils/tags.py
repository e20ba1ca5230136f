"""The tags in a template's text: found through Word's split runs, put together again, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BOX = f"{_W}txbxContent"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPENER = re.compile(r"\{[{%#]|[}%#]\}")
_PARTS = {"document": "", "header": "đầu trang", "footer": "chân trang", "footnotes": "chú thích cuối trang"}


@dataclass(frozen=True, slots=True)
class Tag:
    """`text` as written; `paragraph` holds it; `alone` when nothing else stands there."""

    text: str
    paragraph: etree._Element
    place: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Stray:
    """Half a tag, or a tag where none may be (`outside`)."""

    place: str
    outside: bool = False


def tags_of(name: str, root: etree._Element) -> Iterator[Tag | Stray]:
    """Every tag of a part in reading order. Runs that Word split inside a tag are joined in the tree."""
    places = _Places(name)
    if any(_OPENER.search(text) for text in _outside_text(root)):
        yield Stray(places.part or "tệp", outside=True)
    pieces = _pieces(root)
    for paragraph in root.iter(f"{_W}p"):
        cell = places.enter(paragraph)
        own = pieces.get(paragraph, [])
        text = "".join(piece.text or "" for piece in own)
        if not _OPENER.search(text):
            continue
        found, rest = _spans(text)
        place = places.of(paragraph, cell)
        if _OPENER.search(rest):
            yield Stray(place)
        _join(own, found)
        for start, end in found:
            if not text.startswith("{#", start):
                alone = len(found) == 1 and not rest.strip()
                yield Tag(text[start:end], paragraph, place, alone)


def _pieces(root: etree._Element) -> dict[etree._Element, list[etree._Element]]:
    """The pieces of text of each paragraph; those of a text box belong to the paragraphs in it."""
    found: dict[etree._Element, list[etree._Element]] = {}
    for piece in root.iter(f"{_W}t"):
        owner = next(piece.iterancestors(f"{_W}p"), None)
        if owner is not None:
            found.setdefault(owner, []).append(piece)
    return found


def container(tag: Tag) -> etree._Element | None:
    """What holds the tag's paragraph: the body, a cell, a header."""
    return tag.paragraph.getparent()


def row(tag: Tag) -> etree._Element | None:
    return next(tag.paragraph.iterancestors(f"{_W}tr"), None)


def _outside_text(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        yield from (str(value) for value in element.attrib.values())
        if element.tag != f"{_W}t" and element.text:
            yield element.text
        if element.tail:
            yield element.tail


def _spans(text: str) -> tuple[list[tuple[int, int]], str]:
    """Where tags begin and end, and the text without them. One walk: half a tag ends it."""
    found, rest, at = [], "", 0
    while (opener := _OPENER.search(text, at)) is not None:
        closer = _CLOSERS.get(opener.group())
        end = text.find(closer, opener.end()) if closer else -1
        if end < 0:
            break
        rest += text[at : opener.start()]
        at = end + 2
        found.append((opener.start(), at))
    return found, rest + text[at:]


def _join(pieces: list[etree._Element], found: list[tuple[int, int]]) -> None:
    """Moves each tag as a whole into the piece where it begins."""
    texts = [piece.text or "" for piece in pieces]
    whole = "".join(texts)
    owners = [index for index, text in enumerate(texts) for _ in text]
    for start, end in found:
        owners[start:end] = [owners[start]] * (end - start)
    fresh: list[list[str]] = [[] for _ in pieces]
    for owner, sign in zip(owners, whole, strict=True):
        fresh[owner].append(sign)
    for piece, before, signs in zip(pieces, texts, fresh, strict=True):
        after = "".join(signs)
        if before != after:
            piece.text = after
            piece.set(_XML_SPACE, "preserve")


class _Places:
    """Counts paragraphs and tables as a person sees them."""

    def __init__(self, name: str) -> None:
        kind = re.sub(r"\d*\.xml$", "", name.rsplit("/", 1)[-1])
        self.part = _PARTS.get(kind, "")
        self._count = 0
        self._tables: dict[etree._Element, int] = {}

    def enter(self, paragraph: etree._Element) -> etree._Element | None:
        """Counts the paragraph; tells the cell it stands in. What lies in a text box is part of its paragraph."""
        around = next(paragraph.iterancestors(f"{_W}tc", _BOX), None)
        if around is None:
            self._count += 1
            return None
        if around.tag == _BOX:
            return None
        self._tables.setdefault(next(around.iterancestors(f"{_W}tbl")), len(self._tables) + 1)
        return around

    def of(self, paragraph: etree._Element, cell: etree._Element | None) -> str:
        if cell is None:
            boxed = next(paragraph.iterancestors(_BOX), None) is not None
            where = f"hộp chữ, đoạn {self._count}" if boxed else f"đoạn {self._count}"
        else:
            line = cell.getparent()
            number = self._tables[next(cell.iterancestors(f"{_W}tbl"))]
            at = 1 + sum(1 for _ in line.itersiblings(f"{_W}tr", preceding=True))
            across = 1 + sum(1 for _ in cell.itersiblings(f"{_W}tc", preceding=True))
            where = f"bảng {number}, hàng {at}, cột {across}"
        return f"{self.part}, {where}" if self.part else where
