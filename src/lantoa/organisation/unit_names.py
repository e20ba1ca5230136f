"""Recognising a unit by what people call it. Pure: names in, a key out.

"VP Sở", "Văn phòng", "văn phòng Sở Xây dựng" and "VAN PHONG SO" are one unit of Sở Xây dựng; so are "Phòng QLXD"
and "P. Quản lý xây dựng". Marks, case and both tone styles do not count, unless two units differ by them alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lantoa.foundation.text import fold, nfc, squeeze

_SIGNS = re.compile(r"[^\w]+|_")
_ASIDE = re.compile(r"\([^)]*\)")
_SHORT = {"vp": "van phong", "p": "phong", "tt": "trung tam", "bp": "bo phan", "ttr": "thanh tra", "dtn": "doan thanh nien", "cd": "cong doan", "cb": "chi bo", "du": "dang uy"}  # fmt: skip
_TAILS = (
    "uy ban nhan dan thanh pho", "uy ban nhan dan tinh", "uy ban nhan dan phuong", "uy ban nhan dan xa",
    "ubnd thanh pho", "ubnd tinh", "ubnd phuong", "ubnd xa", "co quan", "so", "phuong", "xa", "nganh", "don vi",
)  # fmt: skip
_LINKS = ("thuoc", "cua", "truc thuoc", "tai")


@dataclass(frozen=True, slots=True)
class UnitNames:
    """A unit by its number, with everything it is called."""

    id: int
    names: tuple[str, ...]
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class AgencyNames:
    """What may stand after a unit's name without changing which unit is meant."""

    names: tuple[str, ...] = ()


def match(text: str, units: Iterable[UnitNames], agency: AgencyNames) -> int | None:
    """The unit that the text names, None where none or more than one does."""
    known = list(units)
    for attempt in dict.fromkeys([squeeze(nfc(text)), squeeze(_ASIDE.sub(" ", nfc(text)))]):
        exact = {unit.id for unit in known if attempt.casefold() in {n.casefold() for n in unit.names}}
        if len(exact) == 1:
            return exact.pop()
        wanted = key(attempt, agency)
        found = {unit.id for unit in known if wanted and wanted in _keys(unit, agency)}
        if len(found) == 1:
            return found.pop()
    return None


def key(text: str, agency: AgencyNames) -> str:
    """The text without marks and signs, short forms written out, the agency's own name taken off its end."""
    words = _SIGNS.sub(" ", fold(text.replace("&", " và "))).split()
    if words and words[0] in _SHORT:
        words[:1] = _SHORT[words[0]].split()
    return _without_tail(" ".join(words), agency)


def _without_tail(text: str, agency: AgencyNames) -> str:
    own = [_SIGNS.sub(" ", fold(name)).strip() for name in agency.names]
    for tail in sorted({*own, *_TAILS} - {""}, key=len, reverse=True):
        for ending in (*(f" {link} {tail}" for link in _LINKS), f" {tail}"):
            if text.endswith(ending) and len(text) > len(ending):
                return text[: -len(ending)].strip()
    return text


def _keys(unit: UnitNames, agency: AgencyNames) -> set[str]:
    keys = {key(name, agency) for name in unit.names}
    symbol = fold(unit.symbol)
    if symbol:
        keys |= {symbol, f"phong {symbol}"}
    return keys - {""}
