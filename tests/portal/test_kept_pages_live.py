"""The production server with its two workers: what one process changes, no worker shows as it was."""

from __future__ import annotations

import http.client
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.support.databases import ROOT
from tests.support.live import Installation

ASKED = 24
"""Each on a connection of its own, which either worker may take: both answer several."""


def fetch(live: Installation, path: str, agent: str = "curl/8") -> tuple[int, str]:
    parts = urlsplit(live.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    try:
        connection.request("GET", path, headers={"Connection": "close", "User-Agent": agent})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def everywhere(live: Installation, path: str) -> list[tuple[int, str]]:
    return [fetch(live, path) for _ in range(ASKED)]


def elsewhere(live: Installation, code: str) -> str:
    """Runs in a third process, as the worker for jobs is one."""
    start = (
        "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'lantoa.config.settings'; django.setup()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", start + code], env=live.environment, cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def address(live: Installation) -> str:
    found = re.search(r'href="(/co-quan/[\w-]+/tin-tuc/[\w-]+/)"', fetch(live, "/so-do-trang/")[1])
    assert found
    return found[1]


FIND = "from lantoa.portal.models import ArticlePage\npage = next(p for p in ArticlePage.objects.live() if p.url == {!r})\n"


def test_no_worker_shows_a_page_as_it_was(live: Installation, address: str) -> None:
    agency = address.split("tin-tuc/")[0]
    everywhere(live, address), everywhere(live, agency)

    elsewhere(live, FIND.format(address) + "page.title = 'Tên vừa đổi'; page.save_revision().publish()")

    assert [status for status, text in everywhere(live, address) if "Tên vừa đổi" not in text] == []
    assert [status for status, text in everywhere(live, agency) if "Tên vừa đổi" not in text] == []


def test_a_renamed_agency_is_renamed_on_every_page(live: Installation, address: str) -> None:
    everywhere(live, address)
    slug = address.split("/")[2]

    elsewhere(
        live,
        "from lantoa.organisation.models import Agency\n"
        f"Agency.objects.filter(slug={slug!r}).update(legal_name='Sở Mới Đổi Tên')",
    )

    assert [status for status, text in everywhere(live, address) if "Sở Mới Đổi Tên" not in text] == []


def test_no_worker_shows_a_page_that_was_taken_off(live: Installation, address: str) -> None:
    everywhere(live, address)

    elsewhere(live, FIND.format(address) + "page.unpublish()")

    assert {status for status, _ in everywhere(live, address)} == {404}


PERSON = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
)


def counted(live: Installation) -> int:
    """Straight from the database: a process of ours takes seconds to start."""
    asked = "SELECT coalesce(sum(count), 0) FROM portal_pagereads"
    if url := live.environment.get("LANTOA_DATABASE_URL"):
        with psycopg.connect(url) as server:
            return int(server.execute(asked).fetchone()[0])  # type: ignore[index]
    with closing(sqlite3.connect(live.home / "lantoa.sqlite3")) as file:
        return int(file.execute(asked).fetchone()[0])


def test_kept_pages_are_counted_and_a_crash_loses_only_the_last_seconds(live: Installation) -> None:
    """The last test of the module: the server is killed."""
    before, begun = counted(live), time.monotonic()
    for _ in range(ASKED):
        fetch(live, "/", PERSON)
        fetch(live, "/")  # a program
    while counted(live) - before < ASKED:
        assert time.monotonic() - begun < 10
        time.sleep(0.1)

    for _ in range(ASKED):
        fetch(live, "/", PERSON)
    live.stop(signal.SIGKILL)

    assert ASKED <= counted(live) - before <= 2 * ASKED
