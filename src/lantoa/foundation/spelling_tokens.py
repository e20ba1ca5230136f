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
from lantoa.foundation.spelling_typing import telex

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
_VIETNAMESE = set("abcdefghijklmnopqrstuvwxyzăâđêôơư") | set(
    "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
)
_STUMPS = frozenset("nh ng ngh tr th ch kh ph gh qu".split())  # noqa: SIM905 - a table of words
_HOLLOW = re.compile(
    r"(?:[bcdghklmnpqrstvx]|ch|gh|kh|ngh?|nh|ph|th|tr)(?:ng|nh|ch)|(?:ch|kh|nh|ng|ph|th|tr)[fsrxj]"
)  # thng, cng: the vowel gone
_LONE = frozenset("bcdđghklpqrstv")
_COUNTERS = frozenset(
    """
    điểm khoản mục tiết lớp loại nhóm hạng nhánh cột hình khối tầng dãy chữ bước mẫu điều nêu và hoặc đến án ký tự số
    bảng trừ cộng bằng là
    """.split()  # noqa: SIM905 - a table of words
)


class Kind(Enum):
    SYLLABLE = 1  # allowed by the rules, and in use
    RARE = 2  # allowed by the rules, in no list
    NAME = 3  # a capital inside a sentence: left alone
    BAD = 4  # not allowed by the rules
    CAPITALS = 5  # an unreadable word in capitals: an abbreviation unless its neighbours say otherwise
    STRANGE = 6  # plain letters that are no known syllable: foreign, unless its neighbours say otherwise
    TYPED = 7  # the keys of Telex for a syllable; its key is that syllable
    JOINED = 8  # two words without a blank, the second with a capital
    OTHER = 9  # foreign, a unit, an abbreviation: ends a run


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
        if len(lexicon.seen) > 200_000:
            lexicon.seen.clear()
        known = lexicon.seen[written] = _look(written, lexicon)
    key, kind, capital = known
    opens = capital and _opens(text, start)
    if kind is Kind.SYLLABLE:
        if capital and not opens:
            kind = Kind.NAME
    elif kind is not Kind.OTHER:
        kind = _second_look(text, start, end, key, kind, capital and not opens)
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
    small, title = word == low, word == low[:1].upper() + low[1:]
    title = title or (word.startswith("DD") and word[2:].islower())  # Đ in the keys of Telex
    capital = title and not small
    if not (small or title or word == word.upper()):
        return low, (Kind.JOINED if _joined(word, lexicon) else Kind.OTHER), False
    if lexicon.is_syllable(low):
        key = canonical(low)
        if len(low) == 1 and low in "aeoiuyâêô":
            return key, Kind.OTHER, False
        if key in lexicon.alone:
            return key, Kind.SYLLABLE, capital
        if not (small or title):
            return key, Kind.CAPITALS, False
        return key, (Kind.STRANGE if low.isascii() else Kind.RARE), capital
    if low in _STUMPS and (small or title):
        return low, Kind.BAD, capital
    if low in lexicon.foreign and low not in lexicon.letters:
        return low, Kind.OTHER, False
    if not (small or title):
        return low, (Kind.CAPITALS if len(word) > 2 else Kind.OTHER), False
    if not low.isascii():
        return low, (Kind.BAD if _VIETNAMESE.issuperset(low) and len(low) > 1 else Kind.OTHER), capital
    if small and (len(low) == 1 or (_HOLLOW.fullmatch(low) and low not in lexicon.foreign)):
        return low, Kind.BAD, capital
    typed = telex(low)
    if typed and low not in lexicon.foreign and canonical(typed.word) in lexicon.alone:
        return canonical(typed.word), Kind.TYPED, capital
    return low, (Kind.STRANGE if any(char in "aeiouy" for char in low) else Kind.OTHER), capital


def _joined(word: str, lexicon: Lexicon) -> bool:
    """củaGiám: two syllables in use, one of them with marks, and a capital where the blank should be."""
    cut = next((at for at in range(1, len(word)) if word[at].isupper() and word[at - 1].islower()), 0)
    parts = (word[:cut], word[cut:])
    return (
        cut > 0
        and not word.isascii()
        and all(canonical(part.lower()) in lexicon.alone for part in parts)
        and parts[1][1:].islower()
        and parts[0][1:] == parts[0][1:].lower()
    )


def _second_look(text: str, start: int, end: int, key: str, kind: Kind, inner_capital: bool) -> Kind:
    """Whether an unreadable word is worth a remark where it stands."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if before in _NO_TOUCH or after in "'’/\\_@#&" or (after == "-" and text[end + 1 : end + 2].isalpha()):
        return Kind.OTHER
    if kind is Kind.JOINED:
        return kind
    if after == "." and key.isascii() and (len(key) <= 3 or key in _STUMPS):
        return Kind.OTHER
    if len(key) == 1:
        return kind if _lone_letter(text, start, end) else Kind.OTHER
    if key in _STUMPS and (start == 0 or text[max(0, start - 2) : start].strip()[-1:].isdigit()):
        return Kind.OTHER
    if inner_capital:  # a name, unless a neighbour says otherwise
        return Kind.CAPITALS if kind is Kind.BAD else Kind.NAME
    return kind


def _lone_letter(text: str, start: int, end: int) -> bool:
    """A consonant between two words in small letters, neither of which counts or lists: what is left of a word."""
    if text[start] not in _LONE:
        return False
    left = re.search(r"([^\W\d_]+),? \Z", text[max(0, start - 12) : start])
    right = re.match(r" ([^\W\d_]+)", text[end : end + 12])
    return (
        left is not None
        and right is not None
        and len(left.group(1)) > 1
        and len(right.group(1)) > 1
        and not left.group(1).isascii()
        and left.group(1).islower()
        and right.group(1).islower()
        and left.group(1) not in _COUNTERS
        and right.group(1) not in _COUNTERS
    )
