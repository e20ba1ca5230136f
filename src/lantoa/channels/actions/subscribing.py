"""Who is written to: asking and confirming, choosing, leaving, being erased. By the people themselves, without a sign-in.

Nothing here tells whoever asks whether an address is known. The purpose, how long data is kept and the rest of what a
consent needs stand in the text that `CONSENT` numbers.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any

from django.core.cache import cache
from django.db import IntegrityError, transaction

from lantoa.audit.actions import note, note_read
from lantoa.channels import discovery, secrets
from lantoa.channels.access import may_set
from lantoa.channels.contract import ChannelKind, To
from lantoa.channels.models import Barred, Channel, Delivery, Subscriber, Topic
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import nfc, squeeze
from lantoa.jobs.actions import later
from lantoa.organisation.access import PUBLISH, SEND, Actor
from lantoa.organisation.models import Agency

CONSENT = "2026-11"
"""The version of the words that a subscriber agrees to (templates/channels/_consent.html)."""
PENDING_DAYS, STOPPED_DAYS = 7, 30
MOST_LETTERS = 3
"""Letters a day that somebody else's asking can cause to one address."""
State = Subscriber.State


def ask(
    channel: Channel, address: str, topics: Collection[int], *, actor: Actor, language: str = "vi"
) -> None:
    """Writes down that somebody asked, and sends that address a letter to confirm. Raises Refused for what is no address.

    The same happens for an address that is known: its letter says so, and nobody else learns it.
    """
    kind = _kind(channel)
    assert kind.check_address is not None  # noqa: S101 (discovery asked)
    plain = kind.check_address(address)
    mark = secrets.mark_of(channel.kind, plain)
    if not _may_write(mark) or _is_barred(channel, mark, Barred.Why.ASKED):
        return
    with transaction.atomic():
        row = _asked(channel, plain, mark)
        if row.state != State.ACTIVE:
            row.state, row.asked_at, row.consent = State.PENDING, clock.now(), CONSENT
            row.language = language
            row.save(update_fields=["state", "asked_at", "consent", "language"])
            row.topics.set(Topic.objects.filter(agency=channel.agency_id, pk__in=topics, ended_at=None))
            note("channels.subscribed", row, actor=actor, agency_id=channel.agency_id)
        later(
            "lantoa.channels.jobs.send_confirmation",
            title="Gửi thư xác nhận nhận tin",
            key=f"channels.confirm.{row.pk}",
            agency_id=channel.agency_id,
            subscriber_id=row.pk,
        )


def _asked(channel: Channel, plain: str, mark: str) -> Subscriber:
    rows = Subscriber.objects.select_for_update(of=("self",))
    found = rows.filter(channel=channel, mark=mark).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return Subscriber.objects.create(
                channel=channel,
                address=plain,
                mark=mark,
                token=token_urlsafe(32),
                asked_at=clock.now(),
                consent=CONSENT,
            )
    except IntegrityError:
        return rows.get(channel=channel, mark=mark)


def _may_write(mark: str) -> bool:
    key = f"newsletter:asked:{mark}"
    if cache.add(key, 1, 24 * 3600):
        return True
    try:
        return int(cache.incr(key)) <= MOST_LETTERS
    except ValueError:
        return True


def _is_barred(channel: Channel, mark: str, why: str) -> bool:
    return Barred.objects.filter(agency=channel.agency_id, kind=channel.kind, mark=mark, why=why).exists()


@transaction.atomic
def confirm_subscriber(subscriber: Subscriber, *, actor: Actor) -> Subscriber:
    """From now on they receive. Who had left or whose mailbox was gone has shown that they want it, and are there."""
    row = _locked(subscriber)
    if row.state != State.PENDING:
        return row
    row.state, row.confirmed_at, row.stopped_at, row.soft_bounces = State.ACTIVE, clock.now(), None, 0
    row.save(update_fields=["state", "confirmed_at", "stopped_at", "soft_bounces"])
    own = [Barred.Why.STOPPED, Barred.Why.BOUNCED]
    channel = row.channel
    Barred.objects.filter(agency=channel.agency_id, kind=channel.kind, mark=row.mark, why__in=own).delete()
    note("channels.confirmed", row, actor=actor, agency_id=channel.agency_id)
    return row


@transaction.atomic
def stop_subscriber(subscriber: Subscriber, *, actor: Actor) -> Subscriber:
    """No message from now on, queued ones included. Twice changes nothing."""
    row = _locked(subscriber)
    if row.state == State.STOPPED:
        return row
    row.state, row.stopped_at = State.STOPPED, clock.now()
    row.save(update_fields=["state", "stopped_at"])
    bar(row.channel, row.mark, Barred.Why.STOPPED, None)
    note("channels.stopped", row, actor=actor, agency_id=row.channel.agency_id)
    return row


@transaction.atomic
def choose_topics(subscriber: Subscriber, topics: Collection[int], *, actor: Actor) -> Subscriber:
    """What they want to read about; nothing chosen is everything."""
    row = _locked(subscriber)
    row.topics.set(Topic.objects.filter(agency=row.channel.agency_id, pk__in=topics, ended_at=None))
    note("channels.topics_chosen", row, actor=actor, agency_id=row.channel.agency_id)
    return row


@transaction.atomic
def erase_subscriber(subscriber: Subscriber, *, actor: Actor) -> None:
    """Address, topics and dates are deleted; what waits for them goes nowhere. The proof of sendings keeps a hash."""
    row = _locked(subscriber)
    _skip_waiting(row.channel, row.mark)
    note("channels.subscriber_erased", row.channel, actor=actor, agency_id=row.channel.agency_id)
    row.delete()


