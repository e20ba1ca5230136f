"""Small values that components show. Views build them; templates only lay them out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ChainLink:
    """One record of the chain plan → task → activity → …; `kind` is the word above it."""

    kind: str
    label: str
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class LogEntry:
    """One line of a history. `state` is "done", "now" or empty for what is still to come."""

    title: str
    who: str = ""
    when: str = ""
    text: str = ""
    state: str = "done"


@dataclass(frozen=True)
class Chip:
    """A filter that is on, in words, with the address of the same list without it."""

    label: str
    remove_url: str
