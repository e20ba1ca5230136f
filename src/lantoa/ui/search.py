"""Finding rows by the words that somebody typed."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from lantoa.foundation.text import fold

MOST_WORDS = 10  # each word costs a look through a column; nobody types more to find something


def holding(rows: QuerySet[Any], words: str, *also: str) -> QuerySet[Any]:
    """Rows whose `folded` holds every word, marks and case aside; a word may stand in one of `also` instead."""
    for word in fold(words).split()[:MOST_WORDS]:
        found = Q(folded__contains=word)
        for name in also:
            found |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(found)
    return rows
