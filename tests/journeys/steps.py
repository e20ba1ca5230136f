"""What every journey does on its way."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.support.live import Installation


def sign_in(page: Page, live: Installation, mail: str, password: str) -> None:
    """Signs in as somebody, whoever was signed in before in this browser."""
    context: BrowserContext = page.context
    context.clear_cookies()
    page.goto(f"{live.url}/tai-khoan/dang-nhap/")
    page.locator("input[name=login]").fill(mail)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    expect(page).to_have_url(re.compile("/ban-lam-viec/"), timeout=15_000)


def wish(scope: Page | Locator, value: str) -> Locator:
    """The button of the review page that does `value`."""
    return scope.locator(f'button[name=viec][value^="{value}"]:not(.vh)').first


def item(page: Page, text: str) -> Locator:
    """The draft task whose summary has `text`, opened."""
    row = page.locator("li.item").filter(has=page.locator("> details > summary", has_text=text))
    expect(row).to_have_count(1)
    if row.locator("> details").get_attribute("open") is None:
        row.locator("> details > summary").click()
    return row


def press(page: Page, button: Locator) -> None:
    """Presses a button of the review page and returns when the answer to it stands."""
    edition = page.locator("input[name=edition]").input_value()
    button.click()
    expect(page.locator("input[name=edition]")).not_to_have_value(edition, timeout=15_000)
