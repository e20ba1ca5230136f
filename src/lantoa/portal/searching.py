"""Reads around the search for editors: missed words, words of the same meaning."""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.foundation.errors import NotVisible
from lantoa.portal.models import MissedSearch, Synonyms


def missed() -> QuerySet[MissedSearch]:
    """The latest week first, in it what was looked for most."""
    return MissedSearch.objects.order_by("-week", "-count", "folded")


def synonyms() -> QuerySet[Synonyms]:
    return Synonyms.objects.select_related("changed_by").order_by("folded", "pk")


def get_synonyms(row_id: int) -> Synonyms:
    """Raises NotVisible."""
    row = synonyms().filter(pk=row_id).first()
    if row is None:
        raise NotVisible
    return row
