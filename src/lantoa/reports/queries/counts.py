"""What a report counts in the ledger, before it is put into words: a few numbers out of tens of thousands of rows.

Pages keep them in the cache of all workers under a stamp of the audit. Every verb of ledger and plans adds to the audit
in its own transaction, and nothing else writes what is counted; so a figure on a page is never older than the page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from django.core.cache import cache
from django.db import connection
from django.db.models import Count

from lantoa.audit.queries import stamp
from lantoa.foundation.periods import Period
from lantoa.ledger.models import ActivityVersion, Measure, State
from lantoa.plans.models import Credit, Plan
from lantoa.reports.queries.entries import Tally, activities_in, ended_in, tally
from lantoa.reports.queries.figures import Parts, parts_in
from lantoa.reports.queries.scope import Speaker, called_since

KEPT_FOR = 60 * 60 * 24
FORMAT = 1
"""Grows when what is kept changes its shape."""


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

    With `kept` it may be what was counted before, when nothing was written since. Inside a transaction nothing is kept:
    what it wrote may still be taken back.
    """
    agencies = (*speaker.ids, *sorted(called_since(plan.agency_id for plan in plans) - {*speaker.ids}))
    if not kept or connection.in_atomic_block:
        return _counted(speaker.ids, agencies, spans, measures)
    # The stamp is read first: what is written while we count is counted once more at the next request.
    kinds = sorted((pk, str(measure.kind)) for pk, measure in measures.items())
    days = [None if span is None else (span.start, span.end) for span in spans]
    named = repr((FORMAT, stamp(agencies), speaker.ids, agencies, days, kinds))
    key = f"reports.counts.{hashlib.sha256(named.encode()).hexdigest()}"
    found = cast(Counts | None, cache.get(key))
    if found is None:
        found = _counted(speaker.ids, agencies, spans, measures)
        cache.set(key, found, KEPT_FOR)
    return found


def _counted(
    own: tuple[int, ...],
    agencies: tuple[int, ...],
    spans: Sequence[Period | None],
    measures: Mapping[int, Measure],
) -> Counts:
    window = spans[0]
    assert window is not None  # noqa: S101 (a report has days)
    return Counts(
        tally(window.start, window.end, own),
        tuple(None if span is None else parts_in(span.start, span.end, own, measures) for span in spans),
        _forms(window, own),
        _credited(window, agencies),
    )


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
