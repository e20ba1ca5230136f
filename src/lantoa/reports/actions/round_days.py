"""The days of an agency's own report follow the superior's round while they may."""

from __future__ import annotations

from django.db.models import F

from lantoa.foundation.errors import Refused
from lantoa.reports.models import Report
from lantoa.reports.queries.periods import days_for


def follow(agency_id: int, period: str) -> None:
    """Brings a report that was begun to the days and the due day that hold for it now.

    What was frozen or issued keeps the days of its figures, a correction of it too, and says which they are. Where
    nobody asks any more and the rule has ended since, all stays as it is.
    """
    try:
        wanted = days_for(agency_id, period)
    except Refused:
        return
    begun = Report.objects.filter(agency=agency_id, period=period)
    begun.update(due_on=wanted.due)
    starts, ends = wanted.window.start, wanted.window.end
    moving = begun.filter(state=Report.State.WRITING, current=None).exclude(starts=starts, ends=ends)
    # Who has the page open sees the other figures before they freeze.
    moving.update(starts=starts, ends=ends, edition=F("edition") + 1)
