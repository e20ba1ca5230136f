"""Which compounds the words at a place may be meant as, with one slip, and what reading them so costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lantoa.foundation.spelling_lexicon import (
    AT_TIMES,
    OFTEN,
    SELDOM,
    UNKNOWN,
    Lexicon,
    Syllables,
    plain,
    sound,
)
from lantoa.foundation.spelling_tokens import Kind, Word
from lantoa.foundation.syllables import tone_of, toneless

# Prices: what administrative prose is made of is the likelier meaning; so is a slip that leaves no word at all.
_CHIEF, _CORE, _OTHER, _LONG, _GAP, _MISTAKEN, _PLACE = 1.15, 1.5, 2.6, 1.5, 2.1, 1.2, 1.5
_SHAPE, _SOUND, _ENDING, _LETTERS = 0.2, 0.3, 0.5, 0.6  # what the kind of slip adds
_CHIEF_MARKS = 0.2  # taken off where only marks are wrong in one of the chief pairs
_EDGE = 0.9  # at the edge of a long phrase the rest of which is a phrase of its own
_BODIES = frozenset("sở bộ phòng ban cục vụ tâm hội đoàn viện trường ủy chi tổ".split())  # noqa: SIM905 - a table of words
_MOST_PAIRS = 100_000


class Slip(NamedTuple):
    size: int
    cost: float
    meant: Syllables
    changed: int  # the place of the wrong word; -1: one is missing


def slips(run: list[Word], keys: list[str], at: int, lexicon: Lexicon) -> Iterator[Slip]:
    """The readings of the words at `at` as a compound with one slip."""
    yield from _gaps(run, keys, at, lexicon)
    for size in range(3, min(4, len(run) - at) + 1):
        heard = tuple([sound(plain(key)) for key in keys[at : at + size]])
        for meant in lexicon.near.get(heard, ()):
            slip = _slip(run, keys, at, meant, lexicon)
            if slip:
                yield slip
    if (keys[at], keys[at + 1]) in lexicon.compounds:
        return
    for meant in _kept((keys[at], keys[at + 1]), lexicon, _like):
        slip = _slip(run, keys, at, meant, lexicon)
        if slip:
            yield slip
    yield from _mistaken(run, keys, at, lexicon)
    for offset in (0, 1):
        if _garbled_kind(run[at + offset]):
            yield from _garbled(run, keys, at, offset, lexicon)
        elif (
            run[at + offset].kind is Kind.SYLLABLE and lexicon.alone.get(keys[at + 1 - offset], 0.0) >= SELDOM
        ):
            yield from _one_letter(keys, at, offset, lexicon)


def _like(asked: Syllables, lexicon: Lexicon) -> list[Syllables]:
    """The compounds that sound like the pair, or have one more or another letter at the end of one word."""
    one, two = plain(asked[0]), plain(asked[1])
    found = list(lexicon.near.get((sound(one), sound(two)), ()))
    for pair in ((one, two + "*"), (one, two[:-1] + "*"), (one + "*", two), (one[:-1] + "*", two)):
        found += lexicon.ends.get(pair, ())
    for pair in ((one, two[:-1]), (one[:-1], two)):
        if len(pair[0]) > 1 and len(pair[1]) > 1:
            found += [m for m in lexicon.near.get((sound(pair[0]), sound(pair[1])), ()) if letters(m) == pair]
    return list(dict.fromkeys(found))


def letters(meant: Syllables) -> Syllables:
    return tuple(plain(key) for key in meant)


def _slip(run: list[Word], keys: list[str], at: int, meant: Syllables, lexicon: Lexicon) -> Slip | None:
    size = len(meant)
    if len(run) - at < size:
        return None
    wrong = [place for place in range(size) if keys[at + place] != meant[place]]
    core = meant in lexicon.core
    if len(wrong) != 1:
        return _bare(run, keys, at, meant, wrong) if core and wrong else None
    place = wrong[0]
    word, key, right = run[at + place], keys[at + place], meant[place]
    if not _may_be_wrong(run, at, place, size, core):
        return None
    if key in lexicon.function and not _orphaned(keys, at, place, meant, lexicon):
        return None
    strong = size > 2 or core
    price = lexicon.alone.get(key, UNKNOWN) if word.kind is Kind.SYLLABLE else UNKNOWN
    if not strong and (price <= OFTEN or keys[at + 1 - place] in lexicon.function):
        return None
    if word.kind is Kind.STRANGE and not core:
        return None
    cost = _LONG if size > 2 else _base(meant, lexicon)
    kind = _kind(key, right, price)
    if kind is None:
        return None
    if kind >= _ENDING and price < UNKNOWN and not (strong and price > _ending_limit(meant, lexicon)):
        return None
    cost += kind + _real_word(price, strong)
    if meant in lexicon.chief and kind <= _SHAPE and price <= OFTEN:
        cost -= _CHIEF_MARKS
    if size > 2 and place in (0, size - 1) and price <= AT_TIMES:
        rest = tuple(keys[at : at + size - 1] if place else keys[at + 1 : at + size])
        if rest in lexicon.compounds:
            cost += _EDGE
    return Slip(size, cost, meant, place)


def _orphaned(keys: list[str], at: int, place: int, meant: Syllables, lexicon: Lexicon) -> bool:
    """Whether the rest cannot do without it: "kết quá", "nhiệm vụ trong tâm", but not "có bản sao"."""
    if len(meant) > 3:
        return meant in lexicon.core
    return (
        len(meant) == 2 and meant in lexicon.core and lexicon.alone.get(keys[at + 1 - place], 0.0) >= SELDOM
    )


def _ending_limit(meant: Syllables, lexicon: Lexicon) -> float:
    return OFTEN if meant in lexicon.chief else AT_TIMES


def _base(meant: Syllables, lexicon: Lexicon) -> float:
    return _CHIEF if meant in lexicon.chief else _CORE if meant in lexicon.core else _OTHER


def _real_word(price: float, strong: bool) -> float:
    """What it adds that the wrong word exists: the more often it stands alone, the more."""
    if price >= UNKNOWN:
        return 0.0
    if not strong:
        return 0.9
    return 0.8 if price <= OFTEN else 0.3 if price <= AT_TIMES else 0.15


def _kind(key: str, right: str, price: float) -> float | None:
    """What the difference of the two words adds; None where it is no likely slip."""
    one, two = plain(key), plain(right)
    if one == two:
        return 0.0 if toneless(key) == toneless(right) else _SHAPE
    if sound(one) == sound(two):
        return _SOUND if price >= UNKNOWN or tone_of(key) == tone_of(right) else None
    return _ENDING


def _may_be_wrong(run: list[Word], at: int, place: int, size: int, core: bool) -> bool:
    word = run[at + place]
    if word.kind is Kind.NAME:
        # "Sở Nôi vụ": a capital on the first word of a body's name only; "bà Hương dẫn đoàn" is a person.
        following = run[at + 1]
        return core and place == 0 and not following.capital and at > 0 and run[at - 1].key in _BODIES
    return size > 2 or core or word.kind is not Kind.CAPITALS or word.text.isupper()


def _bare(run: list[Word], keys: list[str], at: int, meant: Syllables, wrong: list[int]) -> Slip | None:
    """Words that all lost their marks, amid others that have them."""
    words = run[at : at + len(meant)]
    if letters(meant) != tuple(keys[at : at + len(meant)]) or len(wrong) < 2:
        return None
    if any(word.kind not in (Kind.SYLLABLE, Kind.STRANGE) or word.capital for word in words):
        return None
    around = [word.key for word in (*run[max(0, at - 3) : at], *run[at + len(meant) : at + len(meant) + 3])]
    if not around or sum(key.isascii() for key in around) * 2 > len(around):
        return None
    return Slip(len(meant), 2.0, meant, wrong[0])


def _gaps(run: list[Word], keys: list[str], at: int, lexicon: Lexicon) -> Iterator[Slip]:
    for size in range(2, min(4, len(run) - at) + 1):
        whole = lexicon.gaps.get(tuple(keys[at : at + size]))
        if whole and not any(word.capital and not word.opens for word in run[at : at + size]):
            yield Slip(size, _GAP, whole, -1)


def _mistaken(run: list[Word], keys: list[str], at: int, lexicon: Lexicon) -> Iterator[Slip]:
    if keys[at] in lexicon.openers:
        for size in range(2, min(3, len(run) - at) + 1):
            words = tuple(keys[at : at + size])
            right = lexicon.mistaken.get(words)
            if right and run[at + size - 1].kind is not Kind.NAME:
                changed = next((place for place in range(size) if words[place] != right[place]), 0)
                yield Slip(size, _MISTAKEN, right, changed)
    if run[at].text[0].isupper() and run[at + 1].text[0].isupper():
        for size in range(2, min(3, len(run) - at) + 1):
            yield from _place(run[at : at + size], keys[at : at + size], lexicon)


def _place(words: list[Word], keys: list[str], lexicon: Lexicon) -> Iterator[Slip]:
    """The name of a place with wrong marks on one of its words."""
    place = lexicon.places.get(tuple(plain(key) for key in keys))
    if place and words[-1].text[0].isupper():
        wrong = [number for number, key in enumerate(keys) if key != place[number]]
        if len(wrong) == 1:
            yield Slip(len(keys), _PLACE, place, wrong[0])


def _garbled_kind(word: Word) -> bool:
    if word.kind is Kind.CAPITALS:
        return word.text.isupper()
    return word.kind in (Kind.BAD, Kind.STRANGE, Kind.RARE)


def _garbled(run: list[Word], keys: list[str], at: int, offset: int, lexicon: Lexicon) -> Iterator[Slip]:
    """What an unreadable word may be beside its neighbour: one letter more, less or other, or two swapped."""
    word, key, other = run[at + offset], keys[at + offset], keys[at + 1 - offset]
    strange = word.kind is Kind.STRANGE
    if strange and (len(key) < 3 or word.capital):
        return
    for meant in _kept((key, other, "garbled" + str(offset)), lexicon, _garbled_meanings):
        if not strange or meant in lexicon.core:
            yield Slip(2, _base(meant, lexicon) + _LETTERS, meant, offset)


def _garbled_meanings(asked: Syllables, lexicon: Lexicon) -> list[Syllables]:
    key, other, where = asked
    first = where.endswith("0")
    written = plain(key)
    rights = (lexicon.before if first else lexicon.after).get(other, ())
    return [
        (right, other) if first else (other, right) for right in rights if one_apart(written, plain(right))
    ]


def _one_letter(keys: list[str], at: int, offset: int, lexicon: Lexicon) -> Iterator[Slip]:
    """What a word that exists may be beside one that hardly stands alone: one letter more or less."""
    key, other = keys[at + offset], keys[at + 1 - offset]
    if key not in lexicon.function:
        real = _real_word(lexicon.alone.get(key, UNKNOWN), True)
        for meant in _kept((key, other, "letter" + str(offset)), lexicon, _one_letter_meanings):
            yield Slip(2, _base(meant, lexicon) + _LETTERS + real, meant, offset)


def _one_letter_meanings(asked: Syllables, lexicon: Lexicon) -> list[Syllables]:
    key, other, where = asked
    first = where.endswith("0")
    written, tone = toneless(key), tone_of(key)
    return [
        (right, other) if first else (other, right)
        for right in (lexicon.core_before if first else lexicon.core_after).get(other, ())
        if tone == tone_of(right)
        and len(toneless(right)) != len(written)
        and one_apart(written, toneless(right))
    ]


def _kept(
    asked: Syllables, lexicon: Lexicon, find: Callable[[Syllables, Lexicon], list[Syllables]]
) -> list[Syllables]:
    """What `find` answers, asked once."""
    found: list[Syllables] | None = lexicon.pairs.get(asked)
    if found is None:
        if len(lexicon.pairs) > _MOST_PAIRS:
            lexicon.pairs.clear()
        found = lexicon.pairs[asked] = find(asked, lexicon)
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
