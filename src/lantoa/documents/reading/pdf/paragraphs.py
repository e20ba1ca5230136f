"""Lines of a page put together into the paragraphs that somebody once typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lantoa.documents.blocks import Block, Place
from lantoa.documents.reading.pdf.layout import Segment, Sheet

_ORDINAL = (
    r"(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|[IVXLivxl]{1,6}[.)]|[A-Za-zĐđ][.)]|\(\d{1,3}\)|\([a-zđ]\)"
    r"|(?:Điều|Chương|Mục|Phần|Phụ lục)\s+[\dIVX]+[.:]?)"
)
_ITEM = re.compile(rf"{_ORDINAL}\s+\S|(?:\d{{1,3}}[.)])\S")
_LABEL_ALONE = re.compile(rf"(?:{_ORDINAL}|[-+–•*\uf02d\uf0b7\uf0a7\uf0d8o])\Z")
_BULLET = re.compile(r"[-+–—•*▪➢✓\uf02d\uf02b\uf0b7\uf0a7\uf0d8]\s*(\S)")
_OPENINGS = re.compile(r"(?:Căn cứ|Thực hiện|Theo đề nghị|Xét đề nghị|Nơi nhận|Số:|KẾ HOẠCH|QUYẾT ĐỊNH)\b")
_TERMINAL = (".", ";", ":", "!", "?", "…", "./.", ".”", "”.")
_LEADING = 1.9
_LOOSER = 1.3
_INDENT = 0.8
_HANGING = 5.0
_SHORT_BY = 0.12
_CLEAR = 20.0
_SAME_MIDDLE = 8.0
_SIGNS = {"\uf02d": "-", "\uf02b": "+", "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•"}


@dataclass(slots=True)
class _Open:
    """A paragraph that may still go on."""

    segments: list[Segment]
    start: float
    edge: float
    leading: float | None = None

    @property
    def last(self) -> Segment:
        return self.segments[-1]

    @property
    def is_centered(self) -> bool:
        """Every line around the middle of the page's text, and one at least clear of both its edges."""
        middle = (self.start + self.edge) / 2
        clear = any(s.left > self.start + _CLEAR and s.right < self.edge - _CLEAR for s in self.segments)
        return clear and all(abs(segment.middle - middle) < _CLEAR for segment in self.segments)


def blocks_of(segments: Iterable[Segment], sheet: Sheet) -> Iterator[Block]:
    """Blocks of one page's segments in their order."""
    joined = list(_with_labels(segments))
    edge = _right_edge(joined, sheet)
    start = min((segment.left for segment in joined), default=0.0)
    open_: _Open | None = None
    for segment in joined:
        if open_ is not None and _continues(open_, segment):
            gap = open_.last.y - segment.y
            open_.leading = gap if open_.leading is None else open_.leading
            open_.segments.append(segment)
            continue
        if open_ is not None:
            yield _block(open_)
        open_ = _Open([segment], start=start, edge=edge)
    if open_ is not None:
        yield _block(open_)


def joined_over_pages(blocks: Iterable[Block]) -> Iterator[Block]:
    """A sentence that the page's end cut in two is one block again, at the place of its beginning."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is not None and _flows_over(waiting, block):
            waiting = Block(f"{waiting.text} {block.text}", waiting.place, bold=waiting.bold and block.bold)
            continue
        if waiting is not None:
            yield waiting
        waiting = block
    if waiting is not None:
        yield waiting


def is_item(text: str) -> bool:
    """Whether a line begins an item by its ordinal or bullet."""
    bullet = _BULLET.match(text)
    return bool(_ITEM.match(text) or _OPENINGS.match(text) or (bullet and not bullet[1].islower()))


def _flows_over(before: Block, block: Block) -> bool:
    other_page = (before.place.page or 0) + 1 == block.place.page
    goes_on = not before.text.endswith(_TERMINAL) and block.text[:1].islower() and len(before.text) > 40
    return other_page and goes_on and not is_item(block.text) and not before.centered


def _with_labels(segments: Iterable[Segment]) -> Iterator[Segment]:
    """An ordinal that a tab parted from its words is put back before them."""
    label: Segment | None = None
    for segment in segments:
        if label is not None:
            if segment.line == label.line and abs(segment.y - label.y) < label.size / 2:
                text = f"{label.text} {segment.text}"
                segment = Segment(
                    text,
                    label.left,
                    segment.right,
                    segment.y,
                    segment.size,
                    segment.bold,
                    label.line,
                    label.page,
                )
            else:
                yield label
            label = None
        if _LABEL_ALONE.match(segment.text):
            label = segment
            continue
        yield segment
    if label is not None:
        yield label


def _right_edge(segments: list[Segment], sheet: Sheet) -> float:
    """Where full lines end: the rightmost end that several lines share, else the rightmost of all."""
    ends = sorted((segment.right for segment in segments), reverse=True)
    if not ends:
        return sheet.width
    shared = [end for end in ends if sum(abs(end - other) < 6 for other in ends) > 1]
    return shared[0] if shared else ends[0]


def _continues(open_: _Open, segment: Segment) -> bool:
    last = open_.last
    gap = last.y - segment.y
    limit = _LEADING * last.size if open_.leading is None else open_.leading * _LOOSER
    if not 0.3 * last.size < gap <= limit or abs(segment.size - last.size) > 0.15 * last.size:
        return False
    first = open_.segments[0]
    reach = open_.edge - min(first.left, segment.left)
    if last.right < open_.edge - _SHORT_BY * max(reach, 1.0):
        return False
    if is_item(segment.text) or (_BULLET.match(segment.text) and last.text.endswith(_TERMINAL)):
        return False
    if abs(segment.middle - last.middle) < _SAME_MIDDLE and segment.bold and last.bold:
        return True
    further_in = segment.left - last.left
    if further_in > _INDENT * segment.size:
        hanging = len(open_.segments) == 1 and bool(_ITEM.match(first.text) or _BULLET.match(first.text))
        return hanging and further_in < _HANGING * segment.size
    return segment.left - first.left > -6 * segment.size


def _block(open_: _Open) -> Block:
    first = open_.segments[0]
    text = " ".join(segment.text for segment in open_.segments)
    for sign, shown in _SIGNS.items():
        text = text.replace(sign, shown)
    bold = all(segment.bold for segment in open_.segments)
    return Block(text, Place(line=first.line, page=first.page), bold=bold, centered=open_.is_centered)
