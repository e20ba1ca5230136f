"""Files kept: first the bytes, whole and drawn, on the disk; then, in one short transaction, the row that names them.

What takes long (examining, sealing, drawing) needs no row and holds no lock. A process that dies in between leaves
bytes that nobody names, which are swept a day later.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.jobs.actions import later
from lantoa.ledger import intake, photos, storage
from lantoa.ledger.models import FilePlace, StoredFile
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Agency

# Up to this many pixels the safe picture is made at once; larger ones wait for a worker.
AT_ONCE_PIXELS = 4_000_000


@dataclass(frozen=True, slots=True)
class Ready:
    """An upload that may be kept: its bytes are sealed on the disk, and how it stands with its safe picture."""

    fit: intake.Fit
    sealed: storage.Sealed
    view: str


def make_ready(upload: intake.Upload) -> Ready:
    """Examines, seals and draws an upload; touches no row. Raises Refused (field "file")."""
    fit = intake.examine(upload)
    sealed = storage.seal(upload.file)
    photo = fit.photo
    if photo is None:
        return Ready(fit, sealed, StoredFile.View.NONE)
    at_once = photo.pixels <= AT_ONCE_PIXELS
    return Ready(fit, sealed, _draw(sealed.sha256, fit.type.kind) if at_once else StoredFile.View.WAITING)


def make_ready_bytes(data: bytes, name: str) -> Ready:
    """As `make_ready`, for a document that another room has read: any text goes, and it is only handed out."""
    stream = io.BytesIO(data)
    fit = intake.take_original(stream, len(data), name)
    return Ready(fit, storage.seal(stream), StoredFile.View.NONE)


def keep(ready: Ready, *, agency_id: int, actor: Actor) -> StoredFile:
    """The row for what lies ready; the same bytes give the row that the agency has. In the caller's transaction.

    The caller decides who may add files where.
    """
    known = StoredFile.objects.filter(agency=agency_id, sha256=ready.sealed.sha256).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _write(ready, agency_id, actor)
    except IntegrityError:
        # The same bytes came in twice at once: the other one wrote the row.
        return StoredFile.objects.get(agency=agency_id, sha256=ready.sealed.sha256)


def keep_all(several: Iterable[Ready], *, agency_id: int, actor: Actor) -> dict[str, StoredFile]:
    """Rows by digest. In one order for everyone: two forms with the same two photos must not wait for each other."""
    ordered = sorted(several, key=lambda ready: ready.sealed.sha256)
    return {ready.sealed.sha256: keep(ready, agency_id=agency_id, actor=actor) for ready in ordered}


def store_file(upload: intake.Upload, *, agency_id: int, actor: Actor) -> StoredFile:
    """Keeps an upload for an agency. Raises Refused (field "file")."""
    return keep(make_ready(upload), agency_id=agency_id, actor=actor)


def store_bytes(data: bytes, name: str, agency: Agency, *, actor: Actor) -> StoredFile:
    """Keeps a document that another room has read. Raises Refused (field "file") when it is empty or too large."""
    return keep(make_ready_bytes(data, name), agency_id=agency.pk, actor=actor)


def _write(ready: Ready, agency_id: int, actor: Actor) -> StoredFile:
    fit, sealed, photo = ready.fit, ready.sealed, ready.fit.photo
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
        view=ready.view,
        uploaded_by_id=actor.person_id,
        uploaded_at=clock.now(),
    )
    if photo and photo.taken:
        taken = photo.taken
        FilePlace.objects.create(
            file=file, taken_at=taken.at, latitude=taken.latitude, longitude=taken.longitude
        )
    note("ledger.file_stored", file, actor=actor, summary=f"{fit.type.label}, SHA-256 {sealed.sha256}")
    if ready.view == StoredFile.View.WAITING:
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
    file.view = _draw(file.sha256, file.kind)
    file.save(update_fields=["view"])
    return file


def _draw(sha256: str, kind: str) -> str:
    try:
        thumb, view = photos.derive_from(storage.path_of(sha256), kind)
    except (photos.Unfit, OSError):
        return StoredFile.View.FAILED
    storage.put_derivative(sha256, storage.THUMB, thumb)
    storage.put_derivative(sha256, storage.VIEW, view)
    return StoredFile.View.READY
