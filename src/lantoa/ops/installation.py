"""The state of this installation, and how it is brought to where it can serve."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from lantoa.organisation.models import Agency

Say = Callable[[str], None]


# What no page asks for: Wagtail's blocks and tools that the editor here does not have.
NOT_SERVED = ("table_block", "userbar.*", "*.map")


def is_empty() -> bool:
    """No agency yet: nobody has set this installation up."""
    return not Agency.objects.exists()


def pending_migrations() -> int:
    """How many migrations this version has that the database lacks."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def prepare(say: Say) -> None:
    """Home, tables and static files, each only when it is behind: an installation that is ready waits for nothing."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    if count := pending_migrations():
        say(f"Cập nhật cơ sở dữ liệu: {count} bước ...")
        call_command("migrate", interactive=False, verbosity=0)
    if not static_is_current():
        say("Chuẩn bị tệp giao diện ...")
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=list(NOT_SERVED))
        _stamp().write_text(static_fingerprint())


def static_is_current() -> bool:
    """Whether what is served under /static/ was collected from the files installed now."""
    return _stamp().exists() and _stamp().read_text() == static_fingerprint()


def _stamp() -> Path:
    return Path(settings.STATIC_ROOT) / ".stamp"


def static_fingerprint() -> str:
    """Changes when any static file does, by name, size or time."""
    lines = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            info = Path(storage.path(path)).stat()
            lines.append(f"{path} {info.st_size} {info.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
