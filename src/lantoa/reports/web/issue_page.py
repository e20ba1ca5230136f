"""What the page of a frozen or issued report shows, and the list of what it was made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from lantoa.organisation.access import PLAN, Actor
from lantoa.reports import access
from lantoa.reports.contents import Contents, Difference, differences, from_json
from lantoa.reports.models import Issue, Report
from lantoa.reports.printing import bars_of
from lantoa.reports.queries import shown
from lantoa.reports.queries.gathering import gather_report
from lantoa.reports.queries.verifying import alterations_of
from lantoa.reports.web.figure_rows import OpensIssue, entries_url
from lantoa.reports.web.report_page import figures_told, files, frame, plan_rows, records_of
from lantoa.reports.wording import value_said
from lantoa.ui.charts import Bars


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
    records, tasks = records_of(report, contents, issue)
    issues = [row for row in shown.issues_of(report) if unfinished or hasattr(row, "signing")]
    opens = OpensIssue(
        contents, records, shown.issues_counted(contents), shown.issues_beside(actor, report, contents), issue
    )
    more = frame(report)
    if not unfinished:  # readers learn nothing of a correction that is being written
        more |= {"look": "done", "state_word": "Đã ban hành", "at": "5", "countdown": ""}
    return {
        **more,
        "issue": issue,
        "signing": signing,
        "signed_url": reverse("ledger:file", args=[signing.file_id]) if signing else "",
        "contents": contents,
        **figures_told(contents, opens),
        "bars": _bars(issue, contents),
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
            entries_url(issue, so_do=row.code) if row.was is not None else "",
            _now(row),
            records.values(row.code) if row.code in records.measures and row.now is not None else "",
        )
        for row in found
    ]


def _now(row: Difference) -> str:
    """The same value from other entries is a difference too, and is said to be one."""
    return value_said(row.now, row.unit) + (" từ các bản ghi khác" if row.now == row.was else "")


def _bars(issue: Issue, contents: Contents) -> Bars:
    """The chart of the report; each bar opens the activities that were counted."""
    plain = bars_of(contents)
    if not contents.traced:
        return plain
    codes = [form.code for form in contents.forms]
    bars = [
        replace(bar, url=entries_url(issue, hinh_thuc=code))
        for bar, code in zip(plain.bars, codes, strict=True)
    ]
    return replace(plain, bars=bars)
