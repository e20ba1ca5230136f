"""Broken words of a document, as the spelling rules of `foundation` find them."""

from __future__ import annotations

from collections.abc import Iterator

from lantoa.documents.blocks import Place, Table
from lantoa.foundation.spelling import Suspect, find_suspects
from lantoa.plans.reading.layout import Line
from lantoa.plans.reading.warnings import Doubt

_LONGEST = 20_000
_MOST = 200


def suspects(stream: list[Line | Table]) -> Iterator[Doubt]:
    """A doubt for each suspected word, captions included; at most two hundred for one document."""
    count = 0
    known: dict[str, list[Suspect]] = {}
    for place, text in _texts(stream):
        if text not in known:
            known[text] = find_suspects(text[:_LONGEST])
        for suspect in known[text]:
            count += 1
            if count > _MOST:
                return
            hint = f", có lẽ là “{suspect.suggestion}”" if suspect.suggestion else ""
            yield Doubt("SUSPECT_WORD", place, suspect.word, (hint,))


def _texts(stream: list[Line | Table]) -> Iterator[tuple[Place, str]]:
    for item in stream:
        if isinstance(item, Line):
            yield item.place, item.text
        else:
            for row in item.rows:
                yield from ((cell.place, cell.text) for cell in row if cell.origin and cell.text)
