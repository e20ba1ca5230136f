"""Words as the public search takes them apart. Pure: no Django, no database.

A Vietnamese word is one syllable or several, and the syllables are common; it is their neighbours that tell "đất đai"
from pages in which both happen to stand. So pairs are indexed beside syllables, and both databases treat them alike.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from lantoa.foundation.text import fold

LONGEST = 40
MOST = 12
"""Syllables of a question that are looked at."""
MOST_VARIANTS = 6

STOP = frozenset(
    [
        "ai",
        "bao",
        "bang",
        "boi",
        "cac",
        "cach",
        "can",
        "cai",
        "cho",
        "co",
        "con",
        "cua",
        "da",
        "dang",
        "de",
        "den",
        "di",
        "do",
        "duoc",
        "gi",
        "hay",
        "khi",
        "khong",
        "la",
        "lam",
        "lau",
        "minh",
        "moi",
        "mot",
        "muon",
        "nao",
        "nay",
        "neu",
        "nhu",
        "nhung",
        "nhieu",
        "o",
        "phai",
        "ra",
        "roi",
        "sao",
        "se",
        "tai",
        "the",
        "thi",
        "theo",
        "thuoc",
        "toi",
        "trong",
        "tu",
        "va",
        "ve",
        "vi",
        "viec",
        "voi",
    ]
)
"""Small words of a spoken question ("làm … ở đâu"): left out where nothing is found with them."""

_WORD = re.compile(r"[^\W_]+")


def tokens(text: str) -> list[str]:
    """Syllables and numbers in order: folded, so marks, case, tone style and normal form make no difference."""
    return [word[:LONGEST] for word in _WORD.findall(fold(text))]


def pairs(words: Sequence[str]) -> list[str]:
    """Neighbours as one token. The 9 stands in no syllable, and neither database breaks the token there."""
    return [f"{one}9{two}" for one, two in pairwise(words)]


def indexed(words: Sequence[str]) -> str:
    """What is stored: every syllable once, every pair once."""
    return " ".join(dict.fromkeys([*words, *pairs(words)]))


def variants(words: Sequence[str], groups: Iterable[Sequence[Sequence[str]]]) -> list[tuple[str, ...]]:
    """The question, and the question with a part of it said in other words."""
    found = {tuple(words): None}
    for group in groups:
        for said in group:
            for at in _places(words, said):
                for other in group:
                    if list(other) != list(said):
                        found[(*words[:at], *other, *words[at + len(said) :])] = None
    return list(found)[:MOST_VARIANTS]


def _places(words: Sequence[str], part: Sequence[str]) -> Iterator[int]:
    if part:
        for at in range(len(words) - len(part) + 1):
            if list(words[at : at + len(part)]) == list(part):
                yield at


def slips(word: str) -> set[str]:
    """What somebody may have meant: one letter too many, too few, wrong, or two in the wrong order; or a blank forgotten."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    letters = string.ascii_lowercase
    return {
        *(left + right[1:] for left, right in cuts if right),
        *(left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1),
        *(left + letter + right[1:] for left, right in cuts if right for letter in letters),
        *(left + letter + right for left, right in cuts for letter in letters),
    } - {word, ""}


def splits(word: str) -> list[tuple[str, str]]:
    """ "giayphep" as two syllables, wherever it may be cut."""
    return [(word[:at], word[at:]) for at in range(1, len(word))]


def without_stops(words: Sequence[str]) -> list[str]:
    """The question without its small words; as it is where less than two others would be left."""
    kept = [word for word in words if word not in STOP]
    return kept if len(kept) > 1 else list(words)


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    return fold(word)


AROUND = 110
"""Characters before and after the first hit of a snippet."""


def snippet(text: str, wanted: Iterable[str]) -> list[tuple[str, bool]]:
    """A piece of the text around the densest hits, as parts with whether each is a hit."""
    sought = frozenset(wanted)
    hits = [found.span() for found in _WORD.finditer(text) if _folded(found[0]) in sought]
    if not hits:
        return [(_cut(text, 0, 2 * AROUND), False)] if text else []
    start = max(hits, key=lambda span: sum(span[0] <= one[0] < span[0] + 2 * AROUND for one in hits))[0]
    begin, end = _bounds(text, max(0, start - AROUND // 2), start + 2 * AROUND)
    parts: list[tuple[str, bool]] = [("… ", False)] if begin else []
    at = begin
    for left, right in hits:
        if begin <= left and right <= end:
            if text[at:left].strip() or not parts or not parts[-1][1]:
                parts.append((text[at:left], False))
                parts.append((text[left:right], True))
            else:  # neighbours are one hit: "giấy phép"
                parts[-1] = (parts[-1][0] + text[at:right], True)
            at = right
    parts.append((text[at:end] + (" …" if end < len(text) else ""), False))
    return [part for part in parts if part[0]]


def _bounds(text: str, begin: int, end: int) -> tuple[int, int]:
    """Moved to blanks, so that no word is cut."""
    if begin:
        begin = text.find(" ", begin) + 1 or begin
    if end < len(text):
        end = max(text.rfind(" ", begin, end), begin + 1)
    return begin, min(end, len(text))


def _cut(text: str, begin: int, end: int) -> str:
    left, right = _bounds(text, begin, end)
    return text[left:right] + (" …" if right < len(text) else "")
