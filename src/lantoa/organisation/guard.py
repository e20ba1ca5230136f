"""At the door of every desk view: signed in, with the right, and refusals told on the page.

    @staff_required
    def list_plans(request): ...

    @require(access.PLAN)
    def new_plan(request): ...

`request.actor` is there in either. A `Refused` that a view lets through is shown as a message on the page that
the request came from; a view with a form catches it itself and puts it on the field (`form.add_error`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from lantoa.foundation.errors import NotVisible, Refused
from lantoa.organisation.access import Actor
from lantoa.ui.form_pages import posted, put_on_form

__all__ = ["StaffRequest", "posted", "put_on_form", "refused", "require", "staff_required"]


class StaffRequest(HttpRequest):
    """What a guarded view gets: a request whose actor is known."""

    actor: Actor


def staff_required(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Sends whoever is not signed in to the sign-in page and back; turns Refused into words on a page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            return refused(request, refusal)

    guarded.staff_only = True  # type: ignore[attr-defined]
    return guarded


def require(
    verb: str, *, everywhere: bool = False
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """As `staff_required`, for those only who may do `verb` somewhere. For others the page does not exist.

    `everywhere` asks for the right over what all agencies share.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor: Actor = request.actor  # type: ignore[attr-defined]
            if not (actor.everywhere(verb) if everywhere else actor.scope(verb)):
                raise NotVisible
            return view(request, *args, **kwargs)

        return staff_required(guarded)

    return decorate


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Says why: on the page before for a plain form, as status 422 for a request by script."""
    if request.headers.get("HX-Request") or "application/json" in request.headers.get("Accept", ""):
        return HttpResponse(refusal.message, status=422, content_type="text/plain; charset=utf-8")
    back = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if request.method == "POST" and safe:
        messages.error(request, refusal.message)
        return redirect(back)
    status = 403 if refusal.code == "forbidden" else 422
    context = {
        "title": "Chưa thực hiện được",
        "text": refusal.message,
        "code": status,
        "back": back if safe else "",
    }
    return render(request, "ui/error.html", context, status=status)
