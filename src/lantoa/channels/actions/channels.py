"""Channels of an agency: opened, set, paused, tried out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from secrets import token_hex
from typing import Any

from django.db import IntegrityError, transaction

from lantoa.audit.actions import note
from lantoa.channels import discovery, outgoing, secrets
from lantoa.channels.access import may_set
from lantoa.channels.actions.renewing import renew
from lantoa.channels.contract import (
    ChannelKind,
    InDoubt,
    Message,
    Problem,
    Receipt,
    Recipient,
    Settings,
    SettingsForm,
    To,
)
from lantoa.channels.models import Channel
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import nfc, squeeze
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Agency

NO_RIGHT = "Chỉ người quản trị của cơ quan cài đặt kênh."


@dataclass(frozen=True, slots=True)
class ChannelDraft:
    """`values` are the kind's own settings, secrets among them; a secret left empty stays as it was."""

    name: str
    values: Mapping[str, Any]
    active: bool = True
    quiet_from: time | None = None
    quiet_to: time | None = None
    most_a_day: int | None = None
    most_for_one: int | None = None
    within_days: int = 7


@transaction.atomic
def open_channel(agency: Agency, kind_code: str, draft: ChannelDraft, *, actor: Actor) -> Channel:
    """A channel of a kind for an agency. Raises Refused for a name that it has already."""
    kind = _kind(kind_code)
    _require(actor, agency.pk)
    row = Channel(agency=agency, kind=kind.code, created_at=clock.now())
    _fill(row, kind, draft)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("Cơ quan đã có kênh tên này.", code="twice", field="name") from None
    note(
        "channels.channel_opened", row, actor=actor, agency_id=agency.pk, summary=f"{kind.label}: {row.name}"
    )
    return row


@transaction.atomic
def change_channel(channel: Channel, draft: ChannelDraft, *, actor: Actor) -> Channel:
    """Rewrites settings and times. The audit names the fields that changed; of secrets never the value."""
    _require(actor, channel.agency_id)
    row = Channel.objects.select_for_update(of=("self",)).get(pk=channel.pk)
    kind = _kind(row.kind)
    before, held = _picture(row), secrets.opened(row.secrets)
    _fill(row, kind, draft)
    row.trouble, row.trouble_at = "", None
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused("Cơ quan đã có kênh tên này.", code="twice", field="name") from None
    after, now = _picture(row), secrets.opened(row.secrets)
    changes = {name: [before.get(name), after[name]] for name in after if before.get(name) != after[name]}
    changes |= {
        f"{kind.settings_form.base_fields[name].label}": ["••••", "đã đổi"]
        for name in kind.settings_form.secrets
        if held.get(name) != now.get(name)
    }
    if changes:
        note(
            "channels.channel_changed",
            row,
            actor=actor,
            agency_id=row.agency_id,
            summary=row.name,
            changes=changes,
        )
    return row


def try_out(channel: Channel, address: str, *, actor: Actor) -> Receipt:
    """One message saying that it is a trial, to an address given (for channels with recipients) or to the channel.

    Raises Refused with the words of the failure. Nothing of it counts anywhere.
    """
    _require(actor, channel.agency_id)
    kind = _kind(channel.kind)
    if kind.deliver is None:
        raise Refused("Kênh này không gửi tự động nên không có gì để gửi thử.", code="nothing")
    to = Recipient(kind.check_address(address) if kind.check_address and kind.to == To.EACH else "")
    settings = Settings(
        outgoing.values_of(channel),
        renewing=lambda seen, ask: renew(channel, seen, ask),
        channel_id=channel.pk,
    )
    with transaction.atomic():  # nothing is held while the far side answers
        note("channels.tried_out", channel, actor=actor, agency_id=channel.agency_id, summary=channel.name)
    try:
        return kind.deliver(_trial(channel), to, settings, f"lantoa-thu-{token_hex(8)}")
    except InDoubt as problem:
        raise Refused(f"Không rõ tin thử đã đến hay chưa: {problem.message}", code="unsure") from None
    except Problem as problem:
        raise Refused(f"Chưa gửi được tin thử: {problem.message}", code="failed") from None
    finally:
        settings.close()


def _trial(channel: Channel) -> Message:
    words = f"Tin thử từ kênh “{channel.name}”. Người nhận bỏ qua tin này."
    return Message("Tin thử", "", words, agency=channel.agency.legal_name, at=clock.now())


def _kind(code: str) -> ChannelKind:
    kind = discovery.kind_of(code)
    if kind is None:
        raise Refused("Phần mềm không còn loại kênh này.", code="kind")
    return kind


def _require(actor: Actor, agency_id: int) -> None:
    if not may_set(actor, agency_id):
        raise Refused(NO_RIGHT, code="forbidden")


def _fill(row: Channel, kind: ChannelKind, draft: ChannelDraft) -> None:
    row.name = squeeze(nfc(draft.name))[:120]
    if not row.name:
        raise Refused("Nhập tên kênh.", code="no_name", field="name")
    if (draft.quiet_from is None) != (draft.quiet_to is None):
        raise Refused("Nhập cả giờ bắt đầu và giờ kết thúc không gửi.", code="quiet", field="quiet_to")
    form: type[SettingsForm] = kind.settings_form
    row.settings = {
        name: value
        for name, value in draft.values.items()
        if name in form.base_fields and name not in form.secrets
    }
    given = {name: draft.values[name] for name in form.secrets if draft.values.get(name)}
    row.secrets = secrets.sealed({**secrets.opened(row.secrets), **given})
    row.active = draft.active
    row.quiet_from, row.quiet_to = draft.quiet_from, draft.quiet_to
    row.most_a_day, row.most_for_one, row.within_days = (
        draft.most_a_day,
        draft.most_for_one,
        draft.within_days,
    )


def _picture(row: Channel) -> dict[str, Any]:
    return {
        "Tên kênh": row.name,
        "Đang dùng": row.active,
        "Không gửi từ": str(row.quiet_from or ""),
        "Không gửi đến": str(row.quiet_to or ""),
        "Nhiều nhất trong một ngày": row.most_a_day,
        "Nhiều nhất cho một người": row.most_for_one,
        "trong số ngày": row.within_days,
        **{f"cài đặt {name}": value for name, value in row.settings.items()},
    }
