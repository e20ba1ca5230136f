"""Proof put on and taken off."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from django.db import transaction
from django.db.models import F

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.ledger import access, intake, wording
from lantoa.ledger.actions import keeping
from lantoa.ledger.drafts import DocumentRef
from lantoa.ledger.models import Activity, ActivityVersion, Evidence, Measurement, State, StoredFile
from lantoa.organisation.access import EDIT, Actor

MOST_EVIDENCE = 60


def attach_file(
    activity: Activity | Measurement,
    upload: intake.Upload,
    *,
    actor: Actor,
    caption: str = "",
    client_key: str = "",
) -> Evidence:
    """Puts a file on a draft. The same bytes, or the same client key, a second time give what is there.

    The bytes are made ready first; the file's row and the proof are then written together.
    """
    require_may_attach(activity, actor)
    known = _sent_before(activity, client_key)
    if known is not None:
        return known
    ready = keeping.make_ready(upload)
    with transaction.atomic():
        lock_draft(activity, actor)
        file = keeping.keep(ready, agency_id=activity.agency_id, actor=actor)
        return attach_stored(activity, file, actor=actor, caption=caption, client_key=client_key)


@transaction.atomic
def attach_stored(
    activity: Activity | Measurement,
    file: StoredFile,
    *,
    actor: Actor,
    caption: str = "",
    client_key: str = "",
) -> Evidence:
    """Puts a file that the agency already keeps on a draft."""
    if file.agency_id != activity.agency_id:
        raise Refused("Tệp này thuộc cơ quan khác.", code="wrong_agency", field="file")
    target = lock_draft(activity, actor)
    known = _sent_before(activity, client_key) or (
        Evidence.objects.filter(**target, file=file, kind="file", detached_at=None).first()
    )
    return known or _attach(
        activity, target, actor, kind=Evidence.Kind.FILE, file=file, caption=caption, client_key=client_key
    )


def _sent_before(of: Activity | Measurement, client_key: str) -> Evidence | None:
    """What the device sent under this key before."""
    if not client_key or not isinstance(of, Activity):
        return None
    return Evidence.objects.filter(activity=of, client_key=client_key).first()


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
    target = lock_draft(activity, actor)
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
    """Puts a numbered official document on a draft, with or without its file; the same document twice is one."""
    number = wording.line(document.number, most=60, field="number", label="Số, ký hiệu")
    if not number:
        raise Refused("Chưa ghi số, ký hiệu văn bản.", code="no_number", field="number")
    issuer = wording.line(document.issuer, most=250, field="issuer", label="Cơ quan ban hành")
    target = lock_draft(activity, actor)
    same = Evidence.objects.filter(
        **target,
        kind=Evidence.Kind.DOCUMENT,
        document_number=number,
        document_day=document.day,
        document_issuer=issuer,
        file=file,
        detached_at=None,
    ).first()
    return same or _attach(
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
    lock_draft(of, actor)
    row = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if row.detached_at is not None:
        return row
    row.detached_by_id, row.detached_at, row.detach_reason = actor.person_id, clock.now(), why
    row.until = _version_number(of) - 1
    row.save(update_fields=["detached_by", "detached_at", "detach_reason", "until"])
    _touch(of, actor)
    note(
        "ledger.evidence_detached",
        of,
        actor=actor,
        summary=f"{_said(row)}. {why}",
        using=access.right_to_edit(actor, of),
    )
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
    _touch(of, actor)
    note(
        "ledger.evidence_attached", of, actor=actor, summary=_said(row), using=access.right_to_edit(actor, of)
    )
    return row


def _touch(of: Activity | Measurement, actor: Actor) -> None:
    """Whoever confirms must have seen the proof as it is now, and not have chosen it: they join the authors.

    Of a standing value its evidence says who chose the proof (`access.measured`).
    """
    if isinstance(of, Activity):
        for version in ActivityVersion.objects.filter(activity=of, voided_at=None):
            if actor.person_id is not None:
                version.authors.add(actor.person_id)
        Activity.objects.filter(pk=of.pk).update(edition=F("edition") + 1)
    else:
        Measurement.objects.filter(pk=of.pk).update(edition=F("edition") + 1)
    of.refresh_from_db(fields=["edition"])


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


def require_may_attach(of: Activity | Measurement, actor: Actor) -> None:
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


def lock_draft(of: Activity | Measurement, actor: Actor) -> dict[str, object]:
    """Locks the record, asks again, and says which column of evidence points to it."""
    fresh: Activity | Measurement
    if isinstance(of, Activity):
        fresh = Activity.objects.select_for_update(of=("self",)).get(pk=of.pk)
    else:
        fresh = Measurement.objects.select_for_update(of=("self",)).get(pk=of.pk)
    require_may_attach(fresh, actor)
    return {"activity": fresh} if isinstance(fresh, Activity) else {"measurement": fresh}
