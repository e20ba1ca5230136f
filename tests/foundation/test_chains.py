"""A hash chain tells what was altered, taken out or put in, each thing once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

import pytest

from lantoa.foundation.chains import START, Flaw, breaks


@dataclass(frozen=True)
class Bead:
    sequence: int
    word: str
    previous: str
    digest: str


def digest_of(bead: Bead) -> str:
    return hashlib.sha256(f"{bead.sequence} {bead.word} {bead.previous}".encode()).hexdigest()


def chain(*words: str) -> list[Bead]:
    found: list[Bead] = []
    for number, word in enumerate(words, start=1):
        bead = Bead(number, word, found[-1].digest if found else START, "")
        found.append(replace(bead, digest=digest_of(bead)))
    return found


def told(beads: list[Bead], **given: object) -> list[tuple[Flaw, int, int]]:
    return [(flaw, bead.sequence, before) for flaw, bead, before in breaks(beads, digest_of, **given)]  # type: ignore[arg-type]


def test_an_unbroken_run_is_told_nothing_of_from_its_start_or_from_the_middle():
    beads = chain("a", "b", "c")

    assert told(beads) == []
    assert told(beads[1:], previous=beads[0].digest, sequence=1) == []


@pytest.mark.parametrize(
    ("spoil", "flaws"),
    [
        (lambda beads: beads[:1] + beads[3:], [(Flaw.GAP, 4, 1)]),
        (lambda beads: [beads[0], replace(beads[1], word="x"), *beads[2:]], [(Flaw.ALTERED, 2, 1)]),
        (
            lambda beads: [*beads[:2], chain("a", "x", "c")[2], beads[3]],
            [(Flaw.UNLINKED, 3, 2), (Flaw.UNLINKED, 4, 3)],
        ),
    ],
    ids=["taken out", "altered", "put in"],
)
def test_what_was_done_to_the_chain_is_told_once(spoil, flaws):
    assert told(spoil(chain("a", "b", "c", "d"))) == flaws
