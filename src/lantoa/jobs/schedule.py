"""What runs at fixed times, in Vietnamese time. Rooms register; whichever worker comes first takes a tick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from croniter import croniter
from django.db import IntegrityError, transaction
from django.utils import timezone

from lantoa.foundation.clock import VIETNAM
from lantoa.jobs import actions
from lantoa.jobs.models import Job, Tick
from lantoa.jobs.registry import register_labels


@dataclass(frozen=True, slots=True)
class Schedule:
    """`cron` has five fields, read in Vietnamese time."""

    name: str
    cron: str
    job: str
    title: str
    max_attempts: int = 3


_schedules: dict[str, Schedule] = {}


def register(name: str, cron: str, job: str, title: str, *, max_attempts: int = 3) -> None:
    """Declares that `job` runs at the times of `cron`. Registered in `AppConfig.ready`, each name once."""
    if not croniter.is_valid(cron):
        raise ValueError(f"schedule {name}: {cron!r} is no cron expression")
    schedule = Schedule(name, cron, job, title, max_attempts)
    if _schedules.get(name, schedule) != schedule:
        raise ValueError(f"schedule {name} is registered twice")
    _schedules[name] = schedule
    register_labels({job: title})


def registered() -> list[Schedule]:
    return [_schedules[name] for name in sorted(_schedules)]


def last_due(cron: str, moment: datetime) -> datetime:
    """The latest time of `cron` that is not after `moment`."""
    local = moment.astimezone(VIETNAM)
    found: datetime = croniter(cron, local + timedelta(seconds=1)).get_prev(datetime)
    return found


def tick(moment: datetime | None = None) -> list[Job]:
    """Asks for every job that has become due since its last tick: once, however many ticks were missed.

    A schedule met for the first time starts from now; nothing is made up for the time before.
    """
    now = moment or timezone.now()
    known = dict(Tick.objects.values_list("name", "last"))
    jobs = []
    for schedule in registered():
        due = last_due(schedule.cron, now)
        if schedule.name not in known:
            _begin(schedule.name, due)
        elif known[schedule.name] < due:
            job = _take(schedule, known[schedule.name], due)
            if job is not None:
                jobs.append(job)
    return jobs


def _begin(name: str, due: datetime) -> None:
    try:
        with transaction.atomic():
            Tick.objects.create(name=name, last=due)
    except IntegrityError:
        return  # another worker was first


def _take(schedule: Schedule, last: datetime, due: datetime) -> Job | None:
    """The tick moves and the job is written together; of two workers one moves it."""
    with transaction.atomic():
        if not Tick.objects.filter(name=schedule.name, last=last).update(last=due):
            return None
        return actions.later(
            schedule.job,
            title=schedule.title,
            key=f"schedule:{schedule.name}",
            max_attempts=schedule.max_attempts,
        )
