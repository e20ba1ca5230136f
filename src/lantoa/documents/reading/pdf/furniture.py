"""Page numbers and running heads: they belong to the paper, not to the text."""

from __future__ import annotations

import re
from collections import Counter

from lantoa.documents.reading.pdf.layout import Segment, Sheet

_NUMBER = re.compile(r"(?:trang\s*)?[-–—\s]*\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*\Z", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_EDGE = 0.09
_REPEATS = 3


def without_furniture(sheets: list[Sheet]) -> None:
    """Takes page numbers off the edges of pages, and lines that stand at the same edge of most pages."""
    seen: Counter[tuple[bool, str]] = Counter()
    for sheet in sheets:
        seen.update({_key(sheet, segment) for segment in sheet.segments if _at_edge(sheet, segment)})
    needed = max(_REPEATS, len(sheets) // 2)
    running = {key for key, times in seen.items() if times >= needed}
    for sheet in sheets:
        sheet.segments = [segment for segment in sheet.segments if not _is_furniture(sheet, segment, running)]


def _is_furniture(sheet: Sheet, segment: Segment, running: set[tuple[bool, str]]) -> bool:
    if not _at_edge(sheet, segment):
        return False
    alone = sum(abs(other.y - segment.y) < 2 for other in sheet.segments) == 1
    return (alone and _NUMBER.match(segment.text) is not None) or _key(sheet, segment) in running


def _at_edge(sheet: Sheet, segment: Segment) -> bool:
    return not sheet.height * _EDGE < segment.y < sheet.height * (1 - _EDGE)


def _key(sheet: Sheet, segment: Segment) -> tuple[bool, str]:
    return segment.y > sheet.height / 2, _DIGITS.sub("#", segment.text)
