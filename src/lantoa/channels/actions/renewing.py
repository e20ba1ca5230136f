"""Tokens that a far side exchanges: one process asks, the others take what it stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from lantoa.audit.actions import note
from lantoa.channels import discovery, outgoing, secrets
from lantoa.channels.contract import Renewing, Temporary
from lantoa.channels.models import Channel
from lantoa.foundation import clock
from lantoa.organisation.access import SYSTEM

LEASE = timedelta(seconds=60)


def renew(channel: Channel, seen: Mapping[str, Any], ask: Renewing) -> Mapping[str, Any]:
    """What changed. Where the stored values are not those seen, another process renewed already: they are taken.

    Many far sides take a refresh token once only, so nobody else may ask meanwhile. Raises what `ask` raises, and
    Temporary while another process asks.
    """
    now = clock.now()
    free = Q(renewing_until=None) | Q(renewing_until__lt=now)
    if not Channel.objects.filter(free, pk=channel.pk).update(renewing_until=now + LEASE):
        raise Temporary("Kênh đang gia hạn quyền gửi.", retry_after=10, channel=True)
    try:
        row = Channel.objects.get(pk=channel.pk)
        stored = outgoing.values_of(row)
        if any(stored.get(name) != value for name, value in seen.items()):
            return stored
        changed = dict(ask(stored))
        _store(row, changed)
        return changed
    finally:
        Channel.objects.filter(pk=channel.pk).update(renewing_until=None)


def _store(channel: Channel, changed: Mapping[str, Any]) -> None:
    kind = discovery.kind_of(channel.kind)
    hidden = kind.settings_form.secrets if kind else ()
    with transaction.atomic():
        row = Channel.objects.select_for_update(of=("self",)).get(pk=channel.pk)
        kept = secrets.opened(row.secrets)
        kept |= {name: value for name, value in changed.items() if name in hidden}
        row.settings |= {name: value for name, value in changed.items() if name not in hidden}
        row.secrets = secrets.sealed(kept)
        row.save(update_fields=["settings", "secrets"])
        note("channels.token_renewed", row, actor=SYSTEM, agency_id=row.agency_id)
