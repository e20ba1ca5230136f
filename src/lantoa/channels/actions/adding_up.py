"""Deliveries of long ago: added up by day and outcome, and the list of who was sent what is forgotten."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, F, Sum
from django.db.models.functions import TruncDate

from lantoa.audit.actions import note, note_read
from lantoa.channels.models import Broadcast, Delivery, DeliverySum, Part
from lantoa.foundation import clock
from lantoa.organisation.access import Actor

KEEP_MONTHS = 12
OPEN = (Delivery.State.WAITING, Delivery.State.SENDING)


def add_up(day: date, *, actor: Actor, months: int = KEEP_MONTHS) -> int:
    """Parts that ended so many months before `day`. How many deliveries were added up.

    The list itself lies sealed in the ledger, where it is the proof; a part is done in one transaction, so that a
    delivery is in the list or in the sum and never in both.
    """
    before = clock.now().replace(year=day.year, month=day.month, day=day.day) - timedelta(
        days=round(months * 30.44)
    )
    old = Part.objects.filter(ended_at__lt=before, pk__in=Delivery.objects.values("part")).order_by("pk")
    return sum(_add_up(part, actor) for part in old)


@transaction.atomic
def _add_up(part: Part, actor: Actor) -> int:
    rows = Delivery.objects.filter(part=Part.objects.select_for_update(of=("self",)).get(pk=part.pk))
    if rows.filter(state__in=OPEN).exists():
        return 0
    days = rows.annotate(day=TruncDate("at", tzinfo=clock.VIETNAM)).values("day", "state").order_by()
    last = clock.day_of(part.ended_at or clock.now())
    count = 0
    for found in days.annotate(count=Count("pk"), reached_sum=Sum("reached")):
        held, new = DeliverySum.objects.get_or_create(
            part=part,
            day=found["day"] or last,
            state=found["state"],
            defaults={"count": found["count"], "reached": found["reached_sum"] or 0},
        )
        if not new:
            DeliverySum.objects.filter(pk=held.pk).update(
                count=F("count") + found["count"], reached=F("reached") + (found["reached_sum"] or 0)
            )
        count += found["count"]
    rows.delete()
    broadcast = part.broadcast
    note(
        "channels.deliveries_added_up",
        broadcast,
        actor=actor,
        agency_id=broadcast.agency_id,
        summary=f"{count} lần phát",
    )
    return count


@transaction.atomic
def deliveries_exported(broadcast: Broadcast, *, actor: Actor) -> None:
    """Notes that somebody took the list of deliveries out as a file."""
    note_read("channels.deliveries_exported", broadcast, actor=actor, agency_id=broadcast.agency_id)
