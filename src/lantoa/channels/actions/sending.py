"""Letting an approved broadcast go: now or at an hour, stopping it, sending dead letters again, saying what people did."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.channels import discovery
from lantoa.channels.actions import closing
from lantoa.channels.actions.composing import wrote
from lantoa.channels.contract import Way
from lantoa.channels.models import Barred, Broadcast, Channel, Delivery, Part
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import nfc, squeeze
from lantoa.jobs.actions import later
from lantoa.organisation.access import SEND, Actor

NO_RIGHT = "Chỉ người được giao quyền gửi mới gửi được."
FARTHEST = timedelta(days=90)
State = Broadcast.State


@transaction.atomic
def send(broadcast: Broadcast, *, actor: Actor, at: datetime | None = None) -> Broadcast:
    """Lets every part go, now or at an hour within 90 days. Only what was approved; never by who wrote it. Once."""
    row = _locked(broadcast, actor)
    if row.state != State.APPROVED:
        raise Refused(
            f"Lượt gửi đang ở trạng thái “{row.get_state_display()}”, không gửi được.", code="state"
        )
    if wrote(actor, row):
        raise Refused("Người soạn không tự gửi lượt gửi của mình.", code="own")
    now = clock.now()
    if at is not None and not now - timedelta(minutes=5) <= at <= now + FARTHEST:
        raise Refused("Chọn giờ gửi từ bây giờ đến 90 ngày tới.", code="when", field="at")
    moment = at if at is not None and at > now else now
    row.state, row.sent_by_id, row.send_at = State.SENDING, actor.person_id, moment
    row.save(update_fields=["state", "sent_by", "send_at"])
    for part in row.parts.select_related("channel").order_by("pk"):
        part.state = Part.State.PLANNED
        part.save(update_fields=["state"])
        start(part, moment if moment > now else None, actor=actor)
    note("channels.sent", row, actor=actor, agency_id=row.agency_id, summary=f"{row.title} ({moment:%d/%m/%Y %H:%M})"[:300], using=SEND)  # fmt: skip
    return row


def start(part: Part, at: datetime | None = None, *, actor: Actor | None = None) -> None:
    """Asks for the work of a part; while it waits or runs it is one job. What people do needs none."""
    kind = discovery.kind_of(part.channel.kind)
    if kind is not None and kind.way == Way.PEOPLE:
        return
    later(
        "lantoa.channels.jobs.send_part",
        actor=actor,
        title=f"Gửi qua {part.channel.name}",
        key=f"channels.part.{part.pk}",
        agency_id=part.channel.agency_id,
        run_after=at,
        max_attempts=10,
        part_id=part.pk,
    )


@transaction.atomic
def cancel(broadcast: Broadcast, reason: str, *, actor: Actor) -> Broadcast:
    """Stops what has not gone yet; what was delivered stays delivered. A draft is dropped the same way by its writers."""
    if broadcast.state in {State.DRAFT, State.ASKED} and wrote(actor, broadcast):
        row = Broadcast.objects.select_for_update(of=("self",)).get(pk=broadcast.pk)
    else:
        row = _locked(broadcast, actor)
    if row.state in {State.SENT, State.CANCELLED}:
        raise Refused("Lượt gửi này đã kết thúc.", code="state")
    why = squeeze(nfc(reason))[:250]
    if not why:
        raise Refused("Nhập lý do hủy.", code="no_reason", field="reason")
    now = clock.now()
    open_parts = row.parts.filter(state__in=[Part.State.DRAFT, Part.State.PLANNED, Part.State.SENDING])
    for part in open_parts.select_for_update(of=("self",)):
        rows = Delivery.objects.filter(part=part)
        rows.filter(state=Delivery.State.WAITING).update(state=Delivery.State.CANCELLED, at=now, why=why)
        gone = rows.filter(
            state__in=[Delivery.State.SENT, Delivery.State.UNSURE, Delivery.State.SENDING]
        ).exists()
        part.state = Part.State.SENT if gone else Part.State.CANCELLED
        part.note, part.ended_at = f"Đã hủy phần còn lại: {why}"[:250] if gone else why, now
        part.save(update_fields=["state", "note", "ended_at"])
    note("channels.cancelled", row, actor=actor, agency_id=row.agency_id, summary=why, using=SEND)
    closing.settle(row)
    return row


@transaction.atomic
def resend(part: Part, *, actor: Actor, unsure: bool = False) -> int:
    """Dead letters go again; those in doubt only where somebody says so. Who is not to be written to stays out."""
    broadcast = _locked(part.broadcast, actor)
    row = Part.objects.select_for_update(of=("self",)).select_related("channel").get(pk=part.pk)
    if row.state not in {Part.State.SENT, Part.State.FAILED}:
        raise Refused("Kênh này đang gửi. Chờ xong rồi gửi lại.", code="state")
    states = [Delivery.State.FAILED, *([Delivery.State.UNSURE] if unsure else [])]
    barred = Barred.objects.filter(agency=row.channel.agency_id, kind=row.channel.kind).values("mark")
    dead = Delivery.objects.filter(part=row, state__in=states).exclude(mark__in=barred)
    count = dead.update(state=Delivery.State.WAITING, attempts=0, claim="", due_at=clock.now())
    if not count:
        raise Refused("Không có tin nào để gửi lại.", code="nothing")
    row.state, row.started_at, row.ended_at, row.note = Part.State.SENDING, clock.now(), None, ""
    row.save(update_fields=["state", "started_at", "ended_at", "note"])
    broadcast.state = State.SENDING
    broadcast.save(update_fields=["state"])
    Channel.objects.filter(pk=row.channel_id).update(trouble="", trouble_at=None)
    note("channels.resent", broadcast, actor=actor, agency_id=broadcast.agency_id, summary=f"{row.channel.name}: {count} tin", using=SEND)  # fmt: skip
    start(row, actor=actor)
    return count


@transaction.atomic
def mark_done(part: Part, words: str, reached: int | None, *, actor: Actor) -> Part:
    """People did it: where and how, and how many they reached as far as they know."""
    broadcast = _locked(part.broadcast, actor)
    row = Part.objects.select_for_update(of=("self",)).select_related("channel").get(pk=part.pk)
    kind = discovery.kind_of(row.channel.kind)
    if kind is None or kind.way != Way.PEOPLE or row.state != Part.State.PLANNED:
        raise Refused("Phần này không chờ ghi kết quả.", code="state")
    said = squeeze(nfc(words))[:250]
    if not said:
        raise Refused("Ghi đã làm ở đâu, thế nào.", code="no_words", field="words")
    note("channels.part_done", broadcast, actor=actor, agency_id=broadcast.agency_id, summary=f"{row.channel.name}: {said}"[:300], using=SEND)  # fmt: skip
    closing.end_by_hand(row, said, reached, actor=actor)
    row.refresh_from_db()
    return row


def _locked(broadcast: Broadcast, actor: Actor) -> Broadcast:
    actor.require(SEND, broadcast.agency_id, message=NO_RIGHT)
    return Broadcast.objects.select_for_update(of=("self",)).select_related("agency").get(pk=broadcast.pk)
