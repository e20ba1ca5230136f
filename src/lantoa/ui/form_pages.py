"""The page of one form: for every thing that is added, corrected or ended by filling in fields and sending them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url

from lantoa.foundation.errors import Refused
from lantoa.ui import editions
from lantoa.ui.frames import Link

T = TypeVar("T")
Address = tuple[Any, ...]


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: the data of a POST, even an empty one, and nothing otherwise."""
    return request.POST if request.method == "POST" else None


def put_on_form(form: forms.BaseForm, refusal: Refused) -> None:
    """Shows a refusal at its field, or above the form where the form has no such field."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, refusal.message)


def form_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], T],
    *,
    title: str,
    button: str,
    back: Address,
    said: str | Callable[[T], str],
    to: Address | Callable[[T], Address] | None = None,
    intro: str = "",
    kind: str = "main",
    crumbs: Sequence[Link] = (),
    template: str = "ui/form_page.html",
    changes: Model | None = None,
    **more: Any,
) -> HttpResponse:
    """Shows the form; once it is sent and right, calls `act`, says what was done, and leads on.

    `back` and `to` are what `redirect` takes; without `to` it leads back. `said` and `to` may be made from what
    `act` returned. A `Refused` of `act` stands at its field, and what was typed stays in the form. `changes` is the
    row that the form corrects: where it changed since the page was opened, that is said before anything is written.
    """
    if request.method == "POST" and form.is_valid():
        try:
            done = _act(request, act, changes)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, said(done) if callable(said) else said)
            return redirect(*((to(done) if callable(to) else to) or back))
    context = {
        "form": form,
        "title": title,
        "button": button,
        "intro": intro,
        "kind": kind,
        "back": resolve_url(*back),
        "crumbs": crumbs,
        "edition": editions.edition_of(type(changes)._base_manager.get(pk=changes.pk)) if changes else "",
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)


def _act(request: HttpRequest, act: Callable[[], T], changes: Model | None) -> T:
    if changes is None:
        return act()
    with transaction.atomic():
        editions.require_seen(changes, request.POST.get(editions.FIELD, ""))
        return act()
