"""The only door from a request to a printed code, a channel or a broadcast.

Who publishes for an agency edits its codes (editor, director); who sees the whole agency sees them. Codes outlive
their agency: those of an agency that has ended are edited by who publishes for what became of it.
"""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.channels.models import Broadcast, Channel, LinkHost, Part, Placement
from lantoa.foundation.errors import NotVisible
from lantoa.ledger.models import StoredFile
from lantoa.organisation import access
from lantoa.organisation.access import ADMINISTER, APPROVE, PUBLISH, SEE, SEND, Actor
from lantoa.organisation.models import Agency

__all__ = ["ADMINISTER", "APPROVE", "PUBLISH", "SEE", "SEND"]


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


# --- sending ----------------------------------------------------------------------------------------


def _sending_agencies(actor: Actor) -> frozenset[int]:
    """Whose broadcasts the actor reads: those of agencies they see as a whole, write, approve or send for."""
    scopes = (actor.scope(verb).agencies for verb in (SEE, PUBLISH, APPROVE, SEND))
    return frozenset[int]().union(*scopes)


def may_look_at_sending(actor: Actor) -> bool:
    return actor.system or bool(_sending_agencies(actor))


def may_set(actor: Actor, agency_id: int) -> bool:
    """Channels are set by who administers the agency."""
    return actor.may(ADMINISTER, agency_id)


def may_look_at_channels(actor: Actor) -> bool:
    return may_look_at_sending(actor) or bool(actor.scope(ADMINISTER))


def visible_channels(actor: Actor) -> QuerySet[Channel]:
    rows = Channel.objects.all()
    seen = _sending_agencies(actor) | actor.scope(ADMINISTER).agencies
    return rows if actor.system else rows.filter(agency_id__in=seen)


def get_channel(actor: Actor, channel_id: int, *, to: str = SEE) -> Channel:
    """A channel the actor may see; with `to`=ADMINISTER, one they set. Raises NotVisible."""
    row = visible_channels(actor).select_related("agency").filter(pk=channel_id).first()
    if row is None or (to == ADMINISTER and not may_set(actor, row.agency_id)):
        raise NotVisible
    return row


def visible_broadcasts(actor: Actor) -> QuerySet[Broadcast]:
    rows = Broadcast.objects.all()
    return rows if actor.system else rows.filter(agency_id__in=_sending_agencies(actor))


def get_broadcast(actor: Actor, broadcast_id: int, *, to: str = SEE) -> Broadcast:
    """A broadcast the actor may see; with another verb, one of an agency where that verb holds. Raises NotVisible."""
    rows = visible_broadcasts(actor).select_related(
        "agency", "composed_by", "approved_by", "sent_by", "activity"
    )
    row = rows.filter(pk=broadcast_id).first()
    if row is None or (to != SEE and not actor.may(to, row.agency_id)):
        raise NotVisible
    return row


def get_part(actor: Actor, part_id: int, *, to: str = SEE) -> Part:
    """A part of a broadcast that the actor may see (or do `to` with). Raises NotVisible."""
    row = Part.objects.select_related("channel").filter(pk=part_id).first()
    if row is None:
        raise NotVisible
    row.broadcast = get_broadcast(actor, row.broadcast_id, to=to)
    return row


def opens_file(actor: Actor, file: StoredFile) -> bool:
    """Files that a part made are opened by who sees the broadcast."""
    parts = Part.objects.filter(files=file, broadcast__in=visible_broadcasts(actor).values("pk"))
    return parts.exists()
