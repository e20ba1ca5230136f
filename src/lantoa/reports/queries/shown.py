"""Reads of the desk's pages: what is due, what the list shows, last period's words, figures that words were written beside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from lantoa.foundation import clock
from lantoa.foundation.periods import Period, ReportingRound, reporting_round
from lantoa.foundation.text import fold
from lantoa.jobs.access import own_jobs
from lantoa.jobs.models import Job
from lantoa.ledger.models import Activity, Form, Measure
from lantoa.organisation.access import PLAN, Actor, live_on
from lantoa.organisation.models import Agency, Body
from lantoa.plans.models import Task
from lantoa.reports import access
from lantoa.reports.contents import Amount, Contents, Difference, TaskLine, changed_figures, from_json
from lantoa.reports.models import Call, Counted, Issue, Passage, PeriodRule, Report, Seen, Signing
from lantoa.reports.queries.below import last_issued
from lantoa.reports.queries.scope import speaker_of
from lantoa.reports.windows import window_before, window_year_before

SEARCHED = 1000
"""Of the latest reports; older ones are found in the list."""
LATE_DAYS = 60
"""A report nobody began is due for so long after its day; an installation begun in autumn owes no report of spring."""


@dataclass(frozen=True, slots=True)
class Due:
    """A report to make: its days and due day, those of a superior's round where there is one."""

    code: str
    label: str
    starts: date
    ends: date
    due_on: date
    required: bool
    asked: bool = False
    report: Report | None = None

    @property
    def issued(self) -> bool:
        return self.report is not None and self.report.state == Report.State.ISSUED


def periods_of(agency: Agency, today: date) -> list[Due]:
    """Reports of last year, this one and the next whose days have begun, the first due first."""
    reports = {row.period: row for row in Report.objects.filter(agency=agency)}
    calls = {
        call.round.period: call
        for call in Call.objects.filter(agency=agency).select_related("round").order_by("-pk")
    }
    found = []
    for rule in PeriodRule.objects.all():
        for year in (today.year - 1, today.year, today.year + 1):
            if not rule.holds_in(year):
                continue
            one = reporting_round(rule.rule, year)
            due = _due(one, rule.required, calls.get(one.period.code), reports.get(one.period.code))
            if due.starts <= today:
                found.append(due)
    return sorted(found, key=lambda due: (due.due_on, due.code))


def _due(one: ReportingRound, required: bool, call: Call | None, report: Report | None) -> Due:
    starts, ends, due_on = one.window.start, one.window.end, one.due
    if call is not None:
        starts, ends, due_on = call.round.starts, call.round.ends, call.due_on
    if report is not None:
        starts, ends, due_on = report.starts, report.ends, report.due_on or due_on
    asked = call is not None
    return Due(one.period.code, one.period.label, starts, ends, due_on, required or asked, asked, report)


def owed(periods: Iterable[Due], today: date) -> list[Due]:
    """What is to be made now: required, not issued, and not long past when nobody began it."""
    longest = today - timedelta(days=LATE_DAYS)
    return [
        due
        for due in periods
        if due.required and not due.issued and (due.report is not None or due.asked or due.due_on >= longest)
    ]


def agencies_to_write_for(actor: Actor) -> list[Agency]:
    rows = Agency.objects.filter(live_on(clock.today()), pk__in=actor.scope(PLAN).agencies)
    return list(rows.order_by("path", "sort_key"))


def own_agency(actor: Actor) -> Agency | None:
    """The agency whose unfinished reports the actor reads first."""
    readable = access.unfinished_agencies(actor)
    if actor.home_agency_id not in readable:
        return None
    return Agency.objects.filter(live_on(clock.today()), pk=actor.home_agency_id).first()


def listed(rows: QuerySet[Report]) -> QuerySet[Report]:
    """With the number and the day of the last issue that was signed."""
    signed = Signing.objects.filter(issue__report=OuterRef("pk")).order_by("-issue__number")
    return rows.select_related("agency").annotate(
        document_number=Subquery(signed.values("document_number")[:1]),
        signed_on=Subquery(signed.values("signed_on")[:1]),
    )


def number_of(report: Report) -> str:
    """The number on the paper, of a row of `listed`; empty before it was issued."""
    return getattr(report, "document_number", None) or ""


def by_number(rows: QuerySet[Report], number: str) -> QuerySet[Report]:
    """Reports that were issued under a number that holds these characters."""
    signed = Signing.objects.filter(document_number__icontains=number)
    return rows.filter(pk__in=signed.values("issue__report_id"))


def agencies_reporting(actor: Actor) -> QuerySet[Agency]:
    """Agencies that have a report the actor sees."""
    seen = access.visible_reports(actor).values("agency_id")
    return Agency.objects.filter(pk__in=seen).order_by("path", "sort_key")


def last_signed(report: Report) -> Issue | None:
    """The issue that counts for readers outside: the last that was signed."""
    rows = report.issues.filter(signing__isnull=False).select_related("signing__file", "frozen_by")
    return rows.order_by("-number").first()


def files_of(actor: Actor, report: Report, number: int, most: int = 4) -> list[Job]:
    """Files of the report (of one issue, or for 0 as it stood) that this person had written, the latest first."""
    jobs = own_jobs(actor).filter(
        name="lantoa.reports.jobs.write_file", arguments__report_id=report.pk, arguments__number=number
    )
    return list(jobs.order_by("-pk")[:most])


def freeze_key(report: Report) -> str:
    """Of the job that freezes the report: while one is under way there is no other."""
    return f"reports.freeze.{report.pk}"


