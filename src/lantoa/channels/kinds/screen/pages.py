"""The page of a screen: one message in large type, its code, and after some seconds the next. No cookie.

Without scripts the page asks for the next by itself (`meta refresh`, in `noscript`). With the script the next page is
fetched first and shown only when it has come: while the network is down the last message stays. Each turn is a whole
new picture, nothing moves; "Dừng" leads to the same page without turning (WCAG 2.2.2).
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from lantoa.channels.kinds.screen.settings import SECONDS
from lantoa.channels.queries import sending
from lantoa.documents.qr import qr_svg


@require_safe
def show(request: HttpRequest, channel_id: int, number: int, paused: bool = False) -> HttpResponse:
    """The message of this number, counted round; where there is none, the agency's name alone."""
    channel = sending.channel_by_key("screen", channel_id)
    if channel is None:
        raise Http404
    messages = sending.messages_on(channel)[: int(channel.settings.get("most") or 8)]
    count = max(1, len(messages))
    at = (number - 1) % count + 1
    message = messages[at - 1] if messages else None
    code = qr_svg(message.url) if message and message.url else ""
    agency = channel.agency
    context = {
        "agency": agency,
        "channel": channel,
        "message": message,
        "code": mark_safe(code),  # noqa: S308 (drawn by ourselves; the address is in it as modules only)
        "at": at,
        "count": count,
        "next": at % count + 1,
        "seconds": int(channel.settings.get("seconds") or SECONDS),
        "paused": paused,
    }
    response = render(request, "channels/screen.html", context)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
