"""What the page of a frozen or issued report shows, and the list of what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from lantoa.organisation.access import PLAN, Actor
from lantoa.reports import access
from lantoa.reports.contents import Contents, Difference, Figure, differences, from_json
from lantoa.reports.models import Issue, Report
from lantoa.reports.printing import bars_of
from lantoa.reports.queries import shown
from lantoa.reports.queries.gathering import gather_report
from lantoa.reports.queries.verifying import alterations_of
from lantoa.reports.web.report_page import (
    FigureRow,
    Part,
    files,
    frame,
    has_any,
    plan_rows,
    records_of,
)
from lantoa.reports.wording import change_said, parts_said, said, value_said


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that would be another if the report were made again today."""

    label: str
    was: str
    was_url: str
    now: str
    now_url: str


def context(issue: Issue, actor: Actor) -> dict[str, Any]:
    report = issue.report
    contents = from_json(issue.contents)
    signing = getattr(issue, "signing", None)
    unfinished = access.sees_unfinished(actor, report)
    writes = actor.may(PLAN, report.agency_id)
    is_current = report.current_id == issue.pk
    _, tasks = records_of(report, contents)
    issues = [row for row in shown.issues_of(report) if unfinished or hasattr(row, "signing")]
    below = shown.issues_counted(contents)
    figures = [_figure_row(figure, issue, contents, below) for figure in contents.figures]
    more = frame(report)
    if not unfinished:  # readers learn nothing of a correction that is being written
        more |= {"look": "done", "state_word": "Đã ban hành", "at": "5", "countdown": ""}
    return {
        **more,
        "issue": issue,
        "signing": signing,
        "signed_url": reverse("ledger:file", args=[signing.file_id]) if signing else "",
        "contents": contents,
        "told": [row for row, figure in zip(figures, contents.figures, strict=True) if has_any(figure)],
        "untold": [row for row, figure in zip(figures, contents.figures, strict=True) if not has_any(figure)],
        "bars": bars_of(contents),
        "plans": plan_rows(contents),
        "tasks": tasks,
        "issues": issues,
        "entries_url": reverse("reports:entries", args=[report.pk, issue.number]),
        "broken": alterations_of(issue),
        "is_current": is_current,
        "unfinished": unfinished,
        "may_sign": writes and is_current and report.state == Report.State.FROZEN,
        "may_correct": writes and is_current and report.state == Report.State.ISSUED,
        **files(actor, report, issue.number),
        "changes": changes_today(report, issue, contents) if unfinished else [],
    }


def changes_today(report: Report, issue: Issue, contents: Contents) -> list[Changed]:
    """What would differ if the report were made again today, with the records then and now."""
    now = gather_report(report, lines=False).contents
    found = differences(contents, now)
    if not found:
        return []
    records, _ = records_of(report, now)
    return [
        Changed(
            row.label,
            value_said(row.was, row.unit),
            _entries(issue, row.code) if row.was is not None else "",
            _now(row),
            records.values(row.code) if row.code in records.measures and row.now is not None else "",
        )
        for row in found
    ]


def _now(row: Difference) -> str:
    """The same value from other entries is a difference too, and is said to be one."""
    return value_said(row.now, row.unit) + (" từ các bản ghi khác" if row.now == row.was else "")


def _entries(issue: Issue, code: str, unit: str = "") -> str:
    query = {"so_do": code} | ({"don_vi": unit} if unit else {})
    return f"{reverse('reports:entries', args=[issue.report_id, issue.number])}?{urlencode(query)}"


def _figure_row(figure: Figure, issue: Issue, contents: Contents, below: Mapping[str, Issue]) -> FigureRow:
    rolled = bool(contents.children)
    url = f"#phan-{figure.code}" if rolled else _entries(issue, figure.code)
    parts = []
    for part in figure.by_unit:
        address = "" if rolled else _entries(issue, figure.code, part.unit)
        if rolled and part.unit in below:
            address = _entries(below[part.unit], figure.code)
        elif rolled:
            address = _entries(issue, figure.code)
        parts.append(Part(part.unit, said(figure.kind, part.amount), address))
    return FigureRow(
        figure.code,
        figure.label,
        "%" if figure.kind == "ratio" else figure.unit,
        said(figure.kind, figure.amount),
        parts_said(figure),
        url if figure.amount.count else "",
        said(figure.kind, figure.before),
        "",
        change_said(figure),
        said(figure.kind, figure.year_before),
        "",
        tuple(parts),
    )
