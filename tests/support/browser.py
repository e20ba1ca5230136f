"""A real Chromium at two widths. A script error or a refused resource on any page fails the test that met it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
COMMON: dict[str, Any] = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}
BRIEF = {"resultTypes": ["violations"]}
RULES = BRIEF | {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}
COLOUR_RULES = BRIEF | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""All that can differ between the light and the dark scheme, where nothing else is told apart."""


def executable() -> str:
    """The browser that scripts/need_browser.sh found, or one on the path. Raises with what to install."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    for candidate in (
        os.environ.get("LANTOA_BROWSER"),
        os.environ.get("CHROMIUM"),
        *map(shutil.which, names),
    ):
        if candidate:
            return candidate
    raise RuntimeError("Thiếu trình duyệt. Cài: apt-get install chromium fonts-noto-core")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=executable(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield running
        running.close()


def _page(browser: Browser, options: dict[str, Any]) -> Iterator[Page]:
    context = browser.new_context(**COMMON, **options)
    context.set_default_timeout(15_000)
    troubles: list[str] = []
    page = context.new_page()
    context.on("page", lambda opened: _watch(opened, troubles))
    _watch(page, troubles)
    yield page
    context.close()
    assert troubles == []


def _watch(page: Page, troubles: list[str]) -> None:
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: (
            troubles.append(f"{page.url}: {message.text}") if "Content Security" in message.text else None
        ),
    )


@pytest.fixture
def page_desktop(browser: Browser) -> Iterator[Page]:
    """1280 px wide, with a mouse."""
    yield from _page(browser, DESKTOP)


@pytest.fixture
def page_phone(browser: Browser) -> Iterator[Page]:
    """390 px wide, with a finger."""
    yield from _page(browser, PHONE)


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """`axe(page)` lists what breaks WCAG 2.2 AA on the page as it stands: rule, element, why. Compare with [].

    `axe(page, COLOUR_RULES)` looks at colours only, for a page whose other rules were looked at in another scheme.
    """
    script = Axe().axe_script
    arrive = "for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish()"

    def violations(page: Page, options: dict[str, Any] = RULES) -> list[str]:
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(script)
        page.evaluate(arrive)  # a colour on its way from one scheme to the other is neither
        found = page.evaluate("options => axe.run(options).then(found => found.violations)", options)
        return [
            f"{rule['id']} {' '.join(map(str, node['target']))}: {node['failureSummary']}"
            for rule in found
            for node in rule["nodes"]
        ]

    return violations
