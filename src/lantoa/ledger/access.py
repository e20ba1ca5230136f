"""The only door from a request to an activity, a measurement or a file.

Officers see their unit's entries and their own drafts, and edit the latter; a head edits, confirms and voids the
unit's; a coordinator confirms and voids any unit's. Nobody confirms what they recorded, rewrote or chose the proof of.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from lantoa.foundation.errors import NotVisible
from lantoa.ledger import registry
from lantoa.ledger.models import Activity, Evidence, Measurement, State, StoredFile
from lantoa.organisation.access import CONFIRM, EDIT, RIGHTS, SEE, VOID, Actor

__all__ = ["CONFIRM", "EDIT", "SEE", "VOID"]


def visible_activities(actor: Actor) -> QuerySet[Activity]:
    """What the actor may read, drafts and voided ones included."""
    if actor.system:
        return Activity.objects.all()
    return Activity.objects.filter(_visible_q(actor))


def _visible_q(actor: Actor) -> Q:
    """Whole agencies, then single bodies and own entries in the other agencies only.

    A condition that says nothing new is left out: the database then walks one index in the order of the list.
    """
    scope = actor.scope(SEE)
    if not scope:
        return Q(pk__in=[])
    whole = scope.agencies
    conditions = [Q(agency_id__in=whole)] if whole else []
    elsewhere = _own_agencies(actor) - whole
    if scope.bodies and elsewhere:
        conditions.append(Q(body_id__in=scope.bodies))
    if actor.person_id is not None and elsewhere:
        conditions.append(Q(recorded_by_id=actor.person_id, agency_id__in=elsewhere))
    return reduce(or_, conditions)


def _own_agencies(actor: Actor) -> frozenset[int]:
    """Agencies where the actor holds a role that reads content today."""
    return frozenset(grant.agency_id for grant in actor.grants if SEE in RIGHTS[grant.role])


def recordable_bodies(actor: Actor) -> frozenset[int]:
    """Bodies for which the actor may record: their own, or those they answer for."""
    return frozenset(body for grant in actor.grants for body in grant.bodies if SEE in RIGHTS[grant.role])


def may_record(actor: Actor, agency_id: int, body_id: int | None) -> bool:
    """A member records for the unit; a coordinator for the agency and any of its bodies."""
    if actor.system or agency_id in actor.scope(EDIT).agencies:
        return True
    return body_id is not None and body_id in recordable_bodies(actor)


def recording_lender(actor: Actor, agency_id: int, body_id: int | None) -> str:
    """Whose leave lets the actor record there, for the audit; empty where they may by themselves."""
    return actor.lender_where(lambda alone: may_record(alone, agency_id, body_id))


def may_edit(actor: Actor, activity: Activity) -> bool:
    """Own entries, and as a head the unit's. A coordinator hands back instead of rewriting."""
    if actor.system:
        return True
    own = activity.recorded_by_id is not None and activity.recorded_by_id == actor.person_id
    if own and activity.agency_id in _own_agencies(actor):
        return True
    return activity.body_id is not None and activity.body_id in actor.scope(EDIT).bodies


def may_confirm(actor: Actor, activity: Activity) -> bool:
    """The right over the unit, and not one's own words. A person confirms, never the system."""
    if (
        actor.system
        or actor.person_id is None
        or not actor.may(CONFIRM, activity.agency_id, activity.body_id)
    ):
        return False
    return not wrote(actor, activity)


def wrote(actor: Actor, activity: Activity) -> bool:
    """Whether the actor recorded the activity, or wrote or changed its current version or its proof."""
    if activity.recorded_by_id == actor.person_id:
        return True
    current = activity.current
    return current is not None and actor.person_id in {person.pk for person in current.authors.all()}


def may_void(actor: Actor, activity: Activity) -> bool:
    return actor.may(VOID, activity.agency_id, activity.body_id)


def may_hand_back(actor: Actor, activity: Activity) -> bool:
    return actor.may(CONFIRM, activity.agency_id, activity.body_id)


def sees_places(actor: Actor, activity: Activity | Measurement) -> bool:
    """Where and when photos were taken: for who recorded the entry and who may confirm in the unit."""
    if actor.system or (activity.recorded_by_id is not None and activity.recorded_by_id == actor.person_id):
        return True
    return actor.may(CONFIRM, activity.agency_id, activity.body_id)


def right_to_edit(actor: Actor, entry: Activity | Measurement) -> str:
    """The right by which somebody edits an entry: one's own words need no more than belonging there."""
    return SEE if entry.recorded_by_id == actor.person_id else EDIT


_CHECKS = {EDIT: may_edit, CONFIRM: may_hand_back, VOID: may_void}


def get_activity(actor: Actor, activity_id: int, *, to: str = SEE) -> Activity:
    """The activity, where the actor sees it and may do `to` with it. Raises NotVisible.

    What state it is in, and whether the actor wrote it, is for the action to say, in words.
    """
    row = (
        visible_activities(actor)
        .select_related(
            "current__kind", "current__place_ref", "agency", "body", "recorded_by", "confirmed_by"
        )
        .filter(pk=activity_id)
        .first()
    )
    if row is None or (to != SEE and not _CHECKS[to](actor, row)):
        raise NotVisible
    return row


def waiting_for(actor: Actor) -> QuerySet[Activity]:
    """Entries that were sent and that the actor may confirm, the oldest first."""
    rows = sent_to(actor).exclude(recorded_by_id=actor.person_id)
    return rows.exclude(current__authors=actor.person_id)


