"""Web, worker and scheduler of one installation, started and ended together."""

from __future__ import annotations

import fcntl
import gc
import os
import socket
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connection, connections
from django.urls import get_resolver

from lantoa.foundation.errors import Refused
from lantoa.ops import leftovers
from lantoa.ops.supervisor import Child, Supervisor, die_with_parent
from lantoa.organisation.checks import refuse_demo_in_public

WEB_WORKERS = 2
THREADS = {"sqlite": 1, "postgresql": 4}
"""Blocking threads of each web worker: more than one on SQLite only waits for the write lock (p99 past 0.6 s)."""


def serve(host: str, port: int, announce: Callable[[], None]) -> int:
    """Blocks until asked to stop. Returns the exit code. Raises Refused when it must not start."""
    if reason := refuse_demo_in_public(host):
        raise Refused(reason, code="demo_exposed")
    with _alone():
        leftovers.sweep(older_than_hours=0)
        get_resolver().url_patterns  # noqa: B018 loaded once here, shared by every child
        threads = THREADS[connection.vendor]
        connections.close_all()
        gc.freeze()
        web = Child("Máy chủ web", lambda: _web(host, port, threads))
        worker = Child("Việc nền", _work)
        return Supervisor([web], lambda: _answers(host, port), announce, [worker]).run()


class _alone:
    """One supervisor for one LANTOA_HOME: two would tick every schedule twice."""

    def __enter__(self) -> None:
        path = settings.HOME / "up.lock"
        self.handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self.handle)
            raise Refused(
                f"Lan Tỏa đang chạy với dữ liệu ở {settings.HOME}. Dừng bản đó trước, hoặc đặt LANTOA_HOME khác.",
                code="already_running",
            ) from error

    def __exit__(self, *_: object) -> None:
        os.close(self.handle)


def _work() -> None:
    with open(os.devnull, "w", encoding="utf-8") as silence:
        call_command("worker", stdout=silence)


def _web(host: str, port: int, threads: int) -> None:
    from granian.constants import Interfaces, Loops
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "lantoa",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        loop=Loops.asyncio,
        workers=WEB_WORKERS,
        blocking_threads=threads,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=5,
    ).serve(target_loader=_application, wrap_loader=False)


def _application() -> Callable[..., object]:
    """Called in each web worker: what the settings name, which stands around Django."""
    die_with_parent()
    return get_internal_wsgi_application()


def _answers(host: str, port: int) -> bool:
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 compared, not bound
    try:
        with socket.create_connection((target, port), timeout=0.2):
            return True
    except OSError:
        return False
