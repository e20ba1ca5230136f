"""What a running job says about itself, and how it learns that it should stop."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path
from typing import Any

from django.utils import timezone

from lantoa.jobs import actions
from lantoa.jobs.access import results_root
from lantoa.jobs.models import Job

WRITE_EVERY = 1.0  # seconds between two writes of progress
BEAT_EVERY = 5.0  # seconds between two heartbeats when nothing else is written


class Cancelled(Exception):
    """Somebody asked to stop this job. Raised by `step`; let it pass."""


class Superseded(Exception):
    """This run was given up for dead and no longer counts. Raised by `step`; let it pass."""


class Stopping(Exception):
    """The worker is being shut down; the job will be run again. Raised by `step`; let it pass."""


class TryLater(Exception):
    """A job raises this to be run again after `seconds`; `message` is shown when no attempt is left."""

    def __init__(self, message: str, *, seconds: float = 60) -> None:
        super().__init__(message)
        self.message = message
        self.seconds = seconds


class Progress:
    """Handed to every job. `step` is cheap: call it in each turn of a loop."""

    def __init__(self, job: Job, *, stopping: threading.Event | None = None) -> None:
        self.job_id = job.pk
        self.title = job.title
        self.asked_by_id = job.asked_by_id
        self.agency_id = job.agency_id
        self.claim = job.claim
        self.attempt = job.attempts
        self.last_attempt = job.attempts >= job.max_attempts
        self.finished = False
        self.beaten_by_thread = False
        self._stopping = stopping
        self._values: tuple[int, int, str] = (0, 0, "")
        self._written = self._values
        self._written_at = time.monotonic()
        self._cancel_asked = False
        self._lost = False
        self._file: dict[str, Any] = {}

    def step(self, done: int, total: int | None = None, note: str = "") -> None:
        """`done` of `total` (as before when None), and in a few words what is being done now.

        Raises Cancelled, Superseded or Stopping where the job has to end; its open transaction is rolled back then.
        """
        steps = self._values[1] if total is None else total
        self._values = (max(0, done), max(0, steps), note[:200])
        if not self.beaten_by_thread and time.monotonic() - self._written_at >= WRITE_EVERY:
            self.write()
        if self._lost:
            raise Superseded
        if self._cancel_asked:
            raise Cancelled
        # A last attempt that is stopped could not be made again: it runs to its end.
        if self._stopping is not None and self._stopping.is_set() and not self.last_attempt:
            raise Stopping

    def write(self, *, always: bool = False) -> None:
        """Writes progress and heartbeat where due, and reads whether to stop."""
        since = time.monotonic() - self._written_at
        values = self._values
        row = Job.objects.filter(pk=self.job_id, state=Job.State.RUNNING, claim=self.claim)
        if always or values != self._written or since >= BEAT_EVERY:
            done, total, note = values
            row.update(step=done, steps=total, note=note, heartbeat_at=timezone.now())
            self._written, self._written_at = values, time.monotonic()
        asked = row.values_list("cancel_asked", flat=True).first()
        if asked is None:
            self._lost = not self.finished
        else:
            self._cancel_asked = asked

    def file(self, name: str) -> Path:
        """A path to write the result file to; its download is offered under `name` when the job is done."""
        clean = re.sub(r"[\x00-\x1f/\\:]+", "-", name).strip(". ")[:120] or "ket-qua"
        folder = results_root() / str(self.job_id)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{self.claim}{Path(clean).suffix}"
        self._file = {"file": f"{self.job_id}/{path.name}", "file_name": clean}
        return path

    def with_file(self, result: dict[str, Any] | None) -> dict[str, Any] | None:
        return {**(result or {}), **self._file} if self._file else result

    def finish(self, result: dict[str, Any] | None = None) -> None:
        """Ends the job as done inside the caller's transaction, so that work and end are written together or not at all.

        Raises Superseded when another run has taken over: the caller's transaction is rolled back.
        """
        if not actions.end(self.job_id, self.claim, Job.State.DONE, result=self.with_file(result)):
            raise Superseded
        self.finished = True
