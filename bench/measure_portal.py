"""A public article that is kept, against a bare Django view: same machine, same server, same minute."""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.support.databases import ROOT

from bench import load, place
from bench.registry import Result, benchmark

ROUNDS = 5
PERSON = (
    "User-Agent: Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36\r\n"
)
"""Counted as a reader: counting is part of the cost."""


@benchmark("portal:article", unit="trang/giây", budget=1.0, at_least=True)
def article(size: int) -> Result:
    """Rounds in turn, so that whatever else the machine does falls on both alike; the median of the rounds' ratios."""
    top = load.ceiling()
    with place.serving(place.demo()) as installation, _bare() as port:
        address = _an_article(installation.url)
        parts = urlsplit(installation.url)
        host, own = parts.hostname or "", parts.port or 0
        load.press(host, own, address, headers=PERSON, seconds=1)
        load.press("127.0.0.1", port, "/", seconds=1)
        pairs = [
            (
                load.press("127.0.0.1", port, "/", seconds=2),
                load.press(host, own, address, headers=PERSON, seconds=2),
            )
            for _ in range(ROUNDS)
        ]
    bare = statistics.median(one.rate for one, _ in pairs)
    ours = statistics.median(one.rate for _, one in pairs)
    ratio = statistics.median(one.rate / other.rate for other, one in pairs)
    notes = [
        f"bài trên cổng {ours:.0f}/giây, p99 {max(one.p99 for _, one in pairs):.1f} ms",
        f"view Django trần {bare:.0f}/giây",
        f"trần của máy phát tải {top.rate:.0f}/giây",
    ]
    wrong = sum(one.wrong for pair in pairs for one in pair)
    # A generator that is too slow for the article makes the ratio smaller than it is; only for the bare view it would flatter.
    trouble = load.doubt(max((one for one, _ in pairs), key=lambda one: one.rate), top)
    return Result(
        ours,
        ratio=ratio,
        notes=notes,
        trouble=trouble or (f"{wrong} câu trả lời không phải 200" if wrong else ""),
    )


def _an_article(url: str) -> str:
    """The address of the demo's newest article."""
    visitor = place.Visitor(url)
    found = re.search(
        rb'<loc>[^<]*(/co-quan/[^<]+/tin-tuc/[^<]+/)</loc>|href="(/co-quan/[^"]+/tin-tuc/[^"/]+/)"',
        visitor.get("/so-do-trang/").body,
    )
    if not found:
        raise RuntimeError("the demo has no article")
    return (found[1] or found[2]).decode()


@contextmanager
def _bare() -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    environment = dict(os.environ, PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{ROOT}")
    server = subprocess.Popen([sys.executable, "-m", "bench.bare", str(port)], cwd=ROOT, env=environment)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(10)
