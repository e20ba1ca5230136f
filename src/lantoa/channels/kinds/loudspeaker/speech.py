"""A written text as somebody reads it into a microphone: nothing is left to be worked out while speaking. Pure.

Each rule turns one way of writing into words; earlier rules win, and what a rule wrote no later one touches.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from lantoa.channels.kinds.loudspeaker import numbers
from lantoa.channels.kinds.loudspeaker.words import MONEY, UNITS, letters

_UPPER = "A-ZĐĂÂÊÔƠƯ"
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_EDGE = r"(?<![\w.,/])"
_MARK = re.compile("\ue000([\ue010-\ue019]+)\ue001")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]


@dataclass(slots=True)
class Spoken:
    """`unknown` are abbreviations that were read letter by letter because the list does not hold them."""

    text: str
    unknown: list[str] = field(default_factory=list)


def spoken(text: str, abbreviations: Mapping[str, str], *, zero: str = numbers.LINH) -> Spoken:
    """The text in words, with its punctuation and its line ends. No digit is left."""
    reader = _Reader(abbreviations, zero)
    lines = [reader.line(line) for line in unicodedata.normalize("NFC", text).splitlines()]
    return Spoken("\n".join(lines).strip(), reader.unknown)


class _Reader:
    def __init__(self, abbreviations: Mapping[str, str], zero: str) -> None:
        self.abbreviations, self.zero = abbreviations, zero
        self.unknown: list[str] = []
        self._kept: list[str] = []
        self._rules = self._all_rules()

    def line(self, line: str) -> str:
        line = _PRIVATE.sub("", " ".join(line.split()))
        line = "".join(self._plain_digit(sign) for sign in line)
        if line.isupper() and len(line.split()) > 2:  # a heading in capitals has no abbreviations to be told
            line = " ".join(word if word in self.abbreviations else word.lower() for word in line.split())
            line = line[:1].upper() + line[1:]
        for pattern, say in self._rules:
            line = pattern.sub(lambda found, say=say: self._keep(found, say(found)), line)  # type: ignore[misc]
        line = _MARK.sub(self._put_back, line)
        return _tidied(line)

    def _plain_digit(self, sign: str) -> str:
        """Digits of other scripts are read as digits; small ones above the line stay for units."""
        if sign in "²³" or sign.isascii() or not sign.isdigit():
            return sign
        return str(unicodedata.digit(sign))

    def _keep(self, found: re.Match[str], said: str | None) -> str:
        """Said words are put aside under a mark that holds neither digit nor letter case for later rules."""
        if said is None:
            return found[0]
        self._kept.append(said)
        at = "".join(chr(0xE010 + int(figure)) for figure in str(len(self._kept) - 1))
        return f"\ue000{at}\ue001"

    def _put_back(self, found: re.Match[str]) -> str:
        said = self._kept[int("".join(str(ord(sign) - 0xE010) for sign in found[1]))]
        return f" {_MARK.sub(self._put_back, said)} "

    def _all_rules(self) -> list[_Rule]:
        money = "|".join(sorted(MONEY, key=len, reverse=True))
        units = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
        slashed = "|".join(re.escape(unit) for unit in UNITS if "/" in unit)
        return [
            (re.compile(r"(?:https?://|www\.)[^\s,;()]+[^\s,;().]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), self._address),
            (re.compile(r"\b[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*\.(?:vn|com|net|org)(?:/[\w./-]*\w)?\b"), self._address),
            (re.compile(rf"{_EDGE}(?:\+84|0)(?:[ .-]?\d){{8,10}}(?![\w])|{_EDGE}1[89]00(?:[ .]?\d){{2,6}}(?!\w)"), self._phone),
            (re.compile(rf"{_EDGE}(\d+)/(?:(\d{{4}})/)?([{_UPPER}][{_UPPER}a-z&]*\d*(?:-[{_UPPER}][{_UPPER}a-z&]*\d*)*)(?!\w)"), self._document),
            (re.compile(rf"(\bngày\s+)?{_EDGE}(\d{{1,2}})\s?[-–]\s?(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}})(?![\w/])", re.I), self._days),
            (re.compile(rf"(\bngày\s+)?{_EDGE}(\d{{1,2}})([/.-])(\d{{1,2}})\3(\d{{4}})(?![\w/])", re.I), self._date),
            (re.compile(rf"(\bngày\s+|\bsáng\s+|\bchiều\s+|\btối\s+){_EDGE}(\d{{1,2}})[/-](\d{{1,2}})(?![\w/])", re.I), self._day_and_month),
            (re.compile(rf"(\btháng\s+)?{_EDGE}(\d{{1,2}})/((?:19|20)\d\d)(?![\w/])", re.I), self._month),
            (re.compile(rf"{_EDGE}(\d{{1,2}})(?:\s?(?:h|g|giờ)\s?|:)(\d{{2}})(?!\d|\s?(?:%|{money}\b))(?:\s?phút)?"), self._time),
            (re.compile(rf"{_EDGE}(\d{{1,2}})\s?h(?!\w)"), self._hour),
            (re.compile(r"(\bthứ\s+)(\d{1,3})(?![\w,.]*\d)", re.I), self._ordinal),
            (re.compile(r"(\b(?:quý|phần|chương|mục|khóa|kỳ|bậc|loại|hạng|cấp|thế kỷ|thứ)\s+)([IVXLC]+)\b(?:/((?:19|20)\d\d)(?![\w/]))?", re.I), self._roman),
            (re.compile(r"(\btháng\s+)(\d{1,2})(?![\w,./]*\d)", re.I), self._month_alone),
            (re.compile(rf"{_EDGE}({_NUMBER})\s?[-–]\s?({_NUMBER})(?![\w])"), self._range),
            (re.compile(rf"{_EDGE}({_NUMBER})\s?%"), lambda found: f"{self.number(found[1])} phần trăm"),
            (re.compile(rf"{_EDGE}({_NUMBER})\s?({money})(?!\w)"), lambda found: f"{self.number(found[1])} {MONEY[found[2]]}"),
            (re.compile(rf"{_EDGE}({_NUMBER})\s?({units})(?!\w)"), lambda found: f"{self.number(found[1])} {UNITS[found[2]]}"),
            (re.compile(rf"(?<!\w)({slashed})(?!\w)"), lambda found: UNITS[found[1]]),
            (re.compile(rf"{_EDGE}24/(?:24|7)(?![\w/])"), lambda found: "suốt ngày đêm"),
            (re.compile(rf"{_EDGE}(\d+)/(\d+)(?![\w/])"), lambda found: f"{self.number(found[1])} trên {self.number(found[2])}"),
            (re.compile(rf"(?<!\w)(?:{_NUMBER})(?!\w)"), lambda found: self.number(found[0])),
            (re.compile(r"\w*[A-Za-zĐđ]\w*"), self._word),
            (re.compile(r"\d+"), lambda found: self.number(found[0])),
        ]  # fmt: skip

    def number(self, written: str) -> str:
        whole, comma, part = written.replace(".", "").partition(",")
        if comma:
            return numbers.decimal(whole, part, zero=self.zero)
        if len(whole) > 1 and whole.startswith("0"):
            return numbers.digits(whole)
        return numbers.spelled(int(whole), zero=self.zero) if len(whole) < 16 else numbers.digits(whole)

    def _address(self, found: re.Match[str]) -> str:
        bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", found[0]).rstrip("/")
        for sign, said in ((".", " chấm "), ("@", " a còng "), ("/", " gạch chéo "), ("-", " gạch ngang ")):
            bare = bare.replace(sign, said)
        bare = re.sub(r"\d", lambda digit: f" {numbers.digits(digit[0])} ", bare)
        return re.sub(r"[^\w ]", " ", bare).replace("_", " gạch dưới ")

    def _phone(self, found: re.Match[str]) -> str:
        """In groups as they were written, with a breath between."""
        groups = re.split(r"[ .-]", found[0].replace("+84", "0"))
        return ", ".join(numbers.digits(group) for group in groups if group)

    def _document(self, found: re.Match[str]) -> str:
        """ "452/KH-SXD": the number, then what the letters stand for; not the kind again where it stands before."""
        before = re.sub(r"\s+số$", "", found.string[: found.start()].rstrip().lower())
        parts = [self.number(found[1])]
        if found[2]:
            parts.append(f"năm {numbers.spelled(int(found[2]), zero=self.zero)}")
        told = [self._abbreviation(part) for part in found[3].split("-")]
        parts += told[1:] if before.endswith(told[0].lower()) else told
        return ", ".join(filter(None, parts))

    def _abbreviation(self, word: str) -> str:
        if said := self.abbreviations.get(word):
            return said
        self._told(word)
        return self._letter_by_letter(word)

    def _letter_by_letter(self, word: str) -> str:
        groups = re.findall(r"\d+|\D+", word)
        return " ".join(numbers.digits(group) if group.isdigit() else letters(group) for group in groups)

    def _told(self, word: str) -> None:
        if word not in self.unknown:
            self.unknown.append(word)

    def _date(self, found: re.Match[str]) -> str | None:
        said = self._day_words(int(found[2]), int(found[4]), int(found[5]))
        return said and f"{found[1] or 'ngày '}{said}"

    def _days(self, found: re.Match[str]) -> str | None:
        last = self._day_words(int(found[3]), int(found[4]), int(found[5]))
        first = int(found[2])
        return last and f"{found[1] or 'ngày '}{self._plain(first)} đến ngày {last}"

    def _day_and_month(self, found: re.Match[str]) -> str | None:
        said = self._day_words(int(found[2]), int(found[3]))
        word = found[1].strip()
        return said and (f"{word} {said}" if word.lower() == "ngày" else f"{word} ngày {said}")

    def _day_words(self, day: int, month: int, year: int | None = None) -> str | None:
        try:
            date(year or 2024, month, day)
        except ValueError:
            return None
        said = f"{self._plain(day)} tháng {numbers.ordinal(month) if month == 4 else self._plain(month)}"
        return said + (f" năm {self._plain(year)}" if year else "")

    def _plain(self, number: int) -> str:
        return numbers.spelled(number, zero=self.zero)

    def _month(self, found: re.Match[str]) -> str | None:
        month = int(found[2])
        if not 1 <= month <= 12:
            return None
        said = "tư" if month == 4 else self._plain(month)
        return f"{found[1] or 'tháng '}{said} năm {self._plain(int(found[3]))}"

    def _month_alone(self, found: re.Match[str]) -> str | None:
        month = int(found[2])
        return f"{found[1]}{'tư' if month == 4 else self._plain(month)}" if 1 <= month <= 12 else None

    def _time(self, found: re.Match[str]) -> str | None:
        hour, minute = int(found[1]), int(found[2])
        if hour > 24 or minute > 59:
            return None
        return f"{self._plain(hour)} giờ" + (f" {self._plain(minute)} phút" if minute else "")

    def _hour(self, found: re.Match[str]) -> str | None:
        return f"{self._plain(int(found[1]))} giờ" if int(found[1]) <= 24 else None

    def _ordinal(self, found: re.Match[str]) -> str:
        return found[1] + numbers.ordinal(int(found[2]), zero=self.zero)

    def _roman(self, found: re.Match[str]) -> str | None:
        value = numbers.roman(found[2])
        if value is None:
            return None
        fourth = value == 4 and found[1].strip().lower() in {"quý", "thứ"}
        first = value == 1 and found[1].strip().lower() == "thứ"
        said = found[1] + ("tư" if fourth else "nhất" if first else self._plain(value))
        return f"{said} năm {self._plain(int(found[3]))}" if found[3] else said

    def _range(self, found: re.Match[str]) -> str:
        return f"{self.number(found[1])} đến {self.number(found[2])}"

    def _word(self, found: re.Match[str]) -> str | None:
        """A word, where it is an abbreviation: of the list, or in capitals that no Vietnamese word is written in."""
        word = found[0]
        if said := self.abbreviations.get(word):
            return said
        short = re.fullmatch(rf"[{_UPPER}]{{2,}}\d*|[{_UPPER}]{{1,3}}\d+", word)
        mixed = re.fullmatch(rf"[{_UPPER}]{{2,}}[a-z]+[{_UPPER}]+\w*", word)
        if short or mixed:
            return self._abbreviation(word)
        if any(sign.isdigit() for sign in word):
            return re.sub(r"\d+", lambda part: f" {self.number(part[0])} ", word)
        return None


_SIGNS = {
    "&": " và ",
    "+": " cộng ",
    "=": " bằng ",
    "%": " phần trăm ",
    "/": " hoặc ",
    "²": " vuông ",
    "³": " khối ",
}


def _tidied(line: str) -> str:
    """Signs that nobody reads go; brackets and dashes become a breath."""
    for sign, said in _SIGNS.items():
        line = line.replace(sign, said)
    line = re.sub(r"\s*[()\[\]{}]\s*", ", ", line)
    line = re.sub(r"\s+[-–—•*]+\s+|—|…", ", ", re.sub(r"^[-–—•*+]+\s+", "", line))
    line = re.sub(r"[\"“”‘’'«»<>#_|~^\\]", "", line)
    line = re.sub(r"\s+([,.;:?!])", r"\1", " ".join(line.split()))
    line = re.sub(r"[,;:]+(?=[.?!;:])", "", re.sub(r"(,)(?:\s*,)+", r"\1", line))
    return re.sub(r"[,;:]$", "", line.strip(" ,"))
