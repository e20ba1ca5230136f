"""/km/… and /en/…: the same public pages with their own words in another language, without a cookie."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix
from django.utils import translation

from lantoa.portal import languages

CLOSED = ("/ban-lam-viec/", "/tai-khoan/", "/soan-trang/", "/cai-dat/", "/static/", "/q/", "/en/", "/km/")
"""What has no language: where somebody signs in, files, printed codes."""


class Languages:
    """Takes the language off the address; every address that is made meanwhile bears it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        code, path = languages.split(request.path_info)
        if not code:
            return self.get_response(request)
        if path.startswith(CLOSED) or code not in languages.opened():
            raise Http404
        request.path_info = path
        set_script_prefix(f"/{code}/")
        try:
            with translation.override(code):
                return self.get_response(request)
        finally:
            set_script_prefix("/")
