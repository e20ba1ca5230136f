"""Text from outside made plain: one normal form, no invisible or control characters."""

from __future__ import annotations

import functools
import re
import unicodedata

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\x0c]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_MARKS_KEPT = 6
_ONLY_LATIN1 = re.compile(r"[\x00-\u00ff]*\Z")


@functools.cache
def _marks() -> str:
    """Every combining mark, as the inside of a character class."""
    ranges: list[list[int]] = []
    for code in range(0x300, 0x1F000):
        if unicodedata.combining(chr(code)):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


@functools.cache
def _any_mark() -> re.Pattern[str]:
    return re.compile(f"[{_marks()}]")


@functools.cache
def _stacked_marks() -> re.Pattern[str]:
    """More combining marks in a row than any script writes: normalising those takes quadratic time."""
    return re.compile(f"([{_marks()}]{{{_MARKS_KEPT}}})[{_marks()}]+")


def clean(text: str) -> str:
    """NFC; every line break is "\\n"; tabs stay; other controls, zero-width and soft hyphens go.

    Odd blanks (no-break space, ideographic space, form feed) become an ordinary blank.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_BREAKS.sub("\n", text)
    text = _BLANKS.sub(" ", text)
    text = _UNSEEN.sub("", text)
    return unicodedata.normalize("NFC", tame_marks(text))


def tame_marks(text: str) -> str:
    """Heaps of combining marks cut short, so that normalising takes linear time. Do it before any normalising."""
    if _ONLY_LATIN1.match(text) or not _any_mark().search(text):
        return text
    return _stacked_marks().sub(r"\1", text)


def squeeze(text: str) -> str:
    """Blanks and breaks of layout (HTML, cells of width) as single blanks."""
    return " ".join(text.split())
