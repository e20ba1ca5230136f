"""Columns and filters of channels and broadcasts."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from lantoa.channels import access, discovery
from lantoa.channels.models import Broadcast, Delivery
from lantoa.channels.queries import sending
from lantoa.organisation.models import Agency
from lantoa.ui.filters import ChoiceFilter, FilterSet, ModelChoiceFilter, WordsFilter
from lantoa.ui.tables import (
    Column,
    DateTimeColumn,
    HtmlColumn,
    MainColumn,
    NumberColumn,
    StatusColumn,
    Table,
    TextColumn,
)

LOOKS = {
    "draft": "todo",
    "asked": "wait",
    "approved": "info",
    "sending": "work",
    "sent": "done",
    "cancelled": "void",
}


class ChannelTable(Table):
    caption = "Kênh"

    name = MainColumn(
        verbose_name="Kênh",
        url=lambda row: reverse("channels:channel", args=[row.pk]),
        sub=lambda row: row.kind_label,
    )
    agency = TextColumn(
        verbose_name="Cơ quan", accessor="agency__short_name", order_by=("agency__sort_key", "pk")
    )
    receivers = NumberColumn(verbose_name="Người đang nhận", places=0, orderable=False)
    state = HtmlColumn(
        verbose_name="Trạng thái",
        make=lambda row: (
            (row.trouble and f"Lỗi: {row.trouble}") or ("Đang dùng" if row.active else "Tạm dừng")
        ),
        plain=lambda row: row.trouble or ("Đang dùng" if row.active else "Tạm dừng"),
    )


def _over(row: Any) -> str:
    return ", ".join(part.channel.name for part in row.parts.all())


class BroadcastTable(Table):
    """Rows carry `figures`, asked for all rows of a page at once."""

    caption = "Lượt gửi"

    title = MainColumn(
        verbose_name="Lượt gửi", url=lambda row: reverse("channels:broadcast", args=[row.pk]),
        sub=lambda row: row.agency.short_name, order_by=("title", "pk"),
    )  # fmt: skip
    over = HtmlColumn(verbose_name="Qua", make=_over, plain=_over)
    send_at = DateTimeColumn(verbose_name="Gửi lúc", order_by=("send_at", "pk"))
    sent = NumberColumn(verbose_name="Tin đã gửi", places=0, accessor="went", orderable=False)
    dead = NumberColumn(verbose_name="Không gửi được", places=0, accessor="dead_letters", orderable=False)
    state = StatusColumn(verbose_name="Trạng thái", order_by=("state", "pk"))

    def render_state(self, record: Any) -> Any:
        return StatusColumn("", word=lambda row: row.get_state_display()).render(LOOKS[record.state], record)

    def value_state(self, record: Any) -> str:
        return str(record.get_state_display())


def _agencies(request: Any) -> QuerySet[Agency]:
    return sending.agencies_with_broadcasts(access.visible_broadcasts(request.actor))


class BroadcastFilter(FilterSet):
    tu_khoa = WordsFilter(method="with_words")
    trang_thai = ChoiceFilter(label="Trạng thái", field_name="state", choices=Broadcast.State.choices)
    kenh = ChoiceFilter(label="Loại kênh", method="over", choices=())
    co_quan = ModelChoiceFilter(label="Cơ quan", field_name="agency", queryset=_agencies)

    class Meta:
        model = Broadcast
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["kenh"].extra["choices"] = [(kind.code, kind.label) for kind in discovery.kinds()]
        if len(_agencies(self.request)[:2]) < 2:
            del self.filters["co_quan"]

    def with_words(self, rows: QuerySet[Broadcast], name: str, value: str) -> QuerySet[Broadcast]:
        return sending.holding_words(rows, value)

    def over(self, rows: QuerySet[Broadcast], name: str, value: str) -> QuerySet[Broadcast]:
        return sending.on_channel_kind(rows, value)


class DeliveryTable(Table):
    """The list of who (a keyed hash), when, what came of it."""

    caption = "Danh sách phát tin"

    mark = MainColumn(verbose_name="Người nhận (mã băm)", accessor="mark", empty_values=())
    channel = TextColumn(
        verbose_name="Kênh", accessor="part__channel__name", order_by=("part__channel__name", "pk")
    )
    at = DateTimeColumn(verbose_name="Lúc", order_by=("at", "pk"))
    attempts = NumberColumn(verbose_name="Số lần thử", places=0)
    state = Column("Kết quả", accessor="get_state_display", order_by=("state", "pk"))
    why = TextColumn(verbose_name="Lý do", order_by=("why", "pk"))

    def render_mark(self, record: Any) -> str:
        return record.mark[:12] or "cả kênh"

    def value_mark(self, record: Any) -> str:
        return record.mark or "cả kênh"


class DeliveryFilter(FilterSet):
    ket_qua = ChoiceFilter(label="Kết quả", field_name="state", choices=Delivery.State.choices)

    class Meta:
        model = Delivery
        fields: tuple[str, ...] = ()
