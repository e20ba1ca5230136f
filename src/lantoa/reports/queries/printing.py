"""A report or an issue as a file: which document it makes, for writers to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lantoa.documents.writing import OfficialDocument, fill_template, write_docx, write_workbook
from lantoa.documents.writing.paper import pdf_of
from lantoa.foundation.errors import Refused
from lantoa.ledger import storage
from lantoa.reports.contents import Difference, differences, from_json
from lantoa.reports.models import Issue, Report, ReportTemplate
from lantoa.reports.printing import Marks, document_of, for_paper
from lantoa.reports.queries.gathering import entries_of, gather_report
from lantoa.reports.queries.letterheads import template_digest

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


def print_issue(issue: Issue, target: Path, form: str) -> int:
    """Writes the frozen issue, in the template it was frozen with: the same bytes each time. Gives its entries' number."""
    document, count = document_of_issue(issue)
    contents = from_json(issue.contents)
    write_file(document, count, target, form, template=template_bytes(contents.agency_id, contents.template))
    return count


def print_report(report: Report, target: Path, form: str) -> int:
    """Writes the report as it stands now, marked as a draft."""
    document, count = document_of_report(report)
    digest = template_digest(report.agency)
    write_file(document, count, target, form, template=template_bytes(report.agency_id, digest))
    return count


def template_bytes(agency_id: int, digest: str) -> bytes | None:
    """The agency's own Word file of this digest, None for the built-in layout. Raises Refused when it is lost."""
    if not digest:
        return None
    known = ReportTemplate.objects.filter(agency_id=agency_id, file__sha256=digest).exists()
    try:
        if not known:
            raise FileNotFoundError
        return storage.path_of(digest).read_bytes()
    except OSError:
        raise Refused(
            "Không đọc được tệp mẫu Word của cơ quan nên chưa in được. Báo người quản trị khôi phục tệp từ bản sao lưu.",
            code="template_lost",
        ) from None


def write_file(
    document: OfficialDocument, count: int, target: Path, form: str, *, template: bytes | None = None
) -> None:
    """As docx, pdf or xlsx; lists too long for paper are whole in the workbook only. Raises ValueError for others.

    `template` is the agency's own Word file; the PDF always has the built-in layout.
    """
    writers: dict[str, Callable[[], object]] = {
        "docx": lambda: _write_word(target, for_paper(document, count), template),
        "pdf": lambda: target.write_bytes(pdf_of(for_paper(document, count))),
        "xlsx": lambda: write_workbook(target, document),
    }
    if form not in writers:
        raise ValueError(form)
    writers[form]()


def _write_word(target: Path, document: OfficialDocument, template: bytes | None) -> None:
    if template is None:
        write_docx(target, document)
    else:
        target.write_bytes(fill_template(template, document))
