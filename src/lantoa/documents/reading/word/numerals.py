"""A number in the form a Word list asks for."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def numeral(count: int, form: str) -> str:
    """`form` is Word's name of a number format; one that is not known is written in digits."""
    maker = _FORMS.get(form)
    return maker(count) if maker and count > 0 else str(count)


def _letter(count: int) -> str:
    """a … z, then aa, bb … as Word does."""
    repeats, at = divmod(count - 1, 26)
    return chr(97 + at) * min(repeats + 1, 20)


def _roman(count: int) -> str:
    if count >= 4000:
        return str(count)
    written = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        written += sign * times
    return written


def _vietnamese(count: int) -> str:
    if count <= 10:
        return _WORDS[count]
    if count >= 100:
        return str(count)
    tens, ones = divmod(count, 10)
    head = "mười" if tens == 1 else f"{_WORDS[tens]} mươi"
    if not ones:
        return head
    last = {1: "một" if tens == 1 else "mốt", 5: "lăm"}.get(ones, _WORDS[ones])
    return f"{head} {last}"


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02d}",
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "vietnameseCounting": _vietnamese,
    "none": lambda count: "",
    "numberInDash": lambda count: f"- {count} -",
}
