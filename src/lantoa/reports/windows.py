"""The arithmetic of what a period is compared with. Pure: days in, days out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from lantoa.foundation.periods import (
    MONTHS,
    BadPeriod,
    Period,
    PeriodKind,
    ReportingRound,
    ReportingRule,
    reporting_round,
)


def round_of(code: str, rules: Iterable[ReportingRule]) -> ReportingRound:
    """The period of a code with its days and due day by the rules. Raises BadPeriod where no rule reports it."""
    period = Period.parse(code)
    for rule in rules:
        if (rule.kind, rule.index) == (period.kind, period.index):
            return reporting_round(rule, period.year)
    raise BadPeriod(f"Không có kỳ báo cáo {period.label}.")


def window_before(period: Period, window: Period) -> Period | None:
    """The days of equal length right before; None for a year, whose year before says it already."""
    months = MONTHS.get(period.kind)
    if months is None or period.kind is PeriodKind.YEAR:
        return None
    return _moved(window, -months)


def window_year_before(window: Period) -> Period:
    """The same days a year before."""
    return _moved(window, -12)


def _moved(window: Period, months: int) -> Period:
    return Period.custom(_month_later(window.start, months), _month_later(window.end, months))


def _month_later(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    last = monthrange(day.year, day.month)[1]
    # The last day of a month stays the last: a window that ends with February ends with November before it.
    return date(
        year,
        month,
        monthrange(year, month)[1] if day.day == last else min(day.day, monthrange(year, month)[1]),
    )
