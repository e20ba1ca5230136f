"""Channels, subscribers and broadcasts for tests: the editor writes, the director approves, a sender sends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from lantoa.channels import actions, registry, secrets
from lantoa.channels.actions import ChannelDraft, ComposeDraft
from lantoa.channels.models import Broadcast, Channel, Delivery, Subscriber
from lantoa.channels.registry import Content, ContentSource
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.jobs import running
from lantoa.jobs.models import Job
from lantoa.ledger.refs import Ref, SourceKey
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Membership, Role
from tests.cast import Cast

KIND = "test.article"
TITLE = "Nộp hồ sơ trực tuyến được giảm phí"
TEXT = "Từ ngày 01/9 người dân nộp hồ sơ trực tuyến được giảm một nửa phí.\nXem cách nộp trong bài."


def sender(cast: Cast, who: str = "counter") -> Actor:
    """Somebody with the right to send, and nothing else of it."""
    Membership.objects.get_or_create(
        person=cast.person(who), agency=cast.sxd, role=Role.SENDER, defaults={"valid_from": clock.today()}
    )
    return cast.actor(who)


@contextmanager
def articles(cast: Cast, towards: tuple[Ref, ...] = ()) -> Iterator[ContentSource]:
    """A room above with one published article, "7", and nothing else."""

    def look(key: str) -> Content | None:
        source = SourceKey(KIND, key)
        return Content(
            cast.sxd.pk, source, TITLE, "Giảm một nửa phí.", TEXT, "https://lantoa.example/tin/7/", towards,
            themes=("dich-vu-cong",), audiences=("nguoi-dan",),
        ) if key == "7" else None  # fmt: skip

    source = ContentSource(KIND, "Bài thử", look, lambda agency: [("7", TITLE)] if agency == cast.sxd else [])
    registry._sources[KIND] = source
    try:
        yield source
    finally:
        del registry._sources[KIND]


def channel(cast: Cast, kind: str = "email", *, where: str = "sxd", **changed: Any) -> Channel:
    values = changed.pop(
        "values", {"sender_name": "Sở Xây dựng", "account": "so-xay-dung", "token": "bí-mật"}
    )
    draft = ChannelDraft(name=changed.pop("name", f"Kênh {kind}"), values=values, **changed)
    return actions.open_channel(cast.agency(where), kind, draft, actor=cast.actor("administrator"))


def subscribers(row: Channel, count: int, **changed: Any) -> list[Subscriber]:
    now = clock.now()
    rows = [
        Subscriber(
            channel=row,
            address=f"nguoi{number}@example.vn",
            mark=secrets.mark_of(row.kind, f"nguoi{number}@example.vn"),
            token=f"{row.pk}-{number}",
            **{
                "state": Subscriber.State.ACTIVE,
                "asked_at": now,
                "confirmed_at": now,
                "consent": "1",
                **changed,
            },
        )
        for number in range(count)
    ]
    return Subscriber.objects.bulk_create(rows)


def composed(cast: Cast, *channels: Channel, **draft: Any) -> Broadcast:
    content = actions.content_of(KIND, "7")
    return actions.compose(
        content, ComposeDraft(tuple(row.pk for row in channels), **draft), actor=cast.actor("editor")
    )


def approved(cast: Cast, *channels: Channel, **draft: Any) -> Broadcast:
    row = composed(cast, *channels, **draft)
    actions.ask_approval(row, actor=cast.actor("editor"))
    return actions.approve(row, actor=cast.actor("director"))


def sent(cast: Cast, *channels: Channel, **draft: Any) -> Broadcast:
    return actions.send(approved(cast, *channels, **draft), actor=sender(cast))


def work() -> None:
    """Runs jobs of sending that are due."""
    Job.objects.filter(state="waiting").exclude(name__startswith="lantoa.channels").delete()
    running.run_waiting()


def later(minutes: float) -> None:
    """Lets so much time pass: what waits comes closer by it, and what was claimed lies longer back."""
    gap = timedelta(minutes=minutes)
    for row in Delivery.objects.all():
        row.due_at -= gap
        row.at = row.at - gap if row.at else None
        row.save(update_fields=["due_at", "at"])
    for job in Job.objects.filter(state="waiting").exclude(run_after=None):
        job.run_after -= gap
        job.save(update_fields=["run_after"])


def outcomes(broadcast: Broadcast) -> dict[str, int]:
    found: dict[str, int] = {}
    for state in Delivery.objects.filter(part__broadcast=broadcast).values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def fresh(broadcast: Broadcast) -> Broadcast:
    return Broadcast.objects.get(pk=broadcast.pk)


def refused(call: Any, *args: Any, **kwargs: Any) -> str:
    """The code under which a call is refused."""
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.code
