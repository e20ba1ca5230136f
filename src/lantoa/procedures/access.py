"""The only door from a request to a procedure.

A register is read by everybody who works in its agency, by superiors, and by every agency below: what the province
lists is carried out there. It is kept by the agency's coordinator. Administrators read no content.
"""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible
from lantoa.organisation import access
from lantoa.organisation.access import Actor, Origins, live_on
from lantoa.organisation.models import Agency
from lantoa.procedures.models import Field, Intake, Procedure

SEE, EDIT, CATALOGUE = access.SEE, access.EDIT, access.CATALOGUE


def own_agencies(actor: Actor) -> frozenset[int]:
    """Agencies whose work the actor reads or does: theirs, what these came from, and those they oversee."""
    found = set(actor.scope(SEE).agencies)
    for grant in actor.grants:
        if SEE in access.RIGHTS[grant.role]:
            found |= {grant.agency_id} | grant.past
    return frozenset(found)


def above(agency_ids: frozenset[int]) -> frozenset[int]:
    """Agencies over any of these today, and what they came from."""
    paths = Agency.objects.filter(pk__in=agency_ids).values_list("path", flat=True)
    over = {int(pk) for path in paths for pk in path.split("/") if pk} - agency_ids
    return frozenset(over | Origins.read().before(over)) if over else frozenset()


def readable_agencies(actor: Actor) -> frozenset[int]:
    """Whose registers the actor reads."""
    own = own_agencies(actor)
    return own | above(own)


def visible_procedures(actor: Actor) -> QuerySet[Procedure]:
    if actor.system:
        return Procedure.objects.all()
    return Procedure.objects.filter(agency_id__in=readable_agencies(actor))


def get_procedure(actor: Actor, procedure_id: int, *, to: str = SEE) -> Procedure:
    """A procedure the actor may read; with `to`=EDIT, one of a register they keep. Raises NotVisible."""
    rows = visible_procedures(actor).select_related("agency", "field__agency", "successor")
    row = rows.filter(pk=procedure_id).first()
    if row is None or (to != SEE and not keeps(actor, row.agency_id)):
        raise NotVisible
    return row


def keeps(actor: Actor, agency_id: int) -> bool:
    """Whether the actor keeps the register of this agency."""
    return actor.system or agency_id in actor.scope(EDIT).agencies


def kept_agencies(actor: Actor) -> QuerySet[Agency]:
    """Live agencies whose register the actor keeps."""
    live = Agency.objects.filter(live_on(clock.today())).order_by("path", "sort_key")
    return live if actor.system else live.filter(pk__in=actor.scope(EDIT).agencies)


def get_kept_agency(actor: Actor, agency_id: int) -> Agency:
    """A live agency whose register the actor keeps. Raises NotVisible."""
    agency = kept_agencies(actor).filter(pk=agency_id).first()
    if agency is None:
        raise NotVisible
    return agency


def visible_fields(actor: Actor) -> QuerySet[Field]:
    rows = Field.objects.select_related("agency").order_by("sort_key", "pk")
    return rows if actor.system else rows.filter(agency_id__in=readable_agencies(actor))


def get_field(actor: Actor, field_id: int) -> Field:
    """A field of a register that the actor keeps. Raises NotVisible."""
    row = Field.objects.select_related("agency").filter(pk=field_id).first()
    if row is None or not keeps(actor, row.agency_id):
        raise NotVisible
    return row


def get_intake(actor: Actor, intake_id: int) -> Intake:
    """A file on its way into a register that the actor keeps. Raises NotVisible."""
    row = Intake.objects.select_related("agency", "person").filter(pk=intake_id).first()
    if row is None or not keeps(actor, row.agency_id):
        raise NotVisible
    return row
