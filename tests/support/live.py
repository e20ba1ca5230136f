"""A real installation: `lantoa up` with its real server and real worker, as a process of its own.

The demo is loaded once in a run and copied for every module. Nothing survives the module.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.support import databases
from tests.support.databases import ROOT, locked

SERVER = os.environ.get("LANTOA_DATABASE_URL", "")
"""The PostgreSQL of this run, or nothing: then every installation has its own SQLite file."""

RUN = "LANTOA_TEST_RUN"
"""The environment variable that names this test run, shared by its workers."""


@dataclass
class Installation:
    """Where it lives, and its address once it runs."""

    home: Path
    environment: dict[str, str]
    url: str = ""
    process: subprocess.Popen[str] | None = None
    output: list[str] = field(default_factory=list)

    def lantoa(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """Runs one `lantoa` command in this installation; the caller looks at the exit code."""
        return subprocess.run(
            [sys.executable, "-m", "lantoa.config.command", *arguments],
            env=self.environment, cwd=ROOT, input=stdin, text=True, capture_output=True, timeout=300,
        )  # fmt: skip

    def start(self) -> None:
        """Returns when the address answers. Raises AssertionError with what was printed when it does not."""
        log = (self.home / "up.log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lantoa.config.command", "up", "--port", "0"],
            env=self.environment, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        end = time.monotonic() + 90
        while time.monotonic() < end and self.process.poll() is None:
            found = re.search(r"tại (http://\S+?)/? ", self.printed())
            if found:
                self.url = found[1]
                return
            time.sleep(0.05)
        raise AssertionError(f"lantoa up did not start:\n{self.printed()}")

    def wait_for(self, text: str) -> str:
        """What was printed, once `text` is in it; or what there is after ten seconds."""
        end = time.monotonic() + 10
        while text not in self.printed() and time.monotonic() < end:
            time.sleep(0.05)
        return self.printed()

    def printed(self) -> str:
        return (self.home / "up.log").read_text(encoding="utf-8")

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> int | None:
        if self.process is None:
            return None
        self.process.send_signal(sign)
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait(20)
        finally:
            self.process = None


def _environment(home: Path, database: str) -> dict[str, str]:
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("LANTOA_", "DJANGO_", "PYTEST_"))
    }
    kept |= {"LANTOA_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
    if SERVER:
        kept["LANTOA_DATABASE_URL"] = f"{SERVER.rpartition('/')[0]}/{database}"
    return kept


def _on_server(statement: str, *names: str) -> None:
    if not SERVER:
        return
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))  # type: ignore[arg-type]


def new_installation(
    folder: Path, name: str, template: Installation | None = None, *, database: str = "template0"
) -> Installation:
    """An empty installation, or a copy of `template`, which must not be running. `database` is what PostgreSQL copies."""
    home = folder / name
    fresh = f"lantoa_{name}_{os.getpid()}_{time.monotonic_ns()}"
    if template is None:
        home.mkdir(parents=True)
    else:
        shutil.copytree(template.home, home)
        database = template.environment.get("LANTOA_DATABASE_URL", "").rpartition("/")[2]
    _on_server("CREATE DATABASE {} TEMPLATE {}", fresh, database)
    return Installation(home, _environment(home, fresh))


def remove(installation: Installation) -> None:
    installation.stop()
    _on_server(
        "DROP DATABASE IF EXISTS {} WITH (FORCE)",
        installation.environment.get("LANTOA_DATABASE_URL", "").rpartition("/")[2],
    )
    shutil.rmtree(installation.home, ignore_errors=True)


def _templates_folder() -> Path:
    return Path(tempfile.gettempdir()) / f"lantoa-live-{os.getuid()}-{os.environ[RUN]}"


def remove_templates() -> None:
    """At the end of a run, when no worker is left."""
    for note in _templates_folder().glob("*.json"):
        remove(_read(note))
    shutil.rmtree(_templates_folder(), ignore_errors=True)


def _read(note: Path) -> Installation:
    known = json.loads(note.read_text())
    return Installation(Path(known["home"]), known["environment"])


def _template(kind: str, build: Callable[[], Installation]) -> Installation:
    """The template of this run, made by the first worker that needs it."""
    folder = _templates_folder()
    note = folder / f"{kind}.json"
    with locked(f"live-{kind}"):
        if note.exists():
            return _read(note)
        installation = build()
        note.write_text(json.dumps({"home": str(installation.home), "environment": installation.environment}))
        return installation


def _must(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, f"{done.args}:\n{done.stdout}\n{done.stderr}"


def _empty() -> Installation:
    """Tables and static files are there already, copied from what this machine made before; nobody is set up."""
    from lantoa.ops.installation import (
        static_fingerprint,  # not at the top: benchmarks use this module without Django
    )

    installation = new_installation(_templates_folder(), "empty", database=databases.template_name())
    if not SERVER:
        shutil.copyfile(databases.template_name(), installation.home / "lantoa.sqlite3")
    with locked("static"):
        kept = databases.CACHE / "static" / static_fingerprint()
        if kept.exists():
            shutil.copytree(kept, installation.home / "static")
        _must(installation.lantoa("up", "--prepare-only"))
        if not kept.exists():
            shutil.rmtree(kept.parent, ignore_errors=True)
            shutil.copytree(installation.home / "static", kept)
    return installation


def _demo() -> Installation:
    installation = new_installation(_templates_folder(), "demo", _template("empty", _empty))
    _must(installation.lantoa("demo"))
    return installation


@pytest.fixture(scope="session")
def live_templates(django_db_setup: None) -> Callable[[str], Installation]:
    """`live_templates("demo")` and `("empty")`: not running, to be copied."""
    builders = {"demo": _demo, "empty": _empty}
    return lambda kind: _template(kind, builders[kind])


@pytest.fixture(scope="module")
def live(
    live_templates: Callable[[str], Installation], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """A running installation with the demo, this module's own."""
    yield from _running(live_templates("demo"), tmp_path_factory)


@pytest.fixture(scope="module")
def live_empty(
    live_templates: Callable[[str], Installation], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """A running installation that nobody has set up yet, this module's own."""
    yield from _running(live_templates("empty"), tmp_path_factory)


def _running(template: Installation, factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = new_installation(factory.mktemp("live"), "home", template)
    try:
        installation.start()
        yield installation
    finally:
        remove(installation)
