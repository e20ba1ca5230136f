"""Numbers as they are read aloud in Vietnamese. Pure."""

from __future__ import annotations

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
LINH, LE = "linh", "lẻ"
"""Between a hundred and a single digit: *linh* in the North, *lẻ* in the South."""
MOST = 10**15
_SCALES = (("triệu", 10**6), ("nghìn", 10**3))


def spelled(number: int, *, zero: str = LINH) -> str:
    """ "một triệu hai trăm năm mươi nghìn". Digit by digit from 10^15 on, where nobody counts any more."""
    if number < 0:
        return f"âm {spelled(-number, zero=zero)}"
    if number >= MOST:
        return digits(str(number))
    if number == 0:
        return DIGITS[0]
    return " ".join(_words(number, zero, full=False))


def digits(figures: str) -> str:
    """Each digit by itself, as telephone numbers and codes are read."""
    return " ".join(DIGITS[int(figure)] for figure in figures if figure.isdigit())


def decimal(whole: str, part: str, *, zero: str = LINH) -> str:
    """ "mười hai phẩy năm". Up to two decimals are read as a number, more, or with a zero first, digit by digit."""
    after = digits(part) if part.startswith("0") or len(part) > 2 else spelled(int(part), zero=zero)
    return f"{spelled(int(whole), zero=zero)} phẩy {after}"


def ordinal(number: int, *, zero: str = LINH) -> str:
    """What follows "thứ": nhất, hai, ba, tư, năm …"""
    return {1: "nhất", 4: "tư"}.get(number) or spelled(number, zero=zero)


def roman(letters: str) -> int | None:
    """None for letters that are no Roman number written properly."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for at, letter in enumerate(letters):
        value = values.get(letter, 0)
        if not value:
            return None
        following = values.get(letters[at + 1], 0) if at + 1 < len(letters) else 0
        total += -value if value < following else value
    return total if total and _as_roman(total) == letters else None


def _as_roman(number: int) -> str:
    steps = (
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    found = ""
    for value, letters in steps:
        count, number = divmod(number, value)
        found += letters * count
    return found


def _words(number: int, zero: str, *, full: bool) -> list[str]:
    """`full`: something stands before, so that hundreds are named even where there are none."""
    found: list[str] = []
    billions, rest = divmod(number, 10**9)
    if billions:
        found += [*_words(billions, zero, full=full), "tỷ"]
    for name, scale in _SCALES:
        count, rest = divmod(rest, scale)
        if count:
            found += [*_group(count, zero, full=full or bool(found)), name]
    if rest:
        found += _group(rest, zero, full=full or bool(found))
    return found


def _group(number: int, zero: str, *, full: bool) -> list[str]:
    """Three digits."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    found = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    if not rest:
        return found
    if tens == 0:
        if found:
            found.append(zero)
        return [*found, "tư" if ones == 4 and found else DIGITS[ones]]
    found += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if ones == 5:
        return [*found, "lăm"]
    if tens > 1 and ones in (1, 4):
        return [*found, "mốt" if ones == 1 else "tư"]
    return [*found, DIGITS[ones]] if ones else found
