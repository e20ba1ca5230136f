"""How to reach every address of the register, and who may: a procedure and a field in each place.

A register is read by all who work in its agency and by superiors; its coordinator keeps it.
"""

from __future__ import annotations

from typing import Any

from lantoa.procedures import actions
from lantoa.procedures.models import Field, Procedure
from tests.procedures.building import draft
from tests.support.url_matrix import READERS, SIGNED_IN, Example, World

READS = READERS["agency"]
KEEPERS = {"sxd": "coordinator", "ward": "ward_officer", "snv": "snv_coordinator"}
KEEPS = {place: frozenset({key}) for place, key in KEEPERS.items()}
EVERY_KEEPER = frozenset(KEEPERS.values()) | {"province_coordinator"}
SHARED = frozenset({"administrator", "province_coordinator"})
NUMBERS = {"sxd": 1, "ward": 2, "snv": 3}


def procedure(world: World) -> Procedure:
    if "procedures.procedure" not in world.memo:
        actor = world.cast.actor(KEEPERS[world.place])
        text = draft(
            f"1.90030{NUMBERS[world.place]}",
            f"Cấp giấy phép {world.agency_word}",
            field=f"Lĩnh vực {world.agency_word}",
        )
        world.memo["procedures.procedure"] = actions.add_procedure(text, world.agency, actor=actor)
    row: Procedure = world.memo["procedures.procedure"]
    return row


def field(world: World) -> Field:
    if "procedures.field" not in world.memo:
        actor = world.cast.actor(KEEPERS[world.place])
        name = f"Lĩnh vực chưa dùng {world.agency_word}"
        world.memo["procedures.field"] = actions.add_field(name, world.agency, actor=actor)
    row: Field = world.memo["procedures.field"]
    return row


def named(world: World) -> dict[str, Any]:
    return {"procedure_id": procedure(world).pk}


def named_field(world: World) -> dict[str, Any]:
    return {"field_id": field(world).pk}


def waiting_file(world: World) -> dict[str, Any]:
    """A file that would change one procedure, and leaves another out."""
    if "procedures.intake" not in world.memo:
        actor, row = world.cast.actor(KEEPERS[world.place]), procedure(world)
        actions.add_procedure(
            draft(f"1.90040{NUMBERS[world.place]}", "Không có trong tệp"), world.agency, actor=actor
        )
        data = f"Mã thủ tục,Tên thủ tục\n{row.code},{row.name} sửa\n".encode()
        world.memo["procedures.intake"] = actions.start_intake(
            data, "danh-muc.csv", world.agency, synced_on=actor.on, actor=actor
        )[0]
    return {"intake_id": world.memo["procedures.intake"].pk}


PROCEDURES = {
    "procedures:list": Example(to=SIGNED_IN, why="shows to each what is theirs, to some nothing"),
    "procedures:procedure": Example(to=READS, kwargs=named),
    "procedures:new": Example(to=EVERY_KEEPER),
    "procedures:edit": Example(to=KEEPS, kwargs=named),
    "procedures:replace": Example(to=KEEPS, kwargs=named),
    "procedures:abolish": Example(to=KEEPS, kwargs=named),
    "procedures:reinstate": Example(to=KEEPS, kwargs=named, method="post"),
    "procedures:discard": Example(to=KEEPS, kwargs=named, method="post"),
    "procedures:import": Example(to=EVERY_KEEPER),
    "procedures:template": Example(to=EVERY_KEEPER),
    "procedures:intake": Example(to=KEEPS, kwargs=waiting_file),
    "procedures:drop_intake": Example(to=KEEPS, kwargs=waiting_file, method="post"),
    "procedures:fields": Example(to=SIGNED_IN, why="shows to each what is theirs, to some nothing"),
    "procedures:new_field": Example(to=EVERY_KEEPER),
    "procedures:edit_field": Example(to=KEEPS, kwargs=named_field),
    "procedures:discard_field": Example(to=KEEPS, kwargs=named_field, method="post"),
    "procedures:portal": Example(to=SHARED),
}
