"""Adding to the audit. Called by every action, inside its transaction."""

from __future__ import annotations

from typing import Any, Protocol

from django.db import models
from django.utils import timezone

from lantoa.audit import access, content, registry
from lantoa.audit.models import Entry
from lantoa.audit.sealing import seal_after_commit
from lantoa.foundation import text


class Acting(Protocol):
    """What the audit needs to know of an actor; `organisation.access.Actor` has it.

    An actor with `lender_of(right, agency_id, body_id) -> str` is asked on whose behalf the right was used.
    """

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
    using: str = "",
) -> Entry:
    """Appends one entry in the caller's transaction, so a rollback takes it along; it is linked into the chain
    when that has committed.

    `changes` maps a field's label to `[before, after]`; long values are cut and secrets left out. `using` is the
    right that allowed it (organisation's CONFIRM, EDIT …): where the actor holds it by delegation only, the entry
    names the lender, unless `lent_by` already does. Raises ValueError for a verb nobody registered.
    """
    return _append(verb, target, actor, agency_id, summary, changes or {}, lent_by, using, is_read=False)


def note_read(
    verb: str, target: models.Model, *, actor: Acting, agency_id: int | None = None, summary: str = ""
) -> Entry:
    """Appends that personal data was looked at or exported."""
    return _append(verb, target, actor, agency_id, summary, {}, "", "", is_read=True)


def _append(
    verb: str,
    target: models.Model,
    actor: Acting,
    agency_id: int | None,
    summary: str,
    changes: dict[str, Any],
    lent_by: str,
    using: str,
    *,
    is_read: bool,
) -> Entry:
    if not registry.known(verb):
        raise ValueError(f"audit verb {verb} is not registered")
    agency_id = agency_id if agency_id is not None else getattr(target, "agency_id", None)
    target_name = content.words(str(target), 250)
    summary = content.words(summary, 2000)
    entry = Entry(
        at=timezone.now(),
        verb=verb,
        is_read=is_read,
        actor_id=actor.person_id,
        actor_name=content.words(actor.name, 120),
        lent_by=content.words(lent_by or _lender(actor, using, agency_id, target), 120),
        agency_id=agency_id,
        target_kind=target._meta.label_lower,
        target_id=str(target.pk),
        target_name=target_name,
        summary=summary,
        changes=content.changes(changes),
        folded=text.fold(_found_by(target, actor.name, target_name, summary)),
    )
    entry.save(force_insert=True)
    seal_after_commit()
    return entry


def _found_by(target: models.Model, actor_name: str, target_name: str, summary: str) -> str:
    """What the search of the audit looks at: of content only who acted, for administrators read no content."""
    if not access.is_open(target._meta.label_lower):
        return actor_name
    return f"{actor_name} {target_name} {summary}"


def _lender(actor: Acting, using: str, agency_id: int | None, target: models.Model) -> str:
    ask = getattr(actor, "lender_of", None)
    return ask(using, agency_id, getattr(target, "body_id", None)) if ask and using else ""
