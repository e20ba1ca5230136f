"""How wide a line of Times is, near enough to draw a rule of half its length or to break a name well.

Widths of the letters in thousandths of the size; letters with marks are as wide as without.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

MM_PER_POINT = 25.4 / 72

_BOLD = {
    1000: "W%", 944: "M", 833: "m&", 796: "Ư", 778: "GHKOQƠ", 722: "ACDNRUVXYwĐ", 667: "BELTZ", 611: "FP",
    600: "ư", 556: "bdhknpquSđ", 554: "ơ", 444: "cerz", 389: "Is", 333: "fjt!()-:;", 278: "il/'", 250: " .,\u00a0",
}  # fmt: skip
_PLAIN = {
    944: "W", 889: "M", 833: "%", 778: "m&", 776: "Ư", 722: "ADGHKNOQUVXYwĐƠ", 667: "BCR", 611: "ELTZ",
    556: "FPS", 542: "ư", 529: "ơ", 444: "acez", 389: "Js", 333: "Ifr!()-", 278: "ijlt:;/", 250: " .,\u00a0",
}  # fmt: skip
_WIDTHS = {
    True: {letter: width for width, letters in _BOLD.items() for letter in letters},
    False: {letter: width for width, letters in _PLAIN.items() for letter in letters},
}
_HORN = "\u031b"


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """The length of one line in millimetres."""
    table = _WIDTHS[bold]
    return sum(table.get(_bare(letter), 500) for letter in text) / 1000 * size * MM_PER_POINT


def _bare(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]


_WEIGHED = 60
"""Words of a name that is broken with care; what is longer is no name, and is filled line by line."""

_BREAK_BEFORE = ("THÀNH PHỐ", "TỈNH", "HUYỆN", "QUẬN", "THỊ XÃ", "XÃ", "PHƯỜNG", "ĐẶC KHU", "THỊ TRẤN")


def lines_of(name: str, limit: float, size: float, *, bold: bool = False) -> list[str]:
    """A name broken into lines of at most `limit` mm: before the name of a place if that fits, else evenly.

    Breaks that the name already has are kept.
    """
    found: list[str] = []
    for line in name.split("\n"):
        words = line.split()
        break_up = _broken if len(words) <= _WEIGHED else _filled
        found.extend(break_up(words, limit, size, bold))
    return found or [""]


def _filled(words: Sequence[str], limit: float, size: float, bold: bool) -> list[str]:
    """Line after line as full as they get."""
    found: list[str] = []
    for word in words:
        longer = f"{found[-1]} {word}" if found else word
        if found and width_mm(longer, size, bold=bold) <= limit:
            found[-1] = longer
        else:
            found.append(word)
    return found


def _broken(words: Sequence[str], limit: float, size: float, bold: bool) -> list[str]:
    whole = " ".join(words)
    if len(words) < 2 or width_mm(whole, size, bold=bold) <= limit:
        return [whole]
    for at in range(1, len(words)):
        first, rest = " ".join(words[:at]), " ".join(words[at:])
        if rest.upper().startswith(_BREAK_BEFORE) and width_mm(first, size, bold=bold) <= limit:
            return [first, *_broken(words[at:], limit, size, bold)]
    cuts = [
        at for at in range(1, len(words)) if width_mm(" ".join(words[:at]), size, bold=bold) <= limit
    ] or [1]
    even = min(cuts, key=lambda at: abs(len(" ".join(words[:at])) - len(" ".join(words[at:]))))
    rest_fits = width_mm(" ".join(words[even:]), size, bold=bold) <= limit
    at = even if rest_fits else cuts[-1]
    return [" ".join(words[:at]), *_broken(words[at:], limit, size, bold)]
