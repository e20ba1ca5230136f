"""Which agencies a report speaks for, and which ones report below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from lantoa.organisation.access import Origins
from lantoa.organisation.models import Agency, AgencyEvent


@dataclass(frozen=True, slots=True)
class Speaker:
    """An agency with all whose work it answers for: itself first, then what it was before a renaming or a merger.

    A merged agency's entries count where it went. Those of an agency that was split count nowhere by themselves.
    `names` are those that still lived in the days reported.
    """

    agency: Agency
    ids: tuple[int, ...]
    names: tuple[str, ...]


def speaker_of(agency: Agency, starts: date, ends: date) -> Speaker:
    former = _whole_predecessors(agency.pk, ends)
    rows = list(Agency.objects.filter(pk__in=former).order_by("valid_from", "pk"))
    living = [row.legal_name for row in rows if row.valid_to is None or row.valid_to >= starts]
    return Speaker(agency, (agency.pk, *(row.pk for row in rows)), (agency.legal_name, *living))


def _whole_predecessors(agency_id: int, ends: date) -> set[int]:
    """Agencies that went into this one as a whole by the last day, over all generations; a name may be newer than that."""
    renamed = Q(kind=AgencyEvent.Kind.RENAME)
    events = AgencyEvent.objects.filter(renamed | Q(kind=AgencyEvent.Kind.MERGE, day__lte=ends))
    steps = list(events.values_list("predecessors", "successors"))
    found: set[int] = set()
    wave = {agency_id}
    while wave:
        wave = {old for old, new in steps if new in wave and old is not None} - found - {agency_id}
        found |= wave
    return found


def same_agencies(agency_ids: Iterable[int]) -> dict[int, int]:
    """`{former id: id}` for those that are one agency under names it had one after another."""
    origins, found = Origins.read(), {}
    for agency_id in agency_ids:
        found.update({former: agency_id for former in origins.same_as(agency_id) if former != agency_id})
    return found


def called_since(agency_ids: Iterable[int]) -> set[int]:
    """These agencies, and what they were renamed to since."""
    origins = Origins.read()
    return {name for agency_id in set(agency_ids) for name in origins.now_called(agency_id)}


def children_of(agency: Agency, starts: date, ends: date) -> list[Agency]:
    """Agencies right below that lived on any of these days, in the order of the tree."""
    lived = Q(valid_from__lte=ends) & (Q(valid_to=None) | Q(valid_to__gte=starts))
    return list(Agency.objects.filter(lived, parent=agency).order_by("sort_key", "pk"))
