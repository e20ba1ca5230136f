"""Words of a Vietnamese administrative text that look wrong: no syllable, a slip inside a known compound, a stump
of one, keys of the input method left as typed, a word written twice.

The check would rather keep silent than accuse sound text: names, foreign words, abbreviations and numbers are left
alone, and a slip is told only where no sound reading of the words is as likely.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lantoa.foundation.spelling_lexicon import OFTEN, UNKNOWN, Lexicon, Syllables, canonical, lexicon, plain
from lantoa.foundation.spelling_paths import Step, read
from lantoa.foundation.spelling_tokens import Kind, Word, runs
from lantoa.foundation.spelling_typing import apart, dates, telex, vni_words
from lantoa.foundation.syllables import retoned, syllables, toneless, why_not

CUT = "có thể là từ bị cắt"
MARKS = "có thể viết sai dấu"
NO_MARKS = "có thể thiếu dấu"
LETTERS = "có thể viết sai chữ"
MISSING = "có thể thiếu chữ"
TWICE = "có thể lặp từ"
TYPED = "có thể là phím gõ chưa thành dấu"
NO_BLANK = "có thể thiếu dấu cách"
NO_SYLLABLE = "không phải một tiếng trong tiếng Việt"
NOT_IN_USE = "ít gặp, có thể viết sai"

MOST_TEXT = 1_000_000
_BEASTS = frozenset(["con", "tôm", "nuôi", "bún", "bánh", "bắt", "ăn"])  # "con voi": here the beast is meant
_LETTER_AND_MARKS = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)
_LONGEST_RUN = 400  # words read at once; a longer run is read in pieces
# Bodies that are named after what they do: "ban tổ chức tổ chức hội thi" is sound.
_DOERS = frozenset(
    "ban tổ đoàn sở phòng đội nhóm bộ phận cán viên hội đồng cơ quan đơn vị trung tâm người công".split()  # noqa: SIM905 - a table of words
)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A word or words that look wrong: text[start:end] == word."""

    start: int
    end: int
    word: str
    suggestion: str | None
    reason: str


def find_suspects(text: str) -> list[Suspect]:
    """The doubtful words of the text, in its order, none overlapping; time grows with the length only.

    Only the first MOST_TEXT characters are looked at: several hundred pages, longer than any plan.
    """
    text = text[:MOST_TEXT]
    if unicodedata.is_normalized("NFC", text):
        return _in_composed(text)
    composed, places = _composed(text)
    return [
        replace(suspect, start=start, end=end, word=text[start:end])
        for suspect in _in_composed(composed)
        for start, end in [(places[suspect.start], places[suspect.end])]
    ]


def _composed(text: str) -> tuple[str, list[int]]:
    """The text with each letter and its marks in one, and where each character of that stood; the end too."""
    parts: list[str] = []
    places: list[int] = []
    for match in _LETTER_AND_MARKS.finditer(text):
        part = unicodedata.normalize("NFC", match.group())
        parts.append(part)
        places += [match.start()] * len(part)
    return "".join(parts), [*places, len(text)]


def _in_composed(text: str) -> list[Suspect]:
    knowledge = lexicon()
    found: list[Suspect] = []
    for run in runs(text, knowledge):
        for at in range(0, len(run), _LONGEST_RUN):
            found += _suspects(text, run[at : at + _LONGEST_RUN], knowledge)
    found += _apart_from_runs(text, found, knowledge)
    return sorted(found, key=lambda suspect: suspect.start)


def _apart_from_runs(text: str, found: list[Suspect], lexicon: Lexicon) -> Iterator[Suspect]:
    """What digits give away: keys of VNI, and words of a date; unless told already."""
    told = {place for suspect in found for place in range(suspect.start, suspect.end)}
    for start, end, meant in vni_words(text, lambda word: canonical(word) in lexicon.alone):
        yield Suspect(start, end, text[start:end], meant, TYPED)
    for start, end, meant in dates(text):
        if start not in told:
            yield Suspect(start, end, text[start:end], meant, MARKS)


def _suspects(text: str, run: list[Word], lexicon: Lexicon) -> Iterator[Suspect]:
    steps = read(run, lexicon)
    repeated = {at: (end, suspect) for at, end, suspect in _repeats(text, run, lexicon)}
    told = -1  # words up to here have been told
    for place, step in enumerate(steps):
        again = next((repeated[at] for at in range(step.at, step.at + step.size) if at in repeated), None)
        if again:
            told = again[0]
            yield again[1]
        if step.at <= told:
            continue
        twice = _twice(text, run, steps, place, lexicon)
        if twice:
            told = step.at + step.size
            yield twice
        elif step.meant:
            yield _slip(text, run, step, lexicon)
        elif step.size > 1:
            yield from (
                _typed(word) for word in run[step.at : step.at + step.size] if word.kind is Kind.TYPED
            )
        else:
            suspect = _lone(run, step.at, lexicon)
            if suspect:
                yield suspect


