"""The days and the due day of a period, by the rows of rules."""

from __future__ import annotations

from lantoa.foundation.errors import Refused
from lantoa.foundation.periods import BadPeriod, ReportingRound
from lantoa.reports.models import PeriodRule
from lantoa.reports.windows import round_of


def round_for(code: str) -> ReportingRound:
    """The days and the due day of a period by the rules as they stand. Raises Refused for a period nobody reports."""
    try:
        return round_of(code, [row.rule for row in PeriodRule.objects.all()])
    except BadPeriod as error:
        raise Refused(str(error), code="bad_period", field="period") from error
