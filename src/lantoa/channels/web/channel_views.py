"""*Kênh*: the ways out of an agency, their settings, a trial, topics, addresses not to write to."""

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

from lantoa.channels import access, actions, discovery
from lantoa.channels.contract import To
from lantoa.channels.models import Channel
from lantoa.channels.queries import sending
from lantoa.channels.sending_forms import AddressForm, LimitForm, TopicForm, TryForm, channel_form
from lantoa.channels.web.sending_tables import ChannelTable
from lantoa.foundation.errors import NotVisible
from lantoa.foundation.text import whole
from lantoa.organisation.access import ADMINISTER, PUBLISH, SEND
from lantoa.organisation.guard import StaffRequest, posted, require, staff_required
from lantoa.organisation.models import Agency
from lantoa.ui.filters import FilterSet
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import ListPage
from lantoa.ui.tables import Table
from lantoa.ui.words import vndatetime


def with_receivers(rows: Any) -> list[Channel]:
    found = list(rows)
    counts = sending.receivers(found)
    for row in found:
        row.receivers = counts.get(row.pk, 0)
        kind = discovery.kind_of(row.kind)
        row.kind_label = kind.label if kind else row.kind
    return found


@method_decorator(staff_required, name="dispatch")
class Channels(ListPage):
    template_name = "channels/channels.html"
    title = "Kênh"
    sub = (
        "Mỗi kênh là một đường tin ra ngoài của cơ quan: bản tin, trang mạng xã hội, loa, màn hình, hội nghị."
    )
    noun = "kênh"
    table_class = ChannelTable
    export_name = "kenh"
    empty_title = "Chưa mở kênh nào"
    request: StaffRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.may_look_at_channels(self.request.actor):
            raise NotVisible
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Channel]:
        return sending.channels_listed(access.visible_channels(self.request.actor))

    @property
    def empty_text(self) -> str:  # type: ignore[override]
        if self.request.actor.scope(ADMINISTER):
            return "Mở kênh đầu tiên; bản tin qua thư điện tử không cần tài khoản ở nơi khác."
        return "Kênh hiện ở đây sau khi người quản trị mở."

    @property
    def empty_label(self) -> str:  # type: ignore[override]
        return "Mở kênh" if self.request.actor.scope(ADMINISTER) else ""

    @property
    def empty_url_name(self) -> str:  # type: ignore[override]
        return "channels:channel_add" if self.request.actor.scope(ADMINISTER) else ""

    def extra(self) -> dict[str, Any]:
        return {"may_open": bool(self.request.actor.scope(ADMINISTER))}

    def context(self, request: HttpRequest, table: Table, filterset: FilterSet | None) -> dict[str, Any]:
        found = super().context(request, table, filterset)
        table.page.object_list = BoundRows(with_receivers(table.page.object_list.data), table=table)
        return found

    def export(self, table: Table, form: str) -> HttpResponseBase:
        return super().export(ChannelTable(with_receivers(table.data.data), request=self.request), form)


@require(ADMINISTER)
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    """First the kind, then its settings."""
    agencies = sending.agencies_by_ids(request.actor.scope(ADMINISTER).agencies)
    if not agencies:
        raise NotVisible
    asked = whole(request.GET.get("co-quan"))
    agency = next((row for row in agencies if row.pk == asked), agencies[0])
    kind = discovery.kind_of(request.GET.get("loai", ""))
    if kind is None:
        context = {"kinds": discovery.kinds(), "agency": agency, "agencies": agencies, "crumbs": _crumbs()}
        return render(request, "channels/channel_kinds.html", context)
    form = channel_form(kind, posted(request))
    return form_page(
        request,
        form,
        lambda: actions.open_channel(agency, kind.code, form.draft(), actor=request.actor),
        title=f"Mở kênh: {kind.label}",
        intro=f"{agency.legal_name}. {kind.help}",
        button="Mở kênh",
        back=("channels:channels",),
        to=lambda row: ("channels:channel", row.pk),
        said="Đã mở kênh. Gửi thử để xem kênh chạy đúng chưa.",
        crumbs=_crumbs(),
    )


