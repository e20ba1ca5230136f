"""Amounts of measures, read for many units or agencies at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, QuerySet, Sum

from lantoa.ledger.models import Measure, Measurement, State
from lantoa.ledger.queries import goes_by
from lantoa.reports import rollup
from lantoa.reports.contents import Amount

Key = int | None
Amounts = dict[Key, dict[int, Amount]]


def all_measures() -> dict[int, Measure]:
    """Every measure, ended and merged ones too, in their order."""
    return {measure.pk: measure for measure in Measure.objects.order_by("position", "pk")}


def counted(starts: date, ends: date, agency_ids: Iterable[int]) -> QuerySet[Measurement]:
    """The confirmed values that count in these days: a value counts in the period it ends in."""
    return Measurement.objects.filter(
        state=State.CONFIRMED, agency_id__in=list(agency_ids), ends__range=(starts, ends)
    )


def amounts_by(
    by: str,
    starts: date,
    ends: date,
    agency_ids: Iterable[int],
    measures: Mapping[int, Measure],
    *,
    same: Mapping[int, int] | None = None,
) -> Amounts:
    """`{key: {measure: amount}}`, the key being `agency_id` or `body_id`; merged measures stand under their own.

    `same` says which agency ids are one agency under former names: its latest value is then one, not several.
    Two queries whatever the number of agencies.
    """
    rows = counted(starts, ends, agency_ids)
    found: dict[tuple[Key, int], list[Amount]] = defaultdict(list)
    added = rows.exclude(measure__kind=Measure.Kind.LATEST).order_by().values_list(by, "measure_id")
    for key, measure_id, count, total, most, above, below in added.annotate(
        Count("id"), Sum("value"), Max("value"), Sum("numerator"), Sum("denominator")
    ):
        measure = measures[measure_id]
        if measure.kind == Measure.Kind.RATIO:
            amount = rollup.ratio(above or Decimal(0), below or Decimal(0), count)
        else:
            amount = Amount(most if measure.kind == Measure.Kind.MAX else total, count)
        found[key, goes_by(measure)].append(amount)
    for key, measure_id, amount in _latest(by, rows, measures, same or {}):
        found[key, measure_id].append(amount)
    by_key: Amounts = defaultdict(dict)
    for (key, measure_id), amounts in found.items():
        by_key[key][measure_id] = rollup.combined(measures[measure_id].kind, amounts)
    return dict(by_key)


def _latest(
    by: str, rows: QuerySet[Measurement], measures: Mapping[int, Measure], same: Mapping[int, int]
) -> Iterable[tuple[Key, int, Amount]]:
    """The last value of each agency and key; whoever asks adds them up."""
    last: dict[tuple[Key, int, int], Decimal] = {}
    latest = rows.filter(measure__kind=Measure.Kind.LATEST).order_by("ends", "pk")
    for key, agency_id, measure_id, value in latest.values_list(by, "agency_id", "measure_id", "value"):
        if value is not None:
            last[key, same.get(agency_id, agency_id), goes_by(measures[measure_id])] = value
    for (key, _, measure_id), value in last.items():
        yield key, measure_id, Amount(value, 1)
