"""Slips of the typing hand: marks left as the keys of Telex or VNI, two words written as one, dates without marks.

"hanhf" and "ha2nh" are "hành" typed with the input method off; "đơnvị" is "đơn vị" without its blank; before a year
"nam" is "năm".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from lantoa.foundation.syllables import retoned
from lantoa.foundation.text import nfc

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_SHAPES = (
    ("uwow", "ươ"),
    ("uow", "ươ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
)
_VNI_SHAPES = (
    ("u7o7", "ươ"),
    ("uo7", "ươ"),
    ("a6", "â"),
    ("e6", "ê"),
    ("o6", "ô"),
    ("a8", "ă"),
    ("o7", "ơ"),
    ("u7", "ư"),
)
_VOWELS = set("aăâeêioôơuưy")
_LONGEST = 10
_VNI_WORD = re.compile(r"(?<![\w./-])[A-Za-z]{1,6}[1-9][A-Za-z1-9]{0,6}(?![\w/-])")
# Words that only a date gives away: (pattern, the words it may be, without marks).
_DATES = (
    (re.compile(r"(?<![\w.-])(n[aăâàáảãạắằẳẵặấầẩẫậ]m) (?:19|20)\d\d(?!\d)"), "năm"),
    (re.compile(r"(?<![\w.-])(ng[aăâàáảãạắằẳẵặấầẩẫậ]y) \d{1,2}(?:[/-]\d| th)"), "ngày"),
    (re.compile(r"\bng[aà]y \d{1,2} (th[aăâàáảãạắằẳẵặấầẩẫậ]ng) \d{1,2}(?!\d)"), "tháng"),
    (re.compile(r"(?<![\w.-])(t[uưùúủũụứửữự]) (?:ngày|tháng|năm|quý) \d"), "từ"),
    (re.compile(r"(?<![\w.-])(đ[eêéèẻẽẹếềểễệ]n) (?:ngày|tháng|năm|quý) \d"), "đến"),
    (re.compile(r"(?<![\w.-])(q[uú][yýỳỷỹỵ]) (?:IV|I{1,3})(?!\w)"), "quý"),
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What the keys meant, and how many of them were keys of the input method."""

    word: str
    keys: int


@cache
def telex(low: str) -> Typed | None:
    """The syllable whose Telex keys were written out, with its marks; None where there is no key of Telex."""
    if not low.isascii() or not 2 < len(low) <= _LONGEST:
        return None
    return next((found for found in _readings(low, "dd", _SHAPES, _TONES)), None)


def vni(low: str) -> Typed | None:
    """The syllable whose VNI digits were written out."""
    if not 2 < len(low) <= _LONGEST:
        return None
    readings = _readings(low, "d9", _VNI_SHAPES, _VNI_TONES)
    return next((found for found in readings if not any(char.isdigit() for char in found.word)), None)


def _readings(
    low: str, stroke: str, shapes: tuple[tuple[str, str], ...], tones: dict[str, str]
) -> Iterator[Typed]:
    keys = 0
    if low.startswith(stroke):
        low, keys = "đ" + low[2:], 1
    for at in range(len(low) - 1, 0, -1):
        if low[at] in tones and any(char in _VOWELS for char in low[:at]):
            bare, more = _shaped(low[:at] + low[at + 1 :], shapes)
            yield Typed(retoned(nfc(bare + tones[low[at]])), keys + more + 1)
    bare, more = _shaped(low, shapes)
    if keys + more:
        yield Typed(bare, keys + more)


def _shaped(low: str, shapes: tuple[tuple[str, str], ...]) -> tuple[str, int]:
    keys = 0
    for typed, letter in shapes:
        if typed in low:
            low, keys = low.replace(typed, letter, 1), keys + 1
    return low, keys


def vni_words(text: str, known: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
    """Words with VNI digits inside, where they stand, and what they mean; a digit at the end alone is a number."""
    for match in _VNI_WORD.finditer(text):
        written = match.group()
        low = written.lower()
        if written not in (low, low[:1].upper() + low[1:]) or (
            low[:-1].isalpha() and not low.startswith("d9")
        ):
            continue
        typed = vni(low)
        if typed and known(typed.word):
            yield match.start(), match.end(), typed.word


def apart(low: str, known: Callable[[str, str], int]) -> tuple[str, str] | None:
    """The two words that were written as one, the likeliest first; `known` ranks a pair, 0 for no pair."""
    pairs = [(low[:at], low[at:]) for at in range(1, len(low))]
    best = max(pairs, key=lambda pair: known(*pair), default=None)
    return best if best and known(*best) else None


def dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Words of a date whose marks are gone or wrong, and what they mean."""
    for pattern, meant in _DATES:
        for match in pattern.finditer(text):
            if match.group(1) != meant:
                yield match.start(1), match.end(1), meant
