"""The hosts outside to which codes may lead."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from lantoa.channels import access, actions, queries
from lantoa.channels.forms import HostForm
from lantoa.channels.models import LinkHost
from lantoa.channels.targets import ADDRESS
from lantoa.channels.web.tables import HostTable
from lantoa.foundation.errors import NotVisible
from lantoa.foundation.text import whole
from lantoa.organisation.access import PUBLISH
from lantoa.organisation.guard import StaffRequest, posted, require, staff_required
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import ListPage

TITLE = "Tên miền được dẫn đến"


@method_decorator(staff_required, name="dispatch")
class Hosts(ListPage):
    template_name = "channels/hosts.html"
    title = TITLE
    sub = "Mã QR chỉ dẫn ra ngoài đến những tên miền này, để không ai mượn mã của cơ quan dẫn người dân đi nơi khác."
    noun = "tên miền"
    table_class = HostTable
    export_name = "ten-mien-duoc-dan-den"
    empty_title = "Chưa có tên miền nào"
    request: StaffRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.may_look(self.request.actor):
            raise NotVisible
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[LinkHost]:
        return queries.hosts_shown(access.visible_hosts(self.request.actor))

    def table_options(self) -> dict[str, Any]:
        return {"removable": access.publishes_for(self.request.actor)}

    @property
    def empty_text(self) -> str:  # type: ignore[override]
        return "Mã QR chỉ dẫn đến trang của hệ thống. Thêm tên miền để dẫn đến trang khác, ví dụ dichvucong.gov.vn."

    @property
    def empty_label(self) -> str:  # type: ignore[override]
        return "Thêm tên miền" if self.request.actor.scope(PUBLISH) else ""

    @property
    def empty_url_name(self) -> str:  # type: ignore[override]
        return "channels:host_add" if self.request.actor.scope(PUBLISH) else ""

    def extra(self) -> dict[str, Any]:
        return {"may_add": bool(self.request.actor.scope(PUBLISH))}


def _crumbs() -> list[Link]:
    return [Link("Mã QR", reverse("channels:list")), Link(TITLE, reverse("channels:hosts"))]


@require(PUBLISH)
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    agencies = queries.agencies_to_publish_for(request.actor)
    if not agencies:
        raise NotVisible
    asked = whole(request.GET.get("co-quan"))
    agency = next((row for row in agencies if row.pk == asked), agencies[0])
    form = HostForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.add_host(
            agency, form.cleaned_data["host"], form.cleaned_data["note"], actor=request.actor
        ),
        title="Thêm tên miền được dẫn đến",
        intro=agency.legal_name,
        button="Thêm tên miền",
        back=("channels:hosts",),
        said=lambda row: f"Mã QR của cơ quan dẫn được đến {row.host}.",
        crumbs=_crumbs(),
        template="channels/form.html",
        others=[row for row in agencies if row.pk != agency.pk],
    )


@require(PUBLISH)
@require_http_methods(["GET", "POST"])
def remove(request: StaffRequest, host_id: int) -> HttpResponse:
    row = access.get_host(request.actor, host_id)
    codes = queries.codes_to_host(row, ADDRESS)
    told = (
        f"{codes} mã đang dẫn đến đó sẽ không mở được nữa." if codes else "Không có mã nào đang dẫn đến đó."
    )
    return form_page(
        request,
        forms.Form(posted(request)),
        lambda: actions.remove_host(row, actor=request.actor),
        title=f"Bỏ tên miền {row.host}",
        intro=f"{row.agency.legal_name}. {told}",
        button="Bỏ tên miền",
        kind="stop",
        back=("channels:hosts",),
        said=f"Đã bỏ tên miền {row.host}.",
        crumbs=_crumbs(),
    )
