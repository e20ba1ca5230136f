"""An example for every address of the ledger: an entry of one unit in each agency, recorded and sent."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from lantoa.ledger import actions
from lantoa.ledger.drafts import ActivityDraft, Amount, MeasurementDraft
from lantoa.ledger.models import Activity, Measure, Measurement, Theme
from tests.ledger import samples
from tests.support.url_matrix import ANYONE, READERS, SIGNED_IN, Example, World

RECORDERS = {
    "sxd": ("officer", "sxd.van_phong"),
    "ward": ("ward_officer", "ward.van_hoa"),
    "snv": ("outsider", "snv.cong_chuc"),
}


def client_id(place: str) -> uuid.UUID:
    """What the recorder's device called the entry; another one in each place."""
    return uuid.uuid5(uuid.NAMESPACE_URL, place)


SEES = READERS["unit"]
EDITS = {
    "sxd": frozenset({"officer", "head"}),
    "ward": frozenset({"ward_officer"}),
    "snv": frozenset({"outsider"}),
}
JUDGES = {
    "sxd": frozenset({"head", "coordinator"}),
    "ward": frozenset({"ward_officer"}),
    "snv": frozenset({"snv_coordinator"}),
}
RECORDED = {place: frozenset({who}) for place, (who, _) in RECORDERS.items()}
CONFIRMERS = frozenset(
    {"head", "coordinator", "superior", "ward_officer", "snv_coordinator", "province_coordinator"}
)
READS = SIGNED_IN - {"administrator", "sxd_administrator", "former", "messenger"}
KEEPERS = frozenset({"administrator", "province_coordinator"})
RECORDS = frozenset(
    {
        "officer", "head", "coordinator", "editor", "other_officer", "superior", "appraiser", "outsider",
        "ward_officer", "snv_coordinator", "province_coordinator",
    }
)  # fmt: skip


def entry(world: World) -> Activity:
    """One activity with one photo, the same for every example of a place."""
    if "ledger.activity" not in world.memo:
        actions.ensure_reference_rows()
        who, body = RECORDERS[world.place]
        day = date(2026, 3, 4)
        draft = ActivityDraft(
            kind="tai-quay", title=f"Hướng dẫn tại quầy {world.unit_word}", day=day, agency_id=world.agency.pk,
            body_id=world.cast.body(body).pk, client_id=client_id(world.place),
        )  # fmt: skip
        actor = world.cast.actor(who)
        activity = actions.record_activity(draft, actor=actor)
        world.memo["ledger.activity"] = activity
        world.memo["ledger.evidence"] = actions.attach_file(
            activity, samples.upload("a.png", samples.png()), actor=actor
        )
    found: Activity = world.memo["ledger.activity"]
    return found


def figure(world: World) -> Measurement:
    """One standing value with one link, the same for every example of a place; its source names the place."""
    if "ledger.measurement" not in world.memo:
        actions.ensure_reference_rows()
        who, body = RECORDERS[world.place]
        draft = MeasurementDraft(
            Amount("M04-3", Decimal(1250)), date(2026, 2, 1), date(2026, 2, 28), world.agency.pk,
            world.cast.body(body).pk, f"Thống kê {world.unit_word}",
        )  # fmt: skip
        actor = world.cast.actor(who)
        row = actions.record_measurement(draft, actor=actor)
        world.memo["ledger.measurement"] = row
        world.memo["ledger.link"] = actions.attach_link(row, "https://trang.example/a", actor=actor)
    found: Measurement = world.memo["ledger.measurement"]
    return found


def measure() -> Measure:
    actions.ensure_reference_rows()
    return Measure.objects.get(code="M04-3")


def of_measurement(world: World) -> Mapping[str, Any]:
    return {"measurement_id": figure(world).pk}


def of_measurement_proof(world: World) -> Mapping[str, Any]:
    return {"measurement_id": figure(world).pk, "evidence_id": world.memo["ledger.link"].pk}


def of_row(world: World) -> Mapping[str, Any]:
    """A row that all agencies share, so it belongs to no place."""
    actions.ensure_reference_rows()
    return {"word": "noi-dung", "row_id": Theme.objects.get(code="hai-long").pk}


def of_activity(world: World) -> Mapping[str, Any]:
    return {"activity_id": entry(world).pk}


def of_version(world: World) -> Mapping[str, Any]:
    return {"activity_id": entry(world).pk, "number": 1}


def of_evidence(world: World) -> Mapping[str, Any]:
    return {"activity_id": entry(world).pk, "evidence_id": world.memo["ledger.evidence"].pk}


def of_file(world: World) -> Mapping[str, Any]:
    entry(world)
    return {"file_id": world.memo["ledger.evidence"].file_id}