@transaction.atomic
def data_of_subscriber(subscriber: Subscriber, *, actor: Actor) -> dict[str, Any]:
    """All that is held of one subscriber, in plain words: for themselves."""
    note_read("channels.subscriber_read", subscriber, actor=actor, agency_id=subscriber.channel.agency_id)
    moments = {
        "Đăng ký lúc": subscriber.asked_at,
        "Xác nhận lúc": subscriber.confirmed_at,
        "Thôi nhận lúc": subscriber.stopped_at,
    }
    got = Delivery.objects.filter(mark=subscriber.mark, part__channel=subscriber.channel_id)
    return {
        "Địa chỉ": subscriber.address,
        "Kênh": subscriber.channel.name,
        "Trạng thái": subscriber.get_state_display(),
        "Bản lời đồng ý": subscriber.consent,
        "Loại tin": [topic.name for topic in subscriber.topics.order_by("sort_key")],
        **{words: clock.local(at).strftime("%d/%m/%Y %H:%M") if at else "" for words, at in moments.items()},
        "Số tin đã gửi": got.filter(state=Delivery.State.SENT).count(),
    }


@transaction.atomic
def bar_address(channel: Channel, address: str, *, actor: Actor) -> Barred:
    """Somebody asked the agency not to be written to. Only the keyed hash is kept."""
    if not (actor.may(SEND, channel.agency_id) or may_set(actor, channel.agency_id)):
        raise Refused("Chỉ người gửi hoặc người quản trị ghi được địa chỉ không gửi.", code="forbidden")
    kind = _kind(channel)
    if kind.to != To.EACH or kind.check_address is None:
        raise Refused("Kênh này không có địa chỉ người nhận.", code="kind")
    mark = secrets.mark_of(channel.kind, kind.check_address(address))
    row = bar(channel, mark, Barred.Why.ASKED, actor.person_id)
    for found in Subscriber.objects.filter(
        channel__agency=channel.agency_id, channel__kind=channel.kind, mark=mark
    ):
        found.state, found.stopped_at = State.STOPPED, clock.now()
        found.save(update_fields=["state", "stopped_at"])
    note("channels.barred", channel, actor=actor, agency_id=channel.agency_id)
    return row


@transaction.atomic
def forget_subscribers(*, actor: Actor) -> int:
    """Who never confirmed within a week, and who left a month ago: their addresses are deleted."""
    now = clock.now()
    never = Subscriber.objects.filter(state=State.PENDING, asked_at__lt=now - timedelta(days=PENDING_DAYS))
    left = Subscriber.objects.filter(state=State.STOPPED, stopped_at__lt=now - timedelta(days=STOPPED_DAYS))
    count = 0
    for channel in Channel.objects.filter(pk__in=(never | left).values("channel")).order_by("pk"):
        gone = (never | left).filter(channel=channel)
        number = gone.count()
        gone.delete()
        note(
            "channels.subscribers_forgotten",
            channel,
            actor=actor,
            agency_id=channel.agency_id,
            summary=f"{number} địa chỉ",
        )
        count += number
    return count


@transaction.atomic
def add_topic(agency: Agency, name: str, *, actor: Actor) -> Topic:
    actor.require(PUBLISH, agency.pk)
    words = squeeze(nfc(name))[:80]
    if not words:
        raise Refused("Nhập tên loại tin.", code="no_name", field="name")
    row, _ = Topic.objects.get_or_create(agency=agency, name=words)
    if row.ended_at is not None:
        row.ended_at = None
        row.save(update_fields=["ended_at"])
    note("channels.topic_added", row, actor=actor, agency_id=agency.pk, summary=words, using=PUBLISH)
    return row


@transaction.atomic
def end_topic(topic: Topic, *, actor: Actor) -> None:
    """Nobody chooses it any more; who chose it receives the rest."""
    actor.require(PUBLISH, topic.agency_id)
    topic.ended_at = clock.now()
    topic.save(update_fields=["ended_at"])
    note(
        "channels.topic_ended",
        topic,
        actor=actor,
        agency_id=topic.agency_id,
        summary=topic.name,
        using=PUBLISH,
    )


def bar(channel: Channel, mark: str, why: str, person_id: int | None) -> Barred:
    row, new = Barred.objects.get_or_create(
        agency_id=channel.agency_id, kind=channel.kind, mark=mark,
        defaults={"why": why, "at": clock.now(), "by_id": person_id},
    )  # fmt: skip
    if not new and why == Barred.Why.ASKED and row.why != why:  # the firmest reason stands
        row.why, row.by_id = why, person_id
        row.save(update_fields=["why", "by"])
    _skip_waiting(channel, mark)
    return row


def _skip_waiting(channel: Channel, mark: str) -> None:
    waiting = Delivery.objects.filter(
        mark=mark,
        state=Delivery.State.WAITING,
        part__channel__agency=channel.agency_id,
        part__channel__kind=channel.kind,
    )
    waiting.update(state=Delivery.State.SKIPPED, at=clock.now(), why="Người nhận đã thôi nhận.")


def _locked(subscriber: Subscriber) -> Subscriber:
    return (
        Subscriber.objects.select_for_update(of=("self",))
        .select_related("channel__agency")
        .get(pk=subscriber.pk)
    )


def _kind(channel: Channel) -> ChannelKind:
    kind = discovery.kind_of(channel.kind)
    if kind is None or kind.to != To.EACH:
        raise Refused("Kênh này không nhận đăng ký.", code="kind")
    return kind
