"""The only door from a request to a printed code.

Who publishes for an agency edits its codes (editor, director); who sees the whole agency sees them. Codes outlive
their agency: those of an agency that has ended are edited by who publishes for what became of it.
"""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.channels.models import LinkHost, Placement
from lantoa.foundation.errors import NotVisible
from lantoa.organisation import access
from lantoa.organisation.access import PUBLISH, SEE, Actor
from lantoa.organisation.models import Agency

__all__ = ["PUBLISH", "SEE"]


def publishes_for(actor: Actor) -> frozenset[int]:
    """Agencies whose codes the actor edits: those they publish for, and ended ones that these came from."""
    held = actor.scope(PUBLISH).agencies
    past = frozenset[int]().union(
        *(grant.past for grant in actor.grants if PUBLISH in access.RIGHTS[grant.role])
    )
    ended = Agency.objects.filter(pk__in=past - held, valid_to__lt=actor.on) if past - held else ()
    return held | {row.pk for row in ended}


def reads_of(actor: Actor) -> frozenset[int]:
    return actor.scope(SEE).agencies | publishes_for(actor)


def may_look(actor: Actor) -> bool:
    return actor.system or bool(actor.scope(SEE).agencies or actor.scope(PUBLISH))


def may_publish(actor: Actor, agency_id: int) -> bool:
    return actor.system or agency_id in publishes_for(actor)


def visible_placements(actor: Actor) -> QuerySet[Placement]:
    rows = Placement.objects.all()
    return rows if actor.system else rows.filter(agency_id__in=reads_of(actor))


def get_placement(actor: Actor, placement_id: int, *, to: str = SEE) -> Placement:
    """A code the actor may see; with `to`=PUBLISH, one they may change. Raises NotVisible."""
    rows = visible_placements(actor).select_related("agency", "place", "created_by", "withdrawn_by")
    row = rows.filter(pk=placement_id).first()
    if row is None or (to != SEE and not may_publish(actor, row.agency_id)):
        raise NotVisible
    return row


def visible_hosts(actor: Actor) -> QuerySet[LinkHost]:
    rows = LinkHost.objects.all()
    return rows if actor.system else rows.filter(agency_id__in=reads_of(actor))


def get_host(actor: Actor, host_id: int) -> LinkHost:
    """A host of an agency that the actor publishes for. Raises NotVisible."""
    row = visible_hosts(actor).select_related("agency").filter(pk=host_id).first()
    if row is None or not may_publish(actor, row.agency_id):
        raise NotVisible
    return row
