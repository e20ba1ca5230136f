"""*Nội dung bắt buộc*: what a state site must show, agency by agency. *Trang cần rà soát*: what has moved since."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from lantoa.foundation.errors import NotVisible
from lantoa.foundation.text import whole
from lantoa.organisation.access import CATALOGUE, PUBLISH
from lantoa.organisation.guard import StaffRequest, posted, require, staff_required
from lantoa.organisation.models import Agency
from lantoa.portal import access, duties, duty_actions, reads, reviewing
from lantoa.portal.duty_forms import DutyForm, LinkForm
from lantoa.portal.models import Duty
from lantoa.portal.web import review_views
from lantoa.portal.web.duty_tables import CatalogueTable, DueTable, DutyTable
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import ListPage

TITLE = "Nội dung bắt buộc"


class _OfReaders(ListPage):
    request: StaffRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.may_read_of_readers(self.request.actor):
            raise NotVisible
        return super().dispatch(request, *args, **kwargs)


@method_decorator(staff_required, name="dispatch")
class Checklist(_OfReaders):
    template_name = "portal/desk/duties.html"
    title = TITLE
    noun = "nội dung"
    table_class = DutyTable
    per_page = 100
    export_name = "noi-dung-bat-buoc"
    empty_title = "Danh mục chưa có nội dung nào"
    empty_text = "Người giữ danh mục chung thêm các nội dung mà trang của cơ quan nhà nước phải có."

    def _agencies(self) -> list[Agency]:
        return list(reads.agencies(access.reads_for(self.request.actor)))

    def _agency(self) -> Agency:
        rows = self._agencies()
        if not rows:
            raise NotVisible
        asked = whole(self.request.GET.get("co-quan"))
        if asked is None:
            home = self.request.actor.home_agency_id
            return next((row for row in rows if row.pk == home), rows[0])
        found = next((row for row in rows if row.pk == asked), None)
        if found is None:
            raise NotVisible
        return found

    @property
    def sub(self) -> str:  # type: ignore[override]
        return f"{self._agency().legal_name}. Danh mục theo Nghị định 224/2026/NĐ-CP, sửa được."

    def rows(self) -> list[duties.Line]:
        return duties.lines_of(self._agency())

    def table_options(self) -> dict[str, Any]:
        agency = self._agency()
        return {"agency_id": agency.pk, "writes": agency.pk in access.writes_for(self.request.actor)}

    def extra(self) -> dict[str, Any]:
        agency, rows = self._agency(), self._agencies()
        return {
            "agency": agency,
            "agencies": rows if len(rows) > 1 else [],
            "missing": duties.missing(duties.lines_of(agency)),
            "may_catalogue": self.request.actor.everywhere(CATALOGUE),
        }


@method_decorator(staff_required, name="dispatch")
class Due(_OfReaders):
    title = "Trang cần rà soát"
    sub = "Trang đang đăng đã quá ngày hẹn, có thủ tục đã thay đổi, hoặc viện dẫn văn bản không còn hiệu lực."
    noun = "trang"
    table_class = DueTable
    export_name = "trang-can-ra-soat"
    empty_title = "Không có trang nào cần rà soát"
    empty_text = "Chưa trang nào quá ngày hẹn; thủ tục, văn bản mà các trang dựa vào vẫn như lúc đăng."

    def views(self) -> list[Link]:
        return review_views.views_of(self.request)

    def rows(self) -> list[reviewing.Due]:
        return reviewing.due(self.request.actor)

    def table_options(self) -> dict[str, Any]:
        return {"writes": access.writes_for(self.request.actor)}


def _crumbs() -> list[Link]:
    return [Link(TITLE, reverse("duties:list"))]


@method_decorator(require(CATALOGUE, everywhere=True), name="dispatch")
class Catalogue(ListPage):
    template_name = "portal/desk/duty_catalogue.html"
    title = "Danh mục nội dung bắt buộc"
    sub = "Dùng chung cho mọi cơ quan. Dòng chưa đối chiếu cần so với văn bản trước khi dựa vào."
    noun = "nội dung"
    table_class = CatalogueTable
    per_page = 100
    export_name = "danh-muc-noi-dung-bat-buoc"
    empty_title = "Danh mục chưa có nội dung nào"
    empty_text = "Thêm nội dung mà trang của cơ quan nhà nước phải có."
    empty_label = "Thêm nội dung"
    empty_url_name = "duties:add"
    request: StaffRequest

    def rows(self) -> QuerySet[Duty]:
        return duties.rows(ended=True)


@require(CATALOGUE, everywhere=True)
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    form = DutyForm(posted(request))
    return form_page(
        request,
        form,
        lambda: duty_actions.put_duty(form.draft(), actor=request.actor),
        title="Thêm nội dung bắt buộc",
        button="Thêm nội dung",
        back=("duties:catalogue",),
        said=lambda row: f"Đã thêm: {row.name}.",
        crumbs=_crumbs(),
    )


@require(CATALOGUE, everywhere=True)
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, duty_id: int) -> HttpResponse:
    row = duties.get_duty(duty_id)
    form = DutyForm(posted(request), initial={name: getattr(row, name) for name in DutyForm.base_fields})
    return form_page(
        request,
        form,
        lambda: duty_actions.put_duty(form.draft(), actor=request.actor, duty=row),
        title="Sửa nội dung bắt buộc",
        button="Lưu nội dung",
        back=("duties:catalogue",),
        said=lambda row: f"Đã lưu: {row.name}.",
        crumbs=_crumbs(),
        changes=row,
    )


def _asked(request: StaffRequest, agency_id: int, duty_id: int) -> tuple[Agency, Duty]:
    """Whose and what: of agencies in whose pages the actor writes, and ticked by hand. Raises NotVisible."""
    agency = reads.agencies(access.writes_for(request.actor)).filter(pk=agency_id).first()
    duty = duties.get_duty(duty_id)
    if agency is None or duty.check_by in duties.CHECKS:
        raise NotVisible
    return agency, duty


def _back(agency: Agency) -> tuple[str]:
    return (f"{reverse('duties:list')}?co-quan={agency.pk}",)


@require(PUBLISH)
@require_http_methods(["GET", "POST"])
def tick(request: StaffRequest, agency_id: int, duty_id: int) -> HttpResponse:
    agency, duty = _asked(request, agency_id, duty_id)
    form = LinkForm(posted(request))
    return form_page(
        request,
        form,
        lambda: duty_actions.tick(agency, duty, form.cleaned_data["link"], actor=request.actor),
        title="Đánh dấu đã có",
        intro=f"{agency.short_name}: {duty.name}",
        button="Đánh dấu đã có",
        back=_back(agency),
        said="Đã đánh dấu.",
        crumbs=_crumbs(),
    )


@require(PUBLISH)
@require_http_methods(["GET", "POST"])
def untick(request: StaffRequest, agency_id: int, duty_id: int) -> HttpResponse:
    agency, duty = _asked(request, agency_id, duty_id)
    return form_page(
        request,
        forms.Form(posted(request)),
        lambda: duty_actions.untick(agency, duty, actor=request.actor),
        title="Bỏ đánh dấu",
        intro=f"{agency.short_name}: {duty.name}",
        button="Bỏ đánh dấu",
        kind="stop",
        back=_back(agency),
        said="Đã bỏ đánh dấu.",
        crumbs=_crumbs(),
    )
