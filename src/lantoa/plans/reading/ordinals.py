"""How Vietnamese documents number things: "Một là", "Thứ hai", I., 1., 2.1., a), đ), (1), -, Điều 1., Phần thứ nhất."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantoa.plans.reading.normalise import fold

VIETNAMESE = "abcdđeghiklmnopqrstuvxy"
LATIN = "abcdefghijklmnopqrstuvwxyz"

_CARDINALS = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")
_WORDS = {word: value for value, word in enumerate(_CARDINALS, start=1)} | {"tu": 4, "nhat": 1, "nhi": 2}
_TEENS = {
    "mot": 11,
    "hai": 12,
    "ba": 13,
    "bon": 14,
    "tu": 14,
    "lam": 15,
    "nam": 15,
    "sau": 16,
    "bay": 17,
    "tam": 18,
}
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NUMERAL = r"(?:muoi (?:mot|hai|ba|bon|tu|lam|nam|sau|bay|tam|chin)|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
_ORDINAL_WORD = rf"(?:nhat|nhi|tu|{_NUMERAL})"
_HEAD = 160

_WORD_CARDINAL = re.compile(rf"({_NUMERAL} la)\b\s*[,:.\-–]?\s*(?=\S)")
_WORD_ORDINAL = re.compile(
    rf"(thu {_ORDINAL_WORD}(?: la\b)?)(?:\s*[,:.;\-–]+\s*|\s+(?!hang|tuan|dau|cuoi|ngay|va\b|hai\b|tu\b)|\s*$)(?=\S|$)"
)
_WEEKDAY_DATE = re.compile(r"(?:ngay\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}|\d{1,2} thang")
_PART = re.compile(
    rf"(phan|chuong|muc|tieu muc|dieu|phu luc)\s+(thu {_ORDINAL_WORD}|[ivxlc]+|\d{{1,3}}|[a-z])"
    r"(?:\s*[.:/\-–]+\s*|\s+|$)"
)
_NAMED = re.compile(
    rf"((?:nhom )?(?:nhiem vu|noi dung|muc tieu|yeu cau|hoat dong|cong viec|giai phap))\s+"
    rf"(?:so |thu )?(\d{{1,2}}|[ivx]+|{_ORDINAL_WORD})\s*[.:\-–]\s*(?=\S)"
)
_ROMAN = re.compile(r"([IVXLC]{1,8})(\s*[.)/:]+-?\s*|\s*[-–]\s+|-(?=[^\W\d]))(?=\S|$)")
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})(\.|\)|:|/)?(?:\s+|(?<=[.)])(?=[^\W\d]))(?=[^\d%])")
_NUMBER = re.compile(r"(\d{1,3})(\s?[.)]-?|/|\s?-|:|\.\))(?:\s+|(?<=[.)-])(?=[^\W\d])|$)")
_UPPER = re.compile(r"([A-ZĐ])([.)]|/(?=\s)|\s*[-–](?=\s))\s*(?=\S|$)")
_LETTER = re.compile(r"([a-zđ])([.)/]|\.\))\s*(?=\S|$)")
_LETTER_NUMBER = re.compile(r"([a-zđ])\.?(\d{1,2})([.)]|\.\))\s*(?=\S)")
_PAREN = re.compile(r"[(\[](\d{1,2}|[a-zđ]|[ivx]{1,5})[)\]]\s*[.:]?\s*(?=\S|$)")
_BULLET = re.compile(
    r"([-–—−+*•·●○◦▪■□◆◇►➢➤❖✓✔→⇒‣⁃∙\uf0a7\uf0b7\uf0d8\uf0fc\uf02d])+(?:\s+|(?=[^\W\d_]))(?=\S)"
)

RANKS = {
    "part": 0, "upper": 1, "roman": 1, "named": 3, "number": 3, "decimal": 4, "word_cardinal": 3, "word_ordinal": 3,
    "letter": 5, "letter_number": 6, "paren_number": 6, "paren_letter": 6, "lower_roman": 6, "bullet": 8,
}  # fmt: skip
_PART_RANKS = {"phu luc": 0, "phan": 1, "chuong": 2, "muc": 3, "tieu muc": 4, "dieu": 5}
SECTION_KINDS = ("part", "upper", "roman")


@dataclass(frozen=True, slots=True)
class Marker:
    """An ordinal at the head of a line. `path` holds every number of a decimal one; `length` is what it covers."""

    kind: str
    raw: str
    path: tuple[int, ...]
    style: str
    length: int
    automatic: bool = False

    @property
    def value(self) -> int:
        return self.path[-1] if self.path else 0

    @property
    def rank(self) -> float:
        return RANKS[self.kind] + (_PART_RANKS.get(self.style, 0) / 10 if self.kind == "part" else 0)

    @property
    def numbered(self) -> bool:
        return self.kind != "bullet"


def roman(text: str) -> int | None:
    """The value of a Roman numeral below 100 written as it must be, else nothing."""
    total = 0
    for char, following in zip(text, [*text[1:], ""], strict=True):
        digit = _ROMAN_DIGITS.get(char)
        if digit is None:
            return None
        total += -digit if _ROMAN_DIGITS.get(following, 0) > digit else digit
    return total if 0 < total < 100 and to_roman(total) == text else None


def to_roman(value: int) -> str:
    """1–99 in Roman numerals."""
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return tens[value // 10] + ones[value % 10]


def word_value(folded: str) -> int | None:
    """ "nhat", "tu", "muoi hai" as a number."""
    if folded.startswith("muoi "):
        return _TEENS.get(folded[5:], 19 if folded.endswith("chin") else None)
    return _WORDS.get(folded)


def letter_value(letter: str) -> int:
    """The place of a letter in the Vietnamese order; f, j, w, z stand half a step after their Latin neighbour."""
    low = letter.lower()
    return VIETNAMESE.find(low) + 1 if low in VIETNAMESE else 100 + LATIN.find(low)


def marker_of(text: str, label: str = "") -> Marker | None:
    """The ordinal at the start of a line, or the automatic one that Word prints before it."""
    if label.strip():
        found = _read(label.strip() + " x")
        if found:
            return Marker(found.kind, label.strip(), found.path, found.style, 0, automatic=True)
        return Marker("bullet", label.strip(), (), "auto", 0, automatic=True)
    return _read(text[:_HEAD])


def _read(head: str) -> Marker | None:
    folded = fold(head)
    for reader in (_read_word, _read_part, _read_figure, _read_letter, _read_paren, _read_bullet):
        found = reader(head, folded)
        if found:
            return found
    return None


def _read_word(head: str, folded: str) -> Marker | None:
    hit = _WORD_CARDINAL.match(folded)
    if hit and not head[: hit.end()].isupper():
        value = word_value(hit[1][:-3])
        if value and (head[:1].isupper() or "," in head[: hit.end()]):
            return Marker("word_cardinal", head[: hit.end(1)], (value,), "", hit.end())
    hit = _WORD_ORDINAL.match(folded)
    if hit and (head[:1].isupper() or head[hit.end(1) : hit.end(1) + 1] in ",:"):
        value = word_value(hit[1][4:].removesuffix(" la"))
        if value and not _WEEKDAY_DATE.match(folded, hit.end()):
            return Marker("word_ordinal", head[: hit.end(1)], (value,), "", hit.end())
    return None


def _read_part(head: str, folded: str) -> Marker | None:
    hit = _PART.match(folded)
    if hit and head[0].isupper() and (following := head[hit.end() : hit.end() + 1]).upper() == following:
        number = hit[2]
        if number.startswith("thu "):
            value = word_value(number[4:])
        elif number.isdigit():
            value = int(number)
        else:
            written = head[hit.start(2) : hit.end(2)]
            value = roman(written) or (
                letter_value(written) if len(written) == 1 and written.isupper() else None
            )
        bare_word = (
            hit[1] == "muc" and not re.match(r".*[.:/\-–]\s*$", head[: hit.end()]) and not number.isdigit()
        )
        if value and not (bare_word and number.startswith("thu") and following.islower()):
            return Marker("part", head[: hit.end()].strip(), (value,), hit[1], hit.end())
    hit = _NAMED.match(folded)
    if hit and head[0].isupper():
        number = hit[2]
        written = head[hit.start(2) : hit.end(2)]
        value = int(number) if number.isdigit() else word_value(number) or roman(written)
        if value:
            return Marker("named", head[: hit.end(2)], (value,), hit[1], hit.end())
    return None


def _read_figure(head: str, folded: str) -> Marker | None:
    hit = _DECIMAL.match(head)
    if hit:
        path = tuple(int(piece) for piece in hit[1].split("."))
        if all(path) and not re.match(r"(trieu|ty|nghin|dong|%|lan|diem|ha\b)", folded[hit.end() :]):
            return Marker("decimal", hit[0].strip(), path, str(len(path)), hit.end())
    hit = _NUMBER.match(head)
    if hit and not (hit[2] == "/" and not re.match(r"\s|$", head[hit.end(2) :])):
        return Marker("number", (hit[1] + hit[2]).strip(), (int(hit[1]),), hit[2].strip()[:1], hit.end())
    hit = _ROMAN.match(head)
    if hit and (value := roman(hit[1])):
        return Marker("roman", hit[0].strip(), (value,), "", hit.end())
    return None


def _read_letter(head: str, folded: str) -> Marker | None:
    hit = _UPPER.match(head)
    if hit and not re.match(r"[A-ZĐ]\.", head[hit.end(2) :]) and not hit[0].startswith(("Q. ", "P. ")):
        return Marker("upper", hit[0].strip(), (letter_value(hit[1]),), "", hit.end())
    hit = _LETTER_NUMBER.match(head)
    if hit:
        return Marker("letter_number", hit[0].strip(), (letter_value(hit[1]), int(hit[2])), "", hit.end())
    hit = _LETTER.match(head)
    if hit:
        return Marker("letter", hit[0].strip(), (letter_value(hit[1]),), hit[2][:1], hit.end())
    hit = re.match(r"(i{1,3}|iv|vi{0,3}|ix|x)([.)])\s+(?=\S)", head)
    if hit and (value := roman(hit[1].upper())):
        return Marker("lower_roman", hit[0].strip(), (value,), hit[2], hit.end())
    return None


def _read_paren(head: str, folded: str) -> Marker | None:
    hit = _PAREN.match(head)
    if not hit:
        return None
    inner = hit[1]
    raw = hit[0].strip()
    if inner.isdigit():
        return Marker("paren_number", raw, (int(inner),), "(", hit.end())
    value = roman(inner.upper())
    if value and (len(inner) > 1 or inner in "ivx"):
        return Marker("lower_roman", raw, (value,), "(", hit.end())
    return Marker("paren_letter", raw, (letter_value(inner),), "(", hit.end())


def _read_bullet(head: str, folded: str) -> Marker | None:
    hit = _BULLET.match(head)
    if not hit:
        return None
    char = "-" if hit[1] in "–—−-\uf02d" else hit[1]
    return Marker("bullet", hit[0].strip(), (), char, hit.end())


def same_list(first: Marker, second: Marker) -> bool:
    """Whether two markers number the same list: one kind, one depth, one way of writing."""
    if first.kind != second.kind:
        return False
    if first.kind == "decimal":
        return len(first.path) == len(second.path)
    if first.kind in ("number", "letter", "bullet", "part", "lower_roman"):
        return first.style == second.style
    return True
