"""*Lượt gửi*: the list, one broadcast with its parts and figures, and every step from writing to sending again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tables2.rows import BoundRows

from lantoa.channels import access, actions, discovery, registry
from lantoa.channels.models import Broadcast, Delivery
from lantoa.channels.queries import sending
from lantoa.channels.sending_forms import (
    ComposeForm,
    DoneForm,
    PartForm,
    ReasonForm,
    ResendForm,
    SendForm,
)
from lantoa.channels.web import broadcast_page
from lantoa.channels.web.sending_tables import BroadcastFilter, BroadcastTable, DeliveryFilter, DeliveryTable
from lantoa.foundation.errors import NotVisible
from lantoa.foundation.text import whole
from lantoa.organisation.access import APPROVE, PUBLISH, SEND
from lantoa.organisation.guard import StaffRequest, posted, require, staff_required
from lantoa.ui.filters import FilterSet
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import ListPage
from lantoa.ui.tables import Table


@method_decorator(staff_required, name="dispatch")
class Broadcasts(ListPage):
    template_name = "channels/broadcasts.html"
    title = "Lượt gửi"
    sub = "Một bài gửi qua nhiều kênh: biên tập viên soạn, lãnh đạo duyệt, người được giao quyền gửi bấm gửi."
    noun = "lượt gửi"
    table_class = BroadcastTable
    filter_class = BroadcastFilter
    export_name = "luot-gui"
    empty_title = "Chưa có lượt gửi nào"
    request: StaffRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.may_look_at_sending(self.request.actor):
            raise NotVisible
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Broadcast]:
        return sending.newest_first(sending.listed(access.visible_broadcasts(self.request.actor)))

    @property
    def empty_text(self) -> str:  # type: ignore[override]
        if self.request.actor.scope(PUBLISH):
            return "Chọn một bài đã đăng và các kênh; lời của mỗi kênh được rút từ bài, sửa được."
        return "Lượt gửi hiện ở đây sau khi biên tập viên soạn."

    @property
    def empty_label(self) -> str:  # type: ignore[override]
        return "Soạn lượt gửi" if self.request.actor.scope(PUBLISH) else ""

    @property
    def empty_url_name(self) -> str:  # type: ignore[override]
        return "channels:compose" if self.request.actor.scope(PUBLISH) else ""

    def extra(self) -> dict[str, Any]:
        return {"may_compose": bool(self.request.actor.scope(PUBLISH))}

    def context(self, request: HttpRequest, table: Table, filterset: FilterSet | None) -> dict[str, Any]:
        found = super().context(request, table, filterset)
        rows = sending.with_figures(list(table.page.object_list.data))
        table.page.object_list = BoundRows(rows, table=table)
        return found

    def export(self, table: Table, form: str) -> HttpResponseBase:
        rows = sending.with_figures(list(table.data.data))
        return super().export(BroadcastTable(rows, request=self.request), form)


@require(PUBLISH)
@require_http_methods(["GET", "POST"])
def compose(request: StaffRequest) -> HttpResponse:
    """First what, then over which channels. `bai` is a source and a key: "portal.page|12"."""
    kind, _, key = request.GET.get("bai", "").partition("|")
    source = registry.source(kind)
    content = source.look(key) if source and key else None
    agencies = sending.agencies_by_ids(request.actor.scope(PUBLISH).agencies)
    if content is None or not request.actor.may(PUBLISH, content.agency_id):
        if content is not None or not agencies:
            raise NotVisible
        asked = whole(request.GET.get("co-quan"))
        agency = next((row for row in agencies if row.pk == asked), agencies[0])
        context = {
            "groups": sending.contents_to_send(agency),
            "agency": agency,
            "agencies": agencies,
            "crumbs": _crumbs(),
        }
        return render(request, "channels/contents.html", context)
    own = next((row for row in agencies if row.pk == content.agency_id), None)
    if own is None:
        raise NotVisible
    form = ComposeForm(posted(request), agency=own)
    return form_page(
        request,
        form,
        lambda: actions.compose(content, form.draft(), actor=request.actor),
        title="Gửi qua các kênh",
        intro=f"{content.title}. Lời của mỗi kênh được rút từ bài theo giới hạn của kênh, sửa ở trang sau.",
        button="Soạn lượt gửi",
        back=("channels:broadcasts",),
        to=lambda row: ("channels:broadcast", row.pk),
        said="Đã soạn. Xem lời của từng kênh rồi trình duyệt.",
        crumbs=_crumbs(),
        template="channels/compose.html",
        no_channels=not sending.channels_to_use(own),
    )


@staff_required
@require_safe
def broadcast(request: StaffRequest, broadcast_id: int) -> HttpResponse:
    row = access.get_broadcast(request.actor, broadcast_id)
    return render(request, "channels/broadcast.html", broadcast_page.context(request.actor, row))


@require(PUBLISH)
@require_http_methods(["GET", "POST"])
def part_change(request: StaffRequest, part_id: int) -> HttpResponse:
    part = access.get_part(request.actor, part_id, to=PUBLISH)
    kind = discovery.kind_of(part.channel.kind)
    if kind is None:
        raise Http404
    form = PartForm(posted(request), part=part, kind=kind)
    return form_page(
        request,
        form,
        lambda: actions.rewrite(part, form.said(), actor=request.actor),
        changes=part,
        title=f"Lời gửi qua {part.channel.name}",
        intro="Sửa sau khi đã trình hoặc đã duyệt thì phải trình lại.",
        button="Lưu lời gửi",
        said="Đã lưu lời gửi.",
        **_around(part.broadcast),
    )


@require(PUBLISH)
@require_POST
def ask_approval(request: StaffRequest, broadcast_id: int) -> HttpResponse:
    row = access.get_broadcast(request.actor, broadcast_id, to=PUBLISH)
    return _did(request, row, lambda: actions.ask_approval(row, actor=request.actor), "Đã trình duyệt.")


@require(APPROVE)
@require_POST
def approve(request: StaffRequest, broadcast_id: int) -> HttpResponse:
    row = access.get_broadcast(request.actor, broadcast_id, to=APPROVE)
    said = "Đã duyệt. Người được giao quyền gửi có thể gửi."
    return _did(request, row, lambda: actions.approve(row, actor=request.actor), said)


@require(APPROVE)
@require_http_methods(["GET", "POST"])
def hand_back(request: StaffRequest, broadcast_id: int) -> HttpResponse:
    row = access.get_broadcast(request.actor, broadcast_id, to=APPROVE)
    form = ReasonForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.hand_back(row, form.cleaned_data["reason"], actor=request.actor),
        title="Trả lại lượt gửi",
        intro=row.title,
        button="Trả lại",
        said="Đã trả lại cho người soạn.",
        **_around(row),
    )


@require(SEND)
@require_http_methods(["GET", "POST"])
def send(request: StaffRequest, broadcast_id: int) -> HttpResponse:
    row = access.get_broadcast(request.actor, broadcast_id, to=SEND)
    form = SendForm(posted(request))
    parts = sending.parts_shown(row)
    counts = sending.receivers([part.channel for part in parts])
    to = "; ".join(
        f"{part.channel.name}"
        + (f" ({counts[part.channel_id]} người nhận)" if part.channel_id in counts else "")
        for part in parts
    )
    return form_page(
        request,
        form,
        lambda: actions.send(row, actor=request.actor, at=form.moment()),
        title="Gửi qua các kênh",
        intro=f"{row.title}. Qua: {to}. Tin đã đi thì không lấy lại được.",
        button="Gửi qua các kênh",
        said="Đã cho gửi. Trang này cho biết tin đi đến đâu.",
        **_around(row),
    )


@staff_required
@require_http_methods(["GET", "POST"])
def cancel(request: StaffRequest, broadcast_id: int) -> HttpResponse:
    row = access.get_broadcast(request.actor, broadcast_id)
    if not broadcast_page.may_cancel(request.actor, row):
        raise NotVisible
    form = ReasonForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.cancel(row, form.cleaned_data["reason"], actor=request.actor),
        title="Hủy lượt gửi",
        intro=f"{row.title}. Tin chưa đi thì không đi nữa; tin đã đi vẫn được tính.",
        button="Hủy lượt gửi",
        kind="stop",
        said="Đã hủy phần chưa gửi.",
        **_around(row),
    )


@require(SEND)
@require_http_methods(["GET", "POST"])
def resend(request: StaffRequest, part_id: int) -> HttpResponse:
    part = access.get_part(request.actor, part_id, to=SEND)
    form = ResendForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.resend(part, actor=request.actor, unsure=form.cleaned_data["unsure"]),
        title="Gửi lại tin không gửi được",
        intro=f"{part.channel.name}. Người đã nhận không nhận thêm; người đã thôi nhận không được gửi.",
        button="Gửi lại",
        said=lambda count: f"Đang gửi lại {count} tin.",
        **_around(part.broadcast),
    )


@require(SEND)
@require_http_methods(["GET", "POST"])
def part_done(request: StaffRequest, part_id: int) -> HttpResponse:
    part = access.get_part(request.actor, part_id, to=SEND)
    form = DoneForm(posted(request))

    def act() -> Any:
        reached = form.cleaned_data["reached"]
        return actions.mark_done(
            part,
            form.cleaned_data["words"],
            int(reached) if reached is not None else None,
            actor=request.actor,
        )

    return form_page(
        request,
        form,
        act,
        title="Ghi việc đã làm",
        intro=f"{part.channel.name}: {part.title}",
        button="Ghi đã làm",
        said="Đã ghi.",
        **_around(part.broadcast),
    )


@method_decorator(staff_required, name="dispatch")
class Deliveries(ListPage):
    """Who was sent what with which outcome; nobody's address."""

    template_name = "channels/deliveries.html"
    title = "Danh sách phát tin"
    noun = "lần phát"
    table_class = DeliveryTable
    filter_class = DeliveryFilter
    empty_title = "Chưa có lần phát nào"
    empty_text = "Danh sách có khi bắt đầu gửi, và được gộp thành số sau 12 tháng."
    request: StaffRequest

    def rows(self) -> QuerySet[Delivery]:
        self.broadcast = access.get_broadcast(self.request.actor, self.kwargs["broadcast_id"])
        return sending.all_deliveries(self.broadcast)

    def extra(self) -> dict[str, Any]:
        return {"broadcast": self.broadcast}

    def export(self, table: Table, form: str) -> HttpResponseBase:
        self.export_name = f"phat-tin-{self.broadcast.pk}"
        response = super().export(table, form)
        actions.deliveries_exported(self.broadcast, actor=self.request.actor)
        return response


def _did(request: StaffRequest, row: Broadcast, act: Callable[[], Any], said: str) -> HttpResponse:
    act()
    messages.success(request, said)
    return redirect("channels:broadcast", row.pk)


def _crumbs() -> list[Link]:
    return [Link("Lượt gửi", reverse("channels:broadcasts"))]


def _around(row: Broadcast) -> dict[str, Any]:
    back = ("channels:broadcast", row.pk)
    return {"back": back, "crumbs": [*_crumbs(), Link(row.title[:80], reverse(back[0], args=[row.pk]))]}
