"""What the register puts on other pages: its link, and what the search box finds."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from lantoa.organisation.access import Actor
from lantoa.procedures import access, queries
from lantoa.ui.registry import Hit


def may_look(actor: Actor) -> bool:
    return bool(access.own_agencies(actor))


def find(actor: Actor, query: str, limit: int) -> list[Hit]:
    """Procedures whose code, name or resolving agency holds the words; those in force first."""
    rows = queries.with_words(queries.for_list(access.visible_procedures(actor)), query)
    live = list(queries.in_standing(rows, queries.LIVE)[:limit])
    if len(live) < limit:
        known = {row.pk for row in live}
        live += [row for row in rows[: 2 * limit] if row.pk not in known][: limit - len(live)]
    return [_hit(row) for row in live]


def _hit(row: Any) -> Hit:
    standing = queries.standing_of(row)
    said = [
        row.code,
        row.field.name if row.field else "",
        "" if standing == queries.LIVE else queries.STANDINGS[standing],
    ]
    return Hit(row.name, reverse("procedures:procedure", args=[row.pk]), ", ".join(filter(None, said)))


def keeps_portal(actor: Actor) -> bool:
    return actor.everywhere(access.CATALOGUE)
