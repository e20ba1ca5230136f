"""Reads with names: the state of the background work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from lantoa.jobs.models import OPEN, Job, Worker
from lantoa.jobs.rescue import STALE_AFTER

WORKER_SILENT_AFTER = 60.0  # seconds after which no worker counts as living


@dataclass(frozen=True, slots=True)
class Health:
    """`stuck` are running jobs without heartbeat; `oldest` is when the job that has been due longest was due."""

    waiting: int
    running: int
    stuck: int
    failed_today: int
    oldest: datetime | None
    last_beat: datetime | None
    workers: int


def running_now(jobs: QuerySet[Job], limit: int = 10) -> list[Job]:
    """The open ones of `jobs`, which come from `access`."""
    return list(jobs.filter(state__in=OPEN).order_by("pk")[:limit])


def health() -> Health:
    """How the background work stands: two statements."""
    now = timezone.now()
    stale = now - timedelta(seconds=STALE_AFTER)
    state = Job.State
    due = Q(state=state.WAITING) & (Q(run_after=None) | Q(run_after__lte=now))
    jobs = Job.objects.aggregate(
        waiting=Count("pk", filter=Q(state=state.WAITING)),
        running=Count("pk", filter=Q(state=state.RUNNING)),
        stuck=Count("pk", filter=Q(state=state.RUNNING, heartbeat_at__lt=stale)),
        failed_today=Count("pk", filter=Q(state=state.FAILED, finished_at__gte=now - timedelta(days=1))),
        oldest=Min("created_at", filter=due & Q(run_after=None)),
        oldest_put_off=Min("run_after", filter=due),
    )
    oldest = min(filter(None, [jobs.pop("oldest"), jobs.pop("oldest_put_off")]), default=None)
    alive = now - timedelta(seconds=WORKER_SILENT_AFTER)
    workers = Worker.objects.aggregate(
        last_beat=Max("beat_at"), workers=Count("pk", filter=Q(beat_at__gte=alive))
    )
    return Health(oldest=oldest, **jobs, **workers)
