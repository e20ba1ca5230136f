"""The days and the due day of a period, by the rows of rules."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.periods import BadPeriod, Period, ReportingRound, reporting_rounds
from lantoa.reports.models import Call, PeriodRule
from lantoa.reports.windows import round_of


def round_for(code: str) -> ReportingRound:
    """The days and the due day of a period by the rules as they stand. Raises Refused for a period nobody reports."""
    try:
        return round_of(code, [row.rule for row in rules_for(Period.parse(code).year)])
    except BadPeriod as error:
        raise Refused(str(error), code="bad_period", field="period") from error


def days_for(agency_id: int, code: str) -> ReportingRound:
    """The days and the due day of an agency's report: what a superior's round asks, else the rule.

    Where two superiors ask, the first one's. Raises Refused for a period that nobody asks for and no rule reports.
    """
    calls = Call.objects.filter(agency=agency_id, round__period=code).select_related("round")
    call = calls.order_by("pk").first()
    if call is None:
        return round_for(code)
    return ReportingRound(Period.parse(code), call.round.span, call.due_on)


def rules_for(year: int) -> QuerySet[PeriodRule]:
    """The periods that are reported in a year."""
    return PeriodRule.objects.filter(Q(year_to=None) | Q(year_to__gte=year), year_from__lte=year)


def last_round(day: date | None = None) -> ReportingRound:
    """The required period whose days ended last; where nothing is required, the year before."""
    today = day or clock.today()
    found = [
        one
        for year in (today.year - 1, today.year)
        for one in reporting_rounds(year, [row.rule for row in rules_for(year).filter(required=True)])
        if one.window.end < today
    ]
    if not found:
        year = Period.parse(f"{today.year - 1}-Y")
        return ReportingRound(year, year, today)
    return max(found, key=lambda one: (one.window.end, one.window.start))
