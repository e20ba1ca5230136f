"""Words of a Vietnamese administrative text that look wrong: no syllable, a slip inside a known compound, a stump
of one, a word written twice.

The check would rather keep silent than accuse sound text: names, foreign words, abbreviations and numbers are left
alone, and a slip is told only where no sound reading of the words is as likely.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lantoa.foundation.spelling_lexicon import Lexicon, Syllables, lexicon, plain
from lantoa.foundation.spelling_paths import Step, read
from lantoa.foundation.spelling_tokens import Kind, Word, runs
from lantoa.foundation.syllables import retoned, syllables, toneless, why_not

CUT = "có thể là từ bị cắt"
MARKS = "có thể viết sai dấu"
LETTERS = "có thể viết sai chữ"
MISSING = "có thể thiếu chữ"
TWICE = "có thể lặp từ"
NO_SYLLABLE = "không phải một tiếng trong tiếng Việt"

_LONGEST_RUN = 400  # words read at once; a longer run is read in pieces


@dataclass(frozen=True, slots=True)
class Suspect:
    """A word or words that look wrong: text[start:end] == word."""

    start: int
    end: int
    word: str
    suggestion: str | None
    reason: str


MOST_TEXT = 1_000_000


def find_suspects(text: str) -> list[Suspect]:
    """The doubtful words of the text, in its order, none overlapping; time grows with the length only.

    Only the first MOST_TEXT characters are looked at: several hundred pages, longer than any plan.
    """
    knowledge = lexicon()
    found: list[Suspect] = []
    for run in runs(text[:MOST_TEXT], knowledge):
        for at in range(0, len(run), _LONGEST_RUN):
            found += _suspects(text, run[at : at + _LONGEST_RUN], knowledge)
    return found


def _suspects(text: str, run: list[Word], lexicon: Lexicon) -> Iterator[Suspect]:
    steps = read(run, lexicon)
    for place, step in enumerate(steps):
        if step.meant:
            yield _slip(text, run, step, lexicon)
        elif step.size == 1:
            suspect = _lone(run, step.at, lexicon) or _twice(run, steps, place, lexicon)
            if suspect:
                yield suspect


def _slip(text: str, run: list[Word], step: Step, lexicon: Lexicon) -> Suspect:
    words = run[step.at : step.at + step.size]
    meant = step.meant
    written = text[words[0].start : words[-1].end]
    if step.changed < 0:
        reason = MISSING
    elif plain(words[step.changed].key) == plain(meant[step.changed]):
        reason = MARKS
    else:
        reason = LETTERS
    return Suspect(words[0].start, words[-1].end, written, _cased(meant, words, lexicon), reason)


def _cased(meant: Syllables, words: list[Word], lexicon: Lexicon) -> str:
    right = lexicon.compounds.get(meant, " ".join(meant))
    if all(word.text.isupper() for word in words):
        return right.upper()
    if words[0].text[:1].isupper():
        return right[:1].upper() + right[1:]
    return right


def _lone(run: list[Word], at: int, lexicon: Lexicon) -> Suspect | None:
    word = run[at]
    if word.kind is Kind.BAD:
        return _bad(run, at, lexicon)
    alone = len(run) == 1
    if word.kind is Kind.SYLLABLE and word.key in lexicon.bound and not alone:
        tails = lexicon.after.get(word.key, [])
        if at + 1 < len(run) and tails:
            first = next((tail for tail in tails if (word.key, tail) in lexicon.core), None)
            whole = f"{word.text} {first}" if first else None
            return Suspect(word.start, word.end, word.text, whole, CUT)
    return None


def _bad(run: list[Word], at: int, lexicon: Lexicon) -> Suspect | None:
    word = run[at]
    low = word.text.lower()
    if low.isascii() and any(_foreign_beside(run, side) for side in (at - 1, at + 1)):
        return None
    if word.capital and at + 1 < len(run) and run[at + 1].capital:
        return None
    reason = why_not(low)
    if "nguyên âm" in reason:
        return Suspect(word.start, word.end, word.text, None, CUT)
    suggestion = _repaired(low)
    if suggestion and word.capital:
        suggestion = suggestion[:1].upper() + suggestion[1:]
    return Suspect(
        word.start, word.end, word.text, suggestion, NO_SYLLABLE if "không phải" in reason else MARKS
    )


def _foreign_beside(run: list[Word], side: int) -> bool:
    return 0 <= side < len(run) and run[side].kind in (Kind.BAD, Kind.CAPITALS) and run[side].text.isascii()


def _repaired(low: str) -> str | None:
    """A syllable with its mark put where it belongs, or with ng/ngh, g/gh, c/k as the rules want."""
    moved = retoned(low)
    if moved != low and moved in syllables():
        return moved
    for wrong, right in (("ngh", "ng"), ("ng", "ngh"), ("gh", "g"), ("g", "gh"), ("c", "k"), ("k", "c")):
        if low.startswith(wrong) and right + low[len(wrong) :] in syllables():
            return right + low[len(wrong) :]
    bare = toneless(low)
    return bare if bare != low and bare in syllables() else None


def _twice(run: list[Word], steps: list[Step], place: int, lexicon: Lexicon) -> Suspect | None:
    """The same word standing twice, neither of them part of a compound."""
    at = steps[place].at
    if place + 1 >= len(steps) or steps[place + 1].size != 1 or at + 1 >= len(run):
        return None
    word, next_word = run[at], run[at + 1]
    if word.text.lower() != next_word.text.lower() or word.key in lexicon.doubles or next_word.capital:
        return None
    if word.key not in lexicon.function:
        return None
    return Suspect(word.start, next_word.end, f"{word.text} {next_word.text}", word.text, TWICE)
