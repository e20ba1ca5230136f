"""What can be said about the health of an installation, without a name in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.models import Count, Min

from lantoa.foundation import clock
from lantoa.jobs.models import Job

STUCK_AFTER = timedelta(minutes=10)
"""A running job whose heart has not beaten this long is stuck: the worker should have taken it back."""
WAITING_TOO_LONG = timedelta(hours=1)


@dataclass(frozen=True)
class JobFigures:
    """How the background work stands. Ages in seconds; 0 when nothing waits."""

    by_state: dict[str, int]
    oldest_waiting_seconds: int
    stuck: int


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except DatabaseError:
        return False


def job_figures(moment: datetime | None = None) -> JobFigures:
    """Counts of jobs in each state, the age of the oldest that is due and waits, and how many are stuck."""
    now = moment or clock.now()
    counted = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    due = Job.objects.filter(state=Job.State.WAITING).exclude(run_after__gt=now)
    oldest = due.aggregate(first=Min("created_at"))["first"]
    return JobFigures(
        by_state={state: counted.get(state, 0) for state in Job.State.values},
        oldest_waiting_seconds=max(0, int((now - oldest).total_seconds())) if oldest else 0,
        stuck=Job.objects.filter(state=Job.State.RUNNING, heartbeat_at__lt=now - STUCK_AFTER).count(),
    )
