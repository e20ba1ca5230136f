"""Screens as somebody was shown them, and a browser that draws them again without server, network or signing in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.test import Client
from playwright.sync_api import Browser, Route

from tests.support.browser import COMMON

ORIGIN = "http://localhost"
"""Never asked by the network: a name that the browser takes for safe and Django for this machine."""
DRESS = {"stylesheet", "script", "font", "image"}
OUR_OWN = "/static/"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="2000"/>'
"""In place of a picture that somebody uploaded: it lies in the installation that the screen was seen in, and no rule
looks into it."""
TAG = re.compile(r"<([a-z][a-z0-9-]*)\b([^>]*)>")
KIND = re.compile(r'\b(class|type|role)="([^"]*)"')
INVALID = 'aria-invalid="true"'


@dataclass(frozen=True)
class Screen:
    """What `who` was shown at an address of this name; no HTML where that was a file."""

    name: str
    who: str
    path: str
    html: str

    def __str__(self) -> str:
        return f"{self.path} ({self.name}, {self.who})"

    @cached_property
    def parts(self) -> frozenset[str]:
        """The kinds of element on it: tag, class, type and role."""
        return frozenset(f"{tag} {sorted(KIND.findall(rest))}" for tag, rest in TAG.findall(self.html))


def is_screen(response: Any) -> bool:
    return response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/html")


def worth_drawing(screens: Iterable[Screen]) -> Iterator[Screen]:
    """Of each address the fullest screen, a form with mistakes in it before others; then those that show a kind of
    element which none before had."""
    waiting = sorted(
        screens, key=lambda one: (one.name, INVALID not in one.html, -len(one.parts), -len(one.html))
    )
    met: set[str] = set()
    drawn: set[str] = set()
    others = []
    for screen in waiting:
        if screen.name in drawn:
            others.append(screen)
            continue
        drawn.add(screen.name)
        met |= screen.parts
        yield screen
    for screen in others:
        if not screen.parts <= met:
            met |= screen.parts
            yield screen


class Stage:
    """One page of a browser, onto which screens are put."""

    def __init__(self, browser: Browser) -> None:
        self.client = Client()
        self.kept: dict[str, dict[str, Any]] = {}
        self.screen: Screen | None = None
        self.context = browser.new_context(**COMMON, reduced_motion="reduce", service_workers="block")
        self.context.route("**/*", self._answer)
        self.page = self.context.new_page()

    def put(self, screen: Screen) -> None:
        self.screen = screen
        self.page.goto(ORIGIN + screen.path)

    def close(self) -> None:
        self.context.close()

    def _answer(self, route: Route) -> None:
        """The screen as it was drawn, and what dresses it; no more: news do not change what is looked at."""
        assert self.screen is not None
        request = route.request
        if request.is_navigation_request():
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=self.screen.html)
        elif request.resource_type == "image" and not request.url.startswith(ORIGIN + OUR_OWN):
            route.fulfill(status=200, content_type="image/svg+xml", body=PICTURE)
        elif request.resource_type in DRESS and not request.url.startswith(f"{ORIGIN}/ban-lam-viec/"):
            route.fulfill(**self._read(request.url.removeprefix(ORIGIN)))
        else:
            route.fulfill(status=204)

    def _read(self, path: str) -> dict[str, Any]:
        if path not in self.kept:
            response = self.client.get(path)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            headers = {"Content-Type": response.headers["Content-Type"]}
            self.kept[path] = {"status": response.status_code, "headers": headers, "body": body}
        return self.kept[path]
