"""Lists written inside one paragraph: "… ba mục tiêu: (1) …; (2) …; (3) …", "Một là, …; hai là, …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lantoa.documents.blocks import Table
from lantoa.plans.reading.layout import Line
from lantoa.plans.reading.normalise import fold
from lantoa.plans.reading.ordinals import Marker, letter_value, marker_of, word_value
from lantoa.plans.reading.sections import read_heading

_NUMERAL = r"(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
_MARKS = {
    "paren_number": re.compile(r"(?:^|(?<=[:;,.])\s+|\s+(?:va )?(?=\())\((?P<v>\d{1,2})\)\s*"),
    "word_cardinal": re.compile(rf"(?:^|(?<=[:;,.])\s+)(?P<v>{_NUMERAL}) la\b\s*[,:]?\s*"),
    "word_ordinal": re.compile(rf"(?:^|(?<=[:;.])\s+)thu (?P<v>nhat|tu|{_NUMERAL})(?: la)?\s*[,:]\s*"),
    "letter": re.compile(r"(?:(?<=[:;.])\s+)(?P<v>[a-z])\)\s+"),
    "number": re.compile(r"(?:(?<=[:;])\s+)(?P<v>\d{1,2})[.)]\s+(?=\D)"),
}
_CARRIERS = ("paren_number", "word_cardinal", "word_ordinal")
_LONGEST = 50_000


def part_inline(stream: list[Line | Table]) -> list[Line | Table]:
    """The stream with such paragraphs parted: what leads in, then each item, all at the same place."""
    result: list[Line | Table] = []
    for item in stream:
        if isinstance(item, Line) and not item.label and len(item.text) <= _LONGEST:
            result += _parted(item)
        else:
            result.append(item)
    return result


def _parted(line: Line) -> Iterator[Line]:
    marker = marker_of(line.text)
    if marker is not None and marker.kind not in _CARRIERS:
        heading = read_heading(line.text[marker.length :])
        if heading is None or not heading.exact or not heading.rest:
            return iter([line])
    cuts = _cuts(line.text, marker)
    if not cuts:
        return iter([line])
    return iter(replace(line, text=piece, raw=piece) for piece in _pieces(line.text, cuts))


def _cuts(text: str, marker: Marker | None) -> list[int]:
    """Where the items begin: ordinals from one on, the first after a colon, or after the line's own ordinal."""
    folded = fold(text)
    for kind, rule in _MARKS.items():
        if marker is not None and marker.kind in _CARRIERS and marker.kind != kind:
            continue
        expected, cuts = 1, []
        for hit in rule.finditer(folded):
            at = hit.start() + len(hit.group()) - len(hit.group().lstrip())
            if _value(kind, hit["v"], text[hit.start("v")]) != expected:
                continue
            if (
                expected == 1
                and hit.start()
                and not folded[: hit.start()].rstrip().endswith((":", "la", "sau", "."))
            ):
                continue
            cuts.append(at)
            expected += 1
        if len(cuts) >= 2:
            return cuts
    return []


def _value(kind: str, text: str, written: str) -> int | None:
    if text.isdigit():
        return int(text)
    return letter_value(written) if kind == "letter" else word_value(text)


def _pieces(text: str, cuts: list[int]) -> Iterator[str]:
    if text[: cuts[0]].strip():
        yield text[: cuts[0]].strip()
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        piece = re.sub(r"(?:[;,]|,?\s+và)\s*$", "", text[start:end].strip()).strip()
        if piece:
            yield piece
