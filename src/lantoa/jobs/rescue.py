"""Takes back what a killed worker left: retried, or ended as failed in words."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from lantoa.jobs import actions, processes
from lantoa.jobs.models import Job, Worker
from lantoa.jobs.tasks import run_job

logger = logging.getLogger(__name__)

STALE_AFTER = 60.0  # seconds without heartbeat until a running job counts as dead
MOST_WORKERS = 3  # how many workers may die of one place in the queue
GIVEN_UP = "Việc bị ngắt giữa chừng và đã hết số lần chạy lại. Kiểm tra kết quả rồi yêu cầu lại nếu cần."
NEVER_TWICE = "Việc bị ngắt giữa chừng. Việc này không tự chạy lại; kiểm tra kết quả rồi yêu cầu lại nếu cần."

Sighting = dict[tuple[int, str], datetime | None]


def stale_jobs(seconds: float) -> Sighting:
    """Running jobs whose last heartbeat is older than `seconds`: (job, run) → that heartbeat."""
    cutoff = timezone.now() - timedelta(seconds=seconds)
    rows = Job.objects.filter(Q(heartbeat_at=None) | Q(heartbeat_at__lt=cutoff), state=Job.State.RUNNING)
    return {(pk, claim): beat for pk, claim, beat in rows.values_list("pk", "claim", "heartbeat_at")}


def rescue(*, seen: Sighting | None = None, seconds: float = STALE_AFTER) -> Sighting:
    """Takes back jobs that were stale in an earlier round with the same heartbeat, and still are.

    Two sightings, because a machine that slept, or a database that was locked by one long write, makes
    every heartbeat old at once: the living get the time to beat again. Returns what to hand to the next round.
    `seen=None` takes back at the first sight.
    """
    _bury_workers()
    now_stale = stale_jobs(seconds)
    for (job_id, claim), beat in now_stale.items():
        if seen is None or ((job_id, claim) in seen and seen[job_id, claim] == beat):
            _take_back(job_id, claim, beat)
    _place_again(seconds)
    _foreign_tasks(seconds)
    return now_stale


def _bury_workers() -> None:
    """Workers of this machine whose process is gone: what they ran is taken back without waiting for silence."""
    dead = {name for name in Worker.objects.values_list("name", flat=True) if processes.is_dead(name)}
    if not dead:
        return
    for task in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if not (task.worker_ids and task.worker_ids[-1] in dead):
            continue
        job = Job.objects.filter(task_id=task.pk, state=Job.State.RUNNING).first()
        if job is not None:
            _take_back(job.pk, job.claim, job.heartbeat_at)
        else:
            # Taken from the queue and not begun yet: it goes back to its place.
            DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING).update(
                status=TaskResultStatus.READY
                if len(task.worker_ids) < MOST_WORKERS
                else TaskResultStatus.FAILED
            )
    Worker.objects.filter(name__in=dead).delete()


def _take_back(job_id: int, claim: str, beat: datetime | None) -> None:
    with transaction.atomic():
        job = (
            Job.objects.select_for_update()
            .filter(pk=job_id, claim=claim, state=Job.State.RUNNING, heartbeat_at=beat)
            .first()
        )
        if job is None:
            return
        logger.warning(
            "job %s (%s): no heartbeat, taken back after attempt %s", job.pk, job.name, job.attempts
        )
        _place(job).filter(status=TaskResultStatus.RUNNING).delete()
        if job.cancel_asked:
            actions.end(job.pk, claim, Job.State.CANCELLED)
        elif job.attempts < job.max_attempts:
            actions.wait_again(job.pk, claim, seconds=0)
        else:
            words = NEVER_TWICE if job.max_attempts == 1 else GIVEN_UP
            actions.end(job.pk, claim, Job.State.FAILED, error=words)


def _place(job: Job) -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.filter(pk=job.task_id) if job.task_id else DBTaskResult.objects.none()


def _place_again(seconds: float) -> None:
    """A waiting job whose place in the queue was taken by a worker that died before claiming the job."""
    cutoff = timezone.now() - timedelta(seconds=seconds)
    placed = DBTaskResult.objects.filter(pk=OuterRef("task_id")).filter(
        Q(status=TaskResultStatus.READY) | Q(status=TaskResultStatus.RUNNING, started_at__gte=cutoff)
    )
    due = Job.objects.filter(Q(run_after=None) | Q(run_after__lt=cutoff), state=Job.State.WAITING)
    for pk in due.filter(~Exists(placed), created_at__lt=cutoff).values_list("pk", flat=True):
        with transaction.atomic():
            job = Job.objects.select_for_update().filter(pk=pk, state=Job.State.WAITING).first()
            if job is not None and not _place(job).filter(status=TaskResultStatus.READY).exists():
                actions.enqueue(job)


def _foreign_tasks(seconds: float) -> None:
    """Tasks that are not jobs of ours (Wagtail's index updates) and whose worker is gone: again, three times at most."""
    cutoff = timezone.now() - timedelta(seconds=seconds)
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=cutoff)
    living = set(Worker.objects.filter(beat_at__gte=cutoff).values_list("name", flat=True))
    for task in running.exclude(task_path=run_job.module_path):
        if task.worker_ids and task.worker_ids[-1] in living:
            continue
        status = TaskResultStatus.READY if len(task.worker_ids) < MOST_WORKERS else TaskResultStatus.FAILED
        DBTaskResult.objects.filter(
            pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
        ).update(status=status)
