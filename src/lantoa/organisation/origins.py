"""Which agency came from which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lantoa.organisation.models import AgencyEvent


@dataclass(frozen=True, slots=True)
class Origins:
    """Which agency came from which, read once: the table of events is small."""

    pairs: tuple[tuple[int, int, str], ...]

    @classmethod
    def read(cls) -> Origins:
        rows = AgencyEvent.objects.filter(successors__isnull=False, predecessors__isnull=False)
        return cls(tuple(rows.values_list("predecessors", "successors", "kind")))

    def before(self, agency_ids: Iterable[int]) -> frozenset[int]:
        """Everything that these came from, all generations, without themselves."""
        start = frozenset(agency_ids)
        return walk(start, {(old, new) for old, new, _ in self.pairs}) - start

    def after(self, agency_ids: Iterable[int]) -> frozenset[int]:
        """Everything that these became, all generations, without themselves."""
        start = frozenset(agency_ids)
        return walk(start, {(new, old) for old, new, _ in self.pairs}) - start

    def same_as(self, agency_id: int) -> frozenset[int]:
        """The agency and, over any number of mere renamings, what it was called before."""
        renamed = {(old, new) for old, new, kind in self.pairs if kind == AgencyEvent.Kind.RENAME}
        return walk(frozenset({agency_id}), renamed)

    def now_called(self, agency_id: int) -> frozenset[int]:
        """The agency and, over any number of mere renamings, what it is called since."""
        renamed = {(new, old) for old, new, kind in self.pairs if kind == AgencyEvent.Kind.RENAME}
        return walk(frozenset({agency_id}), renamed)


def walk(start: frozenset[int], steps: set[tuple[int, int]]) -> frozenset[int]:
    """Where these lead against the steps, themselves included. A step is (source, target)."""
    found, wave = set(start), set(start)
    while wave:
        wave = {source for source, target in steps if target in wave} - found
        found |= wave
    return frozenset(found)
