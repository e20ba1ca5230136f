"""Gives every staff request its `actor`, and turns the errors of rules into pages."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from lantoa.foundation.errors import NotVisible
from lantoa.organisation import calendar
from lantoa.organisation.access import NOBODY, Actor, actor_of


def _actor(request: HttpRequest) -> Actor:
    user = getattr(request, "user", None)
    return actor_of(user) if user is not None and user.is_authenticated else NOBODY  # type: ignore[arg-type]


class ActorMiddleware:
    """`request.actor`, worked out once when first asked for. NotVisible becomes a 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        with calendar.reading_once():
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, NotVisible):
            raise Http404 from exception


class SecondFactor:
    """Sends whoever holds a role of SECOND_FACTOR_ROLES to switch the second step on before working."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SECOND_FACTOR_ROLES and self._is_missing(request):
            messages.warning(request, "Vai trò này phải bật xác thực hai bước trước khi làm việc.")
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _is_missing(self, request: HttpRequest) -> bool:
        if (
            not request.path.startswith(("/ban-lam-viec/", "/soan-trang/"))
            or not request.user.is_authenticated
        ):
            return False
        actor: Actor = request.actor  # type: ignore[attr-defined]
        return actor.has_role(*settings.SECOND_FACTOR_ROLES) and not is_mfa_enabled(request.user)
