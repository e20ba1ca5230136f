"""What the rooms below show of reports: navigation, home cards, slots, schedules."""

from __future__ import annotations


def connect() -> None:
    """Called once, when the installation is ready."""
