"""The end of a part, and of a broadcast when its last part has ended. Called by the work in the background."""

from __future__ import annotations

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.channels.actions import evidence
from lantoa.channels.models import Barred, Broadcast, Delivery, Part, Subscriber
from lantoa.foundation import clock
from lantoa.organisation.access import SYSTEM, Actor

ENDED = (Part.State.SENT, Part.State.FAILED, Part.State.CANCELLED)
NOBODY = "Chưa có ai đăng ký nhận kênh này."


def close_part(part: Part, *, actor: Actor = SYSTEM) -> None:
    """Nothing of the part is left to deliver."""
    with transaction.atomic():
        broadcast, row = _locked(part)
        if row.state not in {Part.State.SENDING, Part.State.PLANNED}:
            return
        rows = Delivery.objects.filter(part=row)
        arrived = rows.filter(state__in=[Delivery.State.SENT, Delivery.State.UNSURE]).exists()
        empty = not rows.exists()
        row.state = Part.State.SENT if arrived or empty else Part.State.FAILED
        row.note = NOBODY if empty else row.note
        _end(broadcast, row, actor)


def fail_part(part: Part, why: str) -> None:
    """The channel takes nothing: what waits becomes dead letters, to be sent again when the reason is gone."""
    with transaction.atomic():
        broadcast, row = _locked(part)
        if row.state in ENDED:
            return
        rows = Delivery.objects.filter(part=row)
        rows.filter(state=Delivery.State.WAITING).update(
            state=Delivery.State.FAILED, why=why[:250], at=clock.now()
        )
        arrived = rows.filter(state__in=[Delivery.State.SENT, Delivery.State.UNSURE]).exists()
        row.state, row.note = Part.State.SENT if arrived else Part.State.FAILED, why[:250]
        _end(broadcast, row, SYSTEM)


def end_by_hand(part: Part, note_words: str, reached: int | None, *, actor: Actor) -> None:
    """People did it. In the caller's transaction, with the part locked."""
    broadcast, row = _locked(part)
    row.state, row.note, row.reached = Part.State.SENT, note_words[:250], reached
    row.started_at = row.started_at or clock.now()
    _end(broadcast, row, actor)


def settle(broadcast: Broadcast) -> None:
    """Where no part is open any more the broadcast has ended, and the ledger is told. In a transaction."""
    states = set(Part.objects.filter(broadcast=broadcast).values_list("state", flat=True))
    if states - set(ENDED):
        return
    if states == {Part.State.CANCELLED}:
        broadcast.state = Broadcast.State.CANCELLED
    else:
        broadcast.state = Broadcast.State.SENT
    broadcast.save(update_fields=["state"])
    evidence.record(broadcast)


def _locked(part: Part) -> tuple[Broadcast, Part]:
    """In one order for everybody: the broadcast, then its part."""
    broadcast = Broadcast.objects.select_for_update(of=("self",)).get(pk=part.broadcast_id)
    row = Part.objects.select_for_update(of=("self",)).select_related("channel").get(pk=part.pk)
    return broadcast, row


def _end(broadcast: Broadcast, row: Part, actor: Actor) -> None:
    row.ended_at = clock.now()
    row.save(update_fields=["state", "note", "reached", "started_at", "ended_at"])
    note(
        "channels.part_ended", broadcast, actor=actor, agency_id=broadcast.agency_id,
        summary=f"{row.channel.name}: {row.get_state_display()}. {row.note}"[:300],
    )  # fmt: skip
    settle(broadcast)


def bar_gone(subscriber: Subscriber) -> None:
    """There is no such address: nobody writes to it again. Noted without the address."""
    with transaction.atomic():
        channel = subscriber.channel
        _, new = Barred.objects.get_or_create(
            agency_id=channel.agency_id, kind=channel.kind, mark=subscriber.mark,
            defaults={"why": Barred.Why.BOUNCED, "at": clock.now()},
        )  # fmt: skip
        Subscriber.objects.filter(pk=subscriber.pk).update(
            state=Subscriber.State.STOPPED, stopped_at=clock.now()
        )
        Delivery.objects.filter(mark=subscriber.mark, state=Delivery.State.WAITING).update(
            state=Delivery.State.SKIPPED, at=clock.now(), why=Barred.Why.BOUNCED.label
        )
        if new:
            note("channels.bounced", channel, actor=SYSTEM, agency_id=channel.agency_id)
