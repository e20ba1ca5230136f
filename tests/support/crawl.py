"""Following links through the screens of an installation, so that each address of the URLconf is met."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

ROLES = ("", "dau-moi", "chanh-van-phong", "chuyen-vien", "giam-doc", "so-noi-vu", "quan-tri")
"""Of the demo's people, before the @; the first is nobody."""
PUBLIC_STARTS = ("/", "/co-quan/so-xay-dung/", "/tai-khoan/dang-nhap/")
STARTS = ("/ban-lam-viec/", "/ban-lam-viec/ke-hoach/nap/", "/ban-lam-viec/gallery/")
HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')
FILE = re.compile(r"\.csv|xuat=")

Read = Callable[[str], tuple[str, str] | None]
"""`read(path)` gives where it ends after being led on, and the HTML there; None where no screen is."""


def name_of(path: str) -> str:
    """The name of an address in the URLconf; empty for files and addresses elsewhere."""
    try:
        return resolve(urlsplit(path).path).view_name or ""
    except Resolver404:
        return ""


def walk(starts: tuple[str, ...], read: Read) -> Iterator[tuple[str, str, str]]:
    """Name, path and HTML of the first screen met of each address, links followed in the order of the pages."""
    waiting = list(starts)
    here = {"", "account_logout"}
    while waiting:
        path = waiting.pop(0)
        if name_of(path) in here or FILE.search(path):
            continue
        found = read(path)
        if found is None:
            continue
        path, html = found
        name = name_of(path)  # whoever may not look yet is led to another screen
        if name in here:
            continue
        here.add(name)
        yield name, path, html
        waiting += _links(html, path)


def _links(html: str, path: str) -> list[str]:
    found = (urljoin(path, unescape(href)).partition("#")[0] for href in HREF.findall(html))
    return [href for href in found if href.startswith("/") and not href.startswith("//")]
