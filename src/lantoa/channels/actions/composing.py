"""Making a broadcast of a content: its text on each channel, asking for approval, approving, handing back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.channels import adapting, discovery, registry
from lantoa.channels.contract import Text
from lantoa.channels.models import Broadcast, Channel, Part, Topic
from lantoa.channels.registry import Content
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import nfc, squeeze
from lantoa.organisation.access import APPROVE, PUBLISH, Actor

NO_RIGHT = "Chỉ biên tập viên hoặc lãnh đạo cơ quan soạn lượt gửi."
State = Broadcast.State


@dataclass(frozen=True, slots=True)
class ComposeDraft:
    """Over which channels a content goes, to whom, and until when it is shown on screens."""

    channels: tuple[int, ...]
    topics: tuple[int, ...] = ()
    until: datetime | None = None


def content_of(kind: str, key: str) -> Content:
    """What may be sent under this key now. Raises Refused for what is not public today."""
    source = registry.source(kind)
    content = source.look(key) if source else None
    if content is None:
        raise Refused("Bài này chưa đăng hoặc đã gỡ nên không gửi được.", code="content")
    return content


@transaction.atomic
def compose(content: Content, draft: ComposeDraft, *, actor: Actor) -> Broadcast:
    """A broadcast in draft, with the text of each channel adapted from the content. Raises Refused."""
    actor.require(PUBLISH, content.agency_id, message=NO_RIGHT)
    channels = _channels(content.agency_id, draft.channels)
    row = Broadcast.objects.create(
        agency_id=content.agency_id,
        source_kind=content.source.kind,
        source_key=content.source.key,
        title=squeeze(nfc(content.title))[:300],
        summary=nfc(content.summary).strip(),
        text=nfc(content.text).strip(),
        url=content.url[:500],
        towards=[[ref.kind, ref.id] for ref in content.towards],
        about={
            "themes": list(content.themes),
            "audiences": list(content.audiences),
            "reform_fields": list(content.reform_fields),
        },
        until=draft.until,
        composed_by_id=actor.person_id,
        composed_at=clock.now(),
    )
    row.topics.set(Topic.objects.filter(agency=content.agency_id, pk__in=draft.topics, ended_at=None))
    _write_down(row, actor)
    for channel in channels:
        _add_part(row, channel)
    note(
        "channels.composed", row, actor=actor, agency_id=row.agency_id, using=PUBLISH,
        summary=f"{row.title}: {', '.join(channel.name for channel in channels)}"[:300],
    )  # fmt: skip
    return row


def _channels(agency_id: int, ids: Collection[int]) -> list[Channel]:
    found = list(Channel.objects.filter(agency=agency_id, pk__in=ids, active=True).order_by("name", "pk"))
    if not found:
        raise Refused("Chọn ít nhất một kênh.", code="no_channel", field="channels")
    return found


def _add_part(row: Broadcast, channel: Channel) -> None:
    kind = discovery.kind_of(channel.kind)
    if kind is None:
        raise Refused(
            f"Kênh “{channel.name}”: phần mềm không còn loại kênh này.", code="kind", field="channels"
        )
    text = adapting.adapt(kind, Text(row.title, row.summary, row.text, row.url))
    Part.objects.create(
        broadcast=row, channel=channel, title=text.title, summary=text.summary, text=text.text, url=text.url
    )


@transaction.atomic
def rewrite(part: Part, text: Text, *, actor: Actor) -> Part:
    """Other words for one channel, within its limits. What was asked or approved goes back to draft."""
    broadcast = _locked(part.broadcast, actor, PUBLISH, NO_RIGHT)
    _require_state(broadcast, (State.DRAFT, State.ASKED, State.APPROVED), "sửa")
    kind = discovery.kind_of(part.channel.kind)
    if kind is None:
        raise Refused("Phần mềm không còn loại kênh này.", code="kind")
    text = Text(squeeze(nfc(text.title)), nfc(text.summary).strip(), nfc(text.text).strip(), text.url)
    for count in adapting.problems(text, kind.limits):
        field = count.part if count.part != "whole" else "text"
        raise Refused(
            f"{count.label} dài {count.used} ký tự, kênh này nhận {count.most}.", code="long", field=field
        )
    if not (text.title or text.text):
        raise Refused("Nhập nội dung gửi qua kênh này.", code="empty", field="text")
    row = Part.objects.select_for_update(of=("self",)).get(pk=part.pk)
    row.title, row.summary, row.text = text.title, text.summary, text.text
    row.url = broadcast.url if text.url and kind.limits.links else ""
    row.save(update_fields=["title", "summary", "text", "url"])
    _write_down(broadcast, actor)
    _back_to_draft(broadcast)
    note("channels.rewritten", broadcast, actor=actor, agency_id=broadcast.agency_id, summary=part.channel.name, using=PUBLISH)  # fmt: skip
    return row


@transaction.atomic
def ask_approval(broadcast: Broadcast, *, actor: Actor) -> Broadcast:
    """Sends a draft to who approves. Asking twice changes nothing."""
    row = _locked(broadcast, actor, PUBLISH, NO_RIGHT)
    if row.state == State.ASKED:
        return row
    _require_state(row, (State.DRAFT,), "trình duyệt")
    row.state, row.returned_why = State.ASKED, ""
    row.save(update_fields=["state", "returned_why"])
    note(
        "channels.approval_asked", row, actor=actor, agency_id=row.agency_id, summary=row.title, using=PUBLISH
    )
    return row


@transaction.atomic
def approve(broadcast: Broadcast, *, actor: Actor) -> Broadcast:
    """Lets it be sent, as it is now. Never by who wrote it."""
    row = _locked(broadcast, actor, APPROVE, "Chỉ lãnh đạo cơ quan duyệt lượt gửi.")
    _require_state(row, (State.ASKED,), "duyệt")
    if wrote(actor, row):
        raise Refused("Người soạn không tự duyệt lượt gửi của mình.", code="own")
    row.state, row.approved_by_id, row.approved_at = State.APPROVED, actor.person_id, clock.now()
    row.save(update_fields=["state", "approved_by", "approved_at"])
    note("channels.approved", row, actor=actor, agency_id=row.agency_id, summary=row.title, using=APPROVE)
    return row


@transaction.atomic
def hand_back(broadcast: Broadcast, reason: str, *, actor: Actor) -> Broadcast:
    """Back to who wrote it, with a reason; also after approval, while nothing was sent."""
    row = _locked(broadcast, actor, APPROVE, "Chỉ lãnh đạo cơ quan trả lại lượt gửi.")
    _require_state(row, (State.ASKED, State.APPROVED), "trả lại")
    why = squeeze(nfc(reason))[:250]
    if not why:
        raise Refused("Nhập lý do trả lại.", code="no_reason", field="reason")
    _back_to_draft(row, why)
    note("channels.returned", row, actor=actor, agency_id=row.agency_id, summary=why, using=APPROVE)
    return row


def wrote(actor: Actor, broadcast: Broadcast) -> bool:
    return actor.person_id is not None and broadcast.authors.filter(pk=actor.person_id).exists()


def _back_to_draft(row: Broadcast, why: str = "") -> None:
    row.state, row.returned_why, row.approved_by, row.approved_at = State.DRAFT, why, None, None
    row.save(update_fields=["state", "returned_why", "approved_by", "approved_at"])


def _write_down(row: Broadcast, actor: Actor) -> None:
    if actor.person_id is not None:
        row.authors.add(actor.person_id)


def _locked(broadcast: Broadcast, actor: Actor, verb: str, message: str) -> Broadcast:
    actor.require(verb, broadcast.agency_id, message=message)
    return Broadcast.objects.select_for_update(of=("self",)).select_related("agency").get(pk=broadcast.pk)


def _require_state(row: Broadcast, states: Sequence[str], verb: str) -> None:
    if row.state not in states:
        raise Refused(
            f"Lượt gửi đang ở trạng thái “{row.get_state_display()}”, không {verb} được.", code="state"
        )
