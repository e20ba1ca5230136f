"""From spoken text to a script: lines that one breath carries, and how long reading takes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BREATH = 16
"""Syllables that a line holds at most."""
_JOINTS = {
    "và",
    "hoặc",
    "nhưng",
    "để",
    "khi",
    "nếu",
    "thì",
    "mà",
    "do",
    "vì",
    "tại",
    "từ",
    "đến",
    "theo",
    "cho",
    "của",
}


@dataclass(frozen=True, slots=True)
class Line:
    """`ends` a sentence: a longer breath follows."""

    words: str
    ends: bool = False


def lines_of(text: str, most: int = BREATH) -> list[Line]:
    found: list[Line] = []
    for paragraph in text.splitlines():
        for sentence in re.split(r"(?<=[.?!;])\s+", paragraph.strip()):
            parts = list(_breaths(sentence.split(), most))
            found += [Line(" ".join(part), at == len(parts) - 1) for at, part in enumerate(parts)]
    return found


def _breaths(words: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    """Cut after a comma where one is in the latter half, else before a word that begins something, else at the end."""
    while len(words) > most:
        at = _best(words, most)
        yield words[:at]
        words = words[at:]
    if words:
        yield words


def _best(words: Sequence[str], most: int) -> int:
    for at in range(most, most // 3, -1):
        if words[at - 1][-1] in ",;:":
            return at
    for at in range(most, most // 2, -1):
        if words[at].lower() in _JOINTS:
            return at
    return most if len(words) - most > 2 else len(words) // 2


def seconds(text: str, words_a_minute: int) -> int:
    """How long reading aloud takes: syllables by pace, and half a second more after each sentence."""
    sentences = len(re.findall(r"[.?!;](?=\s|$)", text))
    return round(len(text.split()) * 60 / words_a_minute + sentences / 2)


def said_time(count: int) -> str:
    minutes, rest = divmod(count, 60)
    return " ".join(
        filter(None, [f"{minutes} phút" if minutes else "", f"{rest} giây" if rest or not minutes else ""])
    )
