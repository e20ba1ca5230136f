"""Periods that plans, figures and reports speak of: months, quarters, halves, nine months, years, or any two dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lantoa.foundation.text import format_date, nbsp

_DAY = timedelta(days=1)
_ROMAN = ("I", "II", "III", "IV")


class PeriodKind(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    CUSTOM = "custom"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    PeriodKind.MONTH: "Tháng",
    PeriodKind.QUARTER: "Quý",
    PeriodKind.HALF: "6 tháng",
    PeriodKind.NINE_MONTHS: "9 tháng",
    PeriodKind.YEAR: "Năm",
    PeriodKind.CUSTOM: "Khoảng ngày",
}
MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}
"""How many months a period of each kind covers; a custom one has no fixed length."""
_PER_YEAR = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF: 2,
    PeriodKind.NINE_MONTHS: 1,
    PeriodKind.YEAR: 1,
}
_CODE = re.compile(r"(\d{4})-(?:(M)(\d{1,2})|(Q)(\d)|(H)(\d)|(9M)|(Y))")
_LETTER_KINDS = {"M": PeriodKind.MONTH, "Q": PeriodKind.QUARTER, "H": PeriodKind.HALF}


class BadPeriod(ValueError):
    """No such period: an index out of range, an unreadable code, an end before its start."""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole calendar days, both ends included.

    `index` counts within the year from 1 (month 1–12, quarter 1–4, half 1–2; always 1 for nine months and a year).
    A custom period has its own dates, `year` being that of its start and `index` 0: make it with `Period.custom`.
    """

    kind: PeriodKind
    year: int
    index: int = 1
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.kind is PeriodKind.CUSTOM:
            if self.first is None or self.last is None or self.last < self.first:
                raise BadPeriod("Khoảng ngày cần ngày đầu không sau ngày cuối.")
        elif not (1 <= self.index <= _PER_YEAR[self.kind] and 1 <= self.year <= 9998):
            raise BadPeriod(f"Không có kỳ {self.kind.label.lower()} {self.index} năm {self.year}.")

    @classmethod
    def custom(cls, first: date, last: date) -> Period:
        return cls(PeriodKind.CUSTOM, first.year, 0, first, last)

    @classmethod
    def containing(cls, day: date, kind: PeriodKind) -> Period:
        """The period of that kind in which `day` lies; October to December lie in no nine months (BadPeriod)."""
        if kind is PeriodKind.CUSTOM or (kind is PeriodKind.NINE_MONTHS and day.month > 9):
            raise BadPeriod(f"{format_date(day)} không thuộc kỳ nào loại {kind.label.lower()}.")
        return cls(kind, day.year, (day.month - 1) // MONTHS[kind] + 1)

    @classmethod
    def of(cls, first: date, last: date) -> Period:
        """The named period with these two days, the shortest kind first; a custom one where there is none."""
        for kind in MONTHS:
            try:
                found = cls.containing(first, kind)
            except BadPeriod:
                continue
            if (found.start, found.end) == (first, last):
                return found
        return cls.custom(first, last)

    @classmethod
    def parse(cls, code: str) -> Period:
        """The period of a code that `code` writes: 2026-M10, 2026-Q1, 2026-H1, 2026-9M, 2026-Y, 2026-03-01..2026-05-31."""
        text = code.strip()
        if ".." in text:
            first, _, last = text.partition("..")
            try:
                return cls.custom(date.fromisoformat(first), date.fromisoformat(last))
            except ValueError as error:
                raise BadPeriod(f"Mã kỳ “{code}” không đúng.") from error
        match = _CODE.fullmatch(text.upper())
        if not match:
            raise BadPeriod(f"Mã kỳ “{code}” không đúng.")
        year, *groups = [group for group in match.groups() if group]
        if len(groups) == 2:
            return cls(_LETTER_KINDS[groups[0]], int(year), int(groups[1]))
        return cls(PeriodKind.NINE_MONTHS if groups[0] == "9M" else PeriodKind.YEAR, int(year))

    @property
    def code(self) -> str:
        """A stable code, which `parse` reads; codes of one kind sort by time."""
        year = f"{self.year:04}"
        match self.kind:
            case PeriodKind.MONTH:
                return f"{year}-M{self.index:02}"
            case PeriodKind.QUARTER:
                return f"{year}-Q{self.index}"
            case PeriodKind.HALF:
                return f"{year}-H{self.index}"
            case PeriodKind.NINE_MONTHS:
                return f"{year}-9M"
            case PeriodKind.YEAR:
                return f"{year}-Y"
            case _:
                return f"{self.start.isoformat()}..{self.end.isoformat()}"

    @property
    def start(self) -> date:
        return self.first or date(self.year, (self.index - 1) * MONTHS[self.kind] + 1, 1)

    @property
    def end(self) -> date:
        if self.last:
            return self.last
        months = self.index * MONTHS[self.kind]
        return date(self.year + months // 12, months % 12 + 1, 1) - _DAY

    @property
    def label(self) -> str:
        """As official papers name it, with blanks at which no line breaks: "Quý III/2026", "6 tháng đầu năm 2026"."""
        match self.kind:
            case PeriodKind.MONTH:
                return nbsp(
                    "Tháng", f"{self.index:02}/{self.year}" if self.index < 3 else f"{self.index}/{self.year}"
                )
            case PeriodKind.QUARTER:
                return nbsp("Quý", f"{_ROMAN[self.index - 1]}/{self.year}")
            case PeriodKind.HALF:
                return nbsp("6", "tháng", "đầu" if self.index == 1 else "cuối", "năm", self.year)
            case PeriodKind.NINE_MONTHS:
                return nbsp("9", "tháng", "đầu", "năm", self.year)
            case PeriodKind.YEAR:
                return nbsp("Năm", self.year)
            case _:
                return f"{nbsp('Từ', format_date(self.start))} {nbsp('đến', format_date(self.end))}"

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def __contains__(self, other: object) -> bool:
        """Whether a day, or the whole of another period, lies within."""
        if isinstance(other, Period):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, date) and self.start <= other <= self.end

    def next(self) -> Period:
        """The period of the same kind that follows; after nine months those of the next year; a custom one of equal length."""
        return self._moved(1)

    def previous(self) -> Period:
        return self._moved(-1)

    def _moved(self, step: int) -> Period:
        if self.kind is PeriodKind.CUSTOM:
            shift = timedelta(days=self.days * step)
            return Period.custom(self.start + shift, self.end + shift)
        per_year = _PER_YEAR[self.kind]
        number = self.year * per_year + self.index - 1 + step
        return Period(self.kind, number // per_year, number % per_year + 1)

    def split(self, kind: PeriodKind) -> list[Period]:
        """The periods of a smaller kind that this one is made of: a year's quarters, a quarter's months."""
        part = Period.containing(self.start, kind)
        parts = []
        while part in self:
            parts.append(part)
            part = part.next()
        return parts


def current(day: date, kind: PeriodKind = PeriodKind.QUARTER) -> Period:
    return Period.containing(day, kind)


# --- reporting windows ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReportingRule:
    """When a periodic report is due and which days its figures cover.

    Days are (month, day) in the year reported; `opens_year_before` puts the opening in the year before.
    """

    kind: PeriodKind
    index: int
    opens: tuple[int, int]
    closes: tuple[int, int]
    due: tuple[int, int]
    opens_year_before: bool = False


@dataclass(frozen=True, slots=True)
class ReportingRound:
    """One report to send: for which period, over which days of figures, by when."""

    period: Period
    window: Period
    due: date


# Periodic reports on administrative reform close on the 14th and are due on the 20th of the period's last month
# (văn bản 581/BNV-CCHC). There is no report of its own for quarters II and IV: half a year and the year stand in.
CCHC_REPORTING: tuple[ReportingRule, ...] = (
    ReportingRule(PeriodKind.QUARTER, 1, (12, 15), (3, 14), (3, 20), opens_year_before=True),
    ReportingRule(PeriodKind.HALF, 1, (12, 15), (6, 14), (6, 20), opens_year_before=True),
    ReportingRule(PeriodKind.QUARTER, 3, (6, 15), (9, 14), (9, 20)),
    ReportingRule(PeriodKind.YEAR, 1, (12, 15), (12, 14), (12, 20), opens_year_before=True),
)


def reporting_round(rule: ReportingRule, year: int) -> ReportingRound:
    """The report that `rule` asks for in `year`."""
    opens = date(year - rule.opens_year_before, *rule.opens)
    return ReportingRound(
        Period(rule.kind, year, rule.index),
        Period.custom(opens, date(year, *rule.closes)),
        date(year, *rule.due),
    )


def reporting_rounds(year: int, rules: Sequence[ReportingRule] = CCHC_REPORTING) -> list[ReportingRound]:
    """All reports of `year`, the first due first."""
    return sorted((reporting_round(rule, year) for rule in rules), key=lambda found: found.due)
