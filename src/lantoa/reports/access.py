"""The only door from a request to a report, an issue or a round.

A coordinator writes, freezes and issues the agency's reports; directors read them with those of agencies below; a
superior reads what agencies below have issued and answers it, and opens rounds. Officers and heads read what their
agency issued: a signed report is no secret in the house it speaks for.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from lantoa.foundation.errors import NotVisible
from lantoa.ledger.models import StoredFile
from lantoa.organisation import access
from lantoa.organisation.access import APPROVE, PLAN, RECEIVE, SEE, Actor
from lantoa.reports.models import Call, Issue, Mailing, MailingRun, Report, ReportTemplate, Round

__all__ = ["APPROVE", "PLAN", "RECEIVE", "SEE"]


def may_look(actor: Actor) -> bool:
    """Who reads work of some agency, or receives its reports."""
    return bool(actor.scope(SEE) or actor.scope(RECEIVE))


def visible_reports(actor: Actor) -> QuerySet[Report]:
    """Reports being written for those who see the whole agency; issued ones also for its other people and superiors."""
    if actor.system:
        return Report.objects.all()
    return Report.objects.filter(
        Q(agency_id__in=_own(actor, actor.scope(SEE).agencies))
        | Q(agency_id__in=_readers(actor), pk__in=_issued())
    )


def _issued() -> QuerySet:
    """Reports that were issued once: while a correction is written or waits for its signature, the last issue stands."""
    return Issue.objects.filter(signing__isnull=False).values("report_id")


def _own(actor: Actor, agencies: frozenset[int]) -> frozenset[int]:
    """Agencies whose unfinished reports the actor reads: their own; below it, only what was issued."""
    held = {
        grant.agency_id for grant in actor.grants if access.RIGHTS[grant.role].get(SEE) in ("agency", "below")
    }
    past = {pk for grant in actor.grants for pk in grant.agencies if grant.agency_id in held}
    return agencies & (frozenset(held) | frozenset(past))


def _readers(actor: Actor) -> frozenset[int]:
    found = set(actor.scope(SEE).agencies) | set(actor.scope(RECEIVE).agencies)
    for grant in actor.grants:
        if SEE in access.RIGHTS[grant.role]:
            found |= {grant.agency_id} | grant.past
    return frozenset(found)


def get_report(actor: Actor, report_id: int, *, to: str = SEE) -> Report:
    """A report the actor may see; with `to`=PLAN, one they may write. Raises NotVisible."""
    row = visible_reports(actor).select_related("agency", "current__signing").filter(pk=report_id).first()
    if row is None or (to != SEE and not actor.may(to, row.agency_id)):
        raise NotVisible
    return row


def unfinished_agencies(actor: Actor) -> frozenset[int]:
    """Agencies whose reports the actor reads while they are written."""
    return _own(actor, actor.scope(SEE).agencies)


def sees_unfinished(actor: Actor, report: Report) -> bool:
    """Whether the actor reads the report while it is written, or only what was issued of it."""
    return actor.system or report.agency_id in _own(actor, actor.scope(SEE).agencies)


def require_unfinished(actor: Actor, report: Report) -> None:
    """Raises NotVisible for who reads only what was issued."""
    if not sees_unfinished(actor, report):
        raise NotVisible


def get_issue(actor: Actor, issue_id: int) -> Issue:
    """A frozen issue; who does not see unfinished reports sees signed ones only. Raises NotVisible."""
    row = (
        Issue.objects.select_related("report__agency", "signing__file", "frozen_by")
        .filter(pk=issue_id)
        .first()
    )
    if row is None:
        raise NotVisible
    report = get_report(actor, row.report_id)
    if not sees_unfinished(actor, report) and not hasattr(row, "signing"):
        raise NotVisible
    return row


def get_issue_of(actor: Actor, report_id: int, number: int) -> Issue:
    """The same, by the number of the issue within its report. Raises NotVisible."""
    found = Issue.objects.filter(report_id=report_id, number=number).values_list("pk", flat=True).first()
    if found is None:
        raise NotVisible
    return get_issue(actor, found)


def reads_signed(actor: Actor, file: StoredFile) -> bool:
    """Whether the file is the signed paper of a report that the actor reads."""
    rows = visible_reports(actor)
    return Issue.objects.filter(signing__file=file, report__in=rows.values("pk")).exists()


def visible_rounds(actor: Actor) -> QuerySet[Round]:
    """Rounds that the actor's agency opened."""
    if actor.system:
        return Round.objects.all()
    return Round.objects.filter(agency_id__in=_round_openers(actor))


