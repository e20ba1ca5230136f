"""Codes and hosts as lists: columns and filters."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.channels import queries, registry
from lantoa.channels.models import Placement
from lantoa.channels.wording import LIVE, LOOKS, STANDINGS, WITHDRAWN, link_of, standing_of
from lantoa.organisation.models import Agency, Place
from lantoa.ui.filters import ChoiceFilter, FilterSet, ModelChoiceFilter, WordsFilter
from lantoa.ui.tables import (
    Column,
    DateColumn,
    DateTimeColumn,
    HtmlColumn,
    MainColumn,
    NumberColumn,
    StatusColumn,
    Table,
    TextColumn,
)


def _target(row: Any) -> SafeString:
    kind = registry.target(row.target_kind)
    return format_html(
        '{}<span class="sub">{}</span>', row.seen.name, kind.label if kind else row.target_kind
    )


class PlacementTable(Table):
    """Rows carry `seen`, what they lead to today: asked for all rows of a page at once."""

    caption = "Mã QR"

    title = MainColumn(
        verbose_name="Mã QR",
        url=lambda row: reverse("channels:placement", args=[row.pk]),
        sub=lambda row: row.code,
        order_by=("title", "pk"),
    )
    where = TextColumn(
        verbose_name="Nơi đặt", order_by=("place__name", "spot", "pk"), sub=lambda row: row.agency.short_name
    )
    target = HtmlColumn(verbose_name="Dẫn đến", make=_target, plain=lambda row: row.seen.name)
    recent = NumberColumn(verbose_name="30 ngày qua", places=0, order_by=("recent", "pk"))
    scans = NumberColumn(verbose_name="Lượt quét", places=0, order_by=("scans", "pk"))
    state = StatusColumn(verbose_name="Trạng thái", accessor="pk", order_by=("withdrawn_at", "pk"))

    def render_state(self, record: Any) -> Any:
        standing = standing_of(record, record.seen)
        return StatusColumn("", word=lambda row: STANDINGS[standing]).render(LOOKS[standing], record)

    def value_state(self, record: Any) -> str:
        return STANDINGS[standing_of(record, record.seen)]


class PlacementExport(PlacementTable):
    """Code, address, agency and labels in columns of their own."""

    code = Column("Mã", accessor="code")
    link = HtmlColumn(verbose_name="Địa chỉ trong mã", make=link_of, plain=link_of)
    agency_name = Column("Cơ quan", accessor="agency__legal_name")
    last = DateColumn(verbose_name="Quét gần nhất")
    labels = HtmlColumn(
        verbose_name="Nhãn",
        make=lambda row: "",
        plain=lambda row: "; ".join(f"{kind}: {word}" for kind, word in row.said),
    )

    class Meta:
        sequence = ("agency_name", "code", "link", "...")


def _agencies(request: Any) -> QuerySet[Agency]:
    return queries.agencies_with_codes(request.actor)


def _places(request: Any) -> QuerySet[Place]:
    return queries.places_with_codes(request.actor)


class PlacementFilter(FilterSet):
    tu_khoa = WordsFilter(method="with_words")
    noi = ModelChoiceFilter(label="Nơi đặt", field_name="place", queryset=_places)
    dich = ChoiceFilter(label="Loại đích", field_name="target_kind", choices=())
    nhan = ChoiceFilter(label="Nhãn", method="with_label", choices=())
    trang_thai = ChoiceFilter(
        label="Trạng thái",
        method="in_state",
        choices=[(LIVE, "Chưa thu hồi"), (WITHDRAWN, STANDINGS[WITHDRAWN])],
    )
    co_quan = ModelChoiceFilter(label="Cơ quan", field_name="agency", queryset=_agencies)

    class Meta:
        model = Placement
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["dich"].extra["choices"] = [(kind.code, kind.label) for kind in registry.targets()]
        self.filters["nhan"].extra["choices"] = queries.label_choices(self.request.actor)
        if len(queries.agencies_with_codes(self.request.actor)[:2]) < 2:
            del self.filters["co_quan"]

    def with_words(self, rows: QuerySet[Placement], name: str, value: str) -> QuerySet[Placement]:
        return queries.with_words(rows, value)

    def with_label(self, rows: QuerySet[Placement], name: str, value: str) -> QuerySet[Placement]:
        kind, _, key = value.partition("|")
        return queries.with_label(rows, kind, key)

    def in_state(self, rows: QuerySet[Placement], name: str, value: str) -> QuerySet[Placement]:
        return rows.filter(withdrawn_at__isnull=value != WITHDRAWN)


class HostTable(Table):
    caption = "Tên miền được dẫn đến"

    host = MainColumn(verbose_name="Tên miền", sub=lambda row: row.note)
    agency = TextColumn(
        verbose_name="Cơ quan", accessor="agency__short_name", order_by=("agency__sort_key", "pk")
    )
    added_by = TextColumn(
        verbose_name="Người thêm", accessor="added_by__full_name", order_by=("added_by__sort_key", "pk")
    )
    added_at = DateTimeColumn(verbose_name="Thêm lúc", order_by=("added_at", "pk"))
    remove = HtmlColumn(verbose_name="Việc", quiet=True, make=lambda row: remove_link(row))

    def __init__(self, *args: Any, removable: frozenset[int] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.removable = removable

    def render_remove(self, record: Any) -> Any:
        return remove_link(record) if record.agency_id in self.removable else ""


def remove_link(row: Any) -> SafeString:
    return format_html(
        '<a href="{}">Bỏ<span class="vh"> tên miền {}</span></a>',
        reverse("channels:host_remove", args=[row.pk]),
        row.host,
    )
