"""Fills what lower rooms declare and cannot fill themselves, because only config knows every room."""

from __future__ import annotations


def connect() -> None:
    """Called once, when every app is loaded."""
    from lantoa.config import exports, telling
    from lantoa.ui import registry

    registry.set_exporter(exports.respond)
    telling.connect()
