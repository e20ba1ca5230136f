"""A month and a year as values for the calendar and the timeline: built from days, drawn by components. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from lantoa.ui.charts import Gantt, GanttRow

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


@dataclass(frozen=True)
class Entry:
    """Something on a day; `state` as in ui.words.STATES, empty for none."""

    label: str
    url: str = ""
    state: str = ""


@dataclass(frozen=True)
class Day:
    on: date
    entries: Sequence[Entry] = ()
    off: bool = False
    note: str = ""
    today: bool = False

    @property
    def number(self) -> str:
        return f"{self.on.day:02}"

    @property
    def tail(self) -> str:
        """What follows the number when the grid folds into a list."""
        return f"/{self.on.month:02}, {WEEKDAYS[self.on.weekday()]}"

    @property
    def has(self) -> bool:
        return bool(self.entries or self.note or self.today)


@dataclass(frozen=True)
class Month:
    """Weeks from Monday; days of other months are None."""

    year: int
    month: int
    weeks: Sequence[Sequence[Day | None]] = field(default_factory=tuple)
    before: str = ""
    after: str = ""

    @property
    def title(self) -> str:
        return f"Tháng {self.month} năm {self.year}"

    @property
    def weekdays(self) -> Sequence[str]:
        return WEEKDAYS

    @property
    def empty(self) -> bool:
        return not any(day and day.entries for week in self.weeks for day in week)


def month_of(
    year: int,
    month: int,
    entries: Mapping[date, Sequence[Entry]],
    *,
    today: date | None = None,
    off: Iterable[date] = (),
    notes: Mapping[date, str] | None = None,
    before: str = "",
    after: str = "",
) -> Month:
    """The month with its entries. `off` are days without work (weekends need not be named)."""
    holidays, said = set(off), notes or {}

    def day(on: date) -> Day | None:
        if on.month != month:
            return None
        return Day(
            on, tuple(entries.get(on, ())), on.weekday() >= 5 or on in holidays, said.get(on, ""), on == today
        )

    weeks = [[day(on) for on in week] for week in calendar.Calendar().monthdatescalendar(year, month)]
    return Month(year, month, weeks, before, after)


@dataclass(frozen=True)
class Stretch:
    """A task over the year: from the first day to the last, both included; several for recurring work."""

    label: str
    spans: Sequence[tuple[date, date]]
    url: str = ""
    share: float = 0.0
    state: str = "work"
    words: str = ""
    word: str = ""
    sub: str = ""


def year_of(year: int, stretches: Iterable[Stretch], *, caption: str, today: date | None = None) -> Gantt:
    """The timeline of a year. What lies outside the year is cut off at its ends; spans wholly outside vanish."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = []
    for stretch in stretches:
        spans = [
            ((max(start, first) - first).days, (min(end, last) - first).days)
            for start, end in stretch.spans
            if end >= first and start <= last and start <= end
        ]
        rows.append(
            GanttRow(
                stretch.label,
                spans,
                stretch.url,
                stretch.share,
                stretch.state,
                stretch.words,
                stretch.word,
                stretch.sub,
            )
        )
    starts = [(date(year, month, 1) - first).days for month in range(1, 13)]
    inside = today is not None and first <= today <= last
    days = (last - first + timedelta(days=1)).days
    return Gantt(caption, rows, starts, days, (today - first).days if inside and today else None)
