"""Amounts of measures, read for many units and agencies at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Max, QuerySet, Sum

from lantoa.ledger.models import Measure, Measurement, State
from lantoa.ledger.queries import goes_by
from lantoa.reports import rollup
from lantoa.reports.contents import Amount

Key = int | None
Amounts = dict[Key, dict[int, Amount]]


class Part(NamedTuple):
    """What a measure that adds up comes to in one unit of one agency."""

    agency_id: int
    body_id: int | None
    measure_id: int
    amount: Amount


class Last(NamedTuple):
    """A value that replaces those before it."""

    agency_id: int
    body_id: int | None
    measure_id: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class Parts:
    """The values of some days, added up by agency and unit; `last` in the order in which they replace each other."""

    added: tuple[Part, ...] = ()
    last: tuple[Last, ...] = ()

    @classmethod
    def together(cls, stretches: Iterable[Parts]) -> Parts:
        """Of several stretches of days, the earliest first."""
        rows = list(stretches)
        return cls(
            tuple(part for row in rows for part in row.added),
            tuple(last for row in rows for last in row.last),
        )


def all_measures() -> dict[int, Measure]:
    """Every measure, ended and merged ones too, in their order."""
    return {measure.pk: measure for measure in Measure.objects.order_by("position", "pk")}


def counted(starts: date, ends: date, agency_ids: Iterable[int]) -> QuerySet[Measurement]:
    """The confirmed values that count in these days: a value counts in the period it ends in."""
    return Measurement.objects.filter(
        state=State.CONFIRMED, agency_id__in=list(agency_ids), ends__range=(starts, ends)
    )


def parts_in(starts: date, ends: date, agency_ids: Iterable[int], measures: Mapping[int, Measure]) -> Parts:
    """The values of these days in one pass, and a second one over the last days of those that replace each other."""
    rows = counted(starts, ends, agency_ids)
    added, replaced, days = [], set(), set()
    for agency_id, body_id, measure_id, count, total, most, above, below, last in (
        rows.order_by()
        .values_list("agency_id", "body_id", "measure_id")
        .annotate(Count("id"), Sum("value"), Max("value"), Sum("numerator"), Sum("denominator"), Max("ends"))
    ):
        kind = measures[measure_id].kind
        if kind == Measure.Kind.LATEST:
            replaced.add(measure_id)
            days.add(last)
            continue
        if kind == Measure.Kind.RATIO:
            amount = rollup.ratio(_stored(above) or Decimal(0), _stored(below) or Decimal(0), count)
        else:
            amount = Amount(_stored(most if kind == Measure.Kind.MAX else total), count)
        added.append(Part(agency_id, body_id, measure_id, amount))
    # The last value of each stands on one of these days; others that stand there too are overtaken in the order.
    columns = ("agency_id", "body_id", "measure_id", "value")
    latest = rows.filter(measure_id__in=replaced, ends__in=days, value__isnull=False).order_by("ends", "pk")
    return Parts(tuple(added), tuple(Last(*row) for row in latest.values_list(*columns)))


def _stored(total: Decimal | None) -> Decimal | None:
    """To the four decimals that are stored: SQLite adds up in floating point."""
    return None if total is None else total.quantize(Decimal("0.0001"))


def by_agency(
    parts: Parts, measures: Mapping[int, Measure], *, same: Mapping[int, int] | None = None
) -> Amounts:
    """`{agency: {measure: amount}}`; merged measures stand under their own.

    `same` says which agency ids are one agency under former names: its latest value is then one, not several.
    """
    added = ((row.agency_id, row.measure_id, row.amount) for row in parts.added)
    last = ((row.agency_id, row) for row in parts.last)
    return _folded(added, last, measures, same or {})


def by_body(parts: Parts, measures: Mapping[int, Measure]) -> Amounts:
    """The same by unit; None for what an agency did as a whole."""
    added = ((row.body_id, row.measure_id, row.amount) for row in parts.added)
    return _folded(added, ((row.body_id, row) for row in parts.last), measures, {})


def _folded(
    added: Iterable[tuple[Key, int, Amount]],
    last: Iterable[tuple[Key, Last]],
    measures: Mapping[int, Measure],
    same: Mapping[int, int],
) -> Amounts:
    found: dict[tuple[Key, int], list[Amount]] = defaultdict(list)
    for key, measure_id, amount in added:
        found[key, goes_by(measures[measure_id])].append(amount)
    # The last value of each agency and key; those of several agencies add up.
    standing: dict[tuple[Key, int, int], Decimal] = {}
    for key, row in last:
        agency_id = same.get(row.agency_id, row.agency_id)
        standing[key, agency_id, goes_by(measures[row.measure_id])] = row.value
    for (key, _, measure_id), value in standing.items():
        found[key, measure_id].append(Amount(value, 1))
    by_key: Amounts = defaultdict(dict)
    for (key, measure_id), amounts in found.items():
        by_key[key][measure_id] = rollup.combined(measures[measure_id].kind, amounts)
    return dict(by_key)