def _slip(text: str, run: list[Word], step: Step, lexicon: Lexicon) -> Suspect:
    at, meant, changed = step.at, step.meant, step.changed
    if changed < 0:
        reason = MISSING
    else:
        reason = MARKS if plain(run[at + changed].key) == plain(meant[changed]) else LETTERS
        at, meant = _narrowed(at, meant, changed, lexicon)
    words = run[at : at + (step.size if changed < 0 else len(meant))]
    start, end = words[0].start, words[-1].end
    return Suspect(start, end, text[start:end], _cased(meant, words, lexicon), reason)


def _narrowed(at: int, meant: Syllables, changed: int, lexicon: Lexicon) -> tuple[int, Syllables]:
    """The pair around the wrong word, where the phrase has one: "Xây dưng" of "Sở Xây dưng"."""
    pairs = [
        (lexicon.weight.get(meant[place : place + 2], 0), place)
        for place in (changed - 1, changed)
        if place >= 0 and meant[place : place + 2] in lexicon.core and place + 2 <= len(meant)
    ]
    if len(meant) < 3 or not pairs:
        return at, meant
    _, place = max(pairs)
    return at + place, meant[place : place + 2]


def _cased(meant: Syllables, words: list[Word], lexicon: Lexicon) -> str:
    right = lexicon.compounds.get(meant, " ".join(meant))
    if all(word.text.isupper() for word in words):
        return right.upper()
    if all(word.text[:1].isupper() for word in words):
        return " ".join(part[:1].upper() + part[1:] for part in right.split())
    if words[0].text[:1].isupper():
        return right[:1].upper() + right[1:]
    return right


def _lone(run: list[Word], at: int, lexicon: Lexicon) -> Suspect | None:
    word = run[at]
    if word.kind is Kind.BAD:
        return _bad(run, at, lexicon)
    if word.kind is Kind.JOINED:
        cut = next(place for place in range(1, len(word.text)) if word.text[place].isupper())
        return Suspect(word.start, word.end, word.text, f"{word.text[:cut]} {word.text[cut:]}", NO_BLANK)
    if word.kind is Kind.RARE and not word.capital:
        return Suspect(word.start, word.end, word.text, None, NOT_IN_USE)
    if word.kind is Kind.TYPED:
        return _typed(word) if _surely_typed(run, at, lexicon) else None
    if word.kind is Kind.STRANGE:
        return _unmarked(run, at, lexicon)
    if word.kind is Kind.SYLLABLE and not word.capital and len(run) > 1:
        if word.key in lexicon.bound:
            return Suspect(word.start, word.end, word.text, _whole(word, lexicon), CUT)
        meant = lexicon.mistaken.get((word.key,))
        if meant and 0 < at < len(run) - 1 and _marked_around(run, at) and run[at - 1].key not in _BEASTS:
            return Suspect(
                word.start, word.end, word.text, meant[0], NO_MARKS if word.text.isascii() else MARKS
            )
    return None


def _whole(word: Word, lexicon: Lexicon) -> str | None:
    """The compound that the syllable is most likely left of: the one that most phrases hold."""
    pairs = [
        *((word.key, tail) for tail in lexicon.core_after.get(word.key, ())),
        *((head, word.key) for head in lexicon.core_before.get(word.key, ())),
    ]
    likeliest = max(pairs, key=lambda pair: lexicon.weight.get(pair, 0), default=None)
    return lexicon.compounds[likeliest] if likeliest else None


def _surely_typed(run: list[Word], at: int, lexicon: Lexicon) -> bool:
    """Two keys, or one in what would be a common word, amid words with marks: hardly a foreign word."""
    word = run[at]
    typed = telex(word.text.lower())
    if not typed or _foreign_around(run, at) or len(run) == 1:
        return False
    if typed.keys > 1 and len(word.text) > 3:
        return word.opens or not word.capital
    if word.capital:
        return False
    long = len(word.text) > 3 or word.text[-1] in "fj"
    return long and lexicon.alone.get(word.key, UNKNOWN) <= OFTEN and _marked_around(run, at)


def _typed(word: Word) -> Suspect:
    meant = word.key[:1].upper() + word.key[1:] if word.capital else word.key
    return Suspect(word.start, word.end, word.text, meant, TYPED)


def _unmarked(run: list[Word], at: int, lexicon: Lexicon) -> Suspect | None:
    """Plain letters that are a syllable once marked, amid words that have their marks: "thuong xuyên"."""
    word = run[at]
    if word.capital or len(word.key) < 3 or word.key in lexicon.foreign or word.key not in lexicon.letters:
        return None
    if len(run) == 1 or _foreign_around(run, at) or not _marked_around(run, at):
        return None
    return Suspect(word.start, word.end, word.text, None, NO_MARKS)


def _marked_around(run: list[Word], at: int) -> bool:
    around = [*run[max(0, at - 3) : at], *run[at + 1 : at + 4]]
    return sum(not word.text.isascii() for word in around) * 2 >= len(around)


