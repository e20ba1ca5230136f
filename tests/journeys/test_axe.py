"""Every screen of the demo, as each role reaches it, light and dark, against WCAG 2 A and AA."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lantoa.organisation.demo import DEMO_PASSWORD
from tests.support.browser import COLOUR_RULES, COMMON, PHONE, RULES
from tests.support.live import Installation

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
ROLES = ("", "dau-moi", "chanh-van-phong", "chuyen-vien", "giam-doc", "so-noi-vu", "quan-tri")
PUBLIC_STARTS = ("/", "/co-quan/so-xay-dung/", "/tai-khoan/dang-nhap/")
STARTS = ("/ban-lam-viec/", "/ban-lam-viec/ke-hoach/nap/", "/ban-lam-viec/gallery/")
HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')
FILE = re.compile(r"\.csv|xuat=")
FEWEST = 60
"""A crawl that meets fewer screens than this has lost its way and proves nothing."""
PALE = {"light": "#e0e0e0", "dark": "#303030"}
"""Hardly different from the paper of that scheme."""

EMPTY_FORMS = (
    ("", "/tai-khoan/dang-nhap/"),
    ("chuyen-vien", "/ban-lam-viec/uy-quyen/"),
    ("dau-moi", "/ban-lam-viec/ke-hoach/nap/"),
    ("quan-tri", "/ban-lam-viec/to-chuc/nguoi/moi/"),
    ("quan-tri", "/ban-lam-viec/to-chuc/co-quan/moi/"),
)
VIEWS = (
    ("light", WIDE, RULES),
    ("light", NARROW, RULES),
    ("dark", NARROW, COLOUR_RULES),
    ("dark", WIDE, COLOUR_RULES),
)

Axe = Callable[..., list[str]]


def test_no_screen_breaks_wcag_2_aa_in_light_or_dark(live: Installation, browser: Browser, axe: Axe) -> None:
    seen: set[str] = set()
    broken: list[str] = []

    for role in ROLES:
        context = browser.new_context(**COMMON, viewport=PHONE["viewport"], reduced_motion="reduce")
        broken += _walk(context, live.url, role, seen, axe)
        context.close()

    assert "\n".join(broken) == ""
    assert len(seen) >= FEWEST


def test_the_check_sees_pale_text_in_either_scheme(live: Installation, page_phone: Page, axe: Axe) -> None:
    page_phone.goto(live.url)

    for scheme, colour in PALE.items():
        page_phone.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page_phone.eval_on_selector("h1", "(node, colour) => { node.style.color = colour }", colour)

        assert any(line.startswith("color-contrast") for line in axe(page_phone))


def _walk(context: BrowserContext, base: str, role: str, seen: set[str], axe: Axe) -> list[str]:
    """What is broken on the screens that this role reaches and nobody before it did.

    Screens seen before are read again for their links: another role may have more of them.
    """
    page = context.new_page()
    waiting = list(STARTS if role else PUBLIC_STARTS)
    if role:
        _sign_in(page, base, role)
    broken: list[str] = []
    here = {"", "account_logout"}
    while waiting:
        path = waiting.pop(0)
        if _name_of(path) in here or FILE.search(path):
            continue
        answer = context.request.get(base + path)
        assert answer.status < 500, path
        if answer.status != 200 or "html" not in answer.headers.get("content-type", ""):
            continue
        name = _name_of(answer.url)  # whoever may not look yet is led to another screen
        if name in here:
            continue
        here.add(name)
        waiting += _links(answer.text(), answer.url, base)
        if name not in seen:
            seen.add(name)
            page.goto(base + path)
            broken += _broken_on(page, path, axe)
    return broken


def _broken_on(page: Page, path: str, axe: Axe) -> list[str]:
    """On a phone and on a wide screen, in both schemes."""
    broken = []
    for scheme, size, rules in VIEWS:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        broken += [f"{path} {scheme} {size['width']}: {line}" for line in axe(page, rules)]
    return broken


@pytest.mark.parametrize(("role", "path"), EMPTY_FORMS)
def test_a_form_sent_empty_says_so_within_wcag(
    live: Installation, page_phone: Page, axe: Axe, role: str, path: str
) -> None:
    if role:
        _sign_in(page_phone, live.url, role)
    page_phone.emulate_media(reduced_motion="reduce")  # a colour on its way to another is neither
    page_phone.goto(f"{live.url}{path}")
    page_phone.eval_on_selector_all("form", "forms => forms.forEach(form => { form.noValidate = true })")

    page_phone.locator("main form[method=post] button.btn--main").first.click()

    expect(page_phone.locator("[aria-invalid=true]").first).to_be_visible()
    for scheme, rules in (("light", RULES), ("dark", COLOUR_RULES)):
        page_phone.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert axe(page_phone, rules) == []


def _sign_in(page: Page, base: str, who: str) -> None:
    page.goto(f"{base}/tai-khoan/dang-nhap/")
    page.fill("input[name=login]", f"{who}@lantoa.example")
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/ban-lam-viec/**")


def _name_of(path: str) -> str:
    """The name of an address in the URLconf; empty for files and addresses elsewhere."""
    try:
        return resolve(urlsplit(path).path).view_name or ""
    except Resolver404:
        return ""


def _links(html: str, url: str, base: str) -> list[str]:
    found = (urljoin(url, unescape(href)) for href in HREF.findall(html))
    return [href.removeprefix(base).partition("#")[0] for href in found if href.startswith(f"{base}/")]
