"""What a scan meets: the way on, or whom to ask. No cookie, nothing about who scanned."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.channels import queries, targets
from lantoa.channels.codes import read_code
from lantoa.channels.counting import count_scan
from lantoa.channels.models import Placement
from lantoa.channels.visitors import is_person
from lantoa.ui.frames import Masthead


@require_safe
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """302 to where the code leads today, never kept by a browser; 404 with the agency's contact where it leads nowhere.

    Where it leads comes from the row alone: nothing of the address asked for is led to.
    """
    known = read_code(code)
    placement = queries.by_code(known) if known else None
    address = targets.destination(placement) if placement else ""
    if placement is None or not address:
        return _nowhere(request, placement)
    if is_person(request.method or "", request.headers):
        count_scan(placement)
    return _unkept(HttpResponseRedirect(address))


def _nowhere(request: HttpRequest, placement: Placement | None) -> HttpResponse:
    agency = queries.answers_for(placement.agency) if placement else None
    masthead = Masthead(name="Lan Tỏa")
    if agency is not None:
        masthead = Masthead(
            name=agency.legal_name,
            parent=agency.parent.legal_name if agency.parent else "",
            accent=agency.accent,
            address=[agency.address] if agency.address else [],
            responsible=agency.responsible,
        )
    context = {"masthead": masthead, "agency": agency, "placement": placement}
    return _unkept(render(request, "channels/nowhere.html", context, status=404))


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
