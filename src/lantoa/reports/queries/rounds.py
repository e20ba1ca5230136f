"""Rounds and calls as screens show them, and who is to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from lantoa.foundation import clock, workdays
from lantoa.foundation.periods import ReportingRound, reporting_rounds
from lantoa.organisation import queries as organisation
from lantoa.organisation.access import Actor, Origins, live_on
from lantoa.organisation.models import Agency, Role
from lantoa.reports import access
from lantoa.reports.contents import from_json
from lantoa.reports.merging import under_today
from lantoa.reports.models import OWED, Call, CallReminder, Issue, PeriodRule, Report, Round
from lantoa.reports.queries.below import changed_since, codes_today
from lantoa.reports.queries.scope import called_since, speaker_of
from lantoa.ui.search import holding

ASKED_BEFORE = timedelta(days=120)
ASKED_AFTER = timedelta(days=45)


def calls_shown(calls: QuerySet[Call]) -> QuerySet[Call]:
    """With what a line shows: the issue sent, the newest one signed, the report's state, when last reminded."""
    own = Report.objects.filter(agency=OuterRef("agency"), period=OuterRef("round__period"))
    signed = Issue.objects.filter(
        report__agency=OuterRef("agency"), report__period=OuterRef("round__period"), signing__isnull=False
    )
    reminded = CallReminder.objects.filter(call=OuterRef("pk")).order_by("-sent_on")
    joined = calls.select_related("round__agency", "agency", "issue__signing", "submitted_by")
    # What an issue contains is long, and no line shows it.
    return joined.defer("issue__contents").annotate(
        newest=Subquery(signed.order_by("-number").values("pk")[:1]),
        report_id=Subquery(own.values("pk")[:1]),
        report_state=Subquery(own.values("state")[:1]),
        report_ends=Subquery(own.values("ends")[:1]),
        reminded_on=Subquery(reminded.values("sent_on")[:1]),
    )


def calls_of(asked: Round) -> QuerySet[Call]:
    return calls_shown(Call.objects.filter(round=asked)).order_by("agency__sort_key", "pk")


def with_other_days(asked: Round, calls: Iterable[Call] | None = None) -> list[Call]:
    """Those of `calls_of` whose report covers other days than the round asks for now: it was frozen or issued before."""
    told = calls_of(asked) if calls is None else calls
    return [call for call in told if call.report_ends not in (None, asked.ends)]  # type: ignore[attr-defined]


def late(calls: QuerySet[Call], day: date | None = None) -> QuerySet[Call]:
    """Those that owe a report, late by a working day at least."""
    return calls.filter(state__in=OWED, due_on__lt=workdays.late_border(day or clock.today()))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many agencies stand where; `owed` includes the returned and the late."""

    total: int = 0
    owed: int = 0
    late: int = 0
    submitted: int = 0
    received: int = 0
    returned: int = 0

    @property
    def sent(self) -> int:
        return self.submitted + self.received


def of_agencies_named(calls: QuerySet[Call], words: str) -> QuerySet[Call]:
    """Those of agencies whose names hold these words, with or without accents."""
    return calls.filter(agency__in=holding(Agency.objects.all(), words))


def counts_of(asked: Round, day: date | None = None) -> Counts:
    state = Call.State
    return Counts(
        **Call.objects.filter(round=asked).aggregate(
            total=Count("pk"),
            owed=Count("pk", filter=Q(state__in=OWED)),
            late=Count("pk", filter=Q(state__in=OWED, due_on__lt=workdays.late_border(day or clock.today()))),
            submitted=Count("pk", filter=Q(state=state.SUBMITTED)),
            received=Count("pk", filter=Q(state=state.RECEIVED)),
            returned=Count("pk", filter=Q(state=state.RETURNED)),
        )
    )


def rounds_shown(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """With how many agencies were asked, have sent, are late."""
    owed = Q(calls__state__in=OWED)
    return rounds.select_related("agency").annotate(
        asked_count=Count("calls"),
        sent_count=Count("calls", filter=~owed),
        waiting_count=Count("calls", filter=Q(calls__state=Call.State.SUBMITTED)),
        late_count=Count("calls", filter=owed & Q(calls__due_on__lt=workdays.late_border(clock.today()))),
    )


def owed_by(actor: Actor) -> QuerySet[Call]:
    """What the actor's agencies still owe in rounds that are open, the first due first."""
    rows = access.visible_calls(actor).filter(state__in=OWED, round__closed_at=None)
    return calls_shown(rows).order_by("due_on", "pk")


def standing_issue(call: Call) -> Issue | None:
    """The agency's last signed issue for the period of the round: what may be sent."""
    rows = Issue.objects.filter(
        report__agency=call.agency_id, report__period=call.round.period, signing__isnull=False
    )
    return rows.select_related("report", "signing").order_by("-number").first()


def report_of(agency_id: int, period: str) -> Report | None:
    rows = Report.objects.filter(agency=agency_id, period=period)
    return rows.select_related("agency", "current__signing").first()


def agencies_to_ask(agency: Agency, day: date) -> QuerySet[Agency]:
    """Agencies right below that live on a day, in the order of the tree. They follow an agency that was renamed."""
    above = Origins.read().now_called(agency.pk)
    return Agency.objects.filter(live_on(day), parent__in=above).order_by("sort_key", "pk")


def asked_already(agency: Agency) -> QuerySet[Round]:
    """Rounds that the agency opened, also under a name it had before."""
    return Round.objects.filter(agency__in=Origins.read().same_as(agency.pk))


