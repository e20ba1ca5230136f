"""One run of one job: claim, heartbeat, work, end. Nothing here raises for a job that fails."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

from django.db import OperationalError, connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from lantoa.foundation.errors import NotVisible, Refused
from lantoa.jobs import actions, registry
from lantoa.jobs import progress as pace
from lantoa.jobs.models import Job
from lantoa.jobs.progress import Cancelled, Progress, Stopping, Superseded, TryLater

logger = logging.getLogger(__name__)
T = TypeVar("T")

SYSTEM_ERROR = "Không làm xong vì lỗi hệ thống. Thử chạy lại; nếu vẫn lỗi, báo quản trị viên số của việc này để xem nhật ký."
GONE = "Đối tượng của việc này không còn, hoặc không thuộc phạm vi của người yêu cầu."
BACK_OFF = (10, 60, 300)  # seconds before the second, third and later attempts

# Set when the worker was asked to end.
stopping = threading.Event()


def run(job_id: int, *, beating: bool = True) -> None:
    """Runs a waiting job to its end, if nobody else has taken it.

    `beating=False` writes the heartbeat from the job's own steps, for callers inside a transaction.
    """
    job = _claim(job_id)
    if job is None:
        return
    progress = Progress(job, stopping=stopping)
    beat = Beat(progress) if beating else None
    if beat:
        beat.start()
    try:
        _work(job, progress)
    finally:
        if beat:
            beat.stop()


def run_waiting(*, limit: int = 1000) -> int:
    """Runs what is due, one after the other, in this thread: for tests. Says how many ran."""
    count = 0
    while count < limit:
        job_id = _due().values_list("pk", flat=True).order_by("pk").first()
        if job_id is None:
            break
        run(job_id, beating=False)
        count += 1
    return count


def _due() -> QuerySet[Job]:
    return Job.objects.filter(Q(run_after=None) | Q(run_after__lte=timezone.now()), state=Job.State.WAITING)


def _claim(job_id: int) -> Job | None:
    """Takes a job that waits and is due, by a conditional update: of two workers one gets it."""
    claim, now = token_hex(16), timezone.now()
    taken = (
        _due()
        .filter(pk=job_id)
        .update(
            state=Job.State.RUNNING, claim=claim, attempts=F("attempts") + 1, started_at=now, heartbeat_at=now
        )
    )
    return Job.objects.get(pk=job_id) if taken else None


def _work(job: Job, progress: Progress) -> None:
    try:
        result = registry.resolve(job.name)(progress, **job.arguments)
    except Cancelled:
        _end(job, Job.State.CANCELLED)
    except Superseded:
        logger.warning("job %s (%s): a run that no longer counts has ended", job.pk, job.name)
    except Stopping:
        _persist(lambda: actions.wait_again(job.pk, job.claim, seconds=0, counted=False))
    except Refused as refusal:
        _end(job, Job.State.FAILED, error=refusal.message)
    except NotVisible:
        _end(job, Job.State.FAILED, error=GONE)
    except TryLater as delay:
        _again_or_fail(job, delay.message, delay.seconds)
    except Exception as error:
        logger.error("job %s (%s) attempt %s: %s", job.pk, job.name, job.attempts, describe(error))
        _again_or_fail(job, SYSTEM_ERROR, BACK_OFF[min(job.attempts, len(BACK_OFF)) - 1])
    else:
        if not progress.finished:
            _persist(
                lambda: actions.end(job.pk, job.claim, Job.State.DONE, result=progress.with_file(result))
            )


def _end(job: Job, state: str, *, error: str = "") -> None:
    _persist(lambda: actions.end(job.pk, job.claim, state, error=error))


def _again_or_fail(job: Job, message: str, seconds: float) -> None:
    if job.attempts < job.max_attempts:
        _persist(lambda: actions.wait_again(job.pk, job.claim, seconds=seconds))
    else:
        _end(job, Job.State.FAILED, error=message)


def _persist(write: Callable[[], T]) -> T | None:
    """Writes how a job ended, also when the database is locked or its connection was lost a moment ago."""
    for pause in (0.2, 1, 5):
        try:
            return write()
        except OperationalError:
            logger.warning("the end of a job could not be written, trying again")
            if not connection.in_atomic_block:
                connection.close()
            time.sleep(pause)
    return write()


def describe(error: BaseException) -> str:
    """The kind of an error and where it happened, without its message: that may hold somebody's data."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{type(error).__qualname__} at {where}"


class Beat:
    """Writes progress and heartbeat of one job from a thread with a database connection of its own.

    So a job deep in one transaction still shows its progress (PostgreSQL) and is not taken for dead.
    On SQLite a write waits for the job's own transaction; a heartbeat that comes late is simply written later.
    """

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"beat-{progress.job_id}", daemon=True)

    def start(self) -> None:
        self.progress.beaten_by_thread = True
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        try:
            while not self._over.wait(pace.WRITE_EVERY):
                try:
                    self.progress.write()
                except Exception as error:
                    logger.warning("heartbeat of job %s: %s", self.progress.job_id, describe(error))
                    connection.close()
        finally:
            connection.close()
