"""From the command to the first page, when everything is set up."""

from __future__ import annotations

import signal
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request

from tests.support.databases import ROOT

from bench import place
from bench.registry import Result, benchmark
from lantoa.ops.addresses import free_port

TRIES = 3


@benchmark("make_run_when_set_up", unit="s", budget=5)
def start(size: int) -> Result:
    """The command that `make run` ends in; make itself and its stamps add a few hundredths, measured as well."""
    make = _seconds_of_make()
    times = [_once() + make for _ in range(TRIES)]
    return Result(statistics.median(times), notes=[f"các lần: {', '.join(f'{t:.2f}' for t in times)} giây"])


def _seconds_of_make() -> float:
    started = time.monotonic()
    subprocess.run(["make", "-n", "run"], cwd=ROOT, capture_output=True, check=True)
    return time.monotonic() - started


def _once() -> float:
    installation = place.demo()
    port = free_port("127.0.0.1")
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "lantoa.config.command", "trial", "--port", str(port)],
        env=installation.environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while time.monotonic() - started < 60:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
                    if answer.status == 200:
                        return time.monotonic() - started
            except urllib.error.HTTPError as error:
                raise RuntimeError(f"the first page answered {error.code}") from error
            except OSError:
                time.sleep(0.01)
        raise RuntimeError("no page within a minute")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
