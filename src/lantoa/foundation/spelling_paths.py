"""The cheapest reading of a run of words: words standing alone, known compounds, or compounds with one slip in them.

Every reading of the run is priced; a slip is reported when the reading with it is cheaper than all readings
without. So "hiện đại điện tử" stays (two known compounds), while "đại điện của" is read as a slip for "đại diện".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lantoa.foundation.spelling_lexicon import KNOWN, NEVER_SEEN_ALONE, UNKNOWN, Lexicon, Syllables
from lantoa.foundation.spelling_slips import slips
from lantoa.foundation.spelling_tokens import Kind, Word

_KIND_ALONE = {
    Kind.NAME: 1.2,
    Kind.BAD: 5.0,
    Kind.CAPITALS: 1.2,
    Kind.STRANGE: 1.3,
    Kind.TYPED: 1.2,
}
_NEVER = 99.0


class Step(NamedTuple):
    """One piece of a reading: `size` words at `at`; `meant` is what they are read as, if that is something else."""

    at: int
    size: int
    cost: float
    meant: Syllables = ()
    changed: int = -1


def read(run: list[Word], lexicon: Lexicon) -> list[Step]:
    """The cheapest reading of the run.

    Slips are looked for around words that no compound takes in: where all words are parts of compounds, nothing
    is doubted.
    """
    sound = [list(_sound_steps(run, at, lexicon)) for at in range(len(run))]
    steps = _cheapest(sound)
    lone = [step.at for step in steps if step.size == 1]
    if not lone or len(run) == 1:
        return steps
    keys = [word.key for word in run]
    for at in sorted({at for last in lone for at in range(max(0, last - 3), last + 1)}):
        if at + 1 < len(run):
            sound[at] += (Step(at, s.size, s.cost, s.meant, s.changed) for s in slips(run, keys, at, lexicon))
    return _cheapest(sound)


def _cheapest(steps: list[list[Step]]) -> list[Step]:
    size = len(steps)
    best: list[float] = [0.0] + [_NEVER * (size + 1)] * size
    via = [Step(0, 1, 0.0)] * (size + 1)
    for at, here in enumerate(steps):
        base = best[at]
        for step in here:
            end = at + step.size
            if base + step.cost < best[end]:
                best[end] = base + step.cost
                via[end] = step
    path: list[Step] = []
    at = size
    while at > 0:
        path.append(via[at])
        at = via[at].at
    path.reverse()
    return path


def _sound_steps(run: list[Word], at: int, lexicon: Lexicon) -> Iterator[Step]:
    yield Step(at, 1, alone(run[at], lexicon))
    longest = min(lexicon.lengths.get(run[at].key, 0), len(run) - at)
    if longest > 1:
        keys = tuple(word.key for word in run[at : at + longest])
        for size in range(2, longest + 1):
            if keys[:size] in lexicon.compounds:
                yield Step(at, size, lexicon.cost.get(keys[:size], KNOWN))


def alone(word: Word, lexicon: Lexicon) -> float:
    """The price of the word read by itself."""
    if word.kind is not Kind.SYLLABLE:
        return _KIND_ALONE.get(word.kind, UNKNOWN)
    return lexicon.alone.get(word.key, NEVER_SEEN_ALONE)
