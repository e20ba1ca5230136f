"""What the search box finds of this room: agencies and people, for who administers them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from lantoa.foundation.text import fold
from lantoa.organisation import queries
from lantoa.organisation.access import ADMINISTER, Actor
from lantoa.ui.registry import Hit
from lantoa.ui.search import holding


def find_people_and_agencies(actor: Actor, query: str, limit: int) -> Iterable[Hit]:
    """Nothing for others: a person's page is an administrator's."""
    if not fold(query) or not actor.scope(ADMINISTER):
        return []
    agencies = holding(queries.administered(actor), query)
    hits = [
        Hit(row.legal_name, reverse("organisation:agency", args=[row.pk]), row.code, "Cơ quan")
        for row in agencies[:limit]
    ]
    people = queries.search_people(queries.people_of(actor), query)[: max(0, limit - len(hits))]
    hits += [
        Hit(row.full_name, reverse("organisation:person", args=[row.pk]), row.email, "Cán bộ")
        for row in people
    ]
    return hits
