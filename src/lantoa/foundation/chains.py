"""The arithmetic of a hash chain: each link covers itself and the digest of the one before it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, Protocol, TypeVar

START = "0" * 64
"""What the first link points back to."""


class Link(Protocol):
    @property
    def sequence(self) -> Any: ...

    @property
    def previous(self) -> str: ...

    @property
    def digest(self) -> Any: ...


L = TypeVar("L", bound=Link)


class Flaw(StrEnum):
    """How a link does not fit: links before it are gone, another stood before it, or it says something else."""

    GAP = "gap"
    UNLINKED = "unlinked"
    ALTERED = "altered"


def breaks(
    links: Iterable[L], digest_of: Callable[[L], str], *, previous: str = START, sequence: int = 0
) -> Iterator[tuple[Flaw, L, int]]:
    """(flaw, the link found, the number before it) for each link that does not fit; none for an unbroken run.

    After a break the run goes on from the link found, so that one alteration is told once.
    """
    for link in links:
        if link.sequence > sequence + 1:
            yield Flaw.GAP, link, sequence
        elif link.previous != previous:
            yield Flaw.UNLINKED, link, sequence
        if link.digest != digest_of(link):
            yield Flaw.ALTERED, link, sequence
        previous, sequence = link.digest, link.sequence
