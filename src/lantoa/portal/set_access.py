"""The door to sets of pages: who writes for the agency reads and fills them, who approves there puts them up."""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible
from lantoa.organisation.access import Actor, live_on
from lantoa.organisation.models import Agency
from lantoa.portal.access import approves_for, writes_for
from lantoa.portal.models import ReleaseSet, SetPage


def agencies_of(actor: Actor) -> QuerySet[Agency]:
    """Live agencies for which the actor makes sets."""
    return Agency.objects.filter(live_on(clock.today()), pk__in=writes_for(actor)).order_by(
        "path", "sort_key"
    )


def visible_sets(actor: Actor) -> QuerySet[ReleaseSet]:
    rows = ReleaseSet.objects.select_related("agency", "made_by", "timed_by", "released_by", "ended_by")
    return rows if actor.system else rows.filter(agency__in=writes_for(actor))


def get_set(actor: Actor, set_id: int, *, to_release: bool = False) -> ReleaseSet:
    """Raises NotVisible; with `to_release` also for who fills the set and does not put it up."""
    row = visible_sets(actor).filter(pk=set_id).first()
    if row is None or (to_release and not releases(actor, row.agency_id)):
        raise NotVisible
    return row


def get_row(actor: Actor, set_id: int, row_id: int) -> SetPage:
    """One page of a set. Raises NotVisible."""
    row = SetPage.objects.filter(set=get_set(actor, set_id), pk=row_id).first()
    if row is None:
        raise NotVisible
    return row


def fills(actor: Actor, agency_id: int) -> bool:
    return actor.system or agency_id in writes_for(actor)


def releases(actor: Actor, agency_id: int) -> bool:
    return actor.system or agency_id in approves_for(actor)
