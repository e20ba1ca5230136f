"""Dates as officials write them: "ngày 20 tháng 12 năm 2022", "27/12/2018", "5-3-2026", and the blank of a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(
    r"(?:ngay\s*)?(?<![\d/.,])(?:"
    r"(?P<d1>\d{1,2})\s*thang\s*(?P<m1>\d{1,2})\s*(?:nam|/|-|,)\s*(?P<y1>\d{4})(?!\d)"
    r"|(?P<d2>\d{1,2})\s?(?P<sep>[/.\-])\s?(?P<m2>\d{1,2})\s?(?P=sep)\s?(?P<y2>\d{4})(?![\d/])"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})(?!\d))"
)
BLANK_DATE = re.compile(
    r"ngay[\s.…_]*(?:\d{1,2})?[\s.…_]*thang[\s.…_]*(?:\d{1,2})?[\s.…_]*nam[\s.…_]*(?:\d{1,4})?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text; `day` is nothing when the calendar has no such day."""

    start: int
    end: int
    day: date | None


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or nothing when the calendar has none. Years 1900 to 2200."""
    if not 1900 <= year <= 2200:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_dates(folded: str, start: int = 0, end: int | None = None) -> list[Found]:
    """Every full date of a folded text, in order, impossible ones included."""
    hits = _DATE.finditer(folded, start, len(folded) if end is None else end)
    return [Found(hit.start(), hit.end(), _day(hit)) for hit in hits]


def date_at(folded: str, position: int) -> Found | None:
    """The date that begins exactly at this position of a folded text."""
    hit = _DATE.match(folded, position)
    return Found(hit.start(), hit.end(), _day(hit)) if hit else None


def _day(hit: re.Match[str]) -> date | None:
    number = next(n for n in "123" if hit[f"d{n}"])
    return make_day(int(hit[f"y{number}"]), int(hit[f"m{number}"]), int(hit[f"d{number}"]))


def is_blank_date(folded: str) -> bool:
    """ "ngày … tháng … năm 2026" with the day or the month left open."""
    return bool(BLANK_DATE.search(folded)) and not _DATE.search(folded)
