"""The first run: agency, units and people, administrator, mail and address. Open by the token printed at start.

What is typed is kept in the session until the last step, which writes everything at once or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.organisation import actions, installation, roster, roster_files
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.drafts import AgencyDraft
from lantoa.organisation.guard import posted, put_on_form
from lantoa.organisation.roster import PersonRow, Roster, UnitRow
from lantoa.organisation.web.import_views import opened, sealed, template_response
from lantoa.organisation.web.setup_forms import (
    AddressForm,
    AdministratorForm,
    FirstAgencyForm,
    PeopleFormSet,
    UnitsForm,
)

TOKEN, KEPT = "setup.token", "setup.kept"
STEPS = ("Cơ quan", "Đơn vị và người", "Quản trị", "Thư và địa chỉ")
View = Callable[[HttpRequest], HttpResponse]


def _open(view: View) -> View:
    """404 without the token: the page does not exist for others, nor once somebody can sign in."""

    @never_cache
    def guarded(request: HttpRequest) -> HttpResponse:
        given = request.GET.get("ma")
        if given and installation.is_setup_token(given):
            request.session.flush()
            request.session[TOKEN] = given
            return redirect("setup:agency")
        if not installation.is_setup_token(request.session.get(TOKEN, "")):
            raise Http404
        return view(request)

    return guarded


def _kept(request: HttpRequest) -> dict[str, Any]:
    found: dict[str, Any] = request.session.get(KEPT, {})
    return found


def _keep(request: HttpRequest, **values: Any) -> None:
    request.session[KEPT] = _kept(request) | values


def _page(request: HttpRequest, at: int, form: forms.Form, **more: Any) -> HttpResponse:
    context = {"steps": STEPS, "at": at, "form": form, "title": STEPS[at - 1], **more}
    bad = bool(form.errors) or bool(more.get("bad"))
    return render(request, f"organisation/setup_{at}.html", context, status=422 if bad else 200)


@_open
@require_http_methods(["GET", "POST"])
def agency(request: HttpRequest) -> HttpResponse:
    form = FirstAgencyForm(posted(request), initial=_kept(request).get("agency"))
    if request.method == "POST" and form.is_valid():
        _keep(request, agency={k: _plain(v) for k, v in form.cleaned_data.items()})
        return redirect("setup:people")
    return _page(request, 1, form)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@_open
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    return template_response()


@_open
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """By form or by Excel; both fill the same list, which is checked before the next step."""
    kept = _kept(request)
    if "agency" not in kept:
        return redirect("setup:agency")
    if request.method != "POST":
        return _people_page(request, UnitsForm(initial={"units": kept.get("units", "")}), _rows(kept), None)
    form = UnitsForm(request.POST, request.FILES)
    rows = PeopleFormSet(request.POST)
    if "more" in request.POST or not (form.is_valid() and rows.is_valid()):
        return _people_page(request, form, rows, None)
    try:
        found = _roster(form, rows)
    except Refused as refusal:
        put_on_form(form, refusal)
        return _people_page(request, form, rows, None)
    if found.errors:
        return _people_page(request, form, rows, found)
    _keep(request, seal=sealed(found), units="\n".join(unit.name for unit in found.units))
    return redirect("setup:administrator")


def _rows(kept: dict[str, Any]) -> Any:
    if "seal" not in kept:
        return PeopleFormSet(initial=[])
    try:
        return PeopleFormSet(initial=[asdict(row) for row in opened(kept["seal"]).people])
    except Refused:
        return PeopleFormSet(initial=[])


def _people_page(request: HttpRequest, form: forms.Form, rows: Any, found: Roster | None) -> HttpResponse:
    if "more" in request.POST:
        data = request.POST.copy()
        shown = data.get("nguoi-TOTAL_FORMS", "")
        data["nguoi-TOTAL_FORMS"] = str(min(60, int(shown) + 5 if re.fullmatch(r"[0-9]{1,2}", shown) else 10))
        rows = PeopleFormSet(data)
        form = UnitsForm(initial={"units": data.get("units", "")})
    bad = (found is not None) or (rows.is_bound and not rows.is_valid())
    return _page(request, 2, form, rows=rows, found=found, bad=bad and "more" not in request.POST)


def _roster(form: UnitsForm, rows: Any) -> Roster:
    file = form.cleaned_data.get("file")
    if file:
        return roster_files.read_file(file.read(), file.name)
    units = [UnitRow(name) for name in form.names()]
    typed = [PersonRow(**row.row()) for row in rows if row.row()["full_name"]]
    return roster.from_rows(units, typed)


@_open
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def administrator(request: HttpRequest) -> HttpResponse:
    """The password goes no further than this form: what waits in the session is its hash."""
    kept = _kept(request)
    if "seal" not in kept:
        return redirect("setup:people")
    form = AdministratorForm(posted(request), initial=kept.get("admin"))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        _keep(
            request,
            admin={"full_name": values["full_name"], "email": values["email"]},
            password=form.hashed(),
        )
        return redirect("setup:address")
    return _page(request, 3, form)


@_open
@require_http_methods(["GET", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    kept = _kept(request)
    if "password" not in kept:
        return redirect("setup:administrator")
    form = AddressForm(posted(request), initial={"LANTOA_BASE_URL": request.build_absolute_uri("/")[:-1]})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_up(_first_run(kept, form), actor=SYSTEM)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            request.session.flush()
            return render(request, "organisation/setup_done.html", {"email": kept["admin"]["email"]})
    return _page(request, 4, form)


def _first_run(kept: dict[str, Any], form: AddressForm) -> actions.FirstRun:
    values = dict(kept["agency"])
    values["valid_from"] = date.fromisoformat(values["valid_from"]) if values["valid_from"] else clock.today()
    return actions.FirstRun(
        agency=AgencyDraft(**values),
        roster=opened(kept["seal"]),
        admin_name=kept["admin"]["full_name"],
        admin_email=kept["admin"]["email"],
        admin_password_hash=kept["password"],
        machine=form.machine(),
        send_invitations=form.cleaned_data["send_invitations"],
    )