@require(ADMINISTER)
@require_http_methods(["GET", "POST"])
def limit(request: StaffRequest) -> HttpResponse:
    """How often one person is written to, over all channels of an agency."""
    agencies = sending.agencies_by_ids(request.actor.scope(ADMINISTER).agencies)
    if not agencies:
        raise NotVisible
    asked = whole(request.GET.get("co-quan"))
    agency = next((row for row in agencies if row.pk == asked), agencies[0])
    form = LimitForm(posted(request), initial={"most_for_one": sending.limit_of(agency)})
    return form_page(
        request,
        form,
        lambda: actions.limit_sending(agency, form.most(), actor=request.actor),
        title="Giới hạn gửi chung",
        intro=agency.legal_name,
        button="Lưu giới hạn",
        back=("channels:channels",),
        said="Đã lưu giới hạn gửi chung.",
        crumbs=_crumbs(),
        template="channels/form.html",
        others=[row for row in agencies if row.pk != agency.pk],
    )


@staff_required
@require_safe
def channel(request: StaffRequest, channel_id: int) -> HttpResponse:
    row = access.get_channel(request.actor, channel_id)
    kind = discovery.kind_of(row.kind)
    each = kind is not None and kind.to == To.EACH
    (counted,) = with_receivers([row])
    context = {
        "row": row,
        "kind": kind,
        "each": each,
        "facts": _facts(counted, kind, each),
        "may_set": access.may_set(request.actor, row.agency_id),
        "may_bar": each
        and (request.actor.may(SEND, row.agency_id) or access.may_set(request.actor, row.agency_id)),
        "may_write": request.actor.may(PUBLISH, row.agency_id),
        "topics": sending.topics_of(row.agency_id) if each else [],
        "sign_up": reverse("channels_public:sign_up", args=[row.agency.slug]) if row.kind == "email" else "",
        "crumbs": _crumbs(),
    }
    return render(request, "channels/channel.html", context)


def _facts(row: Any, kind: Any, each: bool) -> list[tuple[str, str]]:
    quiet = (
        f"{row.quiet_from:%H:%M} đến {row.quiet_to:%H:%M}" if row.quiet_from and row.quiet_to else "Không đặt"
    )
    facts = [
        ("Loại", row.kind_label),
        ("Cơ quan", row.agency.legal_name),
        ("Trạng thái", "Đang dùng" if row.active else "Tạm dừng"),
        ("Giờ không gửi", quiet),
        ("Nhiều nhất trong một ngày", str(row.most_a_day) if row.most_a_day else "Không giới hạn"),
    ]
    if each:
        one = f"{row.most_for_one} tin trong {row.within_days} ngày" if row.most_for_one else "Không giới hạn"
        day = sending.limit_of(row.agency)
        facts += [
            ("Nhiều nhất cho một người", one),
            ("Cả cơ quan, một người một ngày", f"{day} tin" if day else "Không giới hạn"),
            ("Người đang nhận", str(row.receivers)),
        ]
        facts += [(f"Thôi gửi: {why}", str(count)) for why, count in sending.stopped_by_reason(row).items()]
    if row.trouble_at:
        facts.append(("Lỗi gần nhất", f"{row.trouble} ({vndatetime(row.trouble_at)})"))
    fields = kind.settings_form.base_fields if kind else {}
    for name, field in fields.items():
        value = "Đã lưu, không hiện" if name in kind.settings_form.secrets else row.settings.get(name)
        if isinstance(value, list):
            words = dict(getattr(field, "choices", ()))
            value = ", ".join(str(words.get(one, one)) for one in value)
        facts.append((str(field.label), str(value or "Chưa đặt")))
    return facts


