"""Vietnamese text: folding for search, a stored sort key, and numbers and dates as officials write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from lantoa.foundation import clock

NBSP = "\u00a0"
_BLANKS = re.compile(r"\s+")
# Invisible characters that pasted text carries inside words: soft hyphen, zero-width ones, byte order mark.
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


def nfc(text: str) -> str:
    """The text in the composed form (NFC), the only one that is stored."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Every run of blanks (non-breaking ones too) becomes one space; none at the ends."""
    return _BLANKS.sub(" ", text).strip()


def fold(text: str) -> str:
    """The text as a search sees it: no marks, đ as d, lower case, blanks squeezed.

    Idempotent; NFC and NFD spellings fold alike.
    """
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).lower())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return squeeze(bare.replace("đ", "d").translate(_INVISIBLE))


def whole(given: str | None) -> int | None:
    """A number from an address or a form: plain digits, at most 18 (what a database's key holds); None for the rest.

    `str.isdigit` alone lets "²" through, which is no number, and a thousand digits, which `int` refuses.
    """
    return int(given) if given and given.isascii() and given.isdigit() and len(given) <= 18 else None


def lower_first(text: str) -> str:
    """The text as it stands within a sentence: "Tuyên truyền" begins small there, "CCHC" and "UBND" stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


# --- the sort key ---------------------------------------------------------------------------------
#
# Three levels of two-digit weights, each closed by 00: letters, then marks, then case. Only digits are used,
# because every database collation puts 0-9 in that order, while some reorder letters ("aa", "ch").

_END = "00"
# The order of ICU's root collation, blanks first; those written together sort alike.
_SIGNS = " _-,;:!?.·'\"«»()[]{}§@*/\\&#%`^+<=>|~$"
_ALIKE = {
    "–": "-", "—": "-", "‑": "-", "−": "-", "…": ".", "‘": "'", "’": "'", "“": '"', "”": '"',
    "•": "*", "₫": "$",
}  # fmt: skip
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PRIMARY = {char: f"{weight:02}" for weight, char in enumerate([*_SIGNS, *"0123456789", *_LETTERS], start=1)}
_OTHER = "99"  # any other character: 99 and its code point, after all Vietnamese letters
_PLAIN = "01"
# ICU "vi": no mark, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "02", "\u0309": "03", "\u0303": "04", "\u0301": "05", "\u0323": "06"}
_FOREIGN_MARK = "07"
_SHAPES = {"\u0302", "\u0306", "\u031b"}  # circumflex, breve, horn: they make another letter, not an accent


def sort_key(text: str) -> str:
    """A string whose plain order is the Vietnamese alphabetical order of the texts (as ICU's `vi` has it).

    Letters decide first (a ă â b c d đ e ê …), then tones (ngang, huyền, hỏi, ngã, sắc, nặng), then case (small
    before capital). Made of digits only, so that it sorts alike under every collation of either database. Twice
    to thrice as long as the text: index it, do not show it. Blanks are squeezed first.
    """
    primary: list[str] = []
    marks: list[str] = []
    cases: list[str] = []
    for char in squeeze(nfc(text).translate(_INVISIBLE)):
        letter, accents = _split(char)
        lower = letter.lower()
        weight = _PRIMARY.get(_ALIKE.get(lower, lower))
        primary.append(weight if weight else f"{_OTHER}{ord(letter):07}")
        marks.append(_PLAIN)
        marks.extend(_TONES.get(mark, _FOREIGN_MARK) for mark in accents)
        cases.append("02" if letter != lower else _PLAIN)
    return "".join([*primary, _END, *_trimmed(marks), _END, *_trimmed(cases), _END])


def _split(char: str) -> tuple[str, list[str]]:
    """A composed character as its Vietnamese letter (ă, ê, ơ stay whole) and the remaining marks."""
    if char < "\x80" or char in "đĐ":
        return char, []
    base, *marks = list(unicodedata.normalize("NFD", char))
    for mark in marks:
        if mark in _SHAPES:
            whole = nfc(base + mark)
            if whole.lower() in _PRIMARY:
                marks.remove(mark)
                return whole, marks
    return (base, marks) if base.lower() in _PRIMARY else (char, [])


def _trimmed(weights: list[str]) -> list[str]:
    """Without plain weights at the end: the closing 00 is smaller than any, so the order stays."""
    end = len(weights)
    while end and weights[end - 1] == _PLAIN:
        end -= 1
    return weights[:end]


# --- numbers, dates, blanks that hold -------------------------------------------------------------


def format_number(value: Decimal | int, places: int | None = None) -> str:
    """`1234567.5` as "1.234.567,5": a point between thousands, a decimal comma.

    With `places`, that many decimals, halves away from zero; without, the decimals that the value has, less
    closing zeros.
    """
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError("only a finite number can be written")
    if places is not None:
        exact = _rounded(exact, places)
    sign = "-" if exact.is_signed() and exact else ""
    whole, _, decimals = f"{exact.copy_abs():f}".partition(".")
    if places is None:
        decimals = decimals.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


def format_percent(value: Decimal | int, places: int | None = None) -> str:
    """`88.37` as "88,37%", as official papers write it: no blank before the sign."""
    return f"{format_number(value, places)}%"


def _rounded(value: Decimal, places: int) -> Decimal:
    # Decimal's own rounding stops at 28 digits; sums in đồng with decimals may be longer.
    sign, digits, exponent = value.as_tuple()
    shift = -int(exponent) - places
    number = int("".join(map(str, digits)))
    if shift > 0:
        number = (number + 5 * 10 ** (shift - 1)) // 10**shift
    else:
        number *= 10**-shift
    return Decimal((sign, tuple(map(int, str(number))), -places))


def format_date(day: date) -> str:
    """dd/MM/yyyy; an aware moment is shown on its day in Vietnam."""
    shown = clock.local(day) if isinstance(day, datetime) else day
    return f"{shown.day:02}/{shown.month:02}/{shown.year:04}"


def format_date_in_words(day: date) -> str:
    """ "ngày 05 tháng 02 năm 2026", the form of an official document's head.

    A day below 10 and the months 1 and 2 take a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    """
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return nbsp("ngày", f"{day.day:02}", "tháng", month, "năm", str(day.year))


def nbsp(*parts: object) -> str:
    """The parts joined by blanks at which a line never breaks."""
    return NBSP.join(str(part) for part in parts)


_HELD = re.compile(
    r"""
    \b(?:số|ngày|tháng|năm|quý|điều|khoản|chương|mục|phụ\ lục)\ (?=\d|[IVXLC]+\b)  # a word and its number
    | (?<=\d)\ (?=(?:đồng|triệu|tỷ|người|lượt|ngày|tháng|năm|giờ|phút|điểm|km|m2|ha)\b|%)  # a number, its unit
    """,
    re.IGNORECASE | re.VERBOSE,
)


def keep_together(text: str) -> str:
    """Puts non-breaking blanks between a number and the word it belongs to: "số 452/KH-SXD", "Quý III", "9 ngày"."""
    return _HELD.sub(lambda hit: hit.group().replace(" ", NBSP), text)
