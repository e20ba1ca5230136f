"""The cheapest reading of a run of words: words standing alone, known compounds, or compounds with one slip in them.

Every reading of the run is priced; a slip is reported when the reading with it is cheaper than all readings
without. So "hiện đại điện tử" stays (two known compounds), while "đại điện của" is read as a slip for "đại diện".
"""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.foundation.spelling_lexicon import Lexicon, Syllables, plain
from lantoa.foundation.spelling_tokens import Kind, Word
from lantoa.foundation.syllables import toneless

# Prices. A word that often stands alone and a known compound are cheap; what cannot stand alone is dear.
_FREE, _NAME, _USUAL, _BOUND, _ODD, _BAD, _CAPITALS = 1.0, 1.2, 2.2, 3.5, 3.5, 5.0, 1.2
_KNOWN = 1.0
_SLIP_CORE, _SLIP, _SLIP_LONG, _GAP = 1.5, 2.6, 1.5, 2.1
_SHAPE, _ENDING, _LETTERS = 0.2, 0.5, 0.6  # what the kind of slip adds
_MEANT_CORE, _MEANT = 0.3, 0.9  # added when the changed word is one that exists
_NEVER = 99.0


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of a reading: `size` words at `at`; `meant` is what they are read as, if that is something else."""

    at: int
    size: int
    cost: float
    meant: Syllables = ()
    changed: int = -1


def read(run: list[Word], lexicon: Lexicon) -> list[Step]:
    """The cheapest reading of the run."""
    size = len(run)
    keys = [word.key for word in run]
    best: list[float] = [0.0] + [_NEVER * (size + 1)] * size
    via = [Step(0, 1, 0.0)] * (size + 1)
    for at in range(size):
        base = best[at]
        for step in _steps(run, keys, at, lexicon):
            end = at + step.size
            if base + step.cost < best[end]:
                best[end] = base + step.cost
                via[end] = step
    steps: list[Step] = []
    at = size
    while at > 0:
        steps.append(via[at])
        at = via[at].at
    steps.reverse()
    return steps


def _steps(run: list[Word], keys: list[str], at: int, lexicon: Lexicon) -> list[Step]:
    steps = [Step(at, 1, _alone(run[at], lexicon))]
    longest = min(lexicon.lengths.get(keys[at], 0), len(run) - at)
    known_pair = False
    for size in range(2, longest + 1):
        if tuple(keys[at : at + size]) in lexicon.compounds:
            steps.append(Step(at, size, _KNOWN))
            known_pair = known_pair or size == 2
    if at + 1 < len(run) and not known_pair:
        steps += _slips(run, keys, at, lexicon)
    return steps


def _alone(word: Word, lexicon: Lexicon) -> float:
    if word.kind is Kind.BAD:
        return _BAD
    if word.kind is Kind.CAPITALS:
        return _CAPITALS
    if word.kind is Kind.NAME:
        return _NAME
    if word.key in lexicon.free:
        return _FREE
    if word.key in lexicon.bound:
        return _BOUND
    return _USUAL if word.key in lexicon.usual else _ODD


def _slips(run: list[Word], keys: list[str], at: int, lexicon: Lexicon) -> list[Step]:
    """The readings of the words at `at` as a compound with one slip."""
    found: list[Step] = []
    first, second = plain(keys[at]), plain(keys[at + 1])
    near = lexicon.near
    for candidates in (
        near.get((first, second)),
        near.get((first, second + "*")),
        near.get((first, second[:-1] + "*")),
        near.get((first + "*", second)),
        near.get((first[:-1] + "*", second)),
    ):
        for meant in candidates or ():
            step = _slip(run, keys, at, meant, lexicon)
            if step:
                found.append(step)
    longer = min(4, len(run) - at)
    if longer > 2:
        third = plain(keys[at + 2])
        for meant in near.get((first, second, third), ()):
            step = _slip(run, keys, at, meant, lexicon)
            if step:
                found.append(step)
        if longer > 3:
            for meant in near.get((first, second, third, plain(keys[at + 3])), ()):
                step = _slip(run, keys, at, meant, lexicon)
                if step:
                    found.append(step)
    for size in range(2, min(3, len(run) - at) + 1):
        whole = lexicon.gaps.get(tuple(keys[at : at + size]))
        if whole and not any(word.capital and not word.opens for word in run[at : at + size]):
            found.append(Step(at, size, _GAP, whole))
    for offset in (0, 1):
        if run[at + offset].kind in (Kind.BAD, Kind.CAPITALS):
            found += _garbled(run, keys, at, offset, lexicon)
    return found


def _slip(run: list[Word], keys: list[str], at: int, meant: Syllables, lexicon: Lexicon) -> Step | None:
    size = len(meant)
    wrong = [place for place in range(size) if keys[at + place] != meant[place]]
    if len(wrong) != 1:
        return None
    place = wrong[0]
    word, key, right = run[at + place], keys[at + place], meant[place]
    if key in lexicon.function or word.kind is Kind.NAME:
        return None
    if size == 2 and word.kind is Kind.CAPITALS and not word.text.isupper() and meant not in lexicon.core:
        return None
    strong = size > 2 or meant in lexicon.core
    known = key in lexicon.usual and word.kind is Kind.SYLLABLE
    if not strong and keys[at + 1 - place] in lexicon.function:
        return None
    cost = _SLIP_LONG if size > 2 else _SLIP_CORE if strong else _SLIP
    if plain(key) != plain(right):
        if known and not (strong and key not in lexicon.free):
            return None
        cost += _ENDING
    elif toneless(key) != toneless(right):
        cost += _SHAPE
    if known:
        cost += _MEANT_CORE if strong else _MEANT
    return Step(at, size, cost, meant, place)


def _garbled(run: list[Word], keys: list[str], at: int, offset: int, lexicon: Lexicon) -> list[Step]:
    """What an unreadable word may be beside its neighbour: one letter more, less or other, or two swapped."""
    key, other = keys[at + offset], keys[at + 1 - offset]
    if run[at + offset].kind is Kind.CAPITALS and not run[at + offset].text.isupper():
        return []
    rights = (lexicon.after if offset else lexicon.before).get(other, ())
    found = []
    letters = plain(key)
    for right in rights:
        if one_apart(letters, plain(right)):
            meant = (other, right) if offset else (right, other)
            cost = (_SLIP_CORE if meant in lexicon.core else _SLIP) + _LETTERS
            found.append(Step(at, 2, cost, meant, offset))
    return found


def one_apart(one: str, two: str) -> bool:
    """Whether one letter added, gone, changed, or two neighbours swapped make one word the other."""
    if abs(len(one) - len(two)) > 1 or min(len(one), len(two)) < 2:
        return False
    if len(one) == len(two):
        other = [place for place in range(len(one)) if one[place] != two[place]]
        if len(other) == 2:
            left, right = other
            return right == left + 1 and one[left] == two[right] and one[right] == two[left]
        return len(other) <= 1 and len(one) > 2
    short, long = sorted((one, two), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
