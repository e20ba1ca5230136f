"""Codes as pictures, and sheets of codes as a job."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.channels import access, actions, queries
from lantoa.channels.forms import SheetForm
from lantoa.channels.web.tables import PlacementFilter
from lantoa.channels.wording import link_of
from lantoa.documents.qr import qr_png, qr_svg
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.foundation.text import whole
from lantoa.organisation.guard import StaffRequest, posted, put_on_form, staff_required
from lantoa.ui.frames import Link


@staff_required
@require_safe
def picture(request: StaffRequest, placement_id: int, form: str) -> HttpResponse:
    """The code alone as SVG or PNG; with `tai` as a download."""
    row = access.get_placement(request.actor, placement_id)
    if form == "svg":
        response = HttpResponse(qr_svg(link_of(row)), content_type="image/svg+xml")
    elif form == "png":
        response = HttpResponse(qr_png(link_of(row)), content_type="image/png")
    else:
        raise Http404
    response.headers["X-Content-Type-Options"] = "nosniff"
    if "tai" in request.GET:
        response.headers["Content-Disposition"] = f'attachment; filename="ma-qr-{row.code}.{form}"'
    return response


@staff_required
@require_http_methods(["GET", "POST"])
def sheet(request: StaffRequest) -> HttpResponse:
    """Which codes on what paper. Offered are those that the list showed (its filter comes along), or the one of `ma`."""
    if not access.may_look(request.actor):
        raise NotVisible
    rows = queries.listed(queries.in_order(queries.live(access.visible_placements(request.actor))))
    one = whole(request.GET.get("ma"))
    if one is not None:
        rows = rows.filter(pk=one)
    else:
        rows = PlacementFilter(request.GET or None, queryset=rows, request=request).qs
    offered = list(rows[: actions.MOST_ON_A_SHEET])
    form = SheetForm(posted(request), placements=offered)
    if request.method == "POST" and form.is_valid():
        chosen = set(form.cleaned_data["ma"])
        try:
            job = actions.ask_for_sheet(
                [row for row in offered if row.pk in chosen],
                form.cleaned_data["kho"],
                int(form.cleaned_data["so_ban"]),
                actor=request.actor,
            )
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            return redirect("jobs:job", job.pk)
    context = {
        "form": form,
        "offered": offered,
        "crumbs": [Link("Mã QR", reverse("channels:list"))],
    }
    return render(request, "channels/sheet.html", context, status=422 if form.errors else 200)
