"""Which days of the ledger were written to of late, told by the audit.

Every verb of ledger and plans adds to the audit in its own transaction, and nothing else writes what a report counts.
An entry names the activity or the measurement that was written; what was confirmed once keeps its days for good, in the
version or the value that was confirmed. So what was counted over some days stands while the entries that touch those
days are the same, and a figure on a page is never older than the page.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lantoa.audit.queries import done_lately, stamp
from lantoa.foundation.periods import Period
from lantoa.ledger.models import Activity, ActivityVersion, Measurement

MOST = 2000
"""Entries that are looked at one by one; where more was done, everything is counted anew."""
WRITES_NOTHING = "reports."
"""Verbs of this room write neither activities nor values nor what they count towards."""
PLANS = "plans."


@dataclass(frozen=True, slots=True)
class Write:
    """An entry of the audit. `days` are those it may have changed, None where it does not tell."""

    pk: int
    of_plans: bool
    days: frozenset[date] | None

    def touches(self, span: Period, *, plans: bool) -> bool:
        if self.of_plans:
            return plans
        return self.days is None or any(span.start <= day <= span.end for day in self.days)


@dataclass(frozen=True, slots=True)
class Writes:
    """What was done of late in some agencies; `since` is the day from which, or a stamp of all of it."""

    since: str
    rows: tuple[Write, ...] = ()

    def stamp(self, span: Period, *, plans: bool) -> str:
        """Another whenever something was written on days of the span; with `plans` also to plans, of whatever day."""
        pks = [row.pk for row in self.rows if row.touches(span, plans=plans)]
        return f"{self.since} {hashlib.sha256(repr(pks).encode()).hexdigest()}"


def writes_in(agency_ids: Iterable[int]) -> Writes:
    """In four queries at most, whatever was done."""
    agencies = list(agency_ids)
    since, entries = done_lately(agencies)
    wanted = entries.exclude(verb__startswith=WRITES_NOTHING)
    rows = list(wanted.values_list("pk", "verb", "target_kind", "target_id")[: MOST + 1])
    if len(rows) > MOST:
        return Writes(stamp(agencies))
    days = _days_of((kind, target) for _, verb, kind, target in rows if not verb.startswith(PLANS))
    return Writes(
        since,
        tuple(
            Write(
                pk, verb.startswith(PLANS), frozenset(days[kind, target]) if (kind, target) in days else None
            )
            for pk, verb, kind, target in rows
        ),
    )


def _days_of(targets: Iterable[tuple[str, str]]) -> dict[tuple[str, str], set[date]]:
    """`{target: days}` of activities in all their versions and of values; others are left out, and what is gone."""
    activity, measurement = Activity._meta.label_lower, Measurement._meta.label_lower
    ids: dict[str, set[int]] = {activity: set(), measurement: set()}
    for kind, target in targets:
        if kind in ids:
            ids[kind].add(int(target))
    found: dict[tuple[str, str], set[date]] = defaultdict(set)
    if ids[activity]:
        versions = ActivityVersion.objects.filter(activity_id__in=ids[activity])
        for pk, day, end_day in versions.order_by().values_list("activity_id", "day", "end_day"):
            found[activity, str(pk)].add(end_day or day)
        values = Measurement.objects.filter(activity_id__in=ids[activity])
        for pk, ends in values.order_by().values_list("activity_id", "ends"):
            found[activity, str(pk)].add(ends)
    if ids[measurement]:
        for pk, ends in Measurement.objects.filter(pk__in=ids[measurement]).values_list("pk", "ends"):
            found[measurement, str(pk)].add(ends)
    return found
