"""Automatic numbering: the label that Word would print before a paragraph.

Counters belong to the abstract list, so that two lists of one kind go on counting together, as in Word; a list
that overrides its start begins anew the first time it is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lantoa.documents.reading.word.names import Element, number, value, w
from lantoa.documents.reading.word.numerals import numeral

LEVELS = 9
_HOLE = re.compile(r"%([1-9])")
_PRIVATE_SIGNS = {"\uf02d": "-", "\uf02b": "+", "\uf02a": "*", "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•"}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and prints. `restart_after` is the level (from 0) whose use resets it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart_after: int | None = None
    never_restarts: bool = False
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class List:
    """A numbering instance: its abstract list, own levels and own starts."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """All lists of a document and how far each has counted."""

    lists: dict[str, List] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, num_id: str, style_id: str | None) -> int | None:
        """The level that a style is tied to, None when it is tied to none."""
        found = self.lists.get(num_id)
        for at, level in found.levels.items() if found and style_id else ():
            if level.style == style_id:
                return at
        return None

    def label(self, num_id: str, at: int) -> str:
        """Counts one paragraph at level `at` of list `num_id` and gives its printed label ("" for no such list)."""
        found = self.lists.get(num_id)
        if found is None or not 0 <= at < LEVELS:
            return ""
        counts = self._counts.setdefault(found.abstract, [None] * LEVELS)
        if at in found.starts and (num_id, at) not in self._started:
            counts[at] = None
        self._started.add((num_id, at))
        start = found.starts.get(at, _level(found, at).start)
        current = counts[at]
        counts[at] = start if current is None else current + 1
        for deeper in range(at + 1, LEVELS):
            if _resets(_level(found, deeper), at, deeper):
                counts[deeper] = None
        return _printed(found, at, counts)


def _level(found: List, at: int) -> Level:
    return found.levels.get(at) or Level()


def _resets(level: Level, used: int, own: int) -> bool:
    if level.never_restarts:
        return False
    limit = own - 1 if level.restart_after is None else level.restart_after
    return used <= limit


def _printed(found: List, at: int, counts: list[int | None]) -> str:
    level = _level(found, at)
    if level.form == "bullet":
        return _bullet(level.text)

    def fill(hole: re.Match[str]) -> str:
        shown = int(hole[1]) - 1
        count = counts[shown]
        other = _level(found, shown)
        form = "decimal" if level.legal and other.form != "decimalZero" else other.form
        return numeral(found.starts.get(shown, other.start) if count is None else count, form)

    return _HOLE.sub(fill, level.text).strip()


def _bullet(text: str) -> str:
    """A bullet as a person would type it; signs of picture fonts and unknown ones become a dash."""
    sign = text.strip()
    if sign in _PRIVATE_SIGNS:
        return _PRIVATE_SIGNS[sign]
    is_private = len(sign) == 1 and "\ue000" <= sign <= "\uf8ff"
    return "-" if not sign or is_private or sign.isalnum() or sign == "%" else sign[:3]


def read_numbering(root: Element | None) -> Numbering:
    """The numbering part, or no lists at all."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstracts = {
        element.get(w("abstractNumId")) or "": element for element in root.iterfind(w("abstractNum"))
    }
    linked = {style: key for key, element in abstracts.items() if (style := value(element, "styleLink"))}
    for element in root.iterfind(w("num")):
        key = value(element, "abstractNumId") or ""
        link = value(abstracts.get(key), "numStyleLink")
        key = linked.get(link, key) if link else key
        if key not in abstracts:
            continue
        levels, starts = _levels(abstracts[key]), {}
        for override in element.iterfind(w("lvlOverride")):
            at = number(override.get(w("ilvl")), 0) or 0
            levels |= _levels(override)
            start = number(value(override, "startOverride"))
            if start is not None:
                starts[at] = start
        numbering.lists[element.get(w("numId")) or ""] = List(key, levels, starts)
    return numbering


def _levels(parent: Element) -> dict[int, Level]:
    found = {}
    for element in parent.iterfind(w("lvl")):
        at = number(element.get(w("ilvl")), 0) or 0
        restart = number(value(element, "lvlRestart"))
        is_legal = element.find(w("isLgl"))
        found[at] = Level(
            start=_start(element),
            form=_form(element),
            text=value(element, "lvlText") or "",
            restart_after=None if restart is None else restart - 1,
            never_restarts=restart == 0,
            legal=is_legal is not None and (is_legal.get(w("val")) or "1") not in {"0", "false"},
            style=value(element, "pStyle"),
        )
    return found


def _start(level: Element) -> int:
    start = number(value(level, "start"))
    return 1 if start is None else start


def _form(level: Element) -> str:
    """A form newer than the format stands in an alternate block, whose last branch names the nearest old one."""
    said = [*level.iter(w("numFmt"))]
    return (said[-1].get(w("val")) or "decimal") if said else "decimal"
