"""What stands in for a token at a public form: the form was on our own page, and nobody sends too many.

Public pages have no session (docs/decisions/0004). Who sends is known to the cache alone, for minutes, by a keyed
hash whose key is thrown away every day.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from lantoa.foundation import clock

DAY = 24 * 3600


def is_from_here(request: HttpRequest) -> bool:
    """Whether a browser says that the form was on a page of this site; what does not say so at all did not come from one."""
    ours = {f"{request.scheme}://{request.get_host()}", settings.BASE_URL}
    origin = request.headers.get("Origin")
    if origin:
        return origin in ours
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    came = urlsplit(request.headers.get("Referer", ""))
    return f"{came.scheme}://{came.netloc}" in ours


def may_send(request: HttpRequest, form: str, *, most: int, seconds: int) -> bool:
    """Counts a sending from this network; False beyond `most` within `seconds`. An office shares one address."""
    key = f"public-form:{form}:{_network(request)}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two
        cache.add(key, 1, seconds)
        return True


def _network(request: HttpRequest) -> str:
    address = request.META.get("REMOTE_ADDR", "")
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):  # what stands before us wrote the last one
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
    return hmac.new(_salt(), address.encode(), hashlib.sha256).hexdigest()


def _salt() -> bytes:
    name = f"public-form:salt:{clock.today():%Y-%m-%d}"
    found = cache.get(name)
    if found is None:
        cache.add(name, secrets.token_bytes(16), DAY)
        found = cache.get(name)
    return bytes(found or b"")
