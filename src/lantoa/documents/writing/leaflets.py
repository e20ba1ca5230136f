"""A leaflet: one page of A4 that says how to get something done, with a code that leads to the page of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.documents.qr import qr_svg
from lantoa.documents.writing.engine import typeset
from lantoa.documents.writing.qr_sheets import families
from lantoa.documents.writing.wording import said

MOST_LINES = 14
"""Of papers, and of steps: what is left out stands on the page that the code leads to, and the leaflet says so."""


@dataclass(frozen=True, slots=True)
class Leaflet:
    """Words are plain. `facts` and `ways` are pairs of a name and what it is; `link` is what the code holds."""

    owner: str
    title: str
    summary: str
    facts: Sequence[tuple[str, str]]
    papers: Sequence[str]
    steps: Sequence[tuple[str, str]]
    ways: Sequence[tuple[str, str]]
    place: str
    link: str
    short: str
    updated: str


def leaflet(told: Leaflet) -> bytes:
    """The leaflet as PDF. Words that do not fit are set smaller; it is never more than one page."""
    return typeset(
        "leaflet",
        {
            "owner": said(told.owner), "title": said(told.title), "summary": said(told.summary),
            "facts": _pairs(told.facts), "papers": [said(line) for line in told.papers[:MOST_LINES]],
            "steps": _pairs(told.steps[:MOST_LINES]), "ways": _pairs(told.ways), "place": said(told.place),
            "svg": qr_svg(told.link), "link": told.link, "short": said(told.short), "updated": said(told.updated),
            "cut": max(len(told.papers), len(told.steps)) > MOST_LINES, "fonts": [*families()],
        },
    )  # fmt: skip


def _pairs(rows: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [[said(name), said(words)] for name, words in rows]
