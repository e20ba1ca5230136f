"""What an own template is tried with: the agency's last report, with a short list of entries."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lantoa.documents.writing import OfficialDocument, TemplateReport, check_template, fill_template
from lantoa.foundation.errors import Refused
from lantoa.organisation.models import Agency
from lantoa.reports.contents import Amount, Contents, Figure, PassageText, from_json
from lantoa.reports.models import Issue
from lantoa.reports.printing import Marks, document_of
from lantoa.reports.queries.entries import Entry
from lantoa.reports.queries.figures import all_measures
from lantoa.reports.queries.gathering import entries_of, outline_of
from lantoa.reports.queries.letterheads import letterhead_of
from lantoa.reports.queries.periods import last_round

ROWS = 20
"""Entries listed in a preview: it shows the layout, and a request takes no seconds."""


def preview_of(agency: Agency) -> OfficialDocument:
    """The last report that was frozen; an agency without one gets its outline without figures. Marked as a draft."""
    issue = (
        Issue.objects.filter(report__agency=agency)
        .select_related("inputs", "report")
        .order_by("-report__ends", "-number")
        .first()
    )
    if issue is None:
        return document_of(_empty(agency), lambda: (), Marks(draft=True))
    lines = bytes(issue.inputs.lines)

    def few() -> Iterator[Entry]:
        return islice(entries_of(lines), ROWS)

    return document_of(from_json(issue.contents), few, Marks(digest=issue.digest, draft=True))


class TemplateRefused(Refused):
    """A template that cannot be used, with all that is wrong with it and where."""

    def __init__(self, report: TemplateReport) -> None:
        count = len(report.findings)
        super().__init__(
            f"Tệp mẫu chưa dùng được: {count} điểm cần sửa. Chưa lưu tệp nào.", code="template", field="file"
        )
        self.report = report


def tried(agency: Agency, template: bytes) -> bytes:
    """The preview in a Word file of the agency's own. Raises TemplateRefused with the findings, or Refused."""
    report = check_template(template)
    if not report.usable:
        raise TemplateRefused(report)
    try:
        return fill_template(template, preview_of(agency))
    except Refused as refusal:
        raise Refused(refusal.message, code="template", field="file") from refusal


def _empty(agency: Agency) -> Contents:
    found = last_round()
    figures = [
        Figure(row.code, row.name, row.unit, row.kind, Amount())
        for row in all_measures().values()
        if not row.merged_into_id
    ]
    outline = [
        PassageText(row.key, row.heading, row.level, row.content, row.hint) for row in outline_of(agency)
    ]
    return Contents(
        agency_id=agency.pk,
        agency=agency.legal_name,
        agency_code=agency.code,
        superior=agency.parent.legal_name if agency.parent else "",
        period=found.period.code,
        label=found.period.label,
        starts=found.window.start,
        ends=found.window.end,
        agencies=(agency.legal_name,),
        figures=figures,
        forms=(),
        plans=(),
        tasks=(),
        activities=0,
        evidence=0,
        waiting=0,
        inputs="",
        passages=outline,
        head=letterhead_of(agency),
    )
