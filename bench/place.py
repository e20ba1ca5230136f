"""An installation to measure: the demo, prepared once in a run, served by the production server."""

from __future__ import annotations

import atexit
import http.client
import itertools
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.support.live import Installation, new_installation, remove

PASSWORD = "lan-toa-trinh-dien"
"""Of every account of the demo."""


def forget_at_exit(folder: Path) -> None:
    atexit.register(shutil.rmtree, folder, ignore_errors=True)


@cache
def demo() -> Installation:
    """The template: never started, copied for every use."""
    folder = Path(tempfile.mkdtemp(prefix="lantoa-bench-"))
    forget_at_exit(folder)
    installation = new_installation(folder, "demo")
    for arguments in (["up", "--prepare-only"], ["demo"]):
        done = installation.lantoa(*arguments)
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
    return installation


_number = itertools.count(1)


@contextmanager
def serving(template: Installation) -> Iterator[Installation]:
    """A running copy of `template`, removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="lantoa-bench-run-"))
    installation = new_installation(folder, f"run{next(_number)}", template)
    try:
        installation.start()
        yield installation
    finally:
        remove(installation)
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Answer:
    """One answer: how long until its last byte, and what it was. `body` is as sent, still compressed."""

    seconds: float
    status: int
    headers: dict[str, str]
    body: bytes


class Visitor:
    """One browser's worth of cookies on one keep-alive connection."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.url = url
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, values: dict[str, str]) -> Answer:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
            "Origin": self.url,
        }
        return self._ask("POST", path, urlencode(values), headers)

    def sign_in(self, email: str) -> None:
        """As one of the demo's accounts. Raises RuntimeError when the door stays shut."""
        page = self.get("/tai-khoan/dang-nhap/")
        found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.body)
        token = found[1].decode() if found else self.cookies.get("csrftoken", "")
        answer = self.post(
            "/tai-khoan/dang-nhap/", {"login": email, "password": PASSWORD, "csrfmiddlewaretoken": token}
        )
        if answer.status not in {302, 303} or "sessionid" not in self.cookies:
            raise RuntimeError(f"could not sign in as {email}: {answer.status}")

    def cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        started = time.perf_counter()
        self.connection.request(method, path, body, headers | {"Cookie": self.cookie_header()})
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - started
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return Answer(seconds, response.status, {k.lower(): v for k, v in response.getheaders()}, content)
