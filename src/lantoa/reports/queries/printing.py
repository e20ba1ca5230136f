"""A report or an issue as a file: which document it makes, for writers to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lantoa.documents.writing import OfficialDocument, write_docx, write_workbook
from lantoa.documents.writing.paper import pdf_of
from lantoa.reports.contents import Difference, differences, from_json
from lantoa.reports.models import Issue, Report
from lantoa.reports.printing import Marks, document_of, for_paper
from lantoa.reports.queries.gathering import entries_of, gather_report

FORMS = ("docx", "pdf", "xlsx")


def document_of_issue(issue: Issue) -> tuple[OfficialDocument, int]:
    """The frozen report, the same bytes each time, and how many entries its list has."""
    lines = bytes(issue.inputs.lines)
    marks = Marks(
        digest=issue.digest,
        correction=issue.reason,
        changes=tuple(changes_of(issue)),
        made_at=issue.frozen_at,
    )
    contents = from_json(issue.contents)
    document = document_of(contents, lambda: entries_of(lines), marks)
    return document, issue.inputs.count


def changes_of(issue: Issue) -> list[Difference]:
    """What a correction changed in the issue it replaces."""
    before = (
        issue.report.issues.filter(number__lt=issue.number, signing__isnull=False).order_by("-number").first()
        if issue.reason
        else None
    )
    return differences(from_json(before.contents), from_json(issue.contents)) if before else []


def document_of_report(report: Report) -> tuple[OfficialDocument, int]:
    """The report as it would be frozen now, marked as a draft."""
    gathered = gather_report(report)
    document = document_of(gathered.contents, lambda: entries_of(gathered.inputs), Marks(draft=True))
    return document, gathered.count


def write_file(document: OfficialDocument, count: int, target: Path, form: str) -> None:
    """As docx, pdf or xlsx; lists too long for paper are whole in the workbook only. Raises ValueError for others."""
    writers: dict[str, Callable[[], object]] = {
        "docx": lambda: write_docx(target, for_paper(document, count)),
        "pdf": lambda: target.write_bytes(pdf_of(for_paper(document, count))),
        "xlsx": lambda: write_workbook(target, document),
    }
    if form not in writers:
        raise ValueError(form)
    writers[form]()
