"""A test database that is copied, not migrated: migrations run once for each state of the code, on each engine.

The template's name carries a hash of everything that decides its content, so a stale one is never used.
Tests that commit (transaction=True) leave a dirty database behind: it is thrown away and copied again, which is
faster than a flush and, unlike a flush, keeps what migrations put in.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from scripts.postgres import NoPostgres, tool

ROOT = Path(__file__).resolve().parents[2]
CACHE = Path(tempfile.gettempdir()) / f"lantoa-templates-{os.getuid()}"


def fingerprint() -> str:
    """Changes with migrations, models, what apps do when ready, and the pinned packages."""
    parts = [*sorted(ROOT.glob("src/lantoa/**/*.py")), ROOT / "requirements" / "runtime.txt"]
    wanted = [part for part in parts if _decides(part)]
    digest = hashlib.sha256()
    for part in wanted:
        digest.update(str(part.relative_to(ROOT)).encode())
        digest.update(part.read_bytes())
    return digest.hexdigest()[:16]


def _decides(path: Path) -> bool:
    return (
        "migrations" in path.parts
        or path.name in {"apps.py", "wiring.py", "settings.py", "runtime.txt"}
        or "models" in path.name
        or "models" in path.parts
    )


@contextmanager
def locked(name: str) -> Iterator[None]:
    """One process at a time, across every test run of this machine."""
    CACHE.mkdir(mode=0o700, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _migrate_into(name: str) -> None:
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _forget_unused() -> None:
    """Templates of other states of the code are kept for a day: another work tree may stand on them."""
    for old in (*CACHE.glob("*.sqlite3"), *CACHE.glob("*.sql")):
        if old.stat().st_mtime < time.time() - 86400:
            old.unlink()


class SQLiteDatabase:
    """A file in memory where the system has such a place."""

    def __init__(self) -> None:
        place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = Path(tempfile.mkdtemp(prefix="lantoa-testdb-", dir=place))
        self.copies = 0
        self.pristine = self.folder / "pristine.sqlite3"
        self.template = CACHE / f"{fingerprint()}.sqlite3"

    def create(self) -> None:
        place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = Path(tempfile.mkdtemp(prefix="lantoa-testdb-", dir=place))
        self.path = self.folder / "test.sqlite3"
        with locked(self.template.stem):
            if not self.template.exists():
                _forget_unused()
                fresh = self.folder / "template.sqlite3"
                _migrate_into(str(fresh))
                shutil.move(fresh, self.template)
            os.utime(self.template)
            # A copy of our own: a run of another state of the code may clear the folder while this one goes on.
            shutil.copyfile(self.template, self.pristine)
            self.restore()

    def restore(self) -> None:
        """A fresh copy under a fresh name: a thread of a live server may still hold the last one open, and would
        delete the journal of a file that has taken its name ("disk I/O error")."""
        connections.close_all()
        for leftover in self.folder.glob("test-*"):
            # That thread may close it between our look and our deletion, and takes the journal along.
            leftover.unlink(missing_ok=True)
        self.copies += 1
        path = self.folder / f"test-{self.copies}.sqlite3"
        shutil.copyfile(self.pristine, path)
        connection.settings_dict["NAME"] = str(path)

    def drop(self) -> None:
        connections.close_all()
        shutil.rmtree(self.folder, ignore_errors=True)


class PostgreSQLDatabase:
    """A database of its own on the server that LANTOA_DATABASE_URL names."""

    def __init__(self) -> None:
        self.maintenance = str(connection.settings_dict["NAME"])
        self.template = f"lantoa_template_{fingerprint()}"
        self.name = f"lantoa_test_{os.getpid()}"

    def create(self) -> None:
        with locked(self.template):
            if not self._ask("SELECT 1 FROM pg_database WHERE datname = %s", [self.template]):
                fresh = f"{self.template}_{os.getpid()}"
                self._say(f"CREATE DATABASE {fresh}")
                if self.script is None or not self._has_read(fresh, self.script):
                    _migrate_into(fresh)
                    if self.script:
                        self._write(fresh, self.script)
                self._say(f"ALTER DATABASE {fresh} RENAME TO {self.template}")
        self.restore()

    @property
    def script(self) -> Path | None:
        """What migrations made, kept from one run to the next; None where the server is not the one of our tools."""
        try:
            version = subprocess.run([tool("pg_dump"), "--version"], capture_output=True, text=True).stdout
        except (NoPostgres, OSError):
            return None
        served = self._ask("SHOW server_version_num", [])[0][0]
        major = int(served) // 10_000
        return CACHE / f"{self.template}-{major}.sql" if f" {major}." in version else None

    def _has_read(self, name: str, script: Path) -> bool:
        if not script.exists():
            return False
        os.utime(script)
        done = self._run_tool("psql", name, "-q", "-X", "-1", "-v", "ON_ERROR_STOP=1", "-f", str(script))
        return done == 0

    def _write(self, name: str, script: Path) -> None:
        _forget_unused()
        written = script.with_name(f"{script.name}.{os.getpid()}")
        if self._run_tool("pg_dump", name, "--no-owner", "-f", str(written)) == 0:
            written.rename(script)

    def _run_tool(self, program: str, name: str, *arguments: str) -> int:
        connection.close()
        where = connection.settings_dict
        environment = os.environ | {
            "PGHOST": str(where["HOST"]), "PGPORT": str(where["PORT"]), "PGUSER": str(where["USER"]),
            "PGPASSWORD": str(where["PASSWORD"]), "PGDATABASE": name,
        }  # fmt: skip
        return subprocess.run([tool(program), *arguments], env=environment, capture_output=True).returncode

    def restore(self) -> None:
        self.drop()
        # Files as a whole: where nothing is made durable, that takes half of what writing each page to the journal does.
        self._say(f"CREATE DATABASE {self.name} TEMPLATE {self.template} STRATEGY FILE_COPY")
        connection.settings_dict["NAME"] = self.name

    def drop(self) -> None:
        self._say(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def _say(self, statement: str) -> None:
        self._run(statement, None)

    def _ask(self, query: str, values: list[str]) -> list[tuple[Any, ...]]:
        return self._run(query, values)

    def _run(self, statement: str, values: list[str] | None) -> list[tuple[Any, ...]]:
        connections.close_all()
        connection.settings_dict["NAME"] = self.maintenance
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            rows = cursor.fetchall() if cursor.description else []
        connection.close()
        return rows


def for_this_engine() -> SQLiteDatabase | PostgreSQLDatabase:
    return SQLiteDatabase() if connection.vendor == "sqlite" else PostgreSQLDatabase()


def template_name() -> str:
    """The migrated template of this engine: the path of a file, or the name of a database."""
    found = for_this_engine().template
    return str(found)
