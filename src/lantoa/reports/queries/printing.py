"""A report or an issue as a file: which document it makes, for writers to write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lantoa.documents.writing import OfficialDocument, fill_template, write_docx, write_workbook
from lantoa.documents.writing.paper import pdf_of
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import format_date
from lantoa.ledger import storage
from lantoa.reports.contents import Difference, differences, from_json
from lantoa.reports.models import Issue, Report, ReportTemplate
from lantoa.reports.printing import Marks, document_of, for_paper
from lantoa.reports.queries.entries import Entry
from lantoa.reports.queries.gathering import TICKS, entries_of, gather_report
from lantoa.reports.queries.letterheads import template_digest

FORMS = ("docx", "pdf", "xlsx")
Tick = Callable[[int], None]
"""Told now and then how many entries were written; may raise, to stop."""


def document_of_issue(issue: Issue, tick: Tick | None = None) -> tuple[OfficialDocument, int]:
    """The frozen report, the same bytes each time, and how many entries its list has."""
    lines = bytes(issue.inputs.lines)
    before = last_signed_of(issue.report, issue.number) if issue.reason else None
    marks = Marks(
        digest=issue.digest,
        correction=issue.reason,
        replaces=paper_of(before) if before else "",
        changes=tuple(changes_of(issue)),
        made_at=issue.frozen_at,
    )
    contents = from_json(issue.contents)
    document = document_of(contents, lambda: _ticking(entries_of(lines), tick), marks)
    return document, issue.inputs.count


def _ticking(entries: Iterable[Entry], tick: Tick | None) -> Iterator[Entry]:
    for number, entry in enumerate(entries, start=1):
        if tick is not None and number % TICKS == 0:
            tick(number)
        yield entry


def changes_of(issue: Issue) -> list[Difference]:
    """What a correction changed in the issue it replaces."""
    before = last_signed_of(issue.report, issue.number) if issue.reason else None
    return differences(from_json(before.contents), from_json(issue.contents)) if before else []


def last_signed_of(report: Report, below: int | None = None) -> Issue | None:
    """The last issue that was signed, or the last one below a number."""
    rows = report.issues.filter(signing__isnull=False).select_related("signing")
    return (rows if below is None else rows.filter(number__lt=below)).order_by("-number").first()


def paper_of(issue: Issue) -> str:
    """ "số 88/BC-SXD ngày 18/03/2026", as papers name one another."""
    return f"số {issue.signing.document_number} ngày {format_date(issue.signing.signed_on)}"


def document_of_report(report: Report, tick: Tick | None = None) -> tuple[OfficialDocument, int]:
    """The report as it would be frozen now, marked as a draft."""
    gathered = gather_report(report)
    marks = Marks(draft=True)
    before = last_signed_of(report) if report.correction else None
    if before is not None:
        changes = differences(from_json(before.contents), gathered.contents)
        marks = Marks(
            draft=True, correction=report.correction, replaces=paper_of(before), changes=tuple(changes)
        )
    document = document_of(gathered.contents, lambda: _ticking(entries_of(gathered.inputs), tick), marks)
    return document, gathered.count


def print_issue(issue: Issue, target: Path, form: str, *, tick: Tick | None = None) -> int:
    """Writes the frozen issue, in the template it was frozen with: the same bytes each time. Gives its entries' number."""
    document, count = document_of_issue(issue, tick)
    contents = from_json(issue.contents)
    write_file(document, count, target, form, template=template_bytes(contents.agency_id, contents.template))
    return count


def print_report(report: Report, target: Path, form: str, *, tick: Tick | None = None) -> int:
    """Writes the report as it stands now, marked as a draft."""
    document, count = document_of_report(report, tick)
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
