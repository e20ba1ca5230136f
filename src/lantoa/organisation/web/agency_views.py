"""The tree of agencies, one agency, and writing one down."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from lantoa.foundation import clock
from lantoa.foundation.text import format_date
from lantoa.organisation import access, actions, queries
from lantoa.organisation.forms import AgencyForm
from lantoa.organisation.guard import StaffRequest, posted, require
from lantoa.organisation.models import Agency, AgencyEvent
from lantoa.ui.form_pages import form_page
from lantoa.ui.parts import LogEntry

# The words of the event pages' addresses, in the order of the list on the agency's page.
EVENT_WORDS = (
    ("doi-ten", "Đổi tên"),
    ("sap-nhap", "Hợp nhất, sáp nhập"),
    ("chia-tach", "Chia, tách"),
    ("chuyen", "Chuyển cơ quan chủ quản"),
    ("giai-the", "Giải thể"),
)


@require(access.ADMINISTER)
@require_GET
def tree(request: StaffRequest) -> HttpResponse:
    """Agencies that stand, as a tree, and those that are no more."""
    context = {
        "branches": queries.tree(request.actor),
        "ended": list(queries.ended_agencies(request.actor)),
    }
    return render(request, "organisation/tree.html", context)


@require(access.ADMINISTER)
@require_GET
def agency(request: StaffRequest, agency_id: int) -> HttpResponse:
    row = access.get_agency(request.actor, agency_id, to=access.ADMINISTER)
    day = queries.standing_day(row)
    context = {
        "agency": row,
        "facts": facts(row),
        "bodies": list(queries.bodies_of(row, day).select_related("parent")),
        "places": list(queries.places_of(row, day)),
        "people": queries.colleagues(row, day).count(),
        "children": list(queries.administered(request.actor).filter(parent=row, valid_to=None)),
        "timeline": timeline(row, queries.history_of(row)),
        "live": row.valid_to is None or row.valid_to >= clock.today(),
        "events": EVENT_WORDS,
    }
    return render(request, "organisation/agency.html", context)


def facts(row: Agency) -> list[tuple[str, str]]:
    """What is known of an agency, empty lines left out."""
    until = f" đến {format_date(row.valid_to)}" if row.valid_to else ""
    pairs = [
        ("Mã", row.code),
        ("Cấp", row.get_level_display()),
        ("Cơ quan cấp trên", str(row.parent or "")),
        ("Hoạt động", f"từ {format_date(row.valid_from)}{until}"),
        ("Địa chỉ trên cổng", f"/co-quan/{row.slug}/"),
        ("Mã định danh điện tử", row.identifier),
        ("Địa chỉ", row.address),
        ("Điện thoại", row.phone),
        ("Fax", row.fax),
        ("Thư điện tử", row.email),
        ("Tên miền riêng", row.domain),
        ("Chịu trách nhiệm nội dung", row.responsible),
    ]
    return [pair for pair in pairs if pair[1]]


def timeline(agency: Agency, events: Any) -> list[dict[str, Any]]:
    """Events in order, each with both sides as links; the agency itself is marked in them."""
    found = []
    for event in events:
        before, after = list(event.predecessors.all()), list(event.successors.all())
        if event.kind == AgencyEvent.Kind.TRANSFER:
            after = []
        found.append(
            {
                "entry": LogEntry(event.get_kind_display(), when=format_date(event.day)),
                "before": before,
                "after": after,
                "basis": event.legal_basis,
                "note": event.note,
            }
        )
    return found


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def new_agency(request: StaffRequest) -> HttpResponse:
    """A new agency under one that the actor administers; roots only for who administers all."""
    parents = queries.administered(request.actor).filter(valid_to=None)
    initial = {"parent": request.GET.get("cap-tren"), "valid_from": clock.today()}
    form = AgencyForm(posted(request), parents=parents, initial=initial)
    form.fields["parent"].required = not request.actor.administers_all
    return form_page(
        request,
        form,
        lambda: actions.create_agency(form.draft(), actor=request.actor),
        title="Thêm cơ quan",
        button="Thêm cơ quan",
        back=("organisation:tree",),
        to=lambda row: ("organisation:agency", row.pk),
        said=lambda row: f"Đã thêm {row.legal_name}.",
    )


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def edit_agency(request: StaffRequest, agency_id: int) -> HttpResponse:
    row = access.get_agency(request.actor, agency_id, to=access.ADMINISTER)
    form = AgencyForm.of(row, posted(request))
    return form_page(
        request,
        form,
        lambda: actions.revise_agency(row, form.draft(), actor=request.actor),
        changes=row,
        title=f"Sửa thông tin {row.short_name}",
        button="Lưu thông tin",
        intro="Trang này để sửa chỗ ghi nhầm. Cơ quan đổi tên, sáp nhập, chuyển cấp trên thì dùng các việc đó "
        "ở trang cơ quan, để văn bản cũ giữ tên cơ quan lúc ban hành.",
        back=("organisation:agency", row.pk),
        said="Đã lưu thông tin cơ quan.",
    )
