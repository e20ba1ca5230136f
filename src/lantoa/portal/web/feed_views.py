"""Feeds of news, kept as pages are."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lantoa.portal import feeds
from lantoa.portal.keeping import keep


@require_safe
def feed(request: HttpRequest, slug: str, form: str, section: str = "") -> HttpResponse:
    of = feeds.source(slug, section)
    answer = HttpResponse(feeds.written(of, form), content_type=f"{feeds.TYPES[form]}; charset=utf-8")
    return keep(answer)
