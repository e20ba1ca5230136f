"""Who may read the audit: administrators, over the agencies they administer."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from django.db.models import Q, QuerySet

from lantoa.audit import registry
from lantoa.audit.models import Entry
from lantoa.foundation.errors import NotVisible

ADMINISTER = "administer"


class Scope(Protocol):
    @property
    def agencies(self) -> Collection[int]: ...


class Reading(Protocol):
    """What this room needs to know of an actor; `organisation.access.Actor` has it.

    `administers_all` is true for an administrator of the top agency: they also read entries of no agency.
    """

    @property
    def person_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def administers_all(self) -> bool: ...
    def scope(self, verb: str) -> Scope: ...


def reads_audit(actor: Reading) -> bool:
    return bool(actor.scope(ADMINISTER).agencies)


def visible_entries(actor: Reading) -> QuerySet[Entry]:
    """Sealed entries of the agencies this administrator looks after. Raises NotVisible for everybody else."""
    agencies = actor.scope(ADMINISTER).agencies
    if not agencies:
        raise NotVisible
    condition = Q(agency_id__in=agencies)
    if actor.administers_all:
        condition |= Q(agency_id=None)
    return Entry.objects.filter(condition).exclude(sequence__isnull=True)


def get_entry(actor: Reading, sequence: int) -> Entry:
    """One entry, for an administrator who reads it in the list. Raises NotVisible."""
    entry = visible_entries(actor).filter(sequence=sequence).first()
    if entry is None:
        raise NotVisible
    return entry


# Objects that administrators look after themselves: here they see what the values were.
OPEN_ROOMS = ("organisation.", "audit.", "jobs.", "ops.")


def is_open(kind: str) -> bool:
    """Whether objects of this kind are an administrator's own matter, and no content."""
    return kind.startswith(OPEN_ROOMS) or registry.is_open(kind)


def shows_values(entry: Entry) -> bool:
    """Whether the audit screen shows the object's name and the changed values: never those of content.

    Content goes by its number here; its name and values stand on its own page.
    """
    return is_open(entry.target_kind)
