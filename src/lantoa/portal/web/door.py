"""At the door of the editor: signed in, with a role that writes or publishes. For all others it does not exist."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from lantoa.foundation.errors import Refused
from lantoa.organisation.access import SYSTEM, Actor
from lantoa.portal import access, actions

EDITOR = "/soan-trang/"
CLOSED = tuple(
    EDITOR + name
    for name in (
        "login/", "account/", "password_reset/", "users/", "groups/", "sites/", "locales/", "redirects/",
        "collections/", "workflows/", "settings/", "api/", "failwhale/", "test404/",
    )
)  # fmt: skip
"""What Wagtail brings and the house does in its own rooms: accounts, roles, approval, addresses."""


class EditorsOnly:
    """Lets editors and directors in to `/soan-trang/`, as today's roles say, and draws their groups from these."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(EDITOR):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            self._admit(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """What the house refuses while Wagtail acts (a page that the check blocks) is said above the page's form."""
        match = request.resolver_match
        if not isinstance(exception, Refused) or not request.path.startswith(EDITOR) or match is None:
            return None
        messages.error(request, exception.message)
        number = next((part for part in (*match.args, *match.kwargs.values()) if str(part).isdecimal()), None)
        if number is None or not match.view_name.startswith("wagtailadmin_pages:"):
            return redirect("wagtailadmin_home")
        return redirect("wagtailadmin_pages:edit", number)

    def _admit(self, request: HttpRequest) -> None:
        """Raises Http404 for who has no business here, and for what is closed to all."""
        actor: Actor = request.actor  # type: ignore[attr-defined]
        agencies = access.writes_for(actor)
        if not agencies or request.path.startswith(CLOSED):
            raise Http404
        for agency in access.without_home(agencies):
            actions.open_home(agency, actor=SYSTEM)
        access.redraw_groups(request.user, actor)  # type: ignore[arg-type]
