"""This process's own Django looks at another installation's database and files, while that one runs or lies dead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections
from django.test import override_settings

from tests.support.live import Installation


@contextmanager
def inside(installation: Installation, blocker: Any) -> Iterator[None]:
    """`blocker` is pytest-django's: what is done in the block is done to the installation."""
    home = installation.home
    named = installation.environment.get("LANTOA_DATABASE_URL", "").rpartition("/")[2]
    with blocker.unblock():
        connections.close_all()
        before = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = named or str(home / "lantoa.sqlite3")
        try:
            with override_settings(HOME=home, FILES_ROOT=home / "files", MEDIA_ROOT=home / "media"):
                yield
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = before
