"""How to reach every address of the audit, and who may: administrators."""

from __future__ import annotations

from typing import Any

from lantoa.audit.actions import note
from lantoa.audit.sealing import seal
from tests.support.url_matrix import Example, World

ADMINISTRATOR = frozenset({"administrator"})


def entry(world: World) -> dict[str, Any]:
    made = note(
        "audit.exported", world.agency, actor=world.cast.actor("administrator"), agency_id=world.agency.pk
    )
    seal()
    made.refresh_from_db()
    return {"sequence": made.sequence}


AUDIT = {
    "audit:list": Example(to=ADMINISTRATOR),
    "audit:entry": Example(to=dict.fromkeys(("sxd", "ward", "snv"), ADMINISTRATOR), kwargs=entry),
}
