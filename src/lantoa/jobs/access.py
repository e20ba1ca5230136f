"""Which jobs somebody may see: their own, and for administrators the list of all, without content."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db.models import Q, QuerySet

from lantoa.foundation.errors import NotVisible
from lantoa.jobs.models import Job

ADMINISTER = "administer"


class Scope(Protocol):
    @property
    def agencies(self) -> Collection[int]: ...


class Asking(Protocol):
    """What this room needs to know of an actor; `organisation.access.Actor` has it."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def administers_all(self) -> bool: ...
    def scope(self, verb: str) -> Scope: ...


def administers(actor: Asking) -> bool:
    return bool(actor.scope(ADMINISTER).agencies)


def own_jobs(actor: Asking) -> QuerySet[Job]:
    """Jobs that this person asked for."""
    return Job.objects.exclude(asked_by_id=None).filter(asked_by_id=actor.person_id)


def watched_jobs(actor: Asking) -> QuerySet[Job]:
    """Jobs whose going an administrator watches: of their agencies, and those that nobody asked for.

    What somebody asked for outside any agency is watched from the top alone: the list names who asked.
    """
    agencies = actor.scope(ADMINISTER).agencies
    if not agencies:
        return Job.objects.none()
    nobodys = Q(agency_id=None) if actor.administers_all else Q(agency_id=None, asked_by_id=None)
    return Job.objects.filter(Q(agency_id__in=agencies) | nobodys)


def get_own_job(actor: Asking, job_id: int) -> Job:
    """The job, for who asked for it: with its result, to cancel or to run again. Raises NotVisible."""
    job = own_jobs(actor).filter(pk=job_id).first()
    if job is None:
        raise NotVisible
    return job


def get_job(actor: Asking, job_id: int) -> Job:
    """The job, for its owner or an administrator who watches it. Raises NotVisible."""
    job = (own_jobs(actor) | watched_jobs(actor)).filter(pk=job_id).first()
    if job is None:
        raise NotVisible
    return job


def results_root() -> Path:
    return Path(settings.HOME) / "results"


def get_result_file(actor: Asking, job_id: int) -> tuple[Path, str]:
    """The file that a finished job left and the name to give it: for its owner only. Raises NotVisible."""
    job = get_own_job(actor, job_id)
    kept = (job.result or {}).get("file") if job.state == Job.State.DONE else None
    if not kept:
        raise NotVisible
    root = results_root().resolve()
    path = (root / str(kept)).resolve()
    if not path.is_relative_to(root) or not path.is_file():
        raise NotVisible
    return path, str((job.result or {}).get("file_name") or path.name)
