"""Readings of public pages: counted in memory by whoever gives a page out, added to the day's rows every few seconds.

As scans are (docs/decisions/0027): who reads never waits for the database, and a crash loses less than ten seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection, connections, transaction

from lantoa.channels.visitors import is_person
from lantoa.foundation import clock
from lantoa.foundation.tallies import Tally
from lantoa.portal.keeping import Kept
from lantoa.portal.models import AgencyReads, PageReads

EVERY = 5.0
"""Seconds between two writings: with the writing itself less than ten are lost."""

Day = tuple[int, int, date]
"""The number of an agency, of a page of it (0 for one that nobody wrote), a day."""


def count_reading(mark: Kept, environ: Mapping[str, Any]) -> None:
    """Counts a page that is given out, if a person seems to have asked. Nothing of the request is kept."""
    if not mark.agency_id:
        return
    headers = {
        "User-Agent": environ.get("HTTP_USER_AGENT", ""),
        "Sec-Purpose": environ.get("HTTP_SEC_PURPOSE", ""),
        "Purpose": environ.get("HTTP_PURPOSE", ""),
        "X-Moz": environ.get("HTTP_X_MOZ", ""),
    }
    if is_person(environ["REQUEST_METHOD"], headers):
        tally.add((mark.agency_id, mark.page_id, clock.today()))


def write(counts: Mapping[Day, int]) -> None:
    """Adds to the rows of these days, all or none; in one order in every process, so that two do not deadlock."""
    adapt = connection.ops.adapt_datefield_value
    sums: Counter[tuple[int, date]] = Counter()
    for (agency_id, _, day), count in counts.items():
        sums[agency_id, day] += count
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            _adding(AgencyReads, "agency_id", "day"),
            [(agency_id, adapt(day), count) for (agency_id, day), count in sorted(sums.items())],
        )
        cursor.executemany(
            _adding(PageReads, "agency_id", "page_number", "day"),
            [
                (agency_id, page, adapt(day), count)
                for (agency_id, page, day), count in sorted(counts.items())
            ],
        )


def _adding(model: Any, *columns: str) -> str:
    table, named = connection.ops.quote_name(model._meta.db_table), ", ".join(columns)
    places = ", ".join(["%s"] * (len(columns) + 1))
    return (
        f"INSERT INTO {table} ({named}, count) VALUES ({places}) "  # noqa: S608 our own tables
        f"ON CONFLICT ({named}) DO UPDATE SET count = {table}.count + excluded.count"
    )


def _write_and_close(counts: Mapping[Day, int]) -> None:
    """For a thread of its own: its connection is used once in some seconds and not kept."""
    try:
        write(counts)
    finally:
        connections.close_all()


tally: Tally[Day] = (
    Tally("readings", write, every=0)
    if settings.TESTING
    else Tally("readings", _write_and_close, every=EVERY)
)
