"""The search box: every room's source asked in turn."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.organisation.access import Actor
from lantoa.ui.registry import Hit, search_sources

MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """What one room found. `more` says that there was more than is shown."""

    label: str
    hits: list[Hit]
    more: bool


def find(actor: Actor, query: str) -> list[Found]:
    """Hits of every room, at most twenty a room; a room that finds nothing is left out."""
    found = []
    for source in search_sources():
        hits = list(source.search(actor, query, MOST + 1))
        if hits:
            found.append(Found(source.label, hits[:MOST], len(hits) > MOST))
    return found
