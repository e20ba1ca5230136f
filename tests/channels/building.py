"""Codes for tests, placed by the editor of Sở Xây dựng unless another is named."""

from __future__ import annotations

from typing import Any

from lantoa.channels import actions
from lantoa.channels.actions import PlacementDraft, Target
from lantoa.channels.models import Placement
from lantoa.channels.targets import ADDRESS
from lantoa.organisation.models import Place
from tests.cast import Cast

PHONE = {
    "user-agent": "Mozilla/5.0 (Linux; Android 13; SM-A146) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 "
    "Mobile Safari/537.36"
}
HOME = Target("portal.page", "trang-chu")


def draft(**changed: Any) -> PlacementDraft:
    values: dict[str, Any] = {"title": "Xem tin cải cách hành chính", "target": HOME, "spot": "cửa ra vào"}
    return PlacementDraft(**(values | changed))


def place(cast: Cast, *, who: str = "editor", where: str = "sxd", **changed: Any) -> Placement:
    return actions.place_code(cast.agency(where), draft(**changed), actor=cast.actor(who))


def outside(cast: Cast, address: str = "https://dichvucong.gov.vn/p/home") -> Placement:
    """A code to an address on a listed host."""
    actions.add_host(cast.sxd, "dichvucong.gov.vn", "", actor=cast.actor("editor"))
    return place(cast, target=Target(ADDRESS, address))


def counter(cast: Cast, name: str = "Quầy 07") -> Place:
    return Place.objects.get(agency=cast.sxd, name=name)
