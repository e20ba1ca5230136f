"""What a public page was drawn from, and what changed since: told by the statements that reach the database.

Every table has a stamp that all processes share. A statement that writes changes the stamp of its table once it is
committed; who draws a page learns which tables were read for it. No room has to remember to say that something changed.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, cast

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db.backends.signals import connection_created

from lantoa.foundation.stamps import FileStamps, Snapshot, Stamps

_WRITES = re.compile(
    r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|WITH|COPY|ALTER|DROP)\b", re.IGNORECASE
)
_TARGET = re.compile(
    r'\s*(?:(?:INSERT|REPLACE)\b.*?\bINTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.IGNORECASE | re.DOTALL
)
_WORDS = re.compile(r"[a-z_0-9]+")

_read: ContextVar[set[str] | None] = ContextVar("tables_read", default=None)
log = logging.getLogger("lantoa.freshness")


class ValkeyStamps:
    """Stamps of several machines: one hash in their Valkey, asked once for each page."""

    KEY = "lantoa:stamps"

    def __init__(self) -> None:
        backend: Any = caches["default"]
        self.client: Callable[[], Any] = lambda: backend.client.get_client(write=True)

    def snapshot(self) -> Snapshot:
        return _Known(self.client().hgetall(self.KEY))

    def current(self, names: tuple[str, ...]) -> tuple[bytes, ...]:
        return tuple(value or b"" for value in self.client().hmget(self.KEY, names))

    def change(self, names: Iterable[str]) -> None:
        self.client().hset(self.KEY, mapping={name: os.urandom(8) for name in names})


class _Known:
    def __init__(self, values: dict[bytes, bytes]) -> None:
        self.values = values

    def of(self, names: Iterable[str]) -> tuple[bytes, ...]:
        return tuple(self.values.get(name.encode(), b"") for name in names)


@cache
def stamps() -> Stamps:
    """Those of this installation."""
    if "valkey" in str(settings.CACHES["default"]["BACKEND"]):
        return ValkeyStamps()
    return FileStamps(settings.HOME / "stamps")


@contextmanager
def reading() -> Iterator[set[str]]:
    """Gathers the tables that are read until the block ends."""
    found: set[str] = set()
    token = _read.set(found)
    try:
        yield found
    finally:
        _read.reset(token)


@cache
def _tables() -> frozenset[str]:
    models = apps.get_models(include_auto_created=True)
    return frozenset(model._meta.db_table.lower() for model in models)


def tables_in(statement: str) -> set[str]:
    """Every table that a statement may touch: rather one too many."""
    return set(_WORDS.findall(statement.lower())) & _tables()


def written_by(statement: str) -> set[str]:
    """The tables that a statement changes; empty for one that only reads."""
    if not _WRITES.match(statement):
        return set()
    target = _TARGET.match(statement)
    return {target[1].lower()} if target else tables_in(statement)


class Changed:
    """Called after the commit: these tables are no longer what they were."""

    def __init__(self, tables: set[str]) -> None:
        self.tables = tables

    def __call__(self) -> None:
        stamps().change(self.tables)


def watch(execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Stands around every statement of a connection."""
    result = execute(sql, params, many, context)
    statement = sql if isinstance(sql, str) else repr(sql)
    drawing = _read.get()
    if drawing is not None:
        drawing |= tables_in(statement)
    if written := written_by(statement):
        _tell(context["connection"], written)
    return result


def _tell(connection: Any, tables: set[str]) -> None:
    """Once for many statements in a row that stand or fall together."""
    waiting = connection.run_on_commit
    if connection.in_atomic_block and waiting:
        points, last, _ = waiting[-1]
        if isinstance(last, Changed) and points == set(connection.savepoint_ids):
            last.tables |= tables
            return
    connection.on_commit(Changed(set(tables)), robust=True)


def _connected(sender: Any, connection: Any, **_: Any) -> None:
    wrappers = cast(list[Any], connection.execute_wrappers)
    if watch not in wrappers:
        wrappers.append(watch)


def connect() -> None:
    """Called once, when every app is loaded."""
    connection_created.connect(_connected, dispatch_uid="config.freshness")
