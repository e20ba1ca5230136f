"""What one form brings, in one go: the record, its proof and the word to send it are written together or not at all.

Bytes are made ready before the transaction begins (`keeping`), so that it stays short however large the photos are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.db import transaction

from lantoa.foundation.errors import Refused
from lantoa.ledger.actions import activities, checking, evidence, keeping, measurements
from lantoa.ledger.drafts import ActivityDraft, MeasurementDraft, ProofDraft
from lantoa.ledger.models import Activity, Evidence, Measurement, State
from lantoa.ledger.refs import Ref
from lantoa.organisation.access import Actor


@dataclass(slots=True)
class Outcome:
    """The record, the proof that was put on it, and the proof that was refused, each with its sentence."""

    activity: Activity
    added: list[Evidence] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def record_with_proof(
    draft: ActivityDraft, proof: ProofDraft, *, actor: Actor, towards: Sequence[Ref] = (), send: bool = False
) -> Outcome:
    """Records an activity with its proof and sends it. Raises Refused when the record itself is refused.

    Proof that is refused is named in the outcome; the record is then kept unsent with the rest. A form that comes
    again (same client id) after its record was sent changes nothing.
    """
    checking.check(draft, actor=actor)  # before any byte is written
    ready, refused = _ready(proof)
    with transaction.atomic():
        activity = activities.record_activity(draft, actor=actor, towards=towards, submit=False)
        if activity.state != State.DRAFT or activity.submitted_at is not None:
            return Outcome(activity)
        return _put_on(Outcome(activity, refused=refused), ready, proof, actor=actor, send=send)


def revise_with_proof(
    activity: Activity,
    draft: ActivityDraft,
    proof: ProofDraft,
    *,
    actor: Actor,
    seen: int | None = None,
    send: bool = False,
) -> Outcome:
    """As `record_with_proof`, over a draft that is there (see `revise_activity`)."""
    checking.check(draft, actor=actor, known=activity)
    ready, refused = _ready(proof)
    with transaction.atomic():
        activity = activities.revise_activity(activity, draft, actor=actor, seen=seen)
        return _put_on(Outcome(activity, refused=refused), ready, proof, actor=actor, send=send)


@dataclass(slots=True)
class Measured:
    """As `Outcome`, of a standing value."""

    measurement: Measurement
    added: list[Evidence] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def record_measurement_with_proof(draft: MeasurementDraft, proof: ProofDraft, *, actor: Actor) -> Measured:
    """Writes a standing value with its proof. Raises Refused when the value itself is refused."""
    measurements.check_measurement(draft, actor=actor)
    ready, refused = _ready(proof)
    with transaction.atomic():
        row = measurements.record_measurement(draft, actor=actor)
        return Measured(row, _attach_all(row, ready, proof, refused, actor=actor), refused)


def revise_measurement_with_proof(
    measurement: Measurement,
    draft: MeasurementDraft,
    proof: ProofDraft,
    *,
    actor: Actor,
    seen: int | None = None,
) -> Measured:
    """As `record_measurement_with_proof`, over a draft that is there."""
    measurements.check_measurement(draft, actor=actor)
    ready, refused = _ready(proof)
    with transaction.atomic():
        row = measurements.revise_measurement(measurement, draft, actor=actor, seen=seen)
        return Measured(row, _attach_all(row, ready, proof, refused, actor=actor), refused)


def add_proof(activity: Activity, proof: ProofDraft, *, actor: Actor) -> Outcome:
    """Puts several proofs on a draft. Each one that is refused is named; the others are put on together."""
    evidence.require_may_attach(activity, actor)
    ready, refused = _ready(proof)
    with transaction.atomic():
        return _put_on(Outcome(activity, refused=refused), ready, proof, actor=actor, send=False)


def _ready(proof: ProofDraft) -> tuple[list[keeping.Ready], list[Refused]]:
    ready: list[keeping.Ready] = []
    refused: list[Refused] = []
    for upload in proof.uploads:
        try:
            ready.append(keeping.make_ready(upload))
        except Refused as refusal:
            refused.append(refusal)
    return ready, refused


def _put_on(
    outcome: Outcome, several: list[keeping.Ready], proof: ProofDraft, *, actor: Actor, send: bool
) -> Outcome:
    outcome.added = _attach_all(outcome.activity, several, proof, outcome.refused, actor=actor)
    if send and not outcome.refused:
        outcome.activity = activities.submit(outcome.activity, actor=actor)
    return outcome


def _attach_all(
    of: Activity | Measurement,
    several: list[keeping.Ready],
    proof: ProofDraft,
    refused: list[Refused],
    *,
    actor: Actor,
) -> list[Evidence]:
    """Puts on what may be put on; what may not joins `refused`."""
    evidence.lock_draft(of, actor)
    files = keeping.keep_all(several, agency_id=of.agency_id, actor=actor)
    calls: list[Callable[..., Evidence]] = [
        partial(evidence.attach_stored, of, files[ready.sealed.sha256]) for ready in several
    ]
    if proof.link:
        calls.append(partial(evidence.attach_link, of, proof.link))
    if proof.document is not None:
        calls.append(partial(evidence.attach_document, of, proof.document))
    added = []
    for call in calls:
        try:
            added.append(call(actor=actor, caption=proof.caption))
        except Refused as refusal:
            refused.append(refusal)
    return added
