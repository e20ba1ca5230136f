"""What a kind of page shows besides its own words: figures read when somebody opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lantoa.organisation.models import Agency
from lantoa.portal import citing, found_at, guides, measuring
from lantoa.portal.models import ChannelsPage, GuidePage, PortalPage, ResultsPage, RoadmapPage


def of(page: PortalPage, agency: Agency) -> dict[str, Any]:
    """What is read for a kind, and for every kind the documents that it cites and that hold no more."""
    show = _KINDS.get(type(page))
    return {"fallen": citing.fallen_in(page), **(show(page, agency) if show else {})}


def _roadmap(page: Any, agency: Agency) -> dict[str, Any]:
    return {"goals": measuring.goals_of(page, agency)}


def _results(page: Any, agency: Agency) -> dict[str, Any]:
    return {"results": measuring.results_of(page, agency)}


def _guide(page: Any, agency: Agency) -> dict[str, Any]:
    address = guides.leaflet_address(page) if page.live and page.pk else ""
    return {"register": guides.on_register(page), "leaflet": address}


def _channels(page: Any, agency: Agency) -> dict[str, Any]:
    return {"channels": found_at.channels_of(page, agency)}


_KINDS: dict[type[PortalPage], Callable[[Any, Agency], dict[str, Any]]] = {
    ChannelsPage: _channels,
    GuidePage: _guide,
    RoadmapPage: _roadmap,
    ResultsPage: _results,
}
