"""Units, other bodies and places of an agency."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from lantoa.foundation import clock
from lantoa.organisation import access, actions, queries
from lantoa.organisation.forms import BodyForm, EndBodyForm, LastDayForm, PlaceForm
from lantoa.organisation.guard import StaffRequest, posted, require
from lantoa.ui.form_pages import form_page


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
    return form_page(
        request,
        form,
        lambda: actions.create_body(form.draft(), actor=request.actor),
        title=f"Thêm đơn vị cho {agency.short_name}",
        button="Thêm đơn vị",
        back=("organisation:agency", agency.pk),
        said=lambda row: f"Đã thêm {row.name}.",
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def edit_body(request: StaffRequest, body_id: int) -> HttpResponse:
    row = access.get_body(request.actor, body_id, to=access.ADMINISTER)
    form = BodyForm(posted(request), agency=row.agency, body=row)
    return form_page(
        request,
        form,
        lambda: actions.revise_body(row, form.draft(), actor=request.actor),
        changes=row,
        title=f"Sửa {row.name}",
        button="Lưu đơn vị",
        back=("organisation:body", row.pk),
        said="Đã lưu đơn vị.",
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def end_body(request: StaffRequest, body_id: int) -> HttpResponse:
    row = access.get_body(request.actor, body_id, to=access.ADMINISTER)
    form = EndBodyForm(posted(request), body=row, initial={"last_day": clock.today()})
    return form_page(
        request,
        form,
        lambda: actions.end_body(row, **form.cleaned_data, actor=request.actor),
        changes=row,
        title=f"Kết thúc {row.name}",
        button="Kết thúc đơn vị",
        kind="stop",
        intro="Vai trò của mọi người trong đơn vị kết thúc cùng ngày; hồ sơ cũ giữ nguyên tên đơn vị.",
        back=("organisation:body", row.pk),
        to=("organisation:agency", row.agency_id),
        said=f"{row.name} kết thúc theo ngày đã nhập.",
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def new_place(request: StaffRequest, agency_id: int) -> HttpResponse:
    agency = access.get_agency(request.actor, agency_id, to=access.ADMINISTER)
    form = PlaceForm(posted(request), agency=agency)
    return form_page(
        request,
        form,
        lambda: actions.create_place(form.draft(), actor=request.actor),
        title=f"Thêm địa điểm cho {agency.short_name}",
        button="Thêm địa điểm",
        back=("organisation:agency", agency.pk),
        said=lambda row: f"Đã thêm {row.name}.",
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def edit_place(request: StaffRequest, place_id: int) -> HttpResponse:
    row = access.get_place(request.actor, place_id, to=access.ADMINISTER)
    form = PlaceForm(posted(request), agency=row.agency, place=row)
    return form_page(
        request,
        form,
        lambda: actions.revise_place(row, form.draft(), actor=request.actor),
        changes=row,
        title=f"Sửa {row.name}",
        button="Lưu địa điểm",
        back=("organisation:agency", row.agency_id),
        said="Đã lưu địa điểm.",
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def end_place(request: StaffRequest, place_id: int) -> HttpResponse:
    row = access.get_place(request.actor, place_id, to=access.ADMINISTER)
    form = LastDayForm(posted(request), initial={"last_day": clock.today()})
    return form_page(
        request,
        form,
        lambda: actions.end_place(row, **form.cleaned_data, actor=request.actor),
        changes=row,
        title=f"Kết thúc {row.name}",
        button="Kết thúc địa điểm",
        kind="stop",
        back=("organisation:agency", row.agency_id),
        said=f"{row.name} kết thúc theo ngày đã nhập.",
    )
