"""*Mã QR*: the list, one code with its scans, placing, changing, taking back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tables2.rows import BoundRows

from lantoa.channels import access, actions, queries, targets
from lantoa.channels.forms import DaysForm, PlacementForm, WithdrawForm, days_asked
from lantoa.channels.models import Placement
from lantoa.channels.web import placement_page
from lantoa.channels.web.tables import PlacementExport, PlacementFilter, PlacementTable
from lantoa.foundation.errors import NotVisible
from lantoa.foundation.text import whole
from lantoa.organisation.access import PUBLISH
from lantoa.organisation.guard import StaffRequest, posted, require, staff_required
from lantoa.organisation.models import Agency
from lantoa.ui import registry as ui
from lantoa.ui.filters import FilterSet
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import FORMS, ListPage
from lantoa.ui.tables import Table


def with_targets(rows: QuerySet[Placement] | list[Placement]) -> list[Any]:
    """The rows, each with `seen`, what it leads to today, and `said`, its labels in words."""
    found: list[Any] = list(rows)
    seen, said = targets.look(found), queries.said_labels(found)
    for row in found:
        row.seen, row.said = seen[row.pk], said[row.pk]
    return found


@method_decorator(staff_required, name="dispatch")
class Placements(ListPage):
    template_name = "channels/list.html"
    title = "Mã QR"
    sub = "Mã in ra dán ở quầy, bảng tin, hội trường. Đổi nơi dẫn đến không phải in lại."
    noun = "mã"
    table_class = PlacementTable
    filter_class = PlacementFilter
    export_name = "ma-qr"
    empty_title = "Chưa đặt mã QR nào"
    request: StaffRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.may_look(self.request.actor):
            raise NotVisible
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> Any:
        return queries.listed(queries.in_order(access.visible_placements(self.request.actor)))

    @property
    def empty_text(self) -> str:  # type: ignore[override]
        if self.request.actor.scope(PUBLISH):
            return "Chọn nơi đặt và trang mã dẫn đến; mã có ngay để in, lượt quét được đếm theo nơi và giờ."
        return "Mã hiện ở đây sau khi biên tập viên đặt."

    @property
    def empty_label(self) -> str:  # type: ignore[override]
        return "Đặt mã QR" if self.request.actor.scope(PUBLISH) else ""

    @property
    def empty_url_name(self) -> str:  # type: ignore[override]
        return "channels:add" if self.request.actor.scope(PUBLISH) else ""

    def extra(self) -> dict[str, Any]:
        return {"may_place": bool(self.request.actor.scope(PUBLISH)), "query": self.request.GET.urlencode()}

    def context(self, request: HttpRequest, table: Table, filterset: FilterSet | None) -> dict[str, Any]:
        found = super().context(request, table, filterset)
        table.page.object_list = BoundRows(with_targets(table.page.object_list.data), table=table)
        return found

    def export(self, table: Table, form: str) -> HttpResponseBase:
        rows = with_targets(table.data.data)
        return super().export(PlacementExport(rows, request=self.request), form)


def _agency_for(request: StaffRequest) -> tuple[Agency, list[Agency]]:
    agencies = queries.agencies_to_publish_for(request.actor)
    if not agencies:
        raise NotVisible
    asked = whole(request.GET.get("co-quan"))
    return next((row for row in agencies if row.pk == asked), agencies[0]), agencies


@require(PUBLISH)
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    agency, agencies = _agency_for(request)
    form = PlacementForm(posted(request), agency=agency)
    others = [row for row in agencies if row.pk != agency.pk]
    return form_page(
        request,
        form,
        lambda: actions.place_code(agency, form.draft(), actor=request.actor),
        title="Đặt mã QR",
        intro=agency.legal_name,
        button="Đặt mã QR",
        back=("channels:list",),
        to=lambda row: ("channels:placement", row.pk),
        said=lambda row: f"Đã đặt mã {row.code}. Tải hình hoặc in tờ mã ở trang này.",
        crumbs=[Link("Mã QR", reverse("channels:list"))],
        template="channels/form.html",
        others=others,
    )


@staff_required
@require_safe
def placement(request: StaffRequest, placement_id: int) -> HttpResponse:
    """One code: the picture, what it leads to, how often it was scanned by day and hour."""
    row = access.get_placement(request.actor, placement_id)
    return render(request, "channels/placement.html", placement_page.context(request, row))


@require(PUBLISH)
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, placement_id: int) -> HttpResponse:
    row = access.get_placement(request.actor, placement_id, to=PUBLISH)
    form = PlacementForm(posted(request), agency=row.agency, placement=row)
    return form_page(
        request,
        form,
        lambda: actions.change_placement(row, form.draft(), actor=request.actor),
        changes=row,
        title="Sửa mã QR",
        intro=f"{row.code}, {row.agency.legal_name}. Mã đã in vẫn dùng được, lượt quét giữ nguyên.",
        button="Lưu mã QR",
        said="Đã sửa. Mã đã in dẫn đến nơi mới từ bây giờ.",
        template="channels/form.html",
        **_around(row),
    )


@require(PUBLISH)
@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, placement_id: int) -> HttpResponse:
    row = access.get_placement(request.actor, placement_id, to=PUBLISH)
    form = WithdrawForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.withdraw(row, form.cleaned_data["reason"], actor=request.actor),
        title="Thu hồi mã QR",
        intro=f"{row.title} – {row.where}. Người quét mã này thấy thông tin liên hệ của cơ quan. Lượt quét đã đếm giữ nguyên.",
        button="Thu hồi mã",
        kind="stop",
        said=f"Đã thu hồi mã {row.code}.",
        **_around(row),
    )


@require(PUBLISH)
@require_POST
def restore(request: StaffRequest, placement_id: int) -> HttpResponse:
    row = access.get_placement(request.actor, placement_id, to=PUBLISH)
    actions.restore(row, actor=request.actor)
    messages.success(request, f"Mã {row.code} dùng lại từ bây giờ.")
    return redirect("channels:placement", row.pk)


@staff_required
@require_safe
def scans_file(request: StaffRequest, placement_id: int) -> HttpResponseBase:
    """Every hour with scans between the days shown, as a workbook or CSV."""
    row = access.get_placement(request.actor, placement_id)
    form = request.GET.get("xuat", "xlsx")
    if form not in FORMS:
        raise Http404
    first, last = days_asked(DaysForm(request.GET), placement_page.DAYS)
    found = queries.scan_rows(queries.placements_by_ids([row.pk]), first, last)
    actions.scans_exported(row, actor=request.actor)
    return ui.exporter()(
        placement_page.COLUMNS,
        placement_page.lines(found.iterator(chunk_size=2000)),
        form=form,
        name=f"luot-quet-{row.code}",
        title=f"Lượt quét mã {row.code}",
    )


def _around(row: Placement) -> dict[str, Any]:
    back = ("channels:placement", row.pk)
    crumbs = [Link("Mã QR", reverse("channels:list")), Link(row.title, reverse(back[0], args=[row.pk]))]
    return {"back": back, "crumbs": crumbs}
