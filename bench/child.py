"""Runs one measured piece of work in a process of its own: seconds and peak memory of that alone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass

from tests.support.databases import ROOT


@dataclass(frozen=True)
class Spent:
    """Wall-clock seconds, peak resident memory in MB, and what it printed."""

    seconds: float
    memory: float
    output: str


def spend(arguments: list[str], *, limit: float = 900, environment: dict[str, str] | None = None) -> Spent:
    """Raises RuntimeError with the end of standard error when it fails, TimeoutExpired when it takes too long."""
    probe = (
        "import resource, subprocess, sys; "
        "code = subprocess.run(sys.argv[1:]).returncode; "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(code)"
    )
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", probe, *arguments],
        cwd=ROOT,
        env=(environment or dict(os.environ)) | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        timeout=limit,
    )
    seconds = time.monotonic() - started
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return Spent(seconds, int(done.stderr.split()[-1]) / 1024, done.stdout)
