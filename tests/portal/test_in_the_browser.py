"""What a reader meets at 200 % zoom: nothing is cut off, nothing breaks WCAG, nothing comes from elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.portal.building import article, guide, photo, picture, publish

pytestmark = pytest.mark.django_db(transaction=True)
ZOOMED: dict[str, Any] = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
"""What a window of 1280 by 900 is at 200 %."""


def test_article_guide_and_search_are_whole_at_200_percent(
    cast: Any, live_server: Any, browser: Browser, axe: Any
) -> None:
    shown = article(title="Quét mã tại quầy", body=[("photo", photo(picture(cast))), ("heading", "Cách làm")])
    paths = [publish(cast, shown).url, publish(cast, guide(), "thu-tuc").url, "/tim-kiem/?q=giay+phep"]
    context = browser.new_context(locale="vi-VN", **ZOOMED)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    broken = []

    for path in paths:
        page.goto(f"{live_server.url}{path}")
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        broken += [f"{path}: {wider} px too wide"] if wider > 0 else []
        broken += [f"{path}: {line}" for line in axe(page)]
    context.close()

    assert broken == []
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