def last_freeze(report: Report) -> Job | None:
    """The last job that was to freeze the report."""
    return Job.objects.filter(agency_id=report.agency_id, key=freeze_key(report)).order_by("-pk").first()


def issues_of(report: Report) -> list[Issue]:
    rows = report.issues.select_related("signing__file", "frozen_by", "reopened_by")
    return list(rows.order_by("-number"))


def counted_in(actor: Actor, activity: Activity) -> list[Counted]:
    """Issues that counted the activity and that the actor reads, the latest first; those taken back are left out.

    Who reads only what was issued sees the last signed issue of each report.
    """
    rows = Counted.objects.filter(activity=activity, issue__reopened_at=None)
    seen = rows.filter(issue__report__in=access.visible_reports(actor).values("pk"))
    told = seen.select_related("issue__report__agency", "issue__signing").order_by("-issue__pk")
    unfinished = access.unfinished_agencies(actor)
    return [row for row in told if hasattr(row.issue, "signing") or row.issue.report.agency_id in unfinished]


def found(actor: Actor, query: str) -> list[Report]:
    """Reports whose period, agency or number holds every word, with or without accents; the latest first.

    Periods are named in code, so words are looked for here: a province has a few hundred reports a year.
    """
    words = fold(query).split()
    if not words:
        return []
    rows = listed(access.visible_reports(actor)).order_by("-ends", "-pk")[:SEARCHED]
    kept = []
    for row in rows:
        text = fold(f"bao cao {row.label} {row.ends.year} {row.agency.short_name} {number_of(row)}")
        if all(word in text for word in words):
            kept.append(row)
    return kept


def words_before(report: Report) -> tuple[str, dict[str, str]]:
    """The words of the report before, by heading, and that report's name; of a correction the words it corrects stay."""
    issue = last_issued(report.agency, report)
    if issue is None:
        return "", {}
    told = {passage.key: passage.text for passage in from_json(issue.contents).passages if passage.text}
    return issue.report.label, told


def texts_of(report: Report) -> dict[str, str]:
    return dict(Passage.objects.filter(report=report).values_list("key", "text"))


@dataclass(frozen=True, slots=True)
class Written:
    """The words below one heading, who wrote them when, and which figures have changed since."""

    passage: Passage
    changed: tuple[Difference, ...] = ()


def written_in(report: Report, now: Contents, digest: str) -> dict[str, Written]:
    """By key; `digest` is that of the figures of `now`. Two queries, whatever the number of headings."""
    seen = dict(Seen.objects.filter(report=report).values_list("digest", "figures"))
    found = {}
    for passage in Passage.objects.filter(report=report).select_related("written_by"):
        changed: tuple[Difference, ...] = ()
        if passage.text and passage.seen != digest and passage.seen in seen:
            changed = tuple(changed_figures(seen[passage.seen], now))
        found[passage.key] = Written(passage, changed)
    return found


@dataclass(frozen=True, slots=True)
class Ids:
    """The rows behind the codes and names of a report's contents."""

    agencies: tuple[int, ...]
    measures: dict[str, int]
    forms: dict[str, int]
    bodies: dict[str, int]
    own_bodies: frozenset[int]
    tasks: dict[tuple[int, str], int]


def ids_behind(report: Report, contents: Contents, tasks: Iterable[TaskLine] = ()) -> Ids:
    """Of all figures, and of these tasks. A name that two units share leads to neither."""
    speaker = speaker_of(report.agency, report.starts, report.ends)
    names: dict[str, list[int]] = {}
    for pk, name in Body.objects.filter(agency_id__in=speaker.ids).values_list("pk", "name"):
        names.setdefault(name, []).append(pk)
    plans = [plan.plan_id for plan in contents.plans]
    codes = {task.ordinal for task in tasks}
    found = (
        Task.objects.filter(plan_id__in=plans, code__in=codes).order_by().values_list("plan_id", "code", "pk")
    )
    return Ids(
        speaker.ids,
        dict(Measure.objects.values_list("code", "pk")),
        dict(Form.objects.values_list("code", "pk")),
        {name: pks[0] for name, pks in names.items() if len(pks) == 1},
        frozenset().union(*names.values()),
        {(plan_id, code): pk for plan_id, code, pk in found},
    )


def issues_counted(contents: Contents) -> dict[int, Issue]:
    """The issues that a roll-up was made from, by their agency."""
    ids = [child.issue_id for child in contents.children if child.issue_id]
    rows = Issue.objects.filter(pk__in=ids).select_related("report")
    return {row.report.agency_id: row for row in rows.defer("contents")}


@dataclass(frozen=True, slots=True)
class Earlier:
    """An issue over days that a report compares with."""

    issue: Issue
    contents: Contents

    def has(self, code: str, amount: Amount) -> bool:
        """Whether the figure was issued as it is printed beside now."""
        figure = self.contents.figure(code)
        return figure is not None and replace(figure.amount) == amount


def issues_beside(actor: Actor, report: Report, contents: Contents) -> tuple[Earlier | None, Earlier | None]:
    """The last signed issues of the same agency over the days before and a year before, where the actor reads them."""
    window = Period.custom(contents.starts, contents.ends)
    spans = (window_before(Period.parse(contents.period), window), window_year_before(window))
    ids = speaker_of(report.agency, report.starts, report.ends).ids
    rows = Issue.objects.filter(
        report__in=access.visible_reports(actor).filter(agency_id__in=ids), signing__isnull=False
    )
    found: list[Earlier | None] = []
    for span in spans:
        issue = (
            span and rows.filter(report__starts=span.start, report__ends=span.end).order_by("-number").first()
        )
        found.append(Earlier(issue, from_json(issue.contents)) if issue else None)
    return found[0], found[1]
