"""Which process a worker is, so that its death is known at once to others on the same machine.

A name tells host, PID namespace, number and start of the process: a number that was given out again, or that of
another container, is never taken for it. Where /proc does not tell (not Linux), nobody is declared dead this way
and the heartbeat alone counts.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

PROC = Path("/proc")


def own_name() -> str:
    """At most 64 characters, no other worker's."""
    pid = os.getpid()
    return f"{_place()}.{pid}.{_began(pid)}"


def is_dead(name: str) -> bool:
    """Whether the worker of that name was a process of this machine and is gone."""
    place, _, rest = name.partition(".")
    number, _, began = rest.partition(".")
    if place != _place() or not number.isdecimal() or not began or began == "0":
        return False
    return _began(int(number)) != began


def _place() -> str:
    try:
        namespace = os.readlink(PROC / "self/ns/pid").strip("pid:[]")
    except OSError:
        namespace = "0"
    return f"{socket.gethostname()[:24].replace('.', '-')}-{namespace}"


def _began(pid: int) -> str:
    """When the process began, in ticks since the machine did; "0" when it is gone, a zombie, or unknown."""
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "0"
    return "0" if fields[0] == "Z" else fields[19]
