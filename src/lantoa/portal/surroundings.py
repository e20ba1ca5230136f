"""What a kind of page shows besides its own words: figures read when somebody opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lantoa.organisation.models import Agency
from lantoa.portal import measuring
from lantoa.portal.models import PortalPage, ResultsPage, RoadmapPage


def of(page: PortalPage, agency: Agency) -> dict[str, Any]:
    """Empty for a kind that shows its own words alone."""
    show = _KINDS.get(type(page))
    return show(page, agency) if show else {}


def _roadmap(page: Any, agency: Agency) -> dict[str, Any]:
    return {"goals": measuring.goals_of(page, agency)}


def _results(page: Any, agency: Agency) -> dict[str, Any]:
    return {"results": measuring.results_of(page, agency)}


_KINDS: dict[type[PortalPage], Callable[[Any, Agency], dict[str, Any]]] = {
    RoadmapPage: _roadmap,
    ResultsPage: _results,
}
