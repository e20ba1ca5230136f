"""What the plans room does in the background: reads big files, keeps snapshots, reminds."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lantoa.documents.blocks import Unreadable
from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.jobs.progress import Progress
from lantoa.ledger.models import StoredFile
from lantoa.organisation.access import SYSTEM, actor_of_person
from lantoa.organisation.models import Agency, Person
from lantoa.plans import access, actions, intake
from lantoa.plans.addresses import address_of_draft
from lantoa.plans.models import Plan
from lantoa.plans.printing import file_name
from lantoa.plans.queries.papers import write_paper


def read_document(
    progress: Progress, *, file_id: int, file_name: str, person_id: int, agency: int
) -> dict[str, Any]:
    """Reads a kept file into a draft. What cannot be read fails with the way out in its words.

    The draft and the end of the job are written together: killed at any moment, it is run again and makes one draft.
    """
    progress.step(0, 2, "Đọc văn bản")
    actor = actor_of_person(Person.objects.get(pk=person_id))
    file, issuer = StoredFile.objects.get(pk=file_id), Agency.objects.get(pk=agency)
    try:
        source, content = intake.read_stored(file, file_name, issuer)
    except Unreadable as problem:
        raise Refused(problem.message, code=problem.code) from problem
    progress.step(1, 2, "Lập bản thảo")
    with transaction.atomic():
        draft = actions.make_draft(source, content, issuer, actor=actor, file=file)
        result = {"url": address_of_draft(draft), "label": "Mở bản thảo"}
        progress.finish(result)
    return result


def keep_snapshots(progress: Progress) -> dict[str, Any]:
    """Keeps the day's progress of every live plan. A day already kept stays as it is."""
    plans = list(Plan.objects.filter(state=Plan.State.ISSUED))
    kept = 0
    for number, plan in enumerate(plans, 1):
        kept += bool(actions.take_snapshot(plan, clock.today(), actor=SYSTEM))
        progress.step(number, len(plans), str(plan)[:100])
    return {"plans": len(plans), "kept": kept}


def remind(progress: Progress) -> dict[str, Any]:
    """Reminders of the day: seven and three working days before, on the day, and on being late."""
    sent = actions.send_reminders(clock.today(), actor=SYSTEM)
    progress.step(1, 1, f"{sent} lời nhắc")
    return {"sent": sent}


def print_plan(progress: Progress, *, plan_id: int, number: int, form: str, person_id: int) -> dict[str, Any]:
    """Writes a version of a plan as Word, PDF or Excel for somebody who may still see it."""
    progress.step(0, 1, "Soạn văn bản")
    actor = actor_of_person(Person.objects.get(pk=person_id))
    try:
        version = access.get_version(actor, plan_id, number)
    except NotVisible as problem:
        raise Refused("Không còn xem được kế hoạch này nên không in được.", code="gone") from problem
    name = file_name(version.document_number, version.number, version.issued_on, form)
    write_paper(version, progress.file(name), form)
    progress.step(1, 1)
    return {"summary": f"{version.document_type} số {version.document_number}"}
