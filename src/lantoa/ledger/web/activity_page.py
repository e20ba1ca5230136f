"""What the page of one activity shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from lantoa.audit.registry import label_of
from lantoa.foundation.text import format_number
from lantoa.ledger import access, queries, recordings, registry, wording
from lantoa.ledger.forms import SETS, ReasonForm, said_day
from lantoa.ledger.models import Activity, ActivityVersion, Evidence, Measurement, State, StoredFile
from lantoa.ledger.web.tables import shown_state, state_word
from lantoa.organisation.access import Actor
from lantoa.organisation.guard import StaffRequest
from lantoa.ui.parts import ChainLink, LogEntry
from lantoa.ui.words import vnbytes, vndate, vndatetime


@dataclass(frozen=True)
class Proof:
    """One piece of proof as shown. `thumb` is the address of the safe small picture, where there is one."""

    row: Evidence
    name: str
    url: str
    note: str
    thumb: str = ""
    icon: str = "file"
    original: str = ""
    player: str = ""
    digest: str = ""
    remove_url: str = ""
    download: str = "Tải tệp gốc"


def context(request: StaffRequest, row: Activity) -> dict[str, Any]:
    actor, current = request.actor, row.current
    assert current is not None  # noqa: S101 (an identity is never without a version outside its recording)
    is_draft = row.state == State.DRAFT
    may_edit = is_draft and access.may_edit(actor, row)
    found = proofs(request, row, may_remove=may_edit)
    return {
        "activity": row,
        "version": current,
        "state": shown_state(row),
        "state_word": state_word(row),
        "facts": facts(row, current),
        "values": values_of(current),
        "evidence": found,
        "links": chain(actor, row, len(found)),
        "history": entries_of(row),
        "versions": list(row.versions.select_related("confirmed_by", "voided_by").order_by("-number")),
        "may_edit": may_edit,
        "own": row.recorded_by_id == actor.person_id,
        "may_submit": may_edit and row.submitted_at is None,
        "may_withdraw": may_edit and row.submitted_at is not None and row.recorded_by_id == actor.person_id,
        "may_confirm": row.is_waiting and access.may_confirm(actor, row),
        "may_hand_back": row.is_waiting and access.may_hand_back(actor, row),
        "may_void": row.state != State.VOIDED and access.may_void(actor, row),
        "may_replace": not is_draft and access.may_void(actor, row),
        "why_not": why_not_confirm(request, row),
        # Three dialogs on one page: each form has ids of its own.
        "discard_form": ReasonForm(auto_id="bo-%s"),
        "reason_form": ReasonForm(auto_id="tra-lai-%s"),
        "replace_form": ReasonForm(auto_id="dinh-chinh-%s"),
        "void_form": ReasonForm(auto_id="huy-%s"),
    }


def why_not_confirm(request: StaffRequest, row: Activity) -> str:
    """Said to whoever has the right over the unit but wrote the entry."""
    if not row.is_waiting or not access.may_hand_back(request.actor, row):
        return ""
    if access.may_confirm(request.actor, row):
        return ""
    return wording.own_entry(recorded=row.recorded_by_id == request.actor.person_id)


def version_context(request: StaffRequest, row: Activity, version: ActivityVersion) -> dict[str, Any]:
    return {
        "activity": row,
        "version": version,
        "facts": facts(row, version),
        "values": values_of(version),
        "evidence": [proof(request, item, row) for item in queries.evidence_of(row, version.number)],
    }


def facts(row: Activity, version: ActivityVersion) -> list[tuple[str, str]]:
    """Label and value; what was not written is left out."""
    found = [
        ("Ngày làm", said_day(version.day, version.end_day)),
        ("Loại", version.kind.name),
        ("Đơn vị", row.body.name if row.body else row.agency.legal_name),
        ("Nơi làm", version.place),
        ("Người thực hiện", version.who),
    ]
    for name, (_, label) in SETS.items():
        found.append((label, ", ".join(item.name for item in getattr(version, name).all())))
    return [(label, value) for label, value in found if value]


def values_of(version: ActivityVersion) -> list[tuple[Measurement, str]]:
    """Each value with its number as written."""
    rows = version.measurements.select_related("measure").order_by("measure__position", "id")
    return [(row, said_value(row)) for row in rows]


def said_value(row: Measurement) -> str:
    if row.value is not None:
        return format_number(row.value.normalize() if row.value else row.value)
    return f"{format_number(queries.value_of(row), 1)} ({_plain(row.numerator)} / {_plain(row.denominator)})"


def _plain(value: Any) -> str:
    return format_number(value) if value is not None else ""


def proofs(request: StaffRequest, row: Activity, *, may_remove: bool = False) -> list[Proof]:
    return [proof(request, item, row, may_remove=may_remove) for item in _with_places(row)]


def _with_places(row: Activity) -> Any:
    return queries.evidence_of(row).select_related("file__place")


def proof(
    request: StaffRequest, item: Evidence, row: Activity | Measurement, *, may_remove: bool = False
) -> Proof:
    remover = "ledger:remove_proof" if isinstance(row, Activity) else "ledger:remove_measurement_proof"
    remove = reverse(remover, args=[row.pk, item.pk]) if may_remove else ""
    name = proof_name(item)
    if item.kind == Evidence.Kind.LINK:
        return Proof(
            item, name, item.url, item.url if item.caption else "Liên kết", icon="out", remove_url=remove
        )
    file = item.file
    if file is None:
        return Proof(item, name, "", _paper(item), icon="file", remove_url=remove)
    original = reverse("ledger:file", args=[file.pk])
    shown = file.view == StoredFile.View.READY
    return Proof(
        item,
        name,
        reverse("ledger:file_view", args=[file.pk]) if shown else original,
        " · ".join(part for part in (_paper(item), said_file(request, file, row)) if part),
        thumb=reverse("ledger:file_thumb", args=[file.pk]) if shown else "",
        icon="photo" if file.group == StoredFile.Group.PHOTO else "file",
        original=original,
        player=file.group if file.group in (StoredFile.Group.AUDIO, StoredFile.Group.VIDEO) else "",
        digest=file.sha256,
        remove_url=remove,
        download=_said_download(request, file, row),
    )


def _said_download(request: StaffRequest, file: StoredFile, row: Activity | Measurement) -> str:
    if recordings.is_veiled(file.kind) and not access.sees_places(request.actor, row):
        return "Tải bản không ghi nơi quay"
    return "Tải tệp gốc"


def _paper(item: Evidence) -> str:
    if item.kind != Evidence.Kind.DOCUMENT:
        return ""
    day = f"ngày {vndate(item.document_day)}" if item.document_day else ""
    return " · ".join(part for part in ("Văn bản", day, item.document_issuer) if part)


def proof_name(item: Evidence) -> str:
    if item.kind == Evidence.Kind.DOCUMENT:
        return f"{item.document_number} {item.caption}".strip()
    if item.caption:
        return item.caption
    return item.file.name if item.file else item.url


def said_file(request: StaffRequest, file: StoredFile, row: Activity | Measurement) -> str:
    parts = [file.get_group_display(), vnbytes(file.size)]
    if file.view == StoredFile.View.WAITING:
        parts.append("đang tạo bản xem")
    elif file.view == StoredFile.View.FAILED:
        parts.append("không tạo được bản xem, tải tệp gốc")
    place = getattr(file, "place", None)
    if place is not None and access.sees_places(request.actor, row):
        if place.taken_at:
            parts.append(f"chụp {vndatetime(place.taken_at)}")
        if place.latitude is not None and place.longitude is not None:
            parts.append(f"tại {format_number(place.latitude, 5)}; {format_number(place.longitude, 5)}")
    return " · ".join(parts)


def chain(actor: Actor, row: Activity, number_of_proofs: int) -> list[ChainLink]:
    """The activity and its proof, between what the rooms above put before and after."""
    return [
        *registry.chain_links(actor, row, before=True),
        ChainLink("Hoạt động", row.number, current=True),
        ChainLink("Minh chứng", f"{number_of_proofs} mục", "#minh-chung"),
        *registry.chain_links(actor, row, before=False),
    ]


def entries_of(thing: Model) -> list[LogEntry]:
    """Who did what to an activity, a measurement or a row, the latest first."""
    return [
        LogEntry(
            label_of(entry.verb),
            who=f"{entry.actor_name}, thay mặt {entry.lent_by}" if entry.lent_by else entry.actor_name,
            when=vndatetime(entry.at),
            text=_said(entry.summary, entry.changes),
            state="done" if entry.verb in _CONFIRMED else "",
        )
        for entry in queries.history_of(thing)
    ]


_CONFIRMED = {"ledger.confirmed", "ledger.measurement_confirmed"}


def _said(summary: str, changes: dict[str, list[str]]) -> str:
    told = [f"{label}: “{old or '–'}” thành “{new or '–'}”" for label, (old, new) in changes.items()]
    return ". ".join([summary, *told] if summary else told)[:600]
