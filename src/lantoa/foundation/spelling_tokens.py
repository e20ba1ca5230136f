"""Text cut into the words the spelling check looks at, each with what it may be; runs of words joined by one blank.

Addresses, document numbers, file names and whatever touches a digit or a sign are no words and end a run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from lantoa.foundation.spelling_lexicon import Lexicon, canonical
from lantoa.foundation.syllables import toneless

LONGEST_WORD = 24  # nothing longer is one word of any language the texts are in

_NOT_WORDS = re.compile(
    r"""
    (?:https?://|www\.)\S{1,2000}                              # addresses of pages
  | [\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}            # of mailboxes
  | \b[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.(?:vn|com|org|net|gov|edu|info|io|pdf|docx?|xlsx?|pptx?|jpe?g|png|mp[34]|zip|rar|html?|js|py)\b
  | \b\d[\w.,]{0,40}(?:[-/][\w.]{1,40}){1,8}                   # numbers of documents, dates
  | [#@&][\w.]{1,60} | <[^<>\n]{1,400}> | \{[^{}\n]{1,200}\}   # tags, markup, placeholders
  | \w{0,40}[\d_]\w{0,40}                                      # whatever has a digit in it
    """,
    re.VERBOSE,
)
_LETTER = "a-zA-Z\u00c0-\u024f\u1e00-\u1eff"
_MARK = "\u0300-\u036f"
_WORD = re.compile(rf"[{_LETTER}][{_LETTER}{_MARK}]*")
_JOIN = re.compile(r"[ \t\u00a0]{1,8}")
_STARTS = set('.!?:;…•·+*()[]"“”‘|/>–—-=►➢✓')
_NO_TOUCH = set("'’‘/\\_@#&.-")


class Kind(Enum):
    SYLLABLE = 1  # allowed by the rules
    NAME = 2  # a capital inside a sentence: left alone
    BAD = 3  # not allowed by the rules
    CAPITALS = 4  # an unreadable word in capitals: an abbreviation unless its neighbours say otherwise
    OTHER = 5  # foreign, a unit, an abbreviation: ends a run


@dataclass(slots=True)
class Word:
    start: int
    end: int
    text: str
    key: str
    kind: Kind
    capital: bool
    opens: bool  # stands where a sentence, a line or a bracket opens


def runs(text: str, lexicon: Lexicon) -> Iterator[list[Word]]:
    """The runs of words of the text, in its order."""
    run: list[Word] = []
    last = -1
    for stretch_start, stretch_end in _stretches(text):
        for match in _WORD.finditer(text, stretch_start, stretch_end):
            start, end = match.span()
            word = _word(text, start, end, lexicon)
            if run and not (last < start and _JOIN.fullmatch(text, last, start)):
                yield run
                run = []
            last = end
            if word.kind is Kind.OTHER:
                if run:
                    yield run
                    run = []
                continue
            run.append(word)
    if run:
        yield run


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The parts of the text between what is not words."""
    at = 0
    for match in _NOT_WORDS.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def _word(text: str, start: int, end: int, lexicon: Lexicon) -> Word:
    written = text[start:end]
    if len(written) > LONGEST_WORD * 2:
        return Word(start, end, written, "", Kind.OTHER, False, False)
    known = lexicon.seen.get(written)
    if known is None:
        known = lexicon.seen[written] = _look(written, lexicon)
        if len(lexicon.seen) > 200_000:
            lexicon.seen.clear()
    key, kind, capital = known
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    opens = False
    if capital:
        opens = _opens(text, start)
        if kind is Kind.SYLLABLE and not opens:
            kind = Kind.NAME
    if kind is Kind.BAD:
        kind = _second_look(text, start, end, before, after, key, capital, opens)
    elif len(key) == 1 and after in ").":
        kind = Kind.OTHER
    return Word(start, end, written, key, kind, capital, opens)


def _opens(text: str, start: int) -> bool:
    at = start - 1
    while at >= 0 and text[at] in " \t\u00a0" and start - at < 12:
        at -= 1
    return at < 0 or text[at] in "\n\r" or text[at] in _STARTS or text[at].isdigit()


def _look(written: str, lexicon: Lexicon) -> tuple[str, Kind, bool]:
    """What the word is by itself: its key, its kind and whether it starts with a capital."""
    word = unicodedata.normalize("NFC", written)
    low = word.lower()
    key = canonical(low) if lexicon.is_syllable(low) else low
    small = word == low
    if lexicon.is_syllable(low):
        if len(low) == 1 and low in "aeoiuyâêô":
            return key, Kind.OTHER, False
        if not small and word != low.title() and word != word.upper():
            return key, Kind.OTHER, False
        return key, Kind.SYLLABLE, word == low.title() and not small
    if low in lexicon.foreign:
        return key, Kind.OTHER, False
    if word == word.upper():
        return key, (Kind.CAPITALS if len(word) > 2 else Kind.OTHER), False
    if not small and word != low[:1].upper() + low[1:]:
        return key, Kind.OTHER, False
    if low.isascii() and not _stump(low) and toneless(low) not in lexicon.bare:
        return key, Kind.OTHER, False
    return key, Kind.BAD, not small


def _stump(low: str) -> bool:
    """A piece without a vowel: nh, ng, tr."""
    return len(low) <= 5 and not any(char in "aeiouy" for char in low)


def _second_look(
    text: str, start: int, end: int, before: str, after: str, key: str, capital: bool, opens: bool
) -> Kind:
    """Whether an unreadable word is worth a remark where it stands."""
    if (
        before in _NO_TOUCH
        or after in "'’/\\_@#&"
        or (after == "-" and end + 1 < len(text) and text[end + 1].isalpha())
    ):
        return Kind.OTHER
    if before == "-" and start > 1 and text[start - 2].isalnum():
        return Kind.OTHER
    short = len(key) <= 4 and not any(char in "aăâeêioôơuưy" for char in toneless(key))
    if after == "." and (short or len(key) <= 3):
        return Kind.OTHER
    if short and (capital or len(key) == 1 or text[max(0, start - 2) : start].strip()[-1:].isdigit()):
        return Kind.OTHER
    if capital and not opens:
        return Kind.CAPITALS  # a name, unless a neighbour says otherwise
    return Kind.BAD
