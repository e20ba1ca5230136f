"""Reports of the demo: what was sent for the last period, what waits for signature, what is being written now.

The province asks its agencies for the last period, for the last month and for the present period, so that a report
stands in every state on whatever day the demo loads. Signed files are printed by our own writer.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from lantoa.documents.writing import pdf_of
from lantoa.foundation import clock, workdays
from lantoa.foundation.periods import PeriodKind, ReportingRound, reporting_rounds
from lantoa.ledger.actions import store_bytes
from lantoa.organisation import demo as organisation
from lantoa.organisation.access import SYSTEM, Actor, actor_of_person
from lantoa.organisation.actions import set_letterhead
from lantoa.reports import actions
from lantoa.reports.demo_words import DEPARTMENT, LETTERHEADS, NOTE, RETURNED, WARD
from lantoa.reports.models import Call, Issue, PeriodRule, Report, Round
from lantoa.reports.queries.gathering import outline_of
from lantoa.reports.queries.printing import document_of_issue

UNITS = ("sxd", "snv", "ward")
WORDS = {"sxd": DEPARTMENT, "ward": WARD}
HANDS = {"sxd": "coordinator", "ward": "ward_officer"}
SIGNERS = {"sxd": ("Trần Văn Đước", "Giám đốc"), "ward": ("Danh Hoàng Nam", "Chủ tịch")}


def build(today: date) -> None:
    """Last period: received, returned, owed. Last month: sent, frozen, owed. This period: being written."""
    made = organisation.find()
    set_letterheads(made, today)
    past, present = _periods(today, required=True)
    last_month, _ = _periods(today, required=False)
    if past is not None:
        _last_period(made, past, today)
    if last_month is not None:
        _last_month(made, last_month, today)
    if present is not None:
        _this_period(made, present, today)


def set_letterheads(made: organisation.Demo, today: date) -> None:
    """What stands at the head and the foot of each agency's papers: reports, letters and plans look finished."""
    with clock.standing_on(today):
        for key, draft in LETTERHEADS.items():
            set_letterhead(made.agencies[key], draft, actor=SYSTEM, edition=0)


def _periods(today: date, *, required: bool) -> tuple[ReportingRound | None, ReportingRound | None]:
    """The last period whose figures are whole and the first that still runs: of those that must be reported, or months."""
    rows = (
        PeriodRule.objects.filter(required=True)
        if required
        else PeriodRule.objects.filter(kind=PeriodKind.MONTH)
    )
    rules = [row.rule for row in rows]
    found = [
        one for year in (today.year - 1, today.year, today.year + 1) for one in reporting_rounds(year, rules)
    ]
    whole = [one for one in found if organisation.MERGER < one.window.end < today]
    running = [one for one in found if one.window.start <= today <= one.window.end]
    return (whole[-1] if whole else None, running[0] if running else None)


def _last_period(made: organisation.Demo, period: ReportingRound, today: date) -> None:
    asked = _ask(made, period, today)
    first = _issue(made, "sxd", period, today, "87/BC-SXD")
    second = _issue(made, "ward", period, today, "46/BC-UBND")
    for key, issue in (("sxd", first), ("ward", second)):
        _submit(made, key, asked, issue, today)
    day = min(workdays.add_working_days(period.window.end, 3), today)
    with clock.standing_on(day):
        above = _actor(made, "superior", day)
        actions.receive_report(_call(asked, made, "sxd"), first, actor=above)
        actions.return_report(_call(asked, made, "ward"), second, RETURNED, actor=above)


def _last_month(made: organisation.Demo, period: ReportingRound, today: date) -> None:
    asked = _ask(made, period, today)
    issue = _issue(made, "ward", period, today, "58/BC-UBND")
    _submit(made, "ward", asked, issue, today)
    _freeze(made, "sxd", period, today)


def _this_period(made: organisation.Demo, period: ReportingRound, today: date) -> None:
    _ask(made, period, today)
    with clock.standing_on(today):
        actor = _actor(made, "coordinator", today)
        report = actions.begin_report(made.agencies["sxd"], period.period.code, actor=actor)
        some = {key: DEPARTMENT[key] for key in ("chi-dao", "ket-qua")}
        actions.write_passages(report, some, actor=actor, edition=report.edition)
        draft = actions.MailingDraft("required", "before", 3, "pdf", (made.people["director"].pk,))
        actions.add_mailing(report.agency, draft, actor=actor)


def _ask(made: organisation.Demo, period: ReportingRound, today: date) -> Round:
    """Opened three weeks before the figures are whole, or today where that lies ahead."""
    opened = max(min(period.window.end - timedelta(days=21), today), organisation.MERGER)
    due = max(workdays.add_working_days(period.due, -2), period.window.end + timedelta(days=1))
    agencies = tuple(made.agencies[key].pk for key in UNITS)
    with clock.standing_on(opened):
        draft = actions.RoundDraft(period.period.code, due, agencies, NOTE)
        return actions.open_round(made.agencies["province"], draft, actor=_actor(made, "superior", opened))


def _freeze(made: organisation.Demo, key: str, period: ReportingRound, today: date) -> Report:
    day = min(workdays.add_working_days(period.window.end, 1), today)
    with clock.standing_on(day):
        actor = _actor(made, HANDS[key], day)
        report = actions.begin_report(made.agencies[key], period.period.code, actor=actor)
        known = {item.key for item in outline_of(report.agency)}
        words = {name: text for name, text in WORDS[key].items() if name in known}
        report = actions.write_passages(report, words, actor=actor, edition=report.edition)
        actions.freeze(report, actor=actor, edition=report.edition)
    return Report.objects.select_related("agency", "current").get(pk=report.pk)


def _issue(made: organisation.Demo, key: str, period: ReportingRound, today: date, number: str) -> Issue:
    """Frozen, signed elsewhere, numbered, and its signed file kept."""
    report = _freeze(made, key, period, today)
    issue = report.current
    assert issue is not None  # noqa: S101 - just frozen
    day = min(workdays.add_working_days(period.window.end, 2), today)
    signer, title = SIGNERS[key]
    with clock.standing_on(day):
        actor = _actor(made, HANDS[key], day)
        name = f"bao-cao-{period.period.code.lower()}.pdf"
        file = store_bytes(_signed(issue, number, day), name, report.agency, actor=actor)
        draft = actions.SigningDraft(number, day, signer, title)
        actions.issue_report(report, draft, file, actor=actor)
    return Issue.objects.select_related("signing", "report").get(pk=issue.pk)


def _signed(issue: Issue, number: str, day: date) -> bytes:
    """The paper with number and day, as the registry would scan it."""
    document, _ = document_of_issue(issue)
    return pdf_of(replace(document, number=number.partition("/")[0], day=day, annexes=()))


def _submit(made: organisation.Demo, key: str, asked: Round, issue: Issue, today: date) -> None:
    day = min(workdays.add_working_days(asked.ends, 2), today)
    with clock.standing_on(day):
        actions.submit_report(_call(asked, made, key), issue, actor=_actor(made, HANDS[key], day))


def _call(asked: Round, made: organisation.Demo, key: str) -> Call:
    rows = Call.objects.select_related("round__agency", "agency", "issue")
    return rows.get(round=asked, agency=made.agencies[key])


def _actor(made: organisation.Demo, key: str, day: date) -> Actor:
    return actor_of_person(made.people[key], day)
