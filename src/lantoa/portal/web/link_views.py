"""*Liên kết hỏng*: links in pages that do not open, and the job that visits them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from lantoa.foundation.errors import NotVisible
from lantoa.organisation.access import PUBLISH
from lantoa.organisation.guard import StaffRequest, require, staff_required
from lantoa.portal import access, link_actions, linking
from lantoa.portal.web.link_tables import LinksFilter, LinksTable
from lantoa.ui.lists import ListPage


@method_decorator(staff_required, name="dispatch")
class Links(ListPage):
    request: StaffRequest

    template_name = "portal/desk/links.html"
    title = "Liên kết hỏng"
    sub = "Liên kết trong trang đang đăng và trang đang trình mà không mở được. Kiểm tra lại mỗi đêm."
    noun = "liên kết"
    table_class = LinksTable
    filter_class = LinksFilter
    export_name = "lien-ket-hong"
    empty_title = "Không có liên kết hỏng"
    empty_text = "Mọi liên kết đã kiểm tra đều mở được. Bấm Kiểm tra ngay để thử lại."
    empty_label = "Xem các trang"
    empty_url_name = "editorial:pages"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.writes_for(self.request.actor):
            raise NotVisible
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> Any:
        return linking.bad_for(self.request.actor)


@require(PUBLISH)
@require_POST
def visit(request: StaffRequest) -> HttpResponse:
    job = link_actions.ask_for_visit(actor=request.actor)
    return redirect("jobs:job", job.pk)