def openers_of(actor: Actor) -> list[Agency]:
    """Agencies for which the actor opens rounds, the highest first."""
    held = [grant.agency_id for grant in actor.grants if access.may_open_rounds(actor, grant.agency_id)]
    return list(Agency.objects.filter(pk__in=held).order_by("path", "sort_key"))


def periods_to_ask(agency: Agency, day: date | None = None) -> list[ReportingRound]:
    """Periods due around a day for which the agency has opened no round yet, the first due first."""
    today = day or clock.today()
    rules = list(PeriodRule.objects.all())
    asked = set(asked_already(agency).values_list("period", flat=True))
    found = [
        one
        for year in (today.year - 1, today.year, today.year + 1)
        for one in reporting_rounds(year, [row.rule for row in rules if row.holds_in(year)])
        if today - ASKED_AFTER <= one.due <= today + ASKED_BEFORE and one.period.code not in asked
    ]
    return sorted(found, key=lambda one: (one.due, one.window.start))


def is_ahead(one: ReportingRound) -> bool:
    """Whether the period is due today or later."""
    return one.due >= clock.today()


def has_begun(asked: Round) -> bool:
    """Whether there may be figures already."""
    return asked.starts <= clock.today()


def agencies_to_add(asked: Round) -> QuerySet[Agency]:
    """Agencies that could be asked in the round and are not, under no name."""
    known = called_since(asked.calls.values_list("agency_id", flat=True))
    return agencies_to_ask(asked.agency, asked.ends).exclude(pk__in=known)


def own_report(actor: Actor, asked: Round) -> Report | None:
    """The superior's own report of the period, where the actor may read it."""
    called = Origins.read().now_called(asked.agency_id)
    rows = access.visible_reports(actor).filter(agency__in=called, period=asked.period)
    return rows.select_related("agency", "current__signing").order_by("-agency_id").first()


def changed_measures(call: Call) -> list[str]:
    """Labels of measures of which the agency's entries no longer come to what it sent."""
    if call.issue is None:
        return []
    contents = under_today(from_json(call.issue.contents), codes_today())
    codes = changed_since(speaker_of(call.agency, contents.starts, contents.ends), contents)
    return [figure.label for code in codes if (figure := contents.figure(code))]


def required_periods() -> set[tuple[str, int]]:
    return set(PeriodRule.objects.filter(required=True).values_list("kind", "index"))


@dataclass(frozen=True, slots=True)
class Drift:
    """How the superior's own report differs from what units have sent."""

    missing: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.replaced)


def drift_of(asked: Round, own: Report | None) -> Drift:
    """Units that sent an issue which the superior's frozen report left out, or another one than it counted."""
    if own is None or own.current is None:
        return Drift()
    counted = {line.issue_id for line in from_json(own.current.contents).children if line.issue_id}
    sent = Call.objects.filter(round=asked, issue__isnull=False).exclude(state__in=OWED)
    rows = sent.exclude(issue__in=counted).values_list("agency__short_name", "agency_id").order_by("pk")
    agencies = set(Issue.objects.filter(pk__in=counted).values_list("report__agency_id", flat=True))
    return Drift(
        tuple(name for name, pk in rows if pk not in agencies),
        tuple(name for name, pk in rows if pk in agencies),
    )


@dataclass(frozen=True, slots=True)
class Gone:
    """What became of an agency that lives no longer.

    `replaceable` when what follows it lived on the last day of the figures: it is asked in its stead. An agency that
    ended later reports those days itself.
    """

    now: str
    replaceable: bool


def gone(calls: Iterable[Call], day: date | None = None) -> dict[int, Gone]:
    """`{call: what became of its agency}` for agencies that live no longer; one that only has another name goes on."""
    today = day or clock.today()
    ended = [(call, last) for call in calls if (last := call.agency.valid_to) and last < today]
    if not ended:
        return {}
    origins = Origins.read()
    after = {call.agency_id: origins.after([call.agency_id]) for call, _ in ended}
    living = Agency.objects.filter(live_on(today), pk__in=frozenset().union(*after.values()))
    names = dict(living.values_list("pk", "short_name"))
    return {
        call.pk: Gone(
            ", ".join(names[new] for new in sorted(after[call.agency_id]) if new in names),
            last < call.round.ends,
        )
        for call, last in ended
        if not origins.now_called(call.agency_id) & names.keys()
    }


def without_coordinator(calls: Iterable[Call]) -> list[Call]:
    """Those that owe a report and have nobody who could write it."""
    owed = [call for call in calls if call.is_open]
    roles = organisation.live_roles(clock.today()).filter(
        role=Role.COORDINATOR, agency__in={call.agency_id for call in owed}
    )
    known = set(roles.values_list("agency_id", flat=True))
    return [call for call in owed if call.agency_id not in known]


def answering_for(agency_id: int, day: date | None = None) -> set[int]:
    """Who answers for an agency's reports: its coordinators, else its directors; of what it became, where it has ended."""
    today = day or clock.today()
    ids = {agency_id}
    if not Agency.objects.filter(live_on(today), pk=agency_id).exists():
        ids |= Origins.read().after([agency_id])
    found = set().union(*(organisation.coordinators_of(pk, today) for pk in ids))
    if found:
        return found
    directors = organisation.live_roles(today).filter(role=Role.DIRECTOR, agency__in=ids)
    return set(directors.values_list("person_id", flat=True))
