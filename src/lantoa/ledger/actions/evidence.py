"""Files kept, and proof put on and taken off."""

from __future__ import annotations

import io
from typing import BinaryIO
from urllib.parse import SplitResult, urlsplit

from django.db import IntegrityError, transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.jobs.actions import later
from lantoa.ledger import access, intake, photos, storage, wording
from lantoa.ledger.drafts import DocumentRef
from lantoa.ledger.models import Activity, Evidence, FilePlace, Measurement, State, StoredFile
from lantoa.organisation.access import EDIT, Actor
from lantoa.organisation.models import Agency

# Up to this many pixels the safe picture is made at once; larger ones wait for a worker.
AT_ONCE_PIXELS = 4_000_000
MOST_EVIDENCE = 60


def store_file(upload: intake.Upload, *, agency_id: int, actor: Actor) -> StoredFile:
    """Keeps an upload for an agency; the same bytes give the row that is there. Raises Refused (field "file").

    The caller decides who may add files where; other rooms keep originals through this too.
    """
    return _keep(intake.examine(upload), upload.file, agency_id, actor)


def store_bytes(data: bytes, name: str, agency: Agency, *, actor: Actor) -> StoredFile:
    """Keeps a document that another room has read, whatever text it is: an original, only handed out for download.

    Raises Refused (field "file") when it is empty or too large.
    """
    stream = io.BytesIO(data)
    return _keep(intake.take_original(stream, len(data), name), stream, agency.pk, actor)


def _keep(fit: intake.Fit, stream: BinaryIO, agency_id: int, actor: Actor) -> StoredFile:
    sealed = storage.seal(stream)
    known = StoredFile.objects.filter(agency=agency_id, sha256=sealed.sha256).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _write_file(fit, sealed, agency_id=agency_id, actor=actor)
    except IntegrityError:
        # The same bytes came in twice at once: the other one wrote the row.
        return StoredFile.objects.get(agency=agency_id, sha256=sealed.sha256)


def _write_file(fit: intake.Fit, sealed: storage.Sealed, *, agency_id: int, actor: Actor) -> StoredFile:
    photo = fit.photo
    file = StoredFile.objects.create(
        agency_id=agency_id,
        sha256=sealed.sha256,
        size=sealed.size,
        name=fit.name,
        group=fit.type.group,
        kind=fit.type.kind,
        media_type=fit.type.media_type,
        extension=fit.type.extension,
        width=photo.width if photo else None,
        height=photo.height if photo else None,
        view=StoredFile.View.WAITING if photo else StoredFile.View.NONE,
        uploaded_by_id=actor.person_id,
        uploaded_at=clock.now(),
    )
    if photo and photo.taken:
        taken = photo.taken
        FilePlace.objects.create(
            file=file, taken_at=taken.at, latitude=taken.latitude, longitude=taken.longitude
        )
    note("ledger.file_stored", file, actor=actor, summary=f"{fit.type.label}, SHA-256 {sealed.sha256}")
    if photo and photo.pixels <= AT_ONCE_PIXELS:
        make_view(file)
    elif photo:
        later(
            "lantoa.ledger.jobs.make_view",
            actor=actor,
            title=f"Tạo bản xem của {file.name}",
            key=f"ledger.view.{file.pk}",
            agency_id=agency_id,
            file_id=file.pk,
        )
    return file


def make_view(file: StoredFile) -> StoredFile:
    """Draws the safe pictures of a photo. A photo that cannot be drawn says so and stays for download.

    Nothing a person did changes here, so the audit is silent.
    """
    try:
        thumb, view = photos.derive_from(storage.path_of(file.sha256), file.kind)
    except (photos.Unfit, OSError):
        file.view = StoredFile.View.FAILED
    else:
        storage.put_derivative(file.sha256, storage.THUMB, thumb)
        storage.put_derivative(file.sha256, storage.VIEW, view)
        file.view = StoredFile.View.READY
    file.save(update_fields=["view"])
    return file


def attach_file(
    activity: Activity | Measurement,
    upload: intake.Upload,
    *,
    actor: Actor,
    caption: str = "",
    client_key: str = "",
) -> Evidence:
    """Puts a file on a draft. The same bytes, or the same client key, a second time give what is there."""
    _require_may_attach(activity, actor)
    if client_key and isinstance(activity, Activity):
        known = Evidence.objects.filter(activity=activity, client_key=client_key).first()
        if known is not None:
            return known
    file = store_file(upload, agency_id=activity.agency_id, actor=actor)
    with transaction.atomic():
        target = _lock_draft(activity, actor)
        same = Evidence.objects.filter(**target, file=file, kind="file", detached_at=None).first()
        if same is not None:
            return same
        return _attach(
            activity,
            target,
            actor,
            kind=Evidence.Kind.FILE,
            file=file,
            caption=caption,
            client_key=client_key,
        )


@transaction.atomic
def attach_stored(
    activity: Activity | Measurement, file: StoredFile, *, actor: Actor, caption: str = ""
) -> Evidence:
    """Puts a file that the agency already keeps on a draft."""
    if file.agency_id != activity.agency_id:
        raise Refused("Tệp này thuộc cơ quan khác.", code="wrong_agency", field="file")
    target = _lock_draft(activity, actor)
    same = Evidence.objects.filter(**target, file=file, kind="file", detached_at=None).first()
    return same or _attach(activity, target, actor, kind=Evidence.Kind.FILE, file=file, caption=caption)