@require(ADMINISTER)
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, channel_id: int) -> HttpResponse:
    row = access.get_channel(request.actor, channel_id, to=ADMINISTER)
    kind = discovery.kind_of(row.kind)
    if kind is None:
        raise Http404
    form = channel_form(kind, posted(request), row)
    return form_page(
        request,
        form,
        lambda: actions.change_channel(row, form.draft(), actor=request.actor),
        title="Sửa cài đặt kênh",
        intro=f"{row.name}, {row.agency.legal_name}. Mật khẩu, mã đã lưu không hiện lại.",
        button="Lưu cài đặt",
        said="Đã lưu cài đặt kênh.",
        **_around(row),
    )


@require(ADMINISTER)
@require_http_methods(["GET", "POST"])
def try_out(request: StaffRequest, channel_id: int) -> HttpResponse:
    row = access.get_channel(request.actor, channel_id, to=ADMINISTER)
    kind = discovery.kind_of(row.kind)
    if kind is None or kind.deliver is None:
        raise Http404
    form = TryForm(posted(request), kind=kind)
    if kind.to == To.EACH and not form.is_bound:
        form.initial = {"address": getattr(request.user, "email", "")}
    where = "" if kind.to == To.EACH else " Tin thử hiện công khai trên kênh này."
    return form_page(
        request,
        form,
        lambda: actions.try_out(row, form.typed, actor=request.actor),
        title="Gửi thử",
        intro=f"{row.name}. Một tin ngắn ghi rõ là tin thử, không tính vào số liệu.{where}",
        button="Gửi tin thử",
        said="Nhà cung cấp đã nhận tin thử. Kiểm tra ở nơi nhận.",
        **_around(row),
    )


@staff_required
@require_http_methods(["GET", "POST"])
def bar(request: StaffRequest, channel_id: int) -> HttpResponse:
    row = access.get_channel(request.actor, channel_id)
    if not (request.actor.may(SEND, row.agency_id) or access.may_set(request.actor, row.agency_id)):
        raise NotVisible
    form = AddressForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.bar_address(row, form.cleaned_data["address"], actor=request.actor),
        title="Ghi địa chỉ không gửi",
        intro=f"{row.name}. Người dân yêu cầu cơ quan thôi gửi: từ nay không tin nào đến địa chỉ này, kể cả tin đang chờ.",
        button="Ghi địa chỉ không gửi",
        said="Đã ghi. Không tin nào đến địa chỉ đó nữa.",
        **_around(row),
    )


@require(PUBLISH)
@require_http_methods(["GET", "POST"])
def topic_add(request: StaffRequest, channel_id: int) -> HttpResponse:
    row = access.get_channel(request.actor, channel_id)
    if not request.actor.may(PUBLISH, row.agency_id):
        raise NotVisible
    form = TopicForm(posted(request))
    agency: Agency = row.agency
    return form_page(
        request,
        form,
        lambda: actions.add_topic(agency, form.cleaned_data["name"], actor=request.actor),
        title="Thêm loại tin",
        intro=f"{agency.legal_name}. Người đăng ký chọn loại tin muốn nhận.",
        button="Thêm loại tin",
        said=lambda topic: f"Đã thêm loại tin {topic.name}.",
        **_around(row),
    )


@require(PUBLISH)
@require_POST
def topic_end(request: StaffRequest, channel_id: int, topic_id: int) -> HttpResponse:
    row = access.get_channel(request.actor, channel_id)
    topic = sending.topics_of(row.agency_id).filter(pk=topic_id).first()
    if topic is None or not request.actor.may(PUBLISH, row.agency_id):
        raise NotVisible
    actions.end_topic(topic, actor=request.actor)
    messages.success(request, f"Thôi dùng loại tin {topic.name}.")
    return redirect("channels:channel", row.pk)


def _crumbs() -> list[Link]:
    return [Link("Kênh", reverse("channels:channels"))]


def _around(row: Channel) -> dict[str, Any]:
    back = ("channels:channel", row.pk)
    return {"back": back, "crumbs": [*_crumbs(), Link(row.name, reverse(back[0], args=[row.pk]))]}
