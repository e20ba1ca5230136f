"""Asking for background work, stopping it, asking again."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from lantoa.foundation.errors import Refused
from lantoa.jobs import registry
from lantoa.jobs.models import OPEN, Job


class Acting(Protocol):
    """What this room keeps of an actor; `organisation.access.Actor` has it."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...


def later(
    name: str,
    /,
    *,
    actor: Acting | None = None,
    title: str = "",
    key: str | None = None,
    agency_id: int | None = None,
    run_after: datetime | None = None,
    max_attempts: int = 3,
    **arguments: Any,
) -> Job:
    """Writes the job and its place in the queue in the caller's transaction: a rollback takes both.

    `name` is `lantoa.<room>.jobs.<function>`; `arguments` are ids and other plain JSON values, never content.
    While a job with the same `key` waits or runs, that one is returned and nothing is added.
    `max_attempts=1` makes a job that is never run a second time, not even after a kill.
    Raises registry.UnknownJob (a ValueError) for a name that no room declares, TypeError for arguments that are no JSON.
    """
    registry.resolve(name)
    json.dumps(arguments, allow_nan=False)
    with transaction.atomic():
        while True:
            try:
                with transaction.atomic():
                    job = Job.objects.create(
                        name=name,
                        title=(title or name)[:200],
                        arguments=arguments,
                        key=key,
                        asked_by_id=actor.person_id if actor else None,
                        asked_by_name=actor.name[:120] if actor else "",
                        agency_id=agency_id,
                        run_after=run_after,
                        max_attempts=max_attempts,
                    )
            except IntegrityError:
                same = Job.objects.filter(key=key, state__in=OPEN).first() if key else None
                if same is not None:
                    return same
                if key is None:
                    raise
                continue  # it ended between the two statements: the key is free again
            enqueue(job)
            return job


def enqueue(job: Job) -> None:
    """Gives a waiting job a fresh place in the queue, due at its `run_after`."""
    from lantoa.jobs.tasks import run_job

    placed = run_job.using(run_after=job.run_after).enqueue(job.pk)
    job.task_id = UUID(placed.id)
    job.save(update_fields=["task_id"])


def wait_again(job_id: int, claim: str, *, seconds: float, counted: bool = True) -> bool:
    """Puts a running job back to run after `seconds`; `counted=False` gives the attempt back. One that somebody asked
    to stop ends here.

    False, and nothing changes, when this run was no longer the one that counts.
    """
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id, state=Job.State.RUNNING, claim=claim).first()
        if job is None:
            return False
        if job.cancel_asked:
            return end(job_id, claim, Job.State.CANCELLED)
        job.state, job.claim, job.heartbeat_at = Job.State.WAITING, "", None
        job.run_after = timezone.now() + timedelta(seconds=seconds)
        if not counted:
            job.attempts -= 1
        job.save(update_fields=["state", "claim", "heartbeat_at", "run_after", "attempts"])
        enqueue(job)
    return True


def end(
    job_id: int,
    claim: str,
    state: str,
    *,
    result: dict[str, Any] | None = None,
    error: str = "",
    note: str = "",
) -> bool:
    """Writes how a run ended. False, and nothing changes, when it was no longer the one that counts."""
    return bool(
        Job.objects.filter(pk=job_id, state=Job.State.RUNNING, claim=claim).update(
            state=state, result=result, error=error, note=note, claim="", finished_at=timezone.now()
        )
    )


def cancel(job: Job, *, actor: Acting) -> Job:
    """Stops a job that waits; asks one that runs to stop at its next step.

    Only who asked for the job may. Raises Refused when it is not theirs (code "forbidden") or has ended ("ended").
    """
    _require_owner(job, actor)
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job.pk)
        if job.state == Job.State.WAITING:
            job.state, job.finished_at, job.cancel_asked = Job.State.CANCELLED, timezone.now(), True
            job.save(update_fields=["state", "finished_at", "cancel_asked"])
        elif job.state == Job.State.RUNNING:
            job.cancel_asked = True
            job.save(update_fields=["cancel_asked"])
        else:
            raise Refused("Việc này đã kết thúc nên không dừng được nữa.", code="ended")
    return job


def run_again(job: Job, *, actor: Acting) -> Job:
    """Asks for the same work once more, as a new job. Raises Refused while the old one is open or is not theirs."""
    _require_owner(job, actor)
    if job.is_open:
        raise Refused("Việc này chưa kết thúc. Chờ xong hoặc dừng lại trước khi chạy lại.", code="open")
    return later(
        job.name,
        actor=actor,
        title=job.title,
        key=job.key,
        agency_id=job.agency_id,
        max_attempts=job.max_attempts,
        **job.arguments,
    )


def _require_owner(job: Job, actor: Acting) -> None:
    if job.asked_by_id is None or job.asked_by_id != actor.person_id:
        raise Refused("Chỉ người yêu cầu mới dừng hoặc chạy lại được việc này.", code="forbidden")
