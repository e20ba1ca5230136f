"""What can be said about the health of an installation, without a name in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.models import Count
from django.utils import timezone

from lantoa.jobs import queries as jobs
from lantoa.jobs.models import Job


@dataclass(frozen=True)
class JobFigures:
    """How the background work stands. Ages in seconds; 0 when nothing waits."""

    by_state: dict[str, int]
    oldest_waiting_seconds: int
    stuck: int
    workers: int


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except DatabaseError:
        return False


def job_figures() -> JobFigures:
    """Counts of jobs in each state, the age of the oldest that is due and waits, and how many are stuck."""
    counted = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    health = jobs.health()
    return JobFigures(
        by_state={state: counted.get(state, 0) for state in Job.State.values},
        oldest_waiting_seconds=max(0, int((timezone.now() - health.oldest).total_seconds()))
        if health.oldest
        else 0,
        stuck=health.stuck,
        workers=health.workers,
    )
