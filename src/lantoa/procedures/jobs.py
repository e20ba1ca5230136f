"""Big files: read, and taken in, by a worker; old ones forgotten."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.jobs.progress import Progress
from lantoa.organisation.access import SYSTEM, Actor, actor_of_person
from lantoa.organisation.models import Person
from lantoa.procedures import access, actions, intaking, queries
from lantoa.procedures.addresses import address_of_intake
from lantoa.procedures.models import Intake

KEPT_DAYS = 30


def _asked(intake_id: int, person_id: int) -> tuple[Intake, Actor]:
    """The file, for who asked and still keeps the register."""
    actor = actor_of_person(Person.objects.get(pk=person_id))
    try:
        return access.get_intake(actor, intake_id), actor
    except NotVisible as problem:
        raise Refused("Không còn quyền cập nhật danh mục này.", code="gone") from problem


def read_file(progress: Progress, *, intake_id: int, person_id: int) -> dict[str, Any]:
    """Reads a kept file. What it says and the end of the job are written together."""
    progress.step(0, 1, "Đọc tệp")
    intake, actor = _asked(intake_id, person_id)
    with transaction.atomic():
        actions.read_intake(intake, actor=actor)
        result = {"url": address_of_intake(intake), "label": "Xem trước"}
        progress.finish(result)
    return result


def take_in(
    progress: Progress, *, intake_id: int, digest: str, which: str, day: str | None, person_id: int
) -> dict[str, Any]:
    """Takes a file in as it was seen. Killed at any moment, it is run again and takes it in once."""
    progress.step(0, 1, "So với danh mục")
    intake, actor = _asked(intake_id, person_id)
    last = date.fromisoformat(day) if day else None
    with transaction.atomic():
        intake = actions.take_intake(intake, digest, which, last, actor=actor, progress=progress)
        result = {
            "url": address_of_intake(intake),
            "label": "Xem kết quả",
            "summary": intaking.said_counts(intake.result),
        }
        progress.finish(result)
    return result


def forget_files(progress: Progress) -> dict[str, Any]:
    """Files that nobody took in for a month are dropped: what they said is out of date."""
    old = queries.waiting_intakes(clock.today() - timedelta(days=KEPT_DAYS))
    for intake in old:
        actions.drop_intake(intake, actor=SYSTEM)
    progress.step(1, 1)
    return {"dropped": len(old)}