@transaction.atomic
def attach_link(activity: Activity | Measurement, url: str, *, actor: Actor, caption: str = "") -> Evidence:
    """Puts an http(s) address on a draft; the same address twice is one."""
    address = wording.line(url, most=500, field="url", label="Địa chỉ")
    parts = _parts(address)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise Refused(
            "Địa chỉ liên kết không đúng. Ghi đầy đủ, ví dụ https://ten-mien/bai-viet.",
            code="bad_url",
            field="url",
        )
    target = _lock_draft(activity, actor)
    same = Evidence.objects.filter(**target, url=address, kind="link", detached_at=None).first()
    return same or _attach(activity, target, actor, kind=Evidence.Kind.LINK, url=address, caption=caption)


def _parts(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


@transaction.atomic
def attach_document(
    activity: Activity | Measurement,
    document: DocumentRef,
    *,
    actor: Actor,
    file: StoredFile | None = None,
    caption: str = "",
) -> Evidence:
    """Puts a numbered official document on a draft, with or without its file."""
    number = wording.line(document.number, most=60, field="number", label="Số, ký hiệu")
    if not number:
        raise Refused("Chưa ghi số, ký hiệu văn bản.", code="no_number", field="number")
    issuer = wording.line(document.issuer, most=250, field="issuer", label="Cơ quan ban hành")
    target = _lock_draft(activity, actor)
    return _attach(
        activity,
        target,
        actor,
        kind=Evidence.Kind.DOCUMENT,
        file=file,
        document_number=number,
        document_day=document.day,
        document_issuer=issuer,
        caption=caption or document.subject,
    )


@transaction.atomic
def detach(evidence: Evidence, reason: str, *, actor: Actor) -> Evidence:
    """Takes proof off a draft. It stays on record, and on the versions that it proved. Twice changes nothing."""
    why = wording.line(wording.reason(reason), most=250, field="reason", label="Lý do")
    of = evidence.activity or evidence.measurement
    assert of is not None  # noqa: S101 (held by the table's constraint)
    _lock_draft(of, actor)
    row = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if row.detached_at is not None:
        return row
    row.detached_by_id, row.detached_at, row.detach_reason = actor.person_id, clock.now(), why
    row.until = _version_number(of) - 1
    row.save(update_fields=["detached_by", "detached_at", "detach_reason", "until"])
    _touch(of)
    note("ledger.evidence_detached", of, actor=actor, summary=f"{_said(row)}. {why}")
    return row


def _attach(
    of: Activity | Measurement,
    target: dict[str, object],
    actor: Actor,
    *,
    caption: str = "",
    **values: object,
) -> Evidence:
    if Evidence.objects.filter(**target, detached_at=None).count() >= MOST_EVIDENCE:
        raise Refused(f"Một bản ghi có nhiều nhất {MOST_EVIDENCE} minh chứng.", code="too_many", field="file")
    row = Evidence.objects.create(
        **target,
        **values,
        caption=wording.line(caption, most=250, field="caption", label="Chú thích"),
        since=_version_number(of),
        added_by_id=actor.person_id,
        added_at=clock.now(),
    )
    _touch(of)
    note("ledger.evidence_attached", of, actor=actor, summary=_said(row))
    return row


def _touch(of: Activity | Measurement) -> None:
    """Whoever confirms must have seen the proof as it is now."""
    if isinstance(of, Activity):
        row = Activity.objects.get(pk=of.pk)
        row.edition += 1
        row.save(update_fields=["edition"])
        of.edition = row.edition


def _said(row: Evidence) -> str:
    if row.kind == Evidence.Kind.LINK:
        return row.url
    if row.kind == Evidence.Kind.DOCUMENT:
        return row.document_number
    return row.file.name if row.file else ""


def _version_number(of: Activity | Measurement) -> int:
    if isinstance(of, Measurement):
        return 1
    row = Activity.objects.select_related("current").get(pk=of.pk)
    return row.current.number if row.current else 1


def _require_may_attach(of: Activity | Measurement, actor: Actor) -> None:
    allowed = (
        access.may_edit(actor, of)
        if isinstance(of, Activity)
        else actor.system or of.recorded_by_id == actor.person_id or actor.may(EDIT, of.agency_id, of.body_id)
    )
    if not allowed:
        raise Refused(
            "Chỉ người ghi hoặc phụ trách đơn vị thay đổi được minh chứng.", code="forbidden", field="file"
        )
    if of.state != State.DRAFT:
        raise Refused(
            "Bản ghi đã khóa nên không thay đổi minh chứng được. Muốn thay đổi, dùng “Đính chính”.",
            code="locked",
            field="file",
        )


def _lock_draft(of: Activity | Measurement, actor: Actor) -> dict[str, object]:
    """Locks the record, asks again, and says which column of evidence points to it."""
    fresh: Activity | Measurement
    if isinstance(of, Activity):
        fresh = Activity.objects.select_for_update(of=("self",)).get(pk=of.pk)
    else:
        fresh = Measurement.objects.select_for_update(of=("self",)).get(pk=of.pk)
    _require_may_attach(fresh, actor)
    return {"activity": fresh} if isinstance(fresh, Activity) else {"measurement": fresh}
