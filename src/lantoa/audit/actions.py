"""Adding to the audit. Called by every action, inside its transaction."""

from __future__ import annotations

from typing import Any, Protocol

from django.db import models, transaction
from django.utils import timezone

from lantoa.audit import registry
from lantoa.audit.chain import digest_of
from lantoa.audit.models import Entry, Head


class Acting(Protocol):
    """What the audit needs to know of an actor; `organisation.access.Actor` has it."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...


def note(
    verb: str,
    target: models.Model,
    *,
    actor: Acting,
    agency_id: int | None = None,
    summary: str = "",
    changes: dict[str, Any] | None = None,
    lent_by: str = "",
) -> Entry:
    """Appends one entry in the caller's transaction, so a rollback takes it along.

    `changes` maps a field's label to `[before, after]`. Raises ValueError for a verb nobody registered.
    """
    return _append(verb, target, actor, agency_id, summary, changes or {}, lent_by, is_read=False)


def note_read(
    verb: str, target: models.Model, *, actor: Acting, agency_id: int | None = None, summary: str = ""
) -> Entry:
    """Appends that personal data was looked at or exported."""
    return _append(verb, target, actor, agency_id, summary, {}, "", is_read=True)


def _append(
    verb: str,
    target: models.Model,
    actor: Acting,
    agency_id: int | None,
    summary: str,
    changes: dict[str, Any],
    lent_by: str,
    *,
    is_read: bool,
) -> Entry:
    if not registry.known(verb):
        raise ValueError(f"audit verb {verb} is not registered")
    with transaction.atomic():
        Head.objects.get_or_create(singleton=True)
        head = Head.objects.select_for_update().get(singleton=True)
        entry = Entry(
            sequence=head.sequence + 1,
            at=timezone.now(),
            verb=verb,
            is_read=is_read,
            actor_id=actor.person_id,
            actor_name=actor.name[:120],
            lent_by=lent_by[:120],
            agency_id=agency_id if agency_id is not None else getattr(target, "agency_id", None),
            target_kind=target._meta.label_lower,
            target_id=str(target.pk),
            target_name=str(target)[:250],
            summary=summary,
            changes=changes,
            previous=head.digest,
        )
        entry.digest = digest_of(entry)
        entry.save(force_insert=True)
        head.sequence, head.digest = entry.sequence, entry.digest
        head.save(update_fields=["sequence", "digest"])
    return entry
