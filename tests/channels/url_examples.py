"""Examples of the addresses of printed codes, for the access matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lantoa.channels import actions
from lantoa.channels.actions import ChannelDraft, PlacementDraft, Target
from lantoa.channels.models import LinkHost, Placement, Subscriber
from lantoa.channels.secrets import mark_of
from lantoa.channels.tokens import to_confirm
from lantoa.foundation import clock
from lantoa.organisation.access import SYSTEM
from tests.support.url_matrix import ABOVE, ANYONE, NOBODY, Example, World

LOOKS = frozenset(
    {
        "editor", "messenger", "coordinator", "director", "ward_chair", "ward_officer", "snv_coordinator",
        "province_coordinator", "province_director", "superior",
    }
)  # fmt: skip
"""Who sees the work of some agency, or publishes for one."""
PUBLISHES = frozenset({"editor", "messenger", "director", "ward_chair", "province_director"})
SEES = {
    "sxd": ABOVE | {"editor", "messenger", "coordinator", "director"},
    "ward": ABOVE | {"ward_chair", "ward_officer"},
    "snv": ABOVE | {"snv_coordinator"},
}
CHANGES = {
    "sxd": frozenset({"editor", "messenger", "director"}),
    "ward": frozenset({"ward_chair"}),
    "snv": NOBODY,
}


def code(world: World) -> Placement:
    if "channels.code" not in world.memo:
        draft = PlacementDraft(f"Mã của {world.place}", Target("portal.page", "co-quan"), spot="cửa ra vào")
        world.memo["channels.code"] = actions.place_code(world.agency, draft, actor=SYSTEM)
    return world.memo["channels.code"]


def of_code(world: World) -> Mapping[str, Any]:
    return {"placement_id": code(world).pk}


def host(world: World) -> LinkHost:
    if "channels.host" not in world.memo:
        world.memo["channels.host"] = actions.add_host(
            world.agency, f"{world.place}.gov.vn", "", actor=SYSTEM
        )
    return world.memo["channels.host"]


def newsletter(world: World) -> Subscriber:
    """Somebody who receives the newsletter of the agency."""
    if "channels.subscriber" not in world.memo:
        draft = ChannelDraft("Bản tin", {"sender_name": "Cơ quan"})
        row = actions.open_channel(world.agency, "email", draft, actor=SYSTEM)
        now = clock.now()
        address = f"{world.place}@example.vn"
        world.memo["channels.subscriber"] = Subscriber.objects.create(
            channel=row, address=address, mark=mark_of("email", address), token=f"token-{world.place}", state="active",
            asked_at=now, confirmed_at=now, consent="1",
        )  # fmt: skip
    return world.memo["channels.subscriber"]


def confirm_token(world: World) -> str:
    row = newsletter(world)
    return to_confirm(row.pk, row.mark)


def by_token(world: World) -> Mapping[str, Any]:
    return {"token": newsletter(world).token}


CHANNELS: dict[str, Example | tuple[Example, ...]] = {
    "channels:list": Example(to=LOOKS),
    "channels:add": Example(to=PUBLISHES),
    "channels:sheet": Example(to=LOOKS),
    "channels:hosts": Example(to=LOOKS),
    "channels:host_add": Example(to=PUBLISHES),
    "channels:host_remove": Example(to=CHANGES, kwargs=lambda world: {"host_id": host(world).pk}),
    "channels:placement": Example(to=SEES, kwargs=of_code),
    "channels:change": Example(to=CHANGES, kwargs=of_code),
    "channels:withdraw": Example(to=CHANGES, kwargs=of_code),
    "channels:restore": Example(to=CHANGES, kwargs=of_code, method="post"),
    "channels:scans": Example(to=SEES, kwargs=of_code),
    "channels:picture": Example(to=SEES, kwargs=lambda world: {**of_code(world), "form": "svg"}),
    "channels_public:sign_up": Example(
        to=ANYONE, kwargs=lambda world: {"slug": newsletter(world).channel.agency.slug}
    ),
    "channels_public:confirm": Example(
        to=ANYONE, kwargs=lambda world: {"token": confirm_token(world)}, by_key=True
    ),
    "channels_public:choose": Example(to=ANYONE, kwargs=by_token, by_key=True),
    "channels_public:stop": Example(to=ANYONE, kwargs=by_token, by_key=True),
    "channels_public:scan": Example(
        to=ANYONE, kwargs=lambda world: {"code": code(world).code}, answers=(302,), by_key=True
    ),
}
