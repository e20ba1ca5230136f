"""What a report counts in the ledger, before it is put into words: a few numbers out of tens of thousands of rows.

Pages keep them in the cache of all workers, in pieces of the days counted: what lies back, and the last weeks. Each
piece is kept under a stamp of the audit (`queries.writes`), so that writing something of today leaves the rest counted.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar, cast

from django.core.cache import cache
from django.db import connection
from django.db.models import Count

from lantoa.foundation import clock
from lantoa.foundation.periods import Period
from lantoa.ledger.models import ActivityVersion, Measure, State
from lantoa.plans.models import Credit, Plan
from lantoa.reports.queries.entries import Tally, activities_in, ended_in, tally
from lantoa.reports.queries.figures import Parts, parts_in
from lantoa.reports.queries.scope import Speaker, called_since
from lantoa.reports.queries.writes import Writes, writes_in

KEPT_FOR = 60 * 60 * 24
FORMAT = 2
"""Grows when what is kept changes its shape."""

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Counts:
    """`parts` are the values of each span asked for; `forms` and `credited` count activities of the first."""

    told: Tally
    parts: tuple[Parts | None, ...]
    forms: Mapping[int, int]
    credited: Mapping[int, int]


def counts_of(
    speaker: Speaker,
    plans: Sequence[Plan],
    spans: Sequence[Period | None],
    measures: Mapping[int, Measure],
    *,
    kept: bool,
) -> Counts:
    """Over `spans`, the days reported first; None where there is nothing to compare with.

    With `kept` it may be what was counted before, where nothing was written since. Inside a transaction nothing is kept:
    what it wrote may still be taken back.
    """
    agencies = (*speaker.ids, *sorted(called_since(plan.agency_id for plan in plans) - {*speaker.ids}))
    if not kept or connection.in_atomic_block:
        return _counted(_Fresh(), speaker.ids, agencies, spans, measures)
    # The audit is read first: what is written while we count is counted once more at the next request.
    return _counted(_InPieces(writes_in(agencies), clock.today()), speaker.ids, agencies, spans, measures)


class _Fresh:
    """Counts all days at once, there and then."""

    def count(
        self, name: str, span: Period, of: object, counted: Callable[[Period], Kept], *, plans: bool = False
    ) -> list[Kept]:
        return [counted(span)]


@dataclass(frozen=True, slots=True)
class _InPieces:
    """Counts what is not kept, piece by piece."""

    writes: Writes
    today: date

    def count(
        self, name: str, span: Period, of: object, counted: Callable[[Period], Kept], *, plans: bool = False
    ) -> list[Kept]:
        return [self._kept(name, piece, of, counted, plans) for piece in pieces_of(span, self.today)]

    def _kept(
        self, name: str, piece: Period, of: object, counted: Callable[[Period], Kept], plans: bool
    ) -> Kept:
        stamp = self.writes.stamp(piece, plans=plans)
        named = repr((FORMAT, name, stamp, of, piece.start, piece.end))
        key = f"reports.counts.{hashlib.sha256(named.encode()).hexdigest()}"
        found = cast(Kept | None, cache.get(key))
        if found is None:
            found = counted(piece)
            cache.set(key, found, KEPT_FOR)
        return found


def pieces_of(span: Period, today: date) -> list[Period]:
    """The days up to the month before last, and those since: what is written is nearly always of the latter."""
    cut = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    if not span.start < cut <= span.end:
        return [span]
    return [Period.custom(span.start, cut - timedelta(days=1)), Period.custom(cut, span.end)]


def _counted(
    by: _Fresh | _InPieces,
    own: tuple[int, ...],
    agencies: tuple[int, ...],
    spans: Sequence[Period | None],
    measures: Mapping[int, Measure],
) -> Counts:
    window = spans[0]
    assert window is not None  # noqa: S101 (a report has days)
    kinds = sorted((pk, str(measure.kind)) for pk, measure in measures.items())

    def values(days: Period) -> Parts:
        return parts_in(days.start, days.end, own, measures)

    def activities(days: Period) -> tuple[Tally, dict[int, int]]:
        return tally(days.start, days.end, own), _forms(days, own)

    def credits(days: Period) -> dict[int, int]:
        return _credited(days, agencies)

    tallies, forms = zip(*by.count("activities", window, own, activities), strict=True)
    return Counts(
        Tally.together(tallies),
        tuple(
            None if span is None else Parts.together(by.count("values", span, (own, kinds), values))
            for span in spans
        ),
        _added(forms),
        _added(by.count("credits", window, agencies, credits, plans=True)),
    )


def _added(counts: Iterable[Mapping[int, int]]) -> dict[int, int]:
    found: Counter[int] = Counter()
    for count in counts:
        found.update(count)
    return dict(found)


def _forms(window: Period, agency_ids: tuple[int, ...]) -> dict[int, int]:
    """`{form: activities that used it}`."""
    through = ActivityVersion.forms.through
    current = activities_in(window.start, window.end, agency_ids).values("current_id")
    rows = through._default_manager.filter(activityversion_id__in=current).values_list("form_id")
    return dict(rows.annotate(Count("id")).order_by())


def _credited(window: Period, agency_ids: tuple[int, ...]) -> dict[int, int]:
    """`{task: confirmed activities}`, of all plans in one query that begins at the activities.

    An activity counts towards tasks of its own agency alone, whatever that was or is called.
    """
    rows = Credit.objects.filter(
        ended_in(window.start, window.end, "activity__"),
        activity__state=State.CONFIRMED,
        activity__agency_id__in=agency_ids,
    )
    return dict(rows.order_by().values_list("task_id").annotate(Count("pk")))
