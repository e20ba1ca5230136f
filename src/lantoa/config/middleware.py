"""What every response carries, and what a public page must not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase

Handler = Callable[[HttpRequest], HttpResponseBase]

STAFF_PATHS = ("/ban-lam-viec/", "/tai-khoan/", "/soan-trang/", "/cai-dat/")
EDITOR_PATH = "/soan-trang/"

_COMMON = "default-src 'none'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; media-src 'self' blob:; manifest-src 'self'"
STRICT_POLICY = f"{_COMMON}; script-src 'self'; style-src 'self'; worker-src 'self'"
# Wagtail's editor writes inline styles and scripts of its own: the price, kept to its own path.
# docs/decisions/ says why; a test holds the two policies apart.
EDITOR_POLICY = f"{_COMMON.replace(chr(39) + 'none' + chr(39) + '; base', chr(39) + 'self' + chr(39) + '; base')}; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; frame-src 'self'"

PREVIEW_POLICY = STRICT_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


def is_staff_path(path: str) -> bool:
    """Whether a path belongs to a front door where somebody signs in."""
    return path.startswith(STAFF_PATHS)


class SecurityHeaders:
    """Content policy, permissions, and no caching of what was served to a signed-in person."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        self._set_policy(request, response)
        response.headers.setdefault(
            "Permissions-Policy", "geolocation=(), microphone=(), payment=(), usb=(), camera=(self)"
        )
        if is_staff_path(request.path):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    @staticmethod
    def _set_policy(request: HttpRequest, response: HttpResponseBase) -> None:
        """A page previewed in the editor has passed here as a public page: strict, but shown in the editor's frame."""
        name = "Content-Security-Policy"
        if not request.path.startswith(EDITOR_PATH):
            response.headers.setdefault(name, STRICT_POLICY)
        elif response.headers.get(name) == STRICT_POLICY:
            response.headers[name] = PREVIEW_POLICY
        else:
            response.headers.setdefault(name, EDITOR_POLICY)


LARGEST_KEY = 2**63 - 1


class WhatFits:
    """What no database takes does not reach one: a number beyond every key names nothing, a NUL is left out."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> None:
        if any(isinstance(value, int) and value > LARGEST_KEY for value in named.values()):
            raise Http404
        request.GET = without_nul(request.GET)
        if request.method == "POST":
            request.POST = without_nul(request.POST)


def without_nul(query: QueryDict) -> Any:
    """The same where there is none: nearly always."""
    if not any("\0" in value for values in query.lists() for value in values[1]):
        return query
    clean = query.copy()
    for name, values in query.lists():
        clean.setlist(name, [value.replace("\0", "") for value in values])
    clean._mutable = False
    return clean


class StaffOnly:
    """Sessions and sign-in exist on staff paths only: a public page reads and sets no cookie."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.staff = cast(Handler, SessionMiddleware(AuthenticationMiddleware(get_response)))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_staff_path(request.path):
            return self.staff(request)
        request.user = AnonymousUser()
        return self.get_response(request)


class MessagesForStaff:
    """Messages live in the session, so only where there is one."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.staff = cast(Handler, MessageMiddleware(get_response))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.staff(request) if is_staff_path(request.path) else self.get_response(request)