def _round_openers(actor: Actor) -> frozenset[int]:
    """Agencies for which the actor opens rounds, under former names too: where they hold the right to receive from below."""
    held = [grant for grant in actor.grants if RECEIVE in access.RIGHTS[grant.role]]
    return frozenset().union(*({grant.agency_id} | grant.agencies for grant in held))


def may_open_rounds(actor: Actor, agency_id: int) -> bool:
    return actor.system or agency_id in _round_openers(actor)


def opens_rounds(actor: Actor) -> bool:
    """Whether the actor opens rounds for some agency."""
    return actor.system or bool(_round_openers(actor))


def get_round(actor: Actor, round_id: int) -> Round:
    row = visible_rounds(actor).select_related("agency").filter(pk=round_id).first()
    if row is None:
        raise NotVisible
    return row


def visible_calls(actor: Actor) -> QuerySet[Call]:
    """What the actor's own agencies owe to a superior."""
    rows = Call.objects.all()
    return rows if actor.system else rows.filter(agency_id__in=_own(actor, actor.scope(SEE).agencies))


def get_call(actor: Actor, call_id: int, *, to: str = SEE) -> Call:
    """With PLAN, one to answer by submitting; with RECEIVE, one of a round the actor opened. Raises NotVisible."""
    rows = Call.objects.select_related("round__agency", "agency", "issue__report")
    if to == RECEIVE:
        row = rows.filter(pk=call_id, round__in=visible_rounds(actor)).first()
    else:
        row = rows.filter(pk=call_id, pk__in=visible_calls(actor).values("pk")).first()
        if row is not None and to != SEE and not actor.may(to, row.agency_id):
            row = None
    if row is None:
        raise NotVisible
    return row


def visible_templates(actor: Actor) -> QuerySet[ReportTemplate]:
    rows = ReportTemplate.objects.all()
    return rows if actor.system else rows.filter(agency_id__in=actor.scope(PLAN).agencies)


def visible_mailings(actor: Actor) -> QuerySet[Mailing]:
    """Schedules of the agencies for which the actor plans."""
    rows = Mailing.objects.all()
    return rows if actor.system else rows.filter(agency_id__in=actor.scope(PLAN).agencies)


def get_mailing(actor: Actor, mailing_id: int) -> Mailing:
    row = visible_mailings(actor).select_related("agency", "owner").filter(pk=mailing_id).first()
    if row is None:
        raise NotVisible
    return row


def get_mailed(actor: Actor, run_id: int) -> MailingRun:
    """What was mailed: for its recipients while they still may read unfinished reports there, and who plans there."""
    row = (
        MailingRun.objects.select_related("mailing__agency", "file")
        .filter(pk=run_id, file__isnull=False)
        .first()
    )
    if row is None:
        raise NotVisible
    agency_id = row.mailing.agency_id
    received = row.mailing.recipients.filter(pk=actor.person_id or 0).exists()
    if not (actor.may(PLAN, agency_id) or (received and agency_id in _own(actor, actor.scope(SEE).agencies))):
        raise NotVisible
    return row


READS_UNFINISHED = tuple(
    role for role, rights in access.RIGHTS.items() if rights.get(SEE) in ("agency", "below")
)
"""Roles that read an agency's reports while they are written."""
