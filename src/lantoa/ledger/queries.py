"""Reads with names. Totals are computed from measurements, never typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Max, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from lantoa.foundation import clock
from lantoa.ledger.models import (
    Activity,
    ActivityKind,
    Evidence,
    Measure,
    Measurement,
    Row,
    State,
    StoredFile,
)


@dataclass(frozen=True, slots=True)
class Total:
    """What a measure comes to. `value` is None where nothing was measured: no data is not zero.

    For a ratio `value` is the percentage numerator / denominator × 100, unrounded. `count` is how many values it
    was made from.
    """

    value: Decimal | None
    count: int
    numerator: Decimal | None = None
    denominator: Decimal | None = None


EMPTY = Total(None, 0)


def total(
    measure: Measure,
    period_start: date,
    period_end: date,
    *,
    agency_ids: Iterable[int],
    body_ids: Iterable[int] | None = None,
) -> Total:
    """The confirmed total of a measure in a period, both days included. A value counts in the period it ends in."""
    rows = Measurement.objects.filter(
        measure=measure,
        state=State.CONFIRMED,
        agency_id__in=list(agency_ids),
        ends__range=(period_start, period_end),
    )
    if body_ids is not None:
        rows = rows.filter(body_id__in=list(body_ids))
    return rolled_up(rows, measure.kind)


def total_of(measure: Measure, activity_ids: Iterable[int] | QuerySet) -> Total:
    """The confirmed total of a measure over these activities (ids, or a query of them)."""
    rows = Measurement.objects.filter(measure=measure, state=State.CONFIRMED, activity_id__in=activity_ids)
    return rolled_up(rows, measure.kind)


def rolled_up(rows: QuerySet[Measurement], kind: str) -> Total:
    """Values of one measure brought together by its kind."""
    if kind == Measure.Kind.LATEST:
        return _latest(rows)
    figures = rows.aggregate(
        count=Count("id"),
        sum=Sum("value"),
        max=Max("value"),
        numerator=Sum("numerator"),
        denominator=Sum("denominator"),
    )
    if not figures["count"]:
        return EMPTY
    if kind == Measure.Kind.RATIO:
        top, bottom = figures["numerator"], figures["denominator"]
        return Total(top * 100 / bottom if bottom else None, figures["count"], top, bottom)
    return Total(figures["max"] if kind == Measure.Kind.MAX else figures["sum"], figures["count"])


def _latest(rows: QuerySet[Measurement]) -> Total:
    """The last value of each agency, added up over agencies."""
    ranked = rows.annotate(
        rank=Window(RowNumber(), partition_by=[F("agency_id")], order_by=[F("ends").desc(), F("id").desc()])
    ).filter(rank=1)
    values = [row.value for row in ranked if row.value is not None]
    return Total(sum(values, Decimal(0)), len(values)) if values else EMPTY


def amounts_of(activity_ids: Iterable[int]) -> dict[int, list[tuple[Measure, Decimal]]]:
    """`{activity id: [(measure, value)]}` of current versions, whatever their state; a ratio as a percentage."""
    wanted = list(activity_ids)
    found: dict[int, list[tuple[Measure, Decimal]]] = {pk: [] for pk in wanted}
    for row in current_measurements(wanted):
        found[row.activity_id].append((row.measure, value_of(row)))  # type: ignore[index]
    return found


def current_measurements(activity_ids: Iterable[int]) -> QuerySet[Measurement]:
    """The values that the current versions of these activities carry."""
    return (
        Measurement.objects.filter(activity_id__in=list(activity_ids), version=F("activity__current"))
        .select_related("measure")
        .order_by("activity_id", "measure__position", "id")
    )


def value_of(row: Measurement) -> Decimal:
    """The value, or the percentage that numerator and denominator make."""
    if row.value is not None:
        return row.value
    assert row.numerator is not None and row.denominator is not None  # noqa: S101 (held by the table's constraint)
    return row.numerator * 100 / row.denominator


def has_evidence(activity_ids: Iterable[int]) -> set[int]:
    """Which of these activities have proof that was not taken off."""
    return set(
        Evidence.objects.filter(activity_id__in=list(activity_ids), detached_at=None)
        .values_list("activity_id", flat=True)
        .distinct()
    )


def evidence_of(activity: Activity, version: int | None = None) -> QuerySet[Evidence]:
    """What proves the activity now, or what proved one version of it."""
    rows = Evidence.objects.filter(activity=activity).select_related("file", "added_by")
    if version is None:
        return rows.filter(detached_at=None)
    return rows.filter(since__lte=version).filter(Q(until=None) | Q(until__gte=version))


def evidence_by_activity(activity_ids: Iterable[int]) -> dict[int, list[Evidence]]:
    """`{activity id: evidence}` for lists that show thumbnails."""
    wanted = list(activity_ids)
    found: dict[int, list[Evidence]] = {pk: [] for pk in wanted}
    rows = Evidence.objects.filter(activity_id__in=wanted, detached_at=None).select_related("file")
    for row in rows:
        found[row.activity_id].append(row)  # type: ignore[index]
    return found


def other_uses(file: StoredFile, *, besides: Activity | None = None) -> QuerySet[Activity]:
    """Activities that this file proves already, the newest first."""
    rows = Activity.objects.filter(evidence__file=file, evidence__detached_at=None).distinct()
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    return rows.order_by("-day", "-id")


def in_use(model: type[Row], day: date | None = None) -> QuerySet:
    """Rows of a vocabulary that may be chosen on a day."""
    on = day or clock.today()
    return model._default_manager.filter(Q(valid_from=None) | Q(valid_from__lte=on)).filter(
        Q(valid_to=None) | Q(valid_to__gte=on)
    )


def measures_of_kinds() -> dict[int, list[Measure]]:
    """`{kind id: the measures its form asks for}`, in two queries."""
    kinds: Sequence[ActivityKind] = list(ActivityKind.objects.prefetch_related("measures"))
    return {kind.pk: list(kind.measures.all()) for kind in kinds}


def get_measure(code: str) -> Measure:
    """Raises Measure.DoesNotExist."""
    return Measure.objects.get(code=code)
