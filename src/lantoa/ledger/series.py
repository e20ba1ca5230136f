"""Values of measures over periods: lists of them, and the course of one measure. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from lantoa.foundation import clock
from lantoa.foundation.periods import Period, PeriodKind
from lantoa.ledger import access, queries
from lantoa.ledger.models import Evidence, Measure, Measurement, State
from lantoa.organisation.access import Actor, live_on
from lantoa.organisation.models import Agency

YEARS_SHOWN = 5


def with_columns(rows: QuerySet[Measurement]) -> QuerySet[Measurement]:
    """Joined and counted for lists: the same number of queries for 1 and for 1,000 rows."""
    proofs = Evidence.objects.filter(measurement=OuterRef("pk"), detached_at=None).order_by()
    counted = proofs.values("measurement").annotate(number=Count("pk")).values("number")
    joined = rows.select_related(
        "measure", "agency", "body", "activity", "recorded_by", "confirmed_by", "replaced_by"
    )
    return joined.annotate(evidence_count=Coalesce(Subquery(counted), 0))


def page_with_columns(ids: Sequence[int]) -> list[Measurement]:
    """The values of one page in the order of `ids`. Only they are joined and counted, not all that match."""
    found = {row.pk: row for row in with_columns(Measurement.objects.filter(pk__in=ids))}
    return [found[pk] for pk in ids if pk in found]


def evidence_of(measurement: Measurement) -> QuerySet[Evidence]:
    """What proves a standing value now."""
    rows = Evidence.objects.filter(measurement=measurement, detached_at=None)
    return rows.select_related("file__place", "added_by")


def evidence_by_measurement(ids: Iterable[int]) -> dict[int, list[Evidence]]:
    """`{measurement id: evidence}`."""
    found: dict[int, list[Evidence]] = {pk: [] for pk in ids}
    rows = Evidence.objects.filter(measurement_id__in=list(found), detached_at=None).select_related("file")
    for row in rows.order_by("pk"):
        found[row.measurement_id].append(row)  # type: ignore[index]
    return found


def agencies_to_record_for(actor: Actor) -> list[Agency]:
    """Agencies that stand today and for which as a whole the actor may record."""
    rows = Agency.objects.filter(live_on(clock.today()), pk__in=access.agencies_to_record_for(actor))
    return list(rows.order_by("path", "sort_key"))


def recent(actor: Actor, measure: Measure, most: int) -> list[Measurement]:
    """The latest standing values of a measure that the actor sees, voided ones left out."""
    rows = access.visible_measurements(actor).filter(measure__in=queries.family(measure))
    return list(with_columns(rows.exclude(state=State.VOIDED)).order_by("-ends", "-pk")[:most])


def counted_in_activities(row: Measurement) -> tuple[int, queries.Total]:
    """How many activities of the same body and days carry the measure too, and what they come to.

    A sum or ratio adds them to the standing value, so who enters and who confirms must know.
    """
    if row.measure.kind not in (Measure.Kind.SUM, Measure.Kind.RATIO):
        return 0, queries.EMPTY
    rows = Measurement.objects.filter(
        measure__in=queries.family(row.measure),
        activity__isnull=False,
        state=State.CONFIRMED,
        agency=row.agency_id,
        ends__range=(row.starts, row.ends),
    )
    if row.body_id is not None:
        rows = rows.filter(body=row.body_id)
    found = queries.rolled_up(rows, row.measure.kind)
    return found.count, found


@dataclass(frozen=True, slots=True)
class Step:
    """One period of a course: what the measure came to, from how many activities and standing values."""

    period: Period
    total: queries.Total
    activities: int
    standing: int


def course(rows: QuerySet[Measurement], measure: Measure, periods: Sequence[Period]) -> list[Step]:
    """The measure in each period, from the confirmed values among `rows`. A value counts in the period it ends in."""
    counted = rows.filter(measure__in=queries.family(measure), state=State.CONFIRMED)
    steps = []
    for period in periods:
        within = counted.filter(ends__range=(period.start, period.end))
        total = queries.rolled_up(within, measure.kind)
        numbers = within.aggregate(
            activities=Count("activity", distinct=True), standing=Count("pk", filter=Q(activity=None))
        )
        steps.append(Step(period, total, numbers["activities"], numbers["standing"]))
    return steps


def periods_of(kind: PeriodKind, year: int) -> list[Period]:
    """The periods of a year by month, quarter or half, as far as they have begun; by year the last five."""
    if kind is PeriodKind.YEAR:
        return [Period(kind, number) for number in range(year - YEARS_SHOWN + 1, year + 1)]
    return [part for part in Period(PeriodKind.YEAR, year).split(kind) if part.start <= clock.today()]


def measure_to_begin_with(actor: Actor) -> Measure | None:
    """The measure of the latest standing value that the actor sees; where there is none, the first in use."""
    latest = access.visible_measurements(actor).exclude(state=State.VOIDED).order_by("-ends", "-pk")
    row = latest.select_related("measure").first()
    found: Measure | None = (
        queries.all_of(Measure).filter(pk=queries.goes_by(row.measure)).first()
        if row is not None
        else queries.in_use(Measure).first()
    )
    return found


def years() -> list[int]:
    """This year and the five before it, the latest first."""
    this = clock.today().year
    return list(range(this, this - YEARS_SHOWN - 1, -1))
