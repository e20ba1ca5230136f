"""Fields that procedures stand under, and the address on the national portal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.foundation.errors import NotVisible
from lantoa.organisation.guard import StaffRequest, posted, require, staff_required
from lantoa.procedures import access, actions, codes, queries
from lantoa.procedures.forms import FieldForm, PortalForm
from lantoa.procedures.models import Field
from lantoa.procedures.web.desk_views import crumbs
from lantoa.procedures.web.tables import FieldTable
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import ListPage


def _crumbs() -> list[Link]:
    return [*crumbs(), Link("Lĩnh vực", reverse("procedures:fields"))]


@method_decorator(staff_required, name="dispatch")
class FieldList(ListPage):
    template_name = "procedures/fields.html"
    title = "Lĩnh vực thủ tục"
    sub = "Cơ quan cấp dưới dùng chung lĩnh vực của cấp trên."
    noun = "lĩnh vực"
    table_class = FieldTable
    export_name = "linh-vuc-thu-tuc"
    empty_title = "Chưa có lĩnh vực nào"
    empty_text = "Lĩnh vực được thêm ở đây, hoặc tự có khi nhập danh mục từ tệp."

    def rows(self) -> QuerySet[Field]:
        return queries.with_use(access.visible_fields(self.request.actor))  # type: ignore[attr-defined]

    def _kept(self) -> frozenset[int]:
        actor = self.request.actor  # type: ignore[attr-defined]
        return frozenset(actor.scope(access.EDIT).agencies)

    def table_options(self) -> dict[str, Any]:
        return {"kept": self._kept()}

    def extra(self) -> dict[str, Any]:
        return {"keeps": bool(self._kept())}


@staff_required
@require_http_methods(["GET", "POST"])
def new_field(request: StaffRequest) -> HttpResponse:
    agencies = access.kept_agencies(request.actor)
    first = agencies.first()
    if first is None:
        raise NotVisible
    form = FieldForm(posted(request), agencies=agencies)
    return form_page(
        request,
        form,
        lambda: actions.add_field(
            form.cleaned_data["name"], form.cleaned_data.get("agency") or first, actor=request.actor
        ),
        title="Thêm lĩnh vực",
        button="Thêm lĩnh vực",
        crumbs=_crumbs(),
        back=("procedures:fields",),
        said=lambda row: f"Đã thêm lĩnh vực “{row.name}”.",
    )


@staff_required
@require_http_methods(["GET", "POST"])
def edit_field(request: StaffRequest, field_id: int) -> HttpResponse:
    row = access.get_field(request.actor, field_id)
    form = FieldForm(posted(request), initial={"name": row.name})
    return form_page(
        request,
        form,
        lambda: actions.rename_field(row, form.cleaned_data["name"], actor=request.actor),
        changes=row,
        title=f"Sửa lĩnh vực “{row.name}”",
        button="Lưu lĩnh vực",
        crumbs=_crumbs(),
        back=("procedures:fields",),
        said="Đã lưu lĩnh vực.",
        template="procedures/field_form.html",
        field=row,
        number=row.procedures.count(),
    )


@staff_required
@require_POST
def discard_field(request: StaffRequest, field_id: int) -> HttpResponse:
    row = access.get_field(request.actor, field_id)
    actions.discard_field(row, actor=request.actor)
    messages.success(request, f"Đã xóa lĩnh vực “{row.name}”.")
    return redirect("procedures:fields")


@require(access.CATALOGUE, everywhere=True)
@require_http_methods(["GET", "POST"])
def portal(request: StaffRequest) -> HttpResponse:
    """How a code becomes an address on the national portal."""
    row = queries.portal()
    form = PortalForm.of(row, posted(request))
    return form_page(
        request,
        form,
        lambda: actions.set_portal(**form.cleaned_data, actor=request.actor),
        changes=row if row.pk else None,
        title="Liên kết cổng dịch vụ công",
        button="Lưu liên kết",
        intro="Trang của mỗi thủ tục trên cổng được mở theo mã. Cổng đổi địa chỉ thì sửa mẫu ở đây, không phải sửa từng thủ tục.",
        back=("procedures:portal",),
        said="Đã lưu liên kết.",
        template="procedures/portal_form.html",
        example=codes.EXAMPLE,
        address="" if codes.pattern_trouble(row.pattern) else codes.fill(row.pattern, codes.EXAMPLE),
    )