def of_device(world: World) -> Mapping[str, Any]:
    entry(world)
    return {"client_id": client_id(world.place)}


def of_device_file(world: World) -> Mapping[str, Any]:
    return {**of_device(world), "index": 0}


LEDGER = {
    "ledger:activities": (
        Example(to=SIGNED_IN, why="a list shows to each only what they may see"),
        Example(to=SIGNED_IN, query="?xuat=csv"),
    ),
    "ledger:activity": Example(to=SEES, kwargs=of_activity),
    "ledger:version": Example(to=SEES, kwargs=of_version),
    "ledger:edit": Example(to=EDITS, kwargs=of_activity),
    "ledger:add_proof": Example(to=EDITS, kwargs=of_activity),
    "ledger:remove_proof": Example(to=EDITS, kwargs=of_evidence),
    "ledger:submit": Example(to=EDITS, kwargs=of_activity, method="post"),
    "ledger:withdraw": Example(to=EDITS, kwargs=of_activity, method="post"),
    "ledger:discard": Example(
        to=EDITS, kwargs=of_activity, method="post", data=lambda world: {"reason": "Ghi trùng"}
    ),
    "ledger:confirm_one": Example(
        to=JUDGES,
        kwargs=of_activity,
        method="post",
        answers=(302, 422),
        why="nobody confirms what they wrote: 422",
    ),
    "ledger:hand_back": Example(to=JUDGES, kwargs=of_activity),
    "ledger:void": Example(to=JUDGES, kwargs=of_activity),
    "ledger:replace": Example(to=JUDGES, kwargs=of_activity),
    "ledger:confirm": Example(to=CONFIRMERS),
    "ledger:measurements": (
        Example(to=READS, why="a list shows to each only what they may see"),
        Example(to=READS, query="?xuat=csv&nguon=tat-ca"),
    ),
    "ledger:record_measurement": (
        Example(to=RECORDS),
        Example(
            to=RECORDS,
            path=lambda world: f"{reverse('ledger:record_measurement')}?so_do={measure().pk}",
        ),
    ),
    "ledger:confirm_measurements": Example(to=CONFIRMERS),
    "ledger:course": (Example(to=READS), Example(to=READS, query="?xuat=csv")),
    "ledger:measurement": Example(to=SEES, kwargs=of_measurement),
    "ledger:edit_measurement": Example(to=RECORDED, kwargs=of_measurement),
    "ledger:discard_measurement": Example(to=RECORDED, kwargs=of_measurement, method="post"),
    "ledger:confirm_measurement": Example(
        to=JUDGES,
        kwargs=of_measurement,
        method="post",
        answers=(302, 422),
        why="nobody confirms what they wrote: 422",
    ),
    "ledger:void_measurement": Example(to=JUDGES, kwargs=of_measurement),
    "ledger:replace_measurement": Example(to=JUDGES, kwargs=of_measurement),
    "ledger:remove_measurement_proof": Example(to=RECORDED, kwargs=of_measurement_proof),
    "ledger:vocabularies": Example(to=KEEPERS),
    "ledger:vocabulary": (
        Example(to=KEEPERS, kwargs=lambda world: {"word": "so-do"}),
        Example(to=KEEPERS, kwargs=lambda world: {"word": "hinh-thuc"}, query="?xuat=csv"),
    ),
    "ledger:new_row": Example(to=KEEPERS, kwargs=lambda world: {"word": "loai-hoat-dong"}),
    "ledger:move_row": Example(
        to=KEEPERS,
        kwargs=lambda world: {"word": "noi-dung"},
        method="post",
        data=lambda world: {"xuong": of_row(world)["row_id"]},
    ),
    "ledger:row": Example(to=KEEPERS, kwargs=of_row),
    "ledger:edit_row": Example(to=KEEPERS, kwargs=of_row),
    "ledger:end_row": Example(to=KEEPERS, kwargs=of_row),
    "ledger:resume_row": Example(to=KEEPERS, kwargs=of_row, method="post"),
    "ledger:merge_row": Example(to=KEEPERS, kwargs=of_row),
    "ledger:discard_row": Example(
        to=KEEPERS, kwargs=of_row, method="post", answers=(302, 422), why="a row in use is kept: 422"
    ),
    "ledger:record": Example(to=RECORDS),
    "ledger:worker": Example(to=ANYONE, why="a script without data"),
    "ledger:record_file": Example(to=RECORDED, kwargs=of_device_file, method="post", answers=(422,)),
    "ledger:record_sent": Example(to=RECORDED, kwargs=of_device, method="post", answers=(200,)),
    "ledger:file": Example(to=SEES, kwargs=of_file),
    "ledger:file_view": Example(to=SEES, kwargs=of_file),
    "ledger:file_thumb": Example(to=SEES, kwargs=of_file),
}
