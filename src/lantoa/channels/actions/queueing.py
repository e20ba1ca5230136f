"""The queue of a part: one delivery for each recipient, written when sending begins and not before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db import transaction
from django.db.models import Q, QuerySet

from lantoa.audit.actions import note
from lantoa.channels import outgoing
from lantoa.channels.actions import closing
from lantoa.channels.contract import ChannelKind, Problem, To, Way
from lantoa.channels.models import Barred, Broadcast, Delivery, Part, Subscriber
from lantoa.foundation import clock
from lantoa.ledger.actions import store_bytes
from lantoa.organisation.access import SYSTEM

CHUNK = 2000


def begin(part: Part, kind: ChannelKind) -> bool:
    """Starts a planned part: queues its recipients, makes its files, or shows it. Whether there is something to deliver.

    Who joins the list later is not in; who leaves it later is asked again before each delivery.
    """
    if kind.way == Way.PEOPLE:
        return False
    products = []
    if kind.way == Way.FILE and kind.produce is not None:
        try:
            products = list(
                kind.produce(
                    outgoing.message_of(part, kind.limits.pictures), outgoing.plain_settings(part.channel)
                )
            )
        except Problem as problem:
            closing.fail_part(part, problem.message)
            return False
    with transaction.atomic():
        row = Part.objects.select_for_update(of=("self",)).get(pk=part.pk)
        if row.state != Part.State.PLANNED:
            part.state = row.state
            return row.state == Part.State.SENDING
        part.state, part.started_at, part.digest = Part.State.SENDING, clock.now(), outgoing.digest_of(part)
        part.save(update_fields=["state", "started_at", "digest"])
        for product in products:
            part.files.add(store_bytes(product.data, product.name, part.broadcast.agency, actor=SYSTEM))
        count = enqueue(part, kind)
        note(
            "channels.part_begun", part.broadcast, actor=SYSTEM, agency_id=part.broadcast.agency_id,
            summary=f"{part.channel.name}: {count} lần phát",
        )  # fmt: skip
    if kind.deliver is None:
        Delivery.objects.filter(part=part).update(state=Delivery.State.SENT, at=clock.now())
        closing.close_part(part)
    return kind.deliver is not None


def enqueue(part: Part, kind: ChannelKind) -> int:
    """One row for each recipient; those not to be written to are kept as skipped. In the caller's transaction."""
    now = clock.now()
    if kind.to == To.ONCE:
        Delivery.objects.create(part=part, due_at=now)
        return 1
    barred = set(
        Barred.objects.filter(agency=part.channel.agency_id, kind=part.channel.kind).values_list(
            "mark", flat=True
        )
    )
    count = 0
    for chunk in _chunks(recipients(part).values_list("pk", "mark").order_by("pk")):
        rows = [
            Delivery(
                part=part,
                subscriber_id=pk,
                mark=mark,
                due_at=now,
                state=Delivery.State.SKIPPED if mark in barred else Delivery.State.WAITING,
                why="Địa chỉ nằm trong danh sách không gửi." if mark in barred else "",
            )
            for pk, mark in chunk
        ]
        Delivery.objects.bulk_create(rows, batch_size=CHUNK)
        count += len(rows)
    return count


def recipients(part: Part) -> QuerySet[Subscriber]:
    """Who confirmed and did not leave; of a broadcast with topics those who want one of them, or chose none."""
    rows = Subscriber.objects.filter(channel=part.channel_id, state=Subscriber.State.ACTIVE)
    topics = list(part.broadcast.topics.values_list("pk", flat=True))
    return rows.filter(Q(topics=None) | Q(topics__in=topics)).distinct() if topics else rows


def _chunks(rows: QuerySet) -> Iterator[list[tuple[int, str]]]:
    found = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        yield chunk


def parts_of(broadcast: Broadcast) -> QuerySet[Part]:
    return Part.objects.filter(broadcast=broadcast)
