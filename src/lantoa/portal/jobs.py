"""Every agency has its place on the portal, also those that were there before the portal was."""

from __future__ import annotations

from lantoa.jobs.progress import Progress
from lantoa.organisation.access import SYSTEM
from lantoa.portal import actions, queries


def open_homes(progress: Progress) -> dict[str, int]:
    """Opens what is missing; where an address has changed, the pages follow. Safe to run at any time."""
    agencies = [*queries.roots(), *queries.listed_agencies()]
    for done, agency in enumerate(agencies, start=1):
        actions.open_home(agency, actor=SYSTEM)
        progress.step(done, len(agencies), "Mở trang của các cơ quan")
    return {"agencies": len(agencies)}
