"""This room's own background work."""

from __future__ import annotations

import shutil
from datetime import timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from lantoa.jobs.access import results_root
from lantoa.jobs.models import OPEN, Job, Worker
from lantoa.jobs.progress import Progress

KEEP_DONE_DAYS = 90  # a result can be downloaded again for this long
KEEP_QUEUE_DAYS = 2


def forget_old(progress: Progress) -> dict[str, int]:
    """Deletes jobs that ended long ago with their files, done rows of the queue, and workers long silent."""
    now = timezone.now()
    ended = Job.objects.exclude(state__in=OPEN).filter(finished_at__lt=now - timedelta(days=KEEP_DONE_DAYS))
    old = list(ended.values_list("pk", flat=True))
    for done, pk in enumerate(old, start=1):
        shutil.rmtree(results_root() / str(pk), ignore_errors=True)
        Job.objects.filter(pk=pk).delete()
        progress.step(done, len(old))
    finished = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    DBTaskResult.objects.filter(
        status__in=finished, finished_at__lt=now - timedelta(days=KEEP_QUEUE_DAYS)
    ).delete()
    Worker.objects.filter(beat_at__lt=now - timedelta(days=KEEP_QUEUE_DAYS)).delete()
    return {"forgotten": len(old)}
