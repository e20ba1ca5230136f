"""A page as one file that needs nothing else: its words, its pictures within it, where and when it stood."""

from __future__ import annotations

import base64
import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from lxml import html

from lantoa.portal import frame
from lantoa.portal.models import PictureRendition

_PICTURE = re.compile(r"/(\d+)(?:\.webp|/)?$")
_GONE = ("script", "form", "style", "link", "iframe", "object", "button", "svg")
_MOST_PICTURES = 12 * 1024 * 1024
"""Bytes of pictures within a copy; the rest is named by its words."""


def body_of(page: Any) -> tuple[str, dict[str, Any]]:
    """The page's own words and pictures as it is shown when published, and what stands around it."""
    request = HttpRequest()
    request.method, request.path = "GET", page.url or "/"
    around = frame.around(page, request)
    context = {"page": page, "self": page, "request": request, **around, "alike": [], "plan_url": ""}
    whole = render_to_string(page.get_template(request), context)
    found = html.fromstring(whole).xpath("//article | //*[contains(@class, 'with-side__main')]")
    body = found[0] if found else html.fromstring("<article></article>")
    _strip(body)
    return html.tostring(body, encoding="unicode"), around


def drawn(page: Any, *, at: datetime) -> bytes:
    """The page as it is published, as a file of HTML. `at` is when the copy was made."""
    text, around = body_of(page)
    copy = render_to_string(
        "portal/snapshot.html",
        {
            "page": page,
            "agency": around.get("agency"),
            "address": f"{settings.BASE_URL}{page.url or ''}",
            "at": at,
            "body": text,
        },
    )
    return copy.encode()


def _strip(body: Any) -> None:
    """Takes off what runs or asks another address; puts the pictures in."""
    for node in body.xpath("|".join(f".//{name}" for name in _GONE)):
        node.drop_tree()
    left = _MOST_PICTURES
    for node in body.xpath(".//img"):
        data = _picture(node.get("src", ""))
        for name in ("srcset", "sizes", "loading", "decoding"):
            node.attrib.pop(name, None)
        if data is None or len(data) > left:
            node.attrib.pop("src", None)
            continue
        left -= len(data)
        node.set("src", f"data:image/webp;base64,{base64.b64encode(data).decode()}")
    for node in body.xpath(".//a[starts-with(@href, '/')]"):
        node.set("href", f"{settings.BASE_URL}{node.get('href')}")


def _picture(address: str) -> bytes | None:
    match = _PICTURE.search(address)
    row = PictureRendition.objects.filter(pk=int(match[1])).first() if match else None
    if row is None:
        return None
    try:
        with row.file.open("rb") as stream:
            return bytes(stream.read())
    except OSError:
        return None
