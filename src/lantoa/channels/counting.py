"""Scans: counted in memory by whoever answers, added to the hour's row every few seconds.

A scan never waits for the database's writer; what is lost at a crash is counted in docs/decisions/0027.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.db import connection, connections, transaction

from lantoa.channels.models import Placement, ScanHour
from lantoa.foundation import clock
from lantoa.foundation.tallies import Tally

EVERY = 5.0
"""Seconds between two writings: with the writing itself less than ten are lost."""

Hour = tuple[int, date, int]
"""The number of a code, a day, an hour of it."""


def count_scan(placement: Placement) -> None:
    now = clock.now()
    _tally.add((placement.pk, now.date(), now.hour))


def write(counts: Mapping[Hour, int]) -> None:
    """Adds to the rows of these hours, all or none. Two processes that add to one hour both count."""
    quoted = connection.ops.quote_name(ScanHour._meta.db_table)
    statement = (
        f"INSERT INTO {quoted} (placement_id, day, hour, count) VALUES (%s, %s, %s, %s) "  # noqa: S608 our own table
        f"ON CONFLICT (placement_id, day, hour) DO UPDATE SET count = {quoted}.count + excluded.count"
    )
    adapt = connection.ops.adapt_datefield_value
    # In one order in every process, so that two that write the same hours wait for each other and do not deadlock.
    rows = [(pk, adapt(day), hour, count) for (pk, day, hour), count in sorted(counts.items()) if count > 0]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _write_and_close(counts: Mapping[Hour, int]) -> None:
    """For a thread of its own: its connection is used once in some seconds and not kept."""
    try:
        write(counts)
    finally:
        connections.close_all()


_tally: Tally[Hour] = (
    Tally("scans", write, every=0) if settings.TESTING else Tally("scans", _write_and_close, every=EVERY)
)
