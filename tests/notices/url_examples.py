"""How to reach every address of the notices, and who may: the person who was told."""

from __future__ import annotations

from typing import Any

from lantoa.notices import registry
from lantoa.notices.actions import notify
from lantoa.organisation.access import SYSTEM
from tests.support.url_matrix import SIGNED_IN, Example, World

TOLD = {"sxd": "officer", "ward": "ward_officer", "snv": "outsider"}
OWNER = {place: frozenset({key}) for place, key in TOLD.items()}


def notice(world: World) -> dict[str, Any]:
    registry.register_kinds({"test.due": "Nhắc hạn"})
    person = world.cast.person(TOLD[world.place])
    made = notify([person], "test.due", "Nhiệm vụ đến hạn", "/ban-lam-viec/", actor=SYSTEM)
    return {"notice_id": made[0].pk}


NOTICES = {
    "notices:list": Example(to=SIGNED_IN),
    "notices:settings": Example(to=SIGNED_IN),
    "notices:read_all": Example(to=SIGNED_IN, method="post"),
    "notices:open": Example(to=OWNER, kwargs=notice, answers=(302,)),
    "notices:read": Example(to=OWNER, kwargs=notice, method="post"),
}
