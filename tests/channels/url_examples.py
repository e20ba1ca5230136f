"""Examples of the addresses of printed codes, for the access matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lantoa.channels import actions
from lantoa.channels.actions import ChannelDraft, ComposeDraft, PlacementDraft, Target
from lantoa.channels.models import Broadcast, LinkHost, Placement, Subscriber
from lantoa.channels.registry import Content
from lantoa.channels.secrets import mark_of
from lantoa.channels.tokens import to_confirm
from lantoa.foundation import clock
from lantoa.ledger.refs import SourceKey
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


READS = {
    "sxd": ABOVE | {"editor", "messenger", "coordinator", "director"},
    "ward": ABOVE | {"ward_chair", "ward_officer"},
    "snv": ABOVE | {"snv_coordinator"},
}
"""Who reads what an agency sends."""
WRITES = {
    "sxd": frozenset({"editor", "messenger", "director"}),
    "ward": frozenset({"ward_chair"}),
    "snv": NOBODY,
}
APPROVES = {"sxd": frozenset({"director"}), "ward": frozenset({"ward_chair"}), "snv": NOBODY}
SENDS = {"sxd": frozenset({"messenger"}), "ward": NOBODY, "snv": NOBODY}
SETS = {
    "sxd": frozenset({"administrator", "sxd_administrator"}),
    "ward": frozenset({"administrator"}),
    "snv": frozenset({"administrator"}),
}
LOOKS_AT_SENDING = LOOKS
ADMINISTERS = frozenset({"administrator", "sxd_administrator"})


def either(*several: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    return {place: frozenset().union(*(one[place] for one in several)) for place in ("sxd", "ward", "snv")}


def broadcast(world: World) -> Broadcast:
    """A broadcast over the newsletter, in draft."""
    if "channels.broadcast" not in world.memo:
        row = newsletter(world).channel
        content = Content(
            world.agency.pk, SourceKey("test", world.place), f"Tin của {world.place}", text="Nội dung"
        )
        world.memo["channels.broadcast"] = actions.compose(content, ComposeDraft((row.pk,)), actor=SYSTEM)
    return world.memo["channels.broadcast"]


def of_channel(world: World) -> Mapping[str, Any]:
    return {"channel_id": newsletter(world).channel_id}


def of_broadcast(world: World) -> Mapping[str, Any]:
    return {"broadcast_id": broadcast(world).pk}


def of_asked(world: World) -> Mapping[str, Any]:
    actions.ask_approval(broadcast(world), actor=SYSTEM)
    return of_broadcast(world)


def of_part(world: World) -> Mapping[str, Any]:
    return {"part_id": broadcast(world).parts.get().pk}


def of_screen(world: World) -> Mapping[str, Any]:
    if "channels.screen" not in world.memo:
        draft = actions.ChannelDraft(f"Màn hình {world.place}", {"seconds": 20, "most": 8})
        world.memo["channels.screen"] = actions.open_channel(world.agency, "screen", draft, actor=SYSTEM)
    return {"channel_id": world.memo["channels.screen"].pk}


def of_topic(world: World) -> Mapping[str, Any]:
    if "channels.topic" not in world.memo:
        world.memo["channels.topic"] = actions.add_topic(world.agency, f"Tin {world.place}", actor=SYSTEM)
    return {**of_channel(world), "topic_id": world.memo["channels.topic"].pk}


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
    "channels:channels": Example(to=LOOKS_AT_SENDING | ADMINISTERS),
    "channels:channel_add": Example(to=ADMINISTERS),
    "channels:limit": Example(to=ADMINISTERS),
    "channels:channel": Example(to=either(READS, SETS), kwargs=of_channel),
    "channels:channel_change": Example(to=SETS, kwargs=of_channel),
    "channels:channel_try": Example(to=SETS, kwargs=of_channel),
    "channels:channel_bar": Example(to=either(SENDS, SETS), kwargs=of_channel),
    "channels:topic_add": Example(to=WRITES, kwargs=of_channel),
    "channels:topic_end": Example(to=WRITES, kwargs=of_topic, method="post"),
    "channels:broadcasts": Example(to=LOOKS_AT_SENDING),
    "channels:compose": Example(to=PUBLISHES),
    "channels:broadcast": Example(to=READS, kwargs=of_broadcast),
    "channels:ask_approval": Example(to=WRITES, kwargs=of_broadcast, method="post"),
    "channels:approve": Example(to=APPROVES, kwargs=of_asked, method="post"),
    "channels:hand_back": Example(to=APPROVES, kwargs=of_broadcast),
    "channels:send": Example(to=SENDS, kwargs=of_broadcast),
    "channels:cancel": Example(to=SENDS, kwargs=of_broadcast),
    "channels:deliveries": Example(to=READS, kwargs=of_broadcast),
    "channels:part_change": Example(to=WRITES, kwargs=of_part),
    "channels:resend": Example(to=SENDS, kwargs=of_part),
    "channels:part_done": Example(to=SENDS, kwargs=of_part),
    "channels_public:sign_up": Example(
        to=ANYONE, kwargs=lambda world: {"slug": newsletter(world).channel.agency.slug}
    ),
    "channels_public:confirm": Example(
        to=ANYONE, kwargs=lambda world: {"token": confirm_token(world)}, by_key=True
    ),
    "channels_public:choose": Example(to=ANYONE, kwargs=by_token, by_key=True),
    "channels_public:stop": Example(to=ANYONE, kwargs=by_token, by_key=True),
    "channels_public:screen": Example(to=ANYONE, kwargs=of_screen),
    "channels_public:screen_at": Example(to=ANYONE, kwargs=lambda world: {**of_screen(world), "number": 1}),
    "channels_public:screen_paused": Example(
        to=ANYONE, kwargs=lambda world: {**of_screen(world), "number": 1}
    ),
    "channels_public:scan": Example(
        to=ANYONE, kwargs=lambda world: {"code": code(world).code}, answers=(302,), by_key=True
    ),
}
