"""The door to nominations. Anybody who works in an agency nominates; directors decide; nobody else reads them.

A nomination is about a person: besides who wrote it, only those who coordinate, write pages or decide read it.
"""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible
from lantoa.ledger.models import StoredFile
from lantoa.organisation.access import EDIT, Actor, live_on
from lantoa.organisation.models import Agency, Role
from lantoa.portal.access import approves_for, writes_for
from lantoa.portal.models import Consent, MonthlyQuestion, Nomination

WORKS = frozenset({Role.OFFICER, Role.HEAD, Role.COORDINATOR, Role.DIRECTOR, Role.EDITOR})


def nominates_for(actor: Actor) -> QuerySet[Agency]:
    """Live agencies in which the actor works."""
    ids = {grant.agency_id for grant in actor.grants if grant.role in WORKS}
    return Agency.objects.filter(live_on(clock.today()), pk__in=ids).order_by("path", "sort_key")


def may_nominate(actor: Actor) -> bool:
    return any(grant.role in WORKS for grant in actor.grants)


def keeps_for(actor: Actor) -> frozenset[int]:
    """Agencies all of whose nominations the actor reads, and whose consents the actor records."""
    return writes_for(actor) | actor.scope(EDIT).agencies


def visible_nominations(actor: Actor) -> QuerySet[Nomination]:
    rows = Nomination.objects.select_related("agency", "nominated_by", "decided_by")
    if actor.system:
        return rows
    kept = rows.filter(agency__in=keeps_for(actor))
    return kept | rows.filter(nominated_by=actor.person_id) if actor.person_id else kept


def get_nomination(actor: Actor, nomination_id: int) -> Nomination:
    """Raises NotVisible."""
    row = visible_nominations(actor).filter(pk=nomination_id).first()
    if row is None:
        raise NotVisible
    return row


def decides(actor: Actor, agency_id: int) -> bool:
    return actor.system or agency_id in approves_for(actor)


def visible_questions(actor: Actor) -> QuerySet[MonthlyQuestion]:
    ids = [row.pk for row in nominates_for(actor)]
    return MonthlyQuestion.objects.filter(agency__in=ids).select_related(
        "agency", "answer", "nominated_by", "decided_by"
    )


def get_question(actor: Actor, question_id: int) -> MonthlyQuestion:
    """Raises NotVisible."""
    row = visible_questions(actor).filter(pk=question_id).first()
    if row is None:
        raise NotVisible
    return row


def opens_file(actor: Actor, file: StoredFile) -> bool:
    """Whether a file is the proof or the consent of a nomination that the actor reads."""
    rows = visible_nominations(actor)
    return (
        rows.filter(proof=file).exists()
        or Consent.objects.filter(file=file, nomination__in=rows.values("pk")).exists()
    )