def waiting_for_others(actor: Actor) -> QuerySet[Activity]:
    """Entries over which the actor has the right, and which somebody else must confirm: the actor wrote in them."""
    mine = Q(recorded_by_id=actor.person_id) | Q(current__authors=actor.person_id)
    return sent_to(actor).filter(pk__in=sent_to(actor).filter(mine).order_by().values("pk"))


def sent_to(actor: Actor) -> QuerySet[Activity]:
    """Entries that were sent where the actor has the right to confirm, their own included, the oldest first."""
    scope = actor.scope(CONFIRM)
    if not scope or actor.person_id is None:
        return Activity.objects.none()
    rows = Activity.objects.filter(scope.q(), state=State.DRAFT, submitted_at__isnull=False)
    return rows.order_by("submitted_at", "id")


def visible_values(actor: Actor) -> QuerySet[Measurement]:
    """Every value that the actor may read, those of activities and standing ones."""
    return Measurement.objects.all() if actor.system else Measurement.objects.filter(_visible_q(actor))


def visible_measurements(actor: Actor) -> QuerySet[Measurement]:
    """Standing measurements that the actor may read."""
    return visible_values(actor).filter(activity=None)


def get_measurement(actor: Actor, measurement_id: int, *, to: str = SEE) -> Measurement:
    """A standing measurement, where the actor sees it and may do `to` with it. Raises NotVisible."""
    row = (
        visible_measurements(actor)
        .select_related("measure", "agency", "body", "recorded_by", "confirmed_by", "voided_by", "replaces")
        .filter(pk=measurement_id)
        .first()
    )
    if row is None:
        raise NotVisible
    allowed = may_revise(actor, row) if to == EDIT else actor.may(to, row.agency_id, row.body_id)
    if to != SEE and not allowed:
        raise NotVisible
    return row


def may_revise(actor: Actor, measurement: Measurement) -> bool:
    """Who recorded a standing value rewrites it while it is a draft; others void and replace it."""
    if actor.system:
        return True
    own = measurement.recorded_by_id is not None and measurement.recorded_by_id == actor.person_id
    return own and measurement.agency_id in _own_agencies(actor)


def may_confirm_measurement(actor: Actor, measurement: Measurement) -> bool:
    """The right over the unit, and not one's own figure or proof. A person confirms, never the system."""
    if (
        actor.system
        or actor.person_id is None
        or not actor.may(CONFIRM, measurement.agency_id, measurement.body_id)
    ):
        return False
    return not measured(actor, measurement)


def measured(actor: Actor, measurement: Measurement) -> bool:
    """Whether the actor recorded the value, or put proof on it or took some off."""
    if measurement.recorded_by_id == actor.person_id:
        return True
    return measurement.evidence.filter(_chose_proof(actor)).exists()


def _chose_proof(actor: Actor) -> Q:
    return Q(added_by_id=actor.person_id) | Q(detached_by_id=actor.person_id)


def measurements_waiting_for(actor: Actor) -> QuerySet[Measurement]:
    """Standing values that the actor may confirm, the oldest first."""
    rows = measurements_sent_to(actor).exclude(recorded_by_id=actor.person_id)
    return rows.exclude(pk__in=_proved_by(actor))


def measurements_waiting_for_others(actor: Actor) -> QuerySet[Measurement]:
    """Standing values over which the actor has the right, and which somebody else must confirm."""
    return measurements_sent_to(actor).filter(Q(recorded_by_id=actor.person_id) | Q(pk__in=_proved_by(actor)))


def measurements_sent_to(actor: Actor) -> QuerySet[Measurement]:
    """Standing values not yet confirmed where the actor has the right to, their own included, the oldest first."""
    scope = actor.scope(CONFIRM)
    if not scope or actor.person_id is None:
        return Measurement.objects.none()
    rows = Measurement.objects.filter(scope.q(), activity=None, state=State.DRAFT)
    return rows.order_by("recorded_at", "pk")


def _proved_by(actor: Actor) -> QuerySet[Evidence, Any]:
    proofs = Evidence.objects.filter(_chose_proof(actor), measurement__isnull=False)
    return proofs.order_by().values("measurement_id")


def agencies_to_record_for(actor: Actor) -> frozenset[int]:
    """Agencies for which as a whole the actor may record."""
    return actor.scope(EDIT).agencies


def _brought(actor: Actor, file: StoredFile) -> bool:
    """Whether the actor put the file in, for an agency where they work still."""
    if actor.person_id is None or file.uploaded_by_id != actor.person_id:
        return False
    return any(file.agency_id in grant.agencies | grant.past | {grant.agency_id} for grant in actor.grants)


def get_file(actor: Actor, file_id: int) -> StoredFile:
    """A file that the actor put in where they work, that proves something they see, or that another room shows. Raises NotVisible.

    Proof that was taken off again shows its file to nobody but who put it in.
    """
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None:
        raise NotVisible
    if actor.system or _brought(actor, file):
        return file
    proves = file.evidence.filter(detached_at=None)
    if proves.filter(activity__in=visible_activities(actor)).exists():
        return file
    if proves.filter(measurement__in=visible_measurements(actor)).exists():
        return file
    if registry.opened_elsewhere(actor, file):
        return file
    raise NotVisible


def sees_file_place(actor: Actor, file: StoredFile) -> bool:
    """Whether the actor may read place metadata of a file, and so its original with it."""
    if actor.system or _brought(actor, file):
        return True
    scope = actor.scope(CONFIRM)
    return bool(scope) and (
        file.evidence.filter(scope.q("activity__agency_id", "activity__body_id"), detached_at=None).exists()
        or file.evidence.filter(
            scope.q("measurement__agency_id", "measurement__body_id"), detached_at=None
        ).exists()
    )
