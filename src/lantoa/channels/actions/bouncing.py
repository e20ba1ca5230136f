"""What a mail server reports of a letter that did not arrive: each report counts once, however often it is read."""

from __future__ import annotations

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.channels.actions.subscribing import bar
from lantoa.channels.models import Barred, Delivery, Subscriber
from lantoa.foundation import clock
from lantoa.organisation.access import Actor

MOST_SOFT = 5
"""Letters in a row that did not arrive for a passing reason."""
HARD, SOFT = "Máy chủ thư báo không có hộp thư này.", "Máy chủ thư báo không phát được."
State = Delivery.State


@transaction.atomic
def take_bounce(message_id: str, *, hard: bool, actor: Actor) -> bool:
    """Hard: never again; soft: after MOST_SOFT letters in a row. Whether the letter is one of ours.

    Only who was sent the letter and the servers on its way know its Message-ID, which is signed: nobody bars a
    stranger. A report that was taken already changes nothing, so that a mailbox may be read twice, also after its
    owner has signed up again.
    """
    rows = Delivery.objects.select_for_update(of=("self",)).filter(provider_id=message_id[:120])
    row = rows.first()
    if row is None:
        return False
    if row.why == HARD or (row.why == SOFT and not hard):
        return True
    row.state, row.why = State.FAILED, HARD if hard else SOFT
    row.save(update_fields=["state", "why"])
    subscriber = Subscriber.objects.filter(pk=row.subscriber_id or 0).select_related("channel").first()
    if subscriber is None:
        return True
    if not hard:
        subscriber.soft_bounces = _in_a_row(row)
        subscriber.save(update_fields=["soft_bounces"])
    if hard or subscriber.soft_bounces >= MOST_SOFT:
        _end(subscriber, actor)
    return True


def _in_a_row(row: Delivery) -> int:
    """How many letters up to this one did not arrive, without one between them that did."""
    before = Delivery.objects.filter(
        subscriber=row.subscriber_id, at__lte=row.at, state__in=[State.SENT, State.FAILED]
    )
    count = 0
    for state, why in before.order_by("-at", "-pk").values_list("state", "why")[:MOST_SOFT]:
        if state == State.SENT or why not in {SOFT, HARD}:
            break
        count += 1
    return count


def _end(subscriber: Subscriber, actor: Actor) -> None:
    channel = subscriber.channel
    bar(channel, subscriber.mark, Barred.Why.BOUNCED, None)
    subscriber.state, subscriber.stopped_at = Subscriber.State.STOPPED, clock.now()
    subscriber.save(update_fields=["state", "stopped_at"])
    note("channels.bounced", channel, actor=actor, agency_id=channel.agency_id)
