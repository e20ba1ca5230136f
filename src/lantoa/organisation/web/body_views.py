"""Units, other bodies and places of an agency."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.organisation import access, actions, queries
from lantoa.organisation.forms import BodyForm, EndBodyForm, LastDayForm, PlaceForm
from lantoa.organisation.guard import StaffRequest, posted, put_on_form, require
from lantoa.organisation.web.agency_views import form_page


@require(access.ADMINISTER)
@require_GET
def body(request: StaffRequest, body_id: int) -> HttpResponse:
    row = access.get_body(request.actor, body_id, to=access.ADMINISTER)
    context = {
        "body": row,
        "people": list(queries.with_roles(queries.people_of_body(row, queries.standing_day(row.agency)))),
        "members": list(queries.members_of(row)) if row.kind == row.Kind.COLLECTIVE else [],
        "continues": list(queries.continued_by(row)),
        "live": row.valid_to is None or row.valid_to >= clock.today(),
    }
    return render(request, "organisation/body.html", context)


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def new_body(request: StaffRequest, agency_id: int) -> HttpResponse:
    agency = access.get_agency(request.actor, agency_id, to=access.ADMINISTER)
    form = BodyForm(posted(request), agency=agency, initial={"valid_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.create_body(form.draft(), actor=request.actor)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, f"Đã thêm {row.name}.")
            return redirect("organisation:agency", agency.pk)
    return form_page(
        request,
        form,
        f"Thêm đơn vị cho {agency.short_name}",
        "Thêm đơn vị",
        back=("organisation:agency", agency.pk),
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def edit_body(request: StaffRequest, body_id: int) -> HttpResponse:
    row = access.get_body(request.actor, body_id, to=access.ADMINISTER)
    form = BodyForm(posted(request), agency=row.agency, body=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.revise_body(row, form.draft(), actor=request.actor)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, "Đã lưu đơn vị.")
            return redirect("organisation:body", row.pk)
    return form_page(request, form, f"Sửa {row.name}", "Lưu đơn vị", back=("organisation:body", row.pk))


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def end_body(request: StaffRequest, body_id: int) -> HttpResponse:
    row = access.get_body(request.actor, body_id, to=access.ADMINISTER)
    form = EndBodyForm(posted(request), body=row, initial={"last_day": clock.today()})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.end_body(row, last_day=values["last_day"], into=values["into"], actor=request.actor)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, f"{row.name} kết thúc theo ngày đã nhập.")
            return redirect("organisation:agency", row.agency_id)
    return form_page(
        request,
        form,
        f"Kết thúc {row.name}",
        "Kết thúc đơn vị",
        back=("organisation:body", row.pk),
        kind="stop",
        intro="Vai trò của mọi người trong đơn vị kết thúc cùng ngày; hồ sơ cũ giữ nguyên tên đơn vị.",
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def new_place(request: StaffRequest, agency_id: int) -> HttpResponse:
    agency = access.get_agency(request.actor, agency_id, to=access.ADMINISTER)
    form = PlaceForm(posted(request), agency=agency)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.create_place(form.draft(), actor=request.actor)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, f"Đã thêm {row.name}.")
            return redirect("organisation:agency", agency.pk)
    return form_page(
        request,
        form,
        f"Thêm địa điểm cho {agency.short_name}",
        "Thêm địa điểm",
        back=("organisation:agency", agency.pk),
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def edit_place(request: StaffRequest, place_id: int) -> HttpResponse:
    row = access.get_place(request.actor, place_id, to=access.ADMINISTER)
    form = PlaceForm(posted(request), agency=row.agency, place=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.revise_place(row, form.draft(), actor=request.actor)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, "Đã lưu địa điểm.")
            return redirect("organisation:agency", row.agency_id)
    return form_page(
        request, form, f"Sửa {row.name}", "Lưu địa điểm", back=("organisation:agency", row.agency_id)
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def end_place(request: StaffRequest, place_id: int) -> HttpResponse:
    row = access.get_place(request.actor, place_id, to=access.ADMINISTER)
    form = LastDayForm(posted(request), initial={"last_day": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_place(row, last_day=form.cleaned_data["last_day"], actor=request.actor)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, f"{row.name} kết thúc theo ngày đã nhập.")
            return redirect("organisation:agency", row.agency_id)
    return form_page(
        request,
        form,
        f"Kết thúc {row.name}",
        "Kết thúc địa điểm",
        back=("organisation:agency", row.agency_id),
        kind="stop",
    )
