"""Calendar spans named in a phrase: dates, months, quarters, halves, years, alone, listed or from one to another."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from lantoa.plans.reading.dates import make_day

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_Y = r"(?:\s*/\s*|\s*,?\s*nam\s*)((?:19|20|21)\d{2})(?!\d)"
_SEP = r"\s*(?:,|;|va|den|-|–|&|/|\+)\s*"
_Q = r"(?:iii|ii|iv|i|0?[1-4])(?![\w%]|/\d{1,3}(?!\d))"
_M = r"(?:1[0-2]|0?[1-9])(?!\d|/\d{1,2}(?!\d)|\.\d|%)"

_TOKEN = re.compile(
    rf"""
    (?P<iso>(?<!\d)\d{{4}}-\d\d-\d\d(?!\d))
    | (?P<days>(?<![\d/.])(?P<a1>\d{{1,2}})\s*(?:-|–|den(?:\ het)?(?:\ ngay)?|va(?:\ ngay)?)\s*
        (?P<a2>\d{{1,2}})\s*(?:/|thang\s*)(?P<am>\d{{1,2}})(?:{_Y})?(?![\d/]))
    | (?P<full>(?<![\d/.])(?P<d>\d{{1,2}})\s?(?P<sep>[/.\-])\s?(?P<m>\d{{1,2}})\s?(?P=sep)\s?(?P<y>\d{{4}})(?![\d/]))
    | (?P<word>(?<![\d/.])(?P<wd>\d{{1,2}})\s*thang\s*(?P<wm>\d{{1,2}})(?:\s*(?:,?\s*nam|/|-)\s*(?P<wy>\d{{4}}))?(?!\d|,\s*\d))
    | (?P<monthyear>(?<![\d/.])(?P<mm>1[0-2]|0?[1-9])\s?/\s?(?P<my>(?:19|20|21)\d{{2}})(?![\d/]))
    | (?P<short>(?<![\d/.,])(?P<sd>\d{{1,2}})/(?P<sm>\d{{1,2}})(?![\d/%]))
    | (?P<part>(?P<pw>tuan\ (?:thu\ )?(?:[1-4]|nhat|mot|hai|ba|tu|dau|cuoi)|thuong\ tuan|trung\ tuan|ha\ tuan|dau|giua|cuoi)
        \s(?:cua\s)?thang\s*(?P<pm>{_M})(?:{_Y})?)
    | (?P<month>thang\s*(?P<months>{_M}(?:(?:{_Y})?{_SEP}(?:thang\s*)?{_M})*)(?:{_Y})?)
    | (?P<quarter>(?P<qw>dau|giua|cuoi)?\s?(?:cac\s)?\bquy\s*(?P<quarters>{_Q}(?:(?:{_Y})?{_SEP}(?:quy\s*)?{_Q})*)(?:{_Y})?)
    | (?P<span>(?P<years>(?:giai\ doan|nam|tu\ nam|trong|)\s*(?P<y1>(?:19|20|21)\d{{2}})\s*(?:-|–|den(?:\ nam)?|va(?:\ nam)?)\s*
        (?:nam\s)?(?P<y2>(?:19|20|21)\d{{2}}))(?!\d))
    | (?P<half>(?P<n>0?[369]|sau|chin|ba)\s*thang\s*(?P<hw>dau|cuoi)\s*(?:cua\s)?nam(?:\s*(?P<hy>(?:19|20|21)\d{{2}}))?(?!\d))
    | (?P<edge>\b(?P<ew>nua\ dau|nua\ cuoi|dau|giua|cuoi)\s*nam(?:\s*(?P<ey>(?:19|20|21)\d{{2}}))?(?![\w]))
    | (?P<year>(?:\b(?:trong|ca|suot|het|ngay\ trong|trong\ ca|trong\ suot)\s+nam(?:\s+(?P<yy>(?:19|20|21)\d{{2}}))?
        |\bnam\s+(?P<yz>(?:19|20|21)\d{{2}}))(?!\d|\s*-\s*\d))
    | (?P<term>\b(?:ca|trong|suot)\s+giai\ doan\b(?!\s*(?:19|20|21)\d\d))
    | (?P<lone>\bngay\s+(?P<ld>\d{{1,2}})(?![\d/]|\s*(?:thang|hang|cua|moi|lam\ viec|den|va|-|–)))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A span of days found at a place. An unknown or impossible bound is nothing.

    `exact` is a single day, `coarse` a year or more, `joined` names both ends itself ("tháng 3 đến tháng 11").
    `months` are those of a list with gaps ("Tháng 5, 9"; for "Quý II và Quý IV" the last of each quarter).
    """

    at: int
    until: int
    start: date | None
    end: date | None
    exact: bool = False
    named_year: bool = False
    bad: bool = False
    coarse: bool = False
    joined: bool = False
    months: tuple[int, ...] = ()


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def find_spans(folded: str, years: tuple[int, int] | None) -> list[Span]:
    """Every span of a folded phrase, in order.

    A span without a year takes that of a later one in the phrase ("Quý I và Quý III/2026"), else the plan's first
    year; without any, its bounds stay open.
    """
    hits = list(_TOKEN.finditer(folded))
    found: list[Span] = []
    later: int | None = None
    for hit in reversed(hits):
        named = _named_year(hit)
        year = named or later or (years[0] if years else None)
        span = _span(hit, year, years)
        if span:
            found.append(replace(span, named_year=named is not None))
            later = named or later
    return _forward(found[::-1], folded)


def _forward(spans: list[Span], folded: str) -> list[Span]:
    """ "từ tháng 11 đến tháng 2": the second lies in the next year."""
    for index in range(1, len(spans)):
        before, span = spans[index - 1], spans[index]
        joined = re.fullmatch(r"\s*(?:-|–|den(?: het)?(?: ngay)?)\s*", folded[before.until : span.at])
        if (
            joined
            and span.start
            and before.start
            and span.end
            and span.end < before.start
            and not span.named_year
        ):
            following = make_day(span.start.year + 1, span.start.month, span.start.day)
            ending = make_day(span.end.year + 1, span.end.month, span.end.day)
            spans[index] = replace(span, start=following, end=ending)
    return spans


def _named_year(hit: re.Match[str]) -> int | None:
    if hit["iso"]:
        return int(hit["iso"][:4])
    years = re.findall(r"(?<!\d)((?:19|20|21)\d{2})(?!\d)", hit[0])
    return int(years[0]) if years else None


def _span(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> Span | None:
    at, until = hit.start(), hit.end()
    for kind, maker in _MAKERS.items():
        if hit[kind] is not None:
            start, end, exact, bad = maker(hit, year, years)
            if kind == "lone" and not bad and start is None:
                return None
            return Span(
                at,
                until,
                start,
                end,
                exact,
                bad=bad,
                coarse=kind in ("year", "term", "span"),
                months=_apart(hit),
                joined=kind in ("days", "span")
                or re.search(r"\d\s*(?:-|–|den)|[iv]\s*(?:-|–|den)", hit[0]) is not None,
            )
    return None


def _apart(hit: re.Match[str]) -> tuple[int, ...]:
    """The months of a list that leaves some out: such a list names turns, not one span."""
    listed, width = (hit["months"], 1) if hit["months"] else (hit["quarters"], 3)
    years = set(re.findall(r"(?<!\d)((?:19|20|21)\d{2})(?!\d)", hit[0]))
    if not listed or len(years) > 1 or re.search(r"[-–]|\bden\b", re.sub(_Y, " ", listed)):
        return ()
    steps = sorted(set(_numbers(listed)))
    if len(steps) < 2 or steps[-1] - steps[0] == len(steps) - 1:
        return ()
    return tuple(step * width for step in steps)


_Made = tuple[date | None, date | None, bool, bool]


def _one(year: int | None, month: int, day: int) -> _Made:
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None, None, True, True
    if year is None:
        return None, None, True, False
    made = make_day(year, month, day)
    return made, made, True, made is None


def _iso(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> _Made:
    y, m, d = hit["iso"].split("-")
    return _one(int(y), int(m), int(d))


def _full(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> _Made:
    return _one(int(hit["y"]), int(hit["m"]), int(hit["d"]))


def _word(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> _Made:
    return _one(year, int(hit["wm"]), int(hit["wd"]))


def _short(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> _Made:
    return _one(year, int(hit["sm"]), int(hit["sd"]))


def _days(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> _Made:
    first = _one(year, int(hit["am"]), int(hit["a1"]))
    last = _one(year, int(hit["am"]), int(hit["a2"]))
    return first[0], last[1], False, first[3] or last[3]


def _months(year: int | None, first: int, last: int) -> _Made:
    if year is None:
        return None, None, False, False
    return month_span(year, first)[0], month_span(year, last)[1], False, False


def _numbers(text: str) -> list[int]:
    bare = re.sub(_Y, " ", text)
    return [_ROMAN.get(piece) or int(piece) for piece in re.findall(r"\b(?:iii|ii|iv|i|\d+)\b", bare)]


def _month(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> _Made:
    listed = _numbers(hit["months"])
    return _listed_months(year, listed, hit["months"])


def _listed_months(year: int | None, listed: list[int], text: str) -> _Made:
    if year is not None and len(listed) == 2 and listed[1] < listed[0] and re.search(r"-|–|den", text):
        return month_span(year, listed[0])[0], month_span(year + 1, listed[1])[1], False, False
    return _months(year, min(listed), max(listed))


def _monthyear(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> _Made:
    return _months(int(hit["my"]), int(hit["mm"]), int(hit["mm"]))


def _quarter(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> _Made:
    listed = _numbers(hit["quarters"])
    first, last = min(listed) * 3 - 2, max(listed) * 3
    if hit["qw"] and len(listed) == 1:
        first = last = first + ("dau", "giua", "cuoi").index(hit["qw"])
    return _months(year, first, last)


def _half(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> _Made:
    count = {"sau": 6, "chin": 9, "ba": 3}.get(hit["n"]) or int(hit["n"])
    return _months(year, 1, count) if hit["hw"] == "dau" else _months(year, 13 - count, 12)


def _edge(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> _Made:
    first, last = {"nua dau": (1, 6), "nua cuoi": (7, 12), "dau": (1, 3), "giua": (5, 8), "cuoi": (10, 12)}[
        hit["ew"]
    ]
    return _months(year, first, last)


def _part(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> _Made:
    month = int(hit["pm"])
    if year is None:
        return None, None, False, False
    last = monthrange(year, month)[1]
    word = hit["pw"].replace("thu ", "")
    days = {
        "dau": (1, 10), "thuong tuan": (1, 10), "giua": (11, 20), "trung tuan": (11, 20), "cuoi": (21, last),
        "ha tuan": (21, last), "tuan dau": (1, 7), "tuan 1": (1, 7), "tuan nhat": (1, 7), "tuan mot": (1, 7),
        "tuan 2": (8, 14), "tuan hai": (8, 14), "tuan 3": (15, 21), "tuan ba": (15, 21), "tuan 4": (22, 28),
        "tuan tu": (22, 28), "tuan cuoi": (last - 6, last),
    }[word]  # fmt: skip
    return date(year, month, days[0]), date(year, month, days[1]), False, False


def _span_of_years(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> _Made:
    first, last = sorted((int(hit["y1"]), int(hit["y2"])))
    return date(first, 1, 1), date(last, 12, 31), False, False


def _year(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> _Made:
    named = hit["yy"] or hit["yz"]
    if named:
        return date(int(named), 1, 1), date(int(named), 12, 31), False, False
    return _term(hit, year, years)


def _term(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> _Made:
    if years is None:
        return None, None, False, False
    return date(years[0], 1, 1), date(years[1], 12, 31), False, False


def _lone(hit: re.Match[str], year: int | None, years: tuple[int, int] | None) -> _Made:
    return None, None, True, False


_MAKERS = {
    "iso": _iso, "days": _days, "full": _full, "word": _word, "monthyear": _monthyear, "short": _short, "part": _part,
    "month": _month, "quarter": _quarter, "span": _span_of_years, "half": _half, "edge": _edge, "year": _year,
    "term": _term, "lone": _lone,
}  # fmt: skip
