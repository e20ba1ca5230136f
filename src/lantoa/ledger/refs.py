"""Names for things in rooms that the ledger does not know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ref:
    """Something in another room: `Ref("plans.task", 7)`."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class SourceKey:
    """What an entry was made from, once: `SourceKey("surveys.closing", "12")`."""

    kind: str
    key: str
