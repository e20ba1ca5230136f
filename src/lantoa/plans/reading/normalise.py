"""Text as the grammar wants it: composed, without control characters; and a fold that keeps every position."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\x0c]")
_BREAKS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_SPACES = re.compile(r" [ \t]+|\t[ \t]*")


_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
LOWER = "a-z" + _MARKED  # for character classes: a range such as à-ỹ would hold capitals as well
UPPER = "A-Z" + _MARKED.upper()


class _Fold(dict[int, str]):
    """A translation table filled as letters are met: one base letter for each, so that positions stay."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = "d" if char in "đĐ" else unicodedata.normalize("NFD", char)[0].lower()[:1] or char
        self[code] = base
        return base


_FOLD = _Fold()


def fold(text: str) -> str:
    """Marks off, đ as d, lower case, same length: a match in the fold is the same slice of the text."""
    return text.translate(_FOLD)


def clean(text: str) -> str:
    """NFC, line breaks as "\\n", odd blanks as blanks, nothing invisible. Blanks are not squeezed."""
    text = _BREAKS.sub("\n", text)
    text = _UNSEEN.sub("", _BLANKS.sub(" ", text))
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Runs of blanks as one; breaks stay; none at the ends."""
    return _SPACES.sub(" ", text).strip()


def is_upper(text: str) -> bool:
    """Written in capitals: at least three letters, and no small one (a code such as "TTg" is forgiven)."""
    letters = [char for char in text if char.isalpha()]
    small = sum(char.islower() for char in letters)
    return len(letters) >= 3 and small * 20 <= len(letters)


def capitalised(text: str) -> str:
    """The first letter as a capital, the rest as written."""
    return text[:1].upper() + text[1:]


_ABBREVIATIONS = (
    "tp",
    "tx",
    "tt",
    "kt",
    "tm",
    "tl",
    "tuq",
    "q",
    "ths",
    "ts",
    "bs",
    "ks",
    "v.v",
    "p",
    "x",
    "h",
    "st",
)
_SENTENCE_END = re.compile(rf"[.!?]+(?=\s+[^\s{LOWER}])|;(?=\s)|\n")


def sentences(text: str) -> list[tuple[int, int]]:
    """Slices of the sentences; a full stop after "TP", "KT", "ThS" ends none. A semicolon and a break end one."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if end.group()[0] == "." and fold(text[max(start, end.start() - 6) : end.start()]).split(" ")[-1] in (
            _ABBREVIATIONS
        ):
            continue
        if text[start : end.start()].strip():
            spans.append((start, end.end()))
        start = end.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans
