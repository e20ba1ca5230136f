"""Somebody at a browser without a window: signs in, reads forms, sends them, over real HTTP."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

import requests

SIGN_IN = "/tai-khoan/dang-nhap/"
Files = Sequence[tuple[str, tuple[str, bytes, str]]]


class Visitor:
    """One person's session. `url` may change when the server comes back on another port."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()

    def sign_in(self, mail: str, password: str) -> None:
        self.get(SIGN_IN)
        answer = self.post(SIGN_IN, {"login": mail, "password": password})
        assert answer.status_code == 302, answer.text[:2000]

    def get(self, path: str) -> requests.Response:
        return self.session.get(f"{self.url}{path}", timeout=30, allow_redirects=False)

    def post(
        self, path: str, data: Mapping[str, Any], files: Files = (), *, accept: str = "text/html"
    ) -> requests.Response:
        token = self.session.cookies.get("csrftoken", domain="127.0.0.1") or ""
        headers = {"X-CSRFToken": token, "Accept": accept}
        return self.session.post(
            f"{self.url}{path}",
            data=data, files=list(files) or None, headers=headers, timeout=60, allow_redirects=False,
        )  # fmt: skip


class _Fields(HTMLParser):
    """What a browser would send of the form with this id, without the buttons."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form = form
        self.inside = False
        self.values: dict[str, list[str]] = {}
        self._text: str | None = None
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.inside = given.get("id") == self.form
        if not self.inside:
            return
        name = given.get("name", "")
        if tag == "input" and name and given.get("type") not in {"submit", "button", "file"}:
            ticked = given.get("type") in {"checkbox", "radio"}
            if not ticked or "checked" in given:
                self.values.setdefault(name, []).append(given.get("value", "on" if ticked else ""))
        elif tag == "textarea":
            self._text = name
            self.values.setdefault(name, []).append("")
        elif tag == "select":
            self._select, self._options = name, []
        elif tag == "option":
            self._options.append((given.get("value", ""), "selected" in given))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self.values[self._text][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = None
        elif tag == "form":
            self.inside = False
        elif tag == "select" and self._select is not None:
            chosen = [value for value, selected in self._options if selected]
            if chosen or self._options:
                self.values.setdefault(self._select, []).extend(chosen or [self._options[0][0]])
            self._select = None


def fields_of(html: str, form: str) -> dict[str, list[str]]:
    """Names and values of a form as the page brought it."""
    found = _Fields(form)
    found.feed(html)
    assert found.values, f"no form #{form}"
    return found.values


def hidden(html: str, name: str) -> str:
    """The value of a hidden field."""
    match = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert match, f"no field {name}"
    return match[1]
