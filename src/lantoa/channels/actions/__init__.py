"""What may be done with printed codes."""

from lantoa.channels.actions.hosts import add_host, remove_host
from lantoa.channels.actions.placing import (
    PlacementDraft,
    Target,
    change_placement,
    place_code,
    restore,
    withdraw,
)
from lantoa.channels.actions.printing import MOST_COPIES, MOST_ON_A_SHEET, ask_for_sheet, scans_exported
from lantoa.channels.actions.recording import record_scans

__all__ = [
    "MOST_COPIES",
    "MOST_ON_A_SHEET",
    "PlacementDraft",
    "Target",
    "add_host",
    "ask_for_sheet",
    "change_placement",
    "place_code",
    "record_scans",
    "remove_host",
    "restore",
    "scans_exported",
    "withdraw",
]
