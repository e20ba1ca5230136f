"""How to reach every address of the audit, and who may: administrators."""

from __future__ import annotations

from typing import Any

from lantoa.audit.actions import note
from lantoa.audit.sealing import seal
from tests.support.url_matrix import Example, World

ADMINISTRATORS = frozenset({"administrator", "sxd_administrator"})
OVER = {"sxd": ADMINISTRATORS, "ward": frozenset({"administrator"}), "snv": frozenset({"administrator"})}


def entry(world: World) -> dict[str, Any]:
    made = note(
        "audit.exported", world.agency, actor=world.cast.actor("administrator"), agency_id=world.agency.pk
    )
    seal()
    made.refresh_from_db()
    return {"sequence": made.sequence}


AUDIT = {
    "audit:list": (Example(to=ADMINISTRATORS), Example(to=ADMINISTRATORS, query="?xuat=csv")),
    "audit:entry": Example(to=OVER, kwargs=entry),
}
