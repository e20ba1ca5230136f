"""The pages of the frame itself: accent sheet, gallery."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from lantoa.ui import frames


@require_safe
@cache_control(public=True, max_age=31536000, immutable=True)
def accent(request: HttpRequest, slug: str) -> HttpResponse:
    """One rule, the agency's colour; the address names the colour, so it may be kept for ever."""
    colour = frames.accent_of(slug)
    if not colour:
        raise Http404
    return HttpResponse(f":root {{ --accent: {colour}; }}\n", content_type="text/css; charset=utf-8")
