"""What the settings of reports show: whose they are, the headings, the rules of periods, own Word files."""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.foundation.errors import NotVisible
from lantoa.ledger import storage
from lantoa.organisation.access import CATALOGUE, PLAN, Actor
from lantoa.organisation.models import Agency
from lantoa.reports.access import visible_templates
from lantoa.reports.models import OutlineItem, PeriodRule, ReportTemplate

_ORDER = ("year", "half", "nine_months", "quarter", "month")


def agencies_to_set(actor: Actor) -> list[Agency]:
    """Agencies whose reports the actor writes, that of the frame first."""
    rows = Agency.objects.filter(pk__in=actor.scope(PLAN).agencies, valid_to=None).order_by(
        "path", "sort_key"
    )
    return sorted(rows, key=lambda row: row.pk != actor.home_agency_id)


def may_set(actor: Actor) -> bool:
    """Whether there is anything to set: an agency's own, or what all share."""
    return bool(actor.scope(PLAN).agencies) or actor.everywhere(CATALOGUE)


def headings_of(agency: Agency | None) -> list[OutlineItem]:
    """The agency's own outline with what it ended, or the common one, in order. With None, the common one."""
    own = list(OutlineItem.objects.filter(agency=agency)) if agency else []
    rows = own or list(OutlineItem.objects.filter(agency=None))
    return sorted(rows, key=lambda row: (row.ended, row.position, row.pk))


def get_heading(agency: Agency | None, key: str) -> OutlineItem:
    found = next((row for row in headings_of(agency) if row.key == key), None)
    if found is None:
        raise NotVisible
    return found


def with_own_outline() -> list[Agency]:
    """Agencies that what changes in the common outline does not reach."""
    own = OutlineItem.objects.filter(agency__isnull=False).values("agency_id")
    return list(Agency.objects.filter(pk__in=own, valid_to=None).order_by("path", "sort_key"))


def period_rules() -> list[PeriodRule]:
    """Every rule: the year first, months last, the newest years of a period on top."""
    rows = PeriodRule.objects.all()
    return sorted(rows, key=lambda row: (_ORDER.index(row.kind), row.index, -row.year_from))


def get_period_rule(actor: Actor, rule_id: int) -> PeriodRule:
    """A rule, for who keeps what all agencies share. Raises NotVisible."""
    row = PeriodRule.objects.filter(pk=rule_id).first() if actor.everywhere(CATALOGUE) else None
    if row is None:
        raise NotVisible
    return row


def templates_of(actor: Actor, agency: Agency) -> QuerySet[ReportTemplate]:
    """The one in use, then those that were, the newest first."""
    rows = visible_templates(actor).filter(agency=agency).select_related("file", "added_by")
    return rows.order_by("-pk")


def get_template(actor: Actor, agency: Agency, template_id: int) -> ReportTemplate:
    row = templates_of(actor, agency).filter(pk=template_id).first()
    if row is None:
        raise NotVisible
    return row


def bytes_of(template: ReportTemplate) -> bytes:
    """Raises NotVisible when the file is lost from the disk."""
    try:
        return storage.path_of(template.file.sha256).read_bytes()
    except OSError:
        raise NotVisible from None
