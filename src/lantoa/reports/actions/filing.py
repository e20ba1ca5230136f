"""Asking for a report as a file: written in the background, kept, and downloadable again."""

from __future__ import annotations

from django.db import transaction

from lantoa.audit.actions import note_read
from lantoa.foundation.errors import Refused
from lantoa.jobs.actions import later
from lantoa.jobs.models import Job
from lantoa.organisation.access import Actor
from lantoa.reports.models import Issue, Report
from lantoa.reports.queries.printing import FORMS

WORDS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}


@transaction.atomic
def ask_for_file(report: Report, form: str, *, actor: Actor, issue: Issue | None = None) -> Job:
    """A job that writes the frozen issue, or the report as it stands, as docx, pdf or xlsx. The caller may see it.

    Asked twice while the first is under way, it is one job. Raises Refused for another form.
    """
    if form not in FORMS:
        raise Refused("Chọn Word, PDF hoặc Excel.", code="bad_form", field="form")
    which = f"bản {issue.number}" if issue else "bản xem thử"
    note_read(
        "reports.file_asked", report, actor=actor, agency_id=report.agency_id,
        summary=f"{report.label}, {which}, {WORDS[form]}",
    )  # fmt: skip
    return later(
        "lantoa.reports.jobs.write_file",
        actor=actor,
        title=f"{report}, {which} ({WORDS[form]})",
        key=f"reports.file.{actor.person_id}.{report.pk}.{issue.number if issue else 0}.{form}",
        agency_id=report.agency_id,
        report_id=report.pk,
        number=issue.number if issue else 0,
        form=form,
    )
