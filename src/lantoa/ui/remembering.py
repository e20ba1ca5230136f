"""The filter that a person last used in a list, offered when they come back: one link, for as long as the session.

Only the address is kept, in the session that signing out ends; the list asks again what the person may see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from lantoa.ui.filters import FilterSet
from lantoa.ui.parts import Chip
from lantoa.ui.tables import ORDER_FIELD

KEPT = "filters"
MOST_LISTS = 30
LONGEST = 1000
"""Of an address; a longer one is not worth keeping."""
_SAID = 160


@dataclass(frozen=True, slots=True)
class LastFilter:
    """What a list was last filtered by, in words, and the way back to it."""

    said: str
    url: str


def last_filter(
    request: HttpRequest, filterset: FilterSet | None, chips: Sequence[Chip], name: str = ""
) -> LastFilter | None:
    """Keeps what the list is filtered by now; of a list that is not, what it was last filtered by.

    `name` is the list's own; several views of the same rows share one. A page without session keeps nothing.
    """
    session = getattr(request, "session", None)
    if session is None or filterset is None:
        return None
    key = name or request.path
    kept: dict[str, list[str]] = session.get(KEPT, {})
    if not chips:
        said, query = kept.get(key, ("", ""))
        return LastFilter(said, f"?{query}") if query else None
    query = _query(request, filterset)
    now = ["; ".join(chip.label for chip in chips)[:_SAID], query]
    if len(query) <= LONGEST and kept.get(key) != now:
        others = [(other, value) for other, value in kept.items() if other != key]
        session[KEPT] = dict([*others[-(MOST_LISTS - 1) :], (key, now)])
    return None


def _query(request: HttpRequest, filterset: FilterSet) -> str:
    """The filters and the order; neither the page nor anything that is no filter of this list."""
    names = {*filterset.form.fields, ORDER_FIELD}
    pairs = [
        (key, value)
        for key, values in request.GET.lists()
        for value in values
        if value and (key in names or key.rpartition("_")[0] in names)
    ]
    return urlencode(pairs)
