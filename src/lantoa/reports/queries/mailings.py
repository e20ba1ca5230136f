"""Which figures are to be mailed when, to whom they may go, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from lantoa.foundation import clock, workdays
from lantoa.foundation.periods import PeriodKind, ReportingRound, reporting_rounds
from lantoa.notices.models import Notice
from lantoa.notices.queries import deliveries
from lantoa.organisation.access import PLAN, Actor, live_on
from lantoa.organisation.models import Account, Agency, Person
from lantoa.organisation.queries import live_roles
from lantoa.reports.access import READS_UNFINISHED
from lantoa.reports.models import Call, Mailing, MailingRun, PeriodRule

CATCH_UP = 3
"""Days for which a mailing that was missed (the machine was off) is still made up for."""


@dataclass(frozen=True, slots=True)
class Due:
    """A mailing that is to go out for a day, with its period."""

    mailing: Mailing
    day: date
    period: ReportingRound


def due_on(day: date) -> list[Due]:
    """Mailings to go out: of this day, and those of the days before that were missed."""
    rules = list(PeriodRule.objects.all())
    rows = Mailing.objects.filter(paused_on=None).select_related("agency", "owner").order_by("pk")
    sent = set(
        MailingRun.objects.filter(by_hand=False, day__gte=day - timedelta(days=CATCH_UP)).values_list(
            "mailing_id", "day"
        )
    )
    found = []
    for mailing in rows:
        for back in range(CATCH_UP, -1, -1):
            then = day - timedelta(days=back)
            if then < mailing.since or (mailing.pk, then) in sent:
                continue
            period = _period_for(mailing, then, rules)
            if period is not None:
                found.append(Due(mailing, then, period))
    return found


def running_period(mailing: Mailing, day: date | None = None) -> ReportingRound | None:
    """The period of the mailing's kind that is due next and has begun."""
    return _running(mailing, day or clock.today(), list(PeriodRule.objects.all()))


def _period_for(mailing: Mailing, day: date, rules: list[PeriodRule]) -> ReportingRound | None:
    """The period to be sent on that day; None on other days."""
    if mailing.timing == Mailing.Timing.DAY:
        return _running(mailing, day, rules) if day.day == mailing.number else None
    return next(
        (
            one
            for one in _rounds(mailing, day, rules)
            if workdays.add_working_days(due_day(mailing.agency_id, one), -mailing.number) == day
        ),
        None,
    )


def _running(mailing: Mailing, day: date, rules: list[PeriodRule]) -> ReportingRound | None:
    return next((one for one in _rounds(mailing, day, rules) if one.window.start <= day <= one.due), None)


def _rounds(mailing: Mailing, day: date, rules: list[PeriodRule]) -> list[ReportingRound]:
    month = mailing.what == Mailing.What.MONTH
    chosen = [row.rule for row in rules if (row.kind == PeriodKind.MONTH.value if month else row.required)]
    found = [one for year in (day.year, day.year + 1) for one in reporting_rounds(year, chosen)]
    return sorted(found, key=lambda one: one.due)


def due_day(agency_id: int, period: ReportingRound) -> date:
    """When the agency has to send: as its superior asked, else by the rule."""
    asked = Call.objects.filter(agency=agency_id, round__period=period.period.code).order_by("due_on")
    return asked.values_list("due_on", flat=True).first() or period.due


def may_receive(agency: Agency, day: date | None = None) -> QuerySet[Person]:
    """People with an account in use who read the agency's reports while they are written."""
    roles = live_roles(day or clock.today()).filter(agency=agency, role__in=READS_UNFINISHED)
    accounts = Account.objects.filter(is_active=True, person__isnull=False).values("person")
    rows = Person.objects.filter(pk__in=roles.values("person")).filter(pk__in=accounts)
    return rows.order_by("sort_key", "pk")


def planned_by(actor: Actor) -> list[Agency]:
    """Living agencies for which the actor plans, the highest first."""
    rows = Agency.objects.filter(live_on(clock.today()), pk__in=actor.scope(PLAN).agencies)
    return list(rows.order_by("path", "sort_key"))


def mailings_shown(rows: QuerySet[Mailing]) -> QuerySet[Mailing]:
    """With the last time of each."""
    last = MailingRun.objects.filter(mailing=OuterRef("pk")).order_by("-pk")
    return (
        rows.select_related("agency", "owner")
        .prefetch_related("recipients")
        .annotate(
            last_state=Subquery(last.values("state")[:1]),
            last_at=Subquery(last.values("asked_at")[:1]),
            last_error=Subquery(last.values("error")[:1]),
        )
    )


def runs_of(mailing: Mailing, limit: int = 30) -> list[MailingRun]:
    return list(mailing.runs.select_related("file")[:limit])


def undelivered(run: MailingRun) -> list[tuple[str, str]]:
    """Who got no letter about it, and why: the server refused it, or nobody knows."""
    bad = {
        pk: why for pk, mail, why in deliveries(run.key) if mail in (Notice.Mail.FAILED, Notice.Mail.UNSURE)
    }
    names = dict(Person.objects.filter(pk__in=bad).values_list("pk", "full_name"))
    return [(names[pk], why or "không rõ thư đã tới chưa") for pk, why in bad.items() if pk in names]


def mailing_run(run_id: int) -> MailingRun | None:
    """For the job that carries it out; None when its schedule was removed."""
    return MailingRun.objects.select_related("mailing__agency").filter(pk=run_id).first()
