"""What the background work shows on *Hôm nay* of who keeps the system."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.jobs import queries


def failed(request: HttpRequest) -> SafeString:
    """Jobs that failed within a day or are stuck: nothing to do while it says 0."""
    health = queries.health()
    return format_html(
        '<div><dt>Việc nền không thành công</dt><dd><a class="fig" href="{}?state=failed">{}</a></dd>'
        '<dd class="sub">trong 24 giờ{}</dd></div>',
        reverse("jobs:all"),
        health.failed_today,
        f", {health.stuck} việc bị treo" if health.stuck else "",
    )
