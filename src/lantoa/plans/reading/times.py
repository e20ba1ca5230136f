"""Time phrases: "Thường xuyên", "hằng quý", "Quý II, III", "trước ngày 30/6", "Sau khi có văn bản chỉ đạo"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lantoa.plans.reading.draft import When
from lantoa.plans.reading.normalise import fold, squeeze
from lantoa.plans.reading.periods import Span, find_spans
from lantoa.plans.reading.recurring import Recurrence, find_recurrence

# "24/7" is round the clock unless its neighbours make it the 24th of July.
_ROUND_THE_CLOCK = re.compile(
    r"(?<![\d/])(?<!ngay )(?<!truoc )(?<!sau )(?<!den )(?<!tu )(?<!- )24/(?:7|24)(?![\d/])(?!\s*(?:den|-|–)\s*\d)"
)
_CONTINUOUS = re.compile(
    rf"\b(?:thuong xuyen|lien tuc|xuyen suot|thuong truc|suot ngay dem)\b|{_ROUND_THE_CLOCK.pattern}"
)
_EVENT = re.compile(
    r"\b(?:ngay )?(?:sau khi|ngay khi|truoc khi|trong khi|khi\b|theo\b|ke tu|tuy theo|tuy thuoc|can cu|trong vong \d+"
    r"|sau (?:khi|\d+ ngay)|(?:trong|cham nhat|khong qua)(?: thoi han)? \d+ ngay|ngay sau|sau hoi nghi|sau ngay ban hanh"
    r"|(?:tu|sau) (?:khi|ngay (?:ban hanh|ky))|(?:truoc|sau|trong|vao|nhan|dip)(?: dip| ngay)? (?:tet|le|dip|ky hop|hoi nghi|dai hoi|bau cu)"
    r"|(?:trong|vao|nhan|dip)(?: dip)? (?:tuan le|thang (?:cao diem|hanh dong)|dot cao diem|ngay (?:hoi|chuyen doi so|phap luat))|sau(?= [a-z]+ [a-z]))"
)
_DEADLINE = re.compile(
    r"\b(?:truoc|cham nhat|muon nhat|tre nhat|khong (?:qua|muon hon|cham hon)|hoan thanh|hoan tat|xong|den het|het|han"
    r"|den|ket thuc|toi)\b"
)
_BEFORE = re.compile(r"\btruoc\s*(?:het\s*)?(?:trong\s*)?$")
_FROM = re.compile(r"\b(?:tu|bat dau|ke tu)\b")
_MONTH_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười một": 11, "mười hai": 12, "mười": 10, "chạp": 12,
}  # fmt: skip
_MONTH_WORD = re.compile(
    r"\b(tháng)\s+(giêng|một|hai|ba|tư|năm|sáu|bảy|bẩy|tám|chín|mười một|mười hai|mười|chạp)\b"
    r"(?!\s*(?:lần|bài|kỳ|số|cuộc|buổi|đợt|tin|\d))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;(\n]")


@dataclass(frozen=True, slots=True)
class TimeReading:
    """A phrase read. `bad_date` says that it names a day which no calendar has."""

    when: When
    bad_date: bool = False


def read_time(raw: str | None, years: tuple[int, int] | None = None) -> TimeReading:
    """The phrase as a kind with its bounds; kind is nothing when the phrase says no time that we know.

    `years` are the plan's first and last year; a phrase without a year is within them. What stands first decides:
    "Thường xuyên; báo cáo trước ngày 15/12" is continuous. "Trước ngày D" and "hoàn thành ngày D" end on that day.
    Months or quarters listed one after the other ("Quý II, III") are a range; with gaps ("Tháng 5, 9") they recur.
    """
    text = squeeze(raw or "").strip(" .;,:-–")
    if not text:
        return TimeReading(When())
    folded = re.sub(r"\s+", " ", fold(_MONTH_WORD.sub(_month_figure, text)))
    if len(folded) > 600:
        return TimeReading(When(raw=text))
    reading = _read(folded, years)
    event = text if reading.when.event_text else None
    return replace(reading, when=replace(reading.when, raw=text, event_text=event))


def _month_figure(hit: re.Match[str]) -> str:
    return f"{hit[1]} {_MONTH_WORDS[hit[2].lower()]}"


def _read(folded: str, years: tuple[int, int] | None) -> TimeReading:
    spans = find_spans(_ROUND_THE_CLOCK.sub("     ", folded), years)
    recurrence = find_recurrence(folded)
    continuous = _CONTINUOUS.search(folded)
    event = _EVENT.search(folded)
    places = {
        "continuous": continuous.start() if continuous else None,
        "recurring": recurrence.at if recurrence else None,
        "on_event": event.start() if event else None,
    }
    stated = {kind: at for kind, at in places.items() if at is not None}
    first = min(stated, key=lambda kind: stated[kind]) if stated else None
    if first == "on_event" and recurrence and folded.startswith("theo"):
        first = "recurring"
    if first == "continuous":
        return _within(When(kind="continuous"), _clause_spans(folded, spans, stated["continuous"]))
    if first == "recurring" and recurrence:
        return _recurring(recurrence, spans)
    if first == "on_event":
        fine = [span for span in spans if not span.coarse]
        return _event(folded, fine)
    return _calendar(folded, spans)


def _clause_spans(folded: str, spans: list[Span], at: int) -> list[Span]:
    """The spans in the same clause as the phrase at `at`, deadlines left out."""
    end = _CLAUSE.search(folded, at)
    until = end.start() if end else len(folded)
    return [
        span
        for span in spans
        if span.at < until and not _DEADLINE.search(folded[max(0, span.at - 20) : span.at])
    ]


def _within(when: When, spans: list[Span]) -> TimeReading:
    start, end = _bounds(spans)
    return TimeReading(replace(when, start=start, end=end), any(span.bad for span in spans))


def _bounds(spans: list[Span]) -> tuple[date | None, date | None]:
    starts = [span.start for span in spans if span.start]
    ends = [span.end for span in spans if span.end]
    return (min(starts) if starts else None, max(ends) if ends else None)


def _recurring(recurrence: Recurrence, spans: list[Span]) -> TimeReading:
    free = [span for span in spans if span.until <= recurrence.at or span.at >= recurrence.until]
    if recurrence.takes_dates:
        free = [span for span in free if span.coarse]
    return _within(When(kind="recurring", rrule=recurrence.rrule), [s for s in free if s.start or s.bad])


def _event(folded: str, spans: list[Span]) -> TimeReading:
    dated = [span for span in spans if span.start or span.bad]
    if dated and _DEADLINE.search(folded[: dated[-1].at]):
        reading = _calendar(folded, dated)
        if reading.when.kind:
            return replace(reading, when=replace(reading.when, event_text=folded))
    if dated and folded.find("theo") != 0 and dated[0].at < 12:
        return _calendar(folded, dated)
    return TimeReading(When(kind="on_event", event_text=folded))


def _calendar(folded: str, spans: list[Span]) -> TimeReading:
    if not spans:
        return TimeReading(When())
    bad = any(span.bad for span in spans)
    head = folded[: spans[0].at]
    tail = folded[spans[-1].until :]
    opens = _FROM.search(head)
    if opens and len(spans) == 1 and not spans[0].joined:
        closes = re.search(r"\bden\b", head)
        if closes:
            return TimeReading(When(kind="range", end=spans[0].end), bad)
        if not _DEADLINE.search(head):
            return TimeReading(When(kind="range", start=spans[0].start), bad)
    if not opens and (_DEADLINE.search(head) or re.search(r"\b(?:hoan thanh|xong)\b", tail)):
        return TimeReading(When(kind="once", end=_deadline(head, spans)), bad)
    start, end = _bounds(spans)
    if len(spans) == 1 and spans[0].months:
        rule = f"FREQ=YEARLY;BYMONTH={','.join(map(str, spans[0].months))}"
        return TimeReading(When(kind="recurring", start=start, end=end, rrule=rule), bad)
    if re.search(r"\bsau(?: ngay)?\s*$", head):
        return TimeReading(When(kind="range", start=spans[0].end), bad)
    if len(spans) == 1 and spans[0].exact:
        return TimeReading(When(kind="once", start=start, end=end), bad)
    return TimeReading(When(kind="range", start=start, end=end), bad)


def _deadline(head: str, spans: list[Span]) -> date | None:
    """The last day allowed: the day itself, the end of the month named; before a month, the day before it."""
    last = max(spans, key=lambda span: span.end or date.min)
    if _BEFORE.search(head) and not last.exact and not last.coarse and last.start:
        return last.start - timedelta(days=1)
    return last.end