def _bad(run: list[Word], at: int, lexicon: Lexicon) -> Suspect | None:
    word = run[at]
    low = word.text.lower()
    if low.isascii() and (len(run) == 1 or _foreign_around(run, at)):
        return None
    if word.capital and at + 1 < len(run) and run[at + 1].capital:
        return None
    reason = why_not(low)
    if "nguyên âm" in reason:
        return Suspect(word.start, word.end, word.text, None, CUT)
    suggestion, reason = _repaired(low, reason, lexicon)
    if suggestion and word.capital:
        suggestion = suggestion[:1].upper() + suggestion[1:]
    return Suspect(word.start, word.end, word.text, suggestion, reason)


def _foreign_around(run: list[Word], at: int) -> bool:
    return any(0 <= side < len(run) and _foreign(run[side]) for side in (at - 1, at + 1))


def _foreign(word: Word) -> bool:
    return word.text.isascii() and word.kind in (Kind.STRANGE, Kind.BAD, Kind.CAPITALS, Kind.TYPED)


def _repaired(low: str, reason: str, lexicon: Lexicon) -> tuple[str | None, str]:
    """A syllable with its mark put where it belongs, or with ng/ngh, g/gh, c/k as the rules want, or two words."""
    moved = retoned(low)
    if moved != low and moved in syllables():
        return moved, MARKS
    for wrong, right in (("ngh", "ng"), ("ng", "ngh"), ("gh", "g"), ("g", "gh"), ("c", "k"), ("k", "c")):
        if low.startswith(wrong) and right + low[len(wrong) :] in syllables():
            return right + low[len(wrong) :], NO_SYLLABLE
    two = apart(low, lambda one, other: _rank(one, other, lexicon))
    if two:
        return " ".join(two), NO_BLANK
    bare = toneless(low)
    known = bare if bare != low and bare in syllables() else None
    return known, NO_SYLLABLE if "không phải" in reason else MARKS


def _rank(one: str, other: str, lexicon: Lexicon) -> int:
    pair = canonical(one), canonical(other)
    if pair in lexicon.compounds:
        return 3
    if min(len(one), len(other)) < 2 or any(key not in lexicon.alone for key in pair):
        return 0
    return 2 if any(key in lexicon.function for key in pair) else 1


def _repeats(text: str, run: list[Word], lexicon: Lexicon) -> Iterator[tuple[int, int, Suspect]]:
    """Compounds standing twice, where the second is not what a body named so does."""
    at = 0
    while at + 4 <= len(run):
        for size in (3, 2):
            if (
                at + size < len(run)
                and run[at].key == run[at + size].key
                and _same(run, at, at + size, size)
                and tuple(word.key for word in run[at : at + size]) in lexicon.compounds
                and not any(word.capital and not word.opens for word in run[at : at + size])
                and not (at > 0 and run[at - 1].key in _DOERS)
            ):
                yield at, at + 2 * size - 1, _once(text, run, at, size)
                at += size
                break
        at += 1


def _once(text: str, run: list[Word], at: int, size: int) -> Suspect:
    first, last = run[at], run[at + 2 * size - 1]
    once = text[first.start : run[at + size - 1].end]
    return Suspect(first.start, last.end, text[first.start : last.end], once, TWICE)


def _twice(text: str, run: list[Word], steps: list[Step], place: int, lexicon: Lexicon) -> Suspect | None:
    """The same word standing twice, at most one of the two part of a compound."""
    step = steps[place]
    at = step.at + step.size - 1
    if step.meant or at + 1 >= len(run):
        return None
    following = steps[place + 1]
    if following.meant or (step.size > 1 and following.size > 1) or not _same(run, at, at + 1, 1):
        return None
    return None if _may_double(run[at], step.size, following.size, lexicon) else _once(text, run, at, 1)


def _same(run: list[Word], at: int, other: int, size: int) -> bool:
    ones, others = run[at : at + size], run[other : other + size]
    return (
        len(others) == size
        and not others[0].capital
        and all(one.text.lower() == two.text.lower() for one, two in zip(ones, others, strict=True))
    )


def _may_double(word: Word, before: int, after: int, lexicon: Lexicon) -> bool:
    """Whether a word may stand before itself: years by years, "lập tờ trình trình Chủ tịch", but not "của của"."""
    if word.kind is not Kind.SYLLABLE or word.capital or word.key in lexicon.doubles:
        return True
    if before == 1 and after == 1:
        return False
    if word.key in lexicon.function:
        return before > 1 or word.key in _NAMES_OF_UNITS
    return word.key in _NAMES_OF_UNITS or (before > 1 and lexicon.alone.get(word.key, 0.0) <= OFTEN)


_NAMES_OF_UNITS = frozenset(
    """
    tổ phòng ban sở bộ khu số sự người tháng ngày năm đơn cuộc con quý tỉnh xã ấp thôn giờ trình hội đoàn đội công
    trường trạm chùa chợ cửa sông cầu đường hộ nhà thị phường huyện lớp điểm bài sách
    """.split()  # noqa: SIM905 - a table of words
)
