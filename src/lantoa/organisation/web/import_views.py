"""A list of units and people from Excel: first what would be made and what is wrong, then all of it or nothing."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from lantoa.foundation.errors import Refused
from lantoa.organisation import access, actions, queries, roster_files
from lantoa.organisation.forms import UploadPeopleForm
from lantoa.organisation.guard import StaffRequest, posted, put_on_form, require
from lantoa.organisation.roster import PersonRow, Roster, UnitRow

SALT = "organisation.roster"
KEEP = 3600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sealed(found: Roster) -> str:
    """A checked list as one signed word for the page, so that the file need not be sent twice."""
    plain = {"units": [asdict(u) for u in found.units], "people": [asdict(p) for p in found.people]}
    return signing.dumps(plain, salt=SALT, compress=True)


def opened(seal: str) -> Roster:
    """Raises Refused for a word that is not ours or an hour old."""
    try:
        plain = signing.loads(seal, salt=SALT, max_age=KEEP)
    except signing.BadSignature as error:
        raise Refused("Danh sách đã xem quá một giờ; chọn lại tệp.", code="stale", field="file") from error
    units = tuple(UnitRow(**row) for row in plain["units"])
    return Roster(units, tuple(PersonRow(**row) for row in plain["people"]))


@require(access.ADMINISTER)
@require_GET
def template(request: StaffRequest) -> HttpResponse:
    return template_response()


def template_response() -> HttpResponse:
    response = HttpResponse(roster_files.template(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="mau-danh-sach.xlsx"'
    return response


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def roster(request: StaffRequest, agency_id: int) -> HttpResponse:
    agency = access.get_agency(request.actor, agency_id, to=access.ADMINISTER)
    form = UploadPeopleForm(posted(request), request.FILES if request.method == "POST" else None)
    found, seal = None, ""
    if request.method == "POST":
        try:
            if "confirm" in request.POST:
                done = actions.import_roster(
                    agency,
                    opened(request.POST.get("seal", "")),
                    send_invitations="send" in request.POST,
                    actor=request.actor,
                )
                messages.success(
                    request,
                    f"Đã nhập {done.bodies} đơn vị, {done.people} người mới; {done.known} người đã có từ trước.",
                )
                return redirect("organisation:agency", agency.pk)
            if form.is_valid():
                file = form.cleaned_data["file"]
                names = [n for unit in queries.known_units(agency) for n in unit.names]
                found = roster_files.read_file(file.read(), file.name, names)
                seal = "" if found.errors else sealed(found)
        except Refused as refusal:
            form.full_clean()
            form.errors.clear()
            put_on_form(form, refusal)
    context = {"agency": agency, "form": form, "found": found, "seal": seal}
    wrong = bool(form.errors) or (found is not None and bool(found.errors))
    return render(request, "organisation/import.html", context, status=422 if wrong else 200)
