"""*Tìm không thấy* and *Từ cùng nghĩa*: what readers look for in vain, and what editors do about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from lantoa.foundation.errors import NotVisible
from lantoa.organisation.access import PUBLISH
from lantoa.organisation.guard import StaffRequest, posted, require, staff_required
from lantoa.portal import access, search_actions, searching
from lantoa.portal.web.finding_tables import MissedFilter, MissedTable, SynonymsFilter, SynonymsTable
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import ListPage


class SynonymsForm(forms.Form):
    words = forms.CharField(
        label="Các từ cùng nghĩa",
        max_length=400,
        help_text="Cách nhau bằng dấu phẩy. Ví dụ: sổ đỏ, giấy chứng nhận quyền sử dụng đất. Ghi một cách viết là đủ, không cần bản không dấu.",
    )


class _OfWriters(ListPage):
    request: StaffRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.writes_for(self.request.actor):
            raise NotVisible
        return super().dispatch(request, *args, **kwargs)


@method_decorator(staff_required, name="dispatch")
class Missed(_OfWriters):
    title = "Từ khóa tìm không thấy"
    sub = "Người đọc tìm trên cổng mà không có trang nào. Đếm theo tuần, không biết ai tìm; giữ một năm."
    noun = "từ khóa"
    table_class = MissedTable
    filter_class = MissedFilter
    export_name = "tu-khoa-tim-khong-thay"
    empty_title = "Không có từ khóa nào"
    empty_text = "Mọi lần tìm đều có kết quả. Mỗi sáng thứ Hai biên tập viên được báo các từ của tuần trước."
    empty_label = "Xem từ cùng nghĩa"
    empty_url_name = "readers:synonyms"

    def rows(self) -> Any:
        return searching.missed()


@method_decorator(staff_required, name="dispatch")
class SynonymGroups(_OfWriters):
    template_name = "portal/desk/synonyms.html"
    title = "Từ cùng nghĩa"
    sub = "Người đọc tìm một từ thì thấy cả trang dùng từ kia. Dùng chung cho cả cổng."
    noun = "nhóm từ"
    table_class = SynonymsTable
    filter_class = SynonymsFilter
    export_name = "tu-cung-nghia"
    empty_title = "Chưa có nhóm từ nào"
    empty_text = "Thêm cách người dân hay gọi, ví dụ: sổ đỏ, giấy chứng nhận quyền sử dụng đất."
    empty_label = "Thêm nhóm từ"
    empty_url_name = "readers:synonyms_add"

    def rows(self) -> Any:
        return searching.synonyms()


def _crumbs() -> list[Link]:
    return [Link("Từ cùng nghĩa", reverse("readers:synonyms"))]


@require(PUBLISH)
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    initial = {"words": request.GET.get("tu", "")[:400]}
    form = SynonymsForm(posted(request), initial=initial)
    return form_page(
        request,
        form,
        lambda: search_actions.put_synonyms(form.cleaned_data["words"], actor=request.actor),
        title="Thêm nhóm từ cùng nghĩa",
        button="Thêm nhóm từ",
        back=("readers:synonyms",),
        said=lambda row: f"Đã thêm nhóm: {row.words}.",
        crumbs=_crumbs(),
    )


@require(PUBLISH)
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, row_id: int) -> HttpResponse:
    row = searching.get_synonyms(row_id)
    form = SynonymsForm(posted(request), initial={"words": row.words})
    return form_page(
        request,
        form,
        lambda: search_actions.put_synonyms(form.cleaned_data["words"], actor=request.actor, row=row),
        title="Sửa nhóm từ cùng nghĩa",
        button="Lưu nhóm từ",
        back=("readers:synonyms",),
        said=lambda row: f"Đã lưu nhóm: {row.words}.",
        crumbs=_crumbs(),
        template="portal/desk/synonyms_form.html",
        drop=reverse("readers:synonyms_drop", args=[row.pk]),
        changes=row,
    )


@require(PUBLISH)
@require_http_methods(["GET", "POST"])
def drop(request: StaffRequest, row_id: int) -> HttpResponse:
    row = searching.get_synonyms(row_id)
    return form_page(
        request,
        forms.Form(posted(request)),
        lambda: search_actions.drop_synonyms(row, actor=request.actor),
        title="Bỏ nhóm từ cùng nghĩa",
        intro=row.words,
        button="Bỏ nhóm từ",
        kind="stop",
        back=("readers:synonyms",),
        said=f"Đã bỏ nhóm: {row.words}.",
        crumbs=_crumbs(),
    )
