"""What the frame of the desk shows of printed codes."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from lantoa.channels import access, queries
from lantoa.foundation.text import fold
from lantoa.organisation.access import Actor
from lantoa.ui import registry as ui

SECTION = "noi-dung"


def find_codes(actor: Actor, query: str, limit: int) -> Iterable[ui.Hit]:
    if not fold(query) or not access.may_look(actor):
        return []
    rows = queries.with_words(access.visible_placements(actor), query).select_related("place").order_by("-pk")
    return [
        ui.Hit(row.title, reverse("channels:placement", args=[row.pk]), f"{row.code}, {row.where}", "Mã QR")
        for row in rows[:limit]
    ]


def connect() -> None:
    ui.register_nav(ui.NavItem(SECTION, "Mã QR", "channels:list", 45, shown=access.may_look))
    ui.register_nav(
        ui.NavItem(SECTION, "Lượt gửi", "channels:broadcasts", 40, shown=access.may_look_at_sending)
    )
    ui.register_nav(ui.NavItem(SECTION, "Kênh", "channels:channels", 42, shown=access.may_look_at_channels))
    ui.register_search(ui.SearchSource("Mã QR", find_codes, 70))
