"""Whether the ordinals of one list follow each other: what repeats, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.plans.reading.ordinals import LATIN, VIETNAMESE, Marker, to_roman

_LETTER_KINDS = ("letter", "paren_letter", "upper")


@dataclass(frozen=True, slots=True)
class Fault:
    """`index` is the place in the list; `missing` names the ordinals left out, empty when it repeats."""

    index: int
    missing: tuple[str, ...] = ()


def faults(markers: Sequence[Marker]) -> list[Fault]:
    """Duplicates and gaps of one list, in order.

    Letters follow the Vietnamese order (a b c d đ e g h i k l …). A list that uses f, j, w or z, or that Word
    numbered by itself, follows the Latin one. The first ordinal may be any: the caller knows what came before.
    """
    values = _values(markers)
    found: list[Fault] = []
    seen: set[int] = set()
    last: int | None = None
    for index, value in enumerate(values):
        if value in seen:
            found.append(Fault(index))
        elif last is not None and value > last + 1:
            gap = range(last + 1, min(value, last + 6))
            absent = tuple(written(markers[index], step, markers) for step in gap if step not in seen)
            if absent:
                found.append(Fault(index, absent))
        seen.add(value)
        last = value if last is None else max(last, value)
    return found


def _values(markers: Sequence[Marker]) -> list[int]:
    if markers and markers[0].kind in _LETTER_KINDS and is_latin(markers):
        return [LATIN.find(_letter(marker)) + 1 for marker in markers]
    return [marker.value for marker in markers]


def _letter(marker: Marker) -> str:
    return next((char.lower() for char in marker.raw if char.isalpha()), "")


def is_latin(markers: Sequence[Marker]) -> bool:
    """A list that Word numbered, or that holds a letter foreign to Vietnamese, and no đ."""
    letters = {_letter(marker) for marker in markers}
    if "đ" in letters:
        return False
    return bool(letters & set("fjwz")) or all(marker.automatic for marker in markers)


def written(marker: Marker, value: int, markers: Sequence[Marker] = ()) -> str:
    """The ordinal as this list would write it."""
    if marker.kind in _LETTER_KINDS:
        order = LATIN if is_latin(markers) else VIETNAMESE
        letter = order[value - 1] if value <= len(order) else "?"
        return letter.upper() if marker.kind == "upper" else letter
    if marker.kind == "roman":
        return to_roman(value) if value < 100 else str(value)
    if marker.kind == "word_cardinal":
        return f"{_CARDINALS[value]} là" if value <= 10 else str(value)
    if marker.kind == "word_ordinal":
        return f"Thứ {_ORDINALS[value]}" if value <= 10 else str(value)
    return ".".join(str(step) for step in (*marker.path[:-1], value))


_CARDINALS = ("", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")
_ORDINALS = ("", "nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
