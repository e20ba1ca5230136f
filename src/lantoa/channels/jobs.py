"""What the room does in the background."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from lantoa.channels import access, actions, confirming, delivering, queries
from lantoa.channels.contract import Problem, Temporary
from lantoa.channels.models import Subscriber
from lantoa.channels.wording import card_of
from lantoa.documents.writing.qr_sheets import LAYOUTS, qr_sheet
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.jobs.actions import wait_again
from lantoa.jobs.progress import Progress, TryLater
from lantoa.organisation.access import SYSTEM, actor_of_person
from lantoa.organisation.models import Person


def record_scans(progress: Progress) -> dict[str, Any]:
    """Scans of the month before, as values that coordinators confirm."""
    written = actions.record_scans(clock.today(), actor=SYSTEM)
    progress.step(1, 1, f"{written} cơ quan")
    return {"written": written}


def print_sheet(progress: Progress, *, placement_ids: list[int], layout: str, copies: int) -> dict[str, Any]:
    """The codes as PDF for who asked: those that they still see and that are in use, in the order asked for."""
    actor = actor_of_person(Person.objects.get(pk=progress.asked_by_id or 0))
    rows = queries.live(access.visible_placements(actor)).filter(pk__in=placement_ids)
    found = {row.pk: row for row in rows.select_related("agency", "place")}
    cards = [card_of(found[pk]) for pk in placement_ids if pk in found for _ in range(copies)]
    if not cards:
        raise Refused("Các mã đã chọn không còn dùng hoặc không còn trong phạm vi được xem.", code="nothing")

    def tick(done: int) -> None:
        progress.step(done, len(cards), f"Vẽ mã {done}/{len(cards)}")

    path = progress.file(f"ma-qr-{layout}.pdf")
    path.write_bytes(qr_sheet(cards, LAYOUTS[layout], tick=tick))
    return {"url": reverse("channels:list"), "summary": f"{len(cards)} mã. {LAYOUTS[layout].label}."}


def send_part(progress: Progress, *, part_id: int) -> dict[str, Any] | None:
    """Delivers what is due of a part; where something is left for later, the same job comes again then."""
    wait = delivering.run(part_id, progress.step)
    if wait is None:
        return {}
    wait_again(progress.job_id, progress.claim, seconds=wait, counted=False)
    progress.finished = True
    return None


def sweep(progress: Progress) -> dict[str, Any]:
    """Parts that should be on their way and for which nobody works: after a crash, or a job that gave up."""
    found = queries.parts_on_their_way()
    for done, part in enumerate(found):
        progress.step(done, len(found))
        actions.start(part)
    return {"started": len(found)}


def add_up_deliveries(progress: Progress) -> dict[str, Any]:
    """Every month: lists of deliveries older than a year become sums."""
    return {"added_up": actions.add_up(clock.today(), actor=SYSTEM)}


def send_confirmation(progress: Progress, *, subscriber_id: int) -> dict[str, Any]:
    """The letter to confirm with. Where nobody knows whether it went, it is not sent again: who waits asks again."""
    row = Subscriber.objects.select_related("channel__agency").filter(pk=subscriber_id).first()
    if row is None:
        return {}
    try:
        confirming.send(row)
    except Temporary as problem:
        raise TryLater(problem.message, seconds=problem.retry_after or 120) from None
    except Problem as problem:
        raise Refused(problem.message, code="mail") from None
    return {}


def forget_subscribers(progress: Progress) -> dict[str, Any]:
    """Every night: addresses that never confirmed, and those that left long ago."""
    return {"forgotten": actions.forget_subscribers(actor=SYSTEM)}
