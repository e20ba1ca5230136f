"""Taking a frozen report back, issuing it, and beginning a correction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import lower_first
from lantoa.ledger.actions.keeping import keep, make_ready
from lantoa.ledger.intake import Upload
from lantoa.ledger.models import StoredFile
from lantoa.organisation.access import PLAN, Actor
from lantoa.organisation.models import Agency
from lantoa.reports.actions.linking import link
from lantoa.reports.actions.round_days import follow
from lantoa.reports.actions.writing import locked_report
from lantoa.reports.models import Link, Report, Signing

SIGNED_FILES = {StoredFile.Group.DOCUMENT, StoredFile.Group.PHOTO}


@dataclass(frozen=True, slots=True)
class SigningDraft:
    """What the registry wrote on the signed report."""

    document_number: str
    signed_on: date
    signer: str
    signer_title: str = ""


@transaction.atomic
def reopen(report: Report, reason: str, *, actor: Actor) -> Report:
    """Takes a frozen report back before it is issued. The frozen issue stays, and its number is not used again."""
    actor.require(PLAN, report.agency_id)
    locked = locked_report(report)
    if locked.state != Report.State.FROZEN or locked.current is None:
        raise Refused("Chỉ mở lại được báo cáo đã chốt mà chưa ban hành.", code="not_frozen")
    if not reason.strip():
        raise Refused("Ghi lý do mở lại.", code="no_reason", field="reason")
    issue = locked.current
    issue.reopened_by_id, issue.reopened_at, issue.reopened_reason = (
        actor.person_id,
        clock.now(),
        reason.strip()[:500],
    )
    issue.save(update_fields=["reopened_by", "reopened_at", "reopened_reason"])
    locked.state = Report.State.WRITING
    locked.current = locked.issues.filter(signing__isnull=False).order_by("-number").first()
    locked.edition += 1
    locked.save(update_fields=["state", "current", "edition"])
    note("reports.reopened", locked, actor=actor, agency_id=locked.agency_id, summary=reason.strip()[:200])
    link(Link.Step.REOPENED, issue)
    follow(locked.agency_id, locked.period)
    return locked_report(locked)


def issue_with_upload(report: Report, draft: SigningDraft, upload: Upload, *, actor: Actor) -> Signing:
    """The same with the signed file as it was sent: a document or a scan, told by its content. Raises Refused."""
    actor.require(PLAN, report.agency_id)
    ready = make_ready(upload)
    if ready.fit.type.group not in SIGNED_FILES:
        raise Refused(
            f"“{ready.fit.name}” là {ready.fit.type.label}. Gửi bản PDF, Word hoặc ảnh quét của báo cáo đã ký.",
            code="not_a_paper",
            field="file",
        )
    with transaction.atomic():
        return issue_report(report, draft, keep(ready, agency_id=report.agency_id, actor=actor), actor=actor)


@transaction.atomic
def issue_report(report: Report, draft: SigningDraft, file: StoredFile, *, actor: Actor) -> Signing:
    """*Đã ban hành*: number, day and the signed file, as the registry gave them.

    Raises Refused when the report is not frozen, the day lies ahead or before the last day of the figures, the number
    is another report's of that year, or the file is another agency's.
    """
    actor.require(PLAN, report.agency_id)
    locked = locked_report(report)
    if locked.state != Report.State.FROZEN or locked.current is None:
        raise Refused("Chỉ ban hành được báo cáo đã chốt.", code="not_frozen")
    issue = locked.current
    if not draft.document_number.strip():
        raise Refused("Nhập số, ký hiệu của báo cáo đã ký.", code="no_number", field="document_number")
    if draft.signed_on > clock.today():
        raise Refused("Ngày ban hành chưa tới.", code="future", field="signed_on")
    if draft.signed_on <= locked.ends:
        raise Refused(
            f"Số liệu lấy đến hết ngày {locked.ends:%d/%m/%Y} nên báo cáo được ký sau ngày đó.",
            code="before_end",
            field="signed_on",
        )
    _require_own_number(locked, draft)
    if file.agency_id != locked.agency_id:
        raise Refused("Tệp này thuộc cơ quan khác.", code="other_agency", field="file")
    signing = Signing.objects.create(
        issue=issue,
        document_number=draft.document_number.strip()[:60],
        signed_on=draft.signed_on,
        signer=draft.signer.strip()[:120],
        signer_title=draft.signer_title.strip()[:200],
        file=file,
        entered_by_id=actor.person_id,
        entered_at=clock.now(),
    )
    locked.state, locked.correction = Report.State.ISSUED, ""
    locked.edition += 1
    locked.save(update_fields=["state", "correction", "edition"])
    note(
        "reports.issued", locked, actor=actor, agency_id=locked.agency_id,
        summary=f"{signing.document_number}, {locked.label}",
    )  # fmt: skip
    link(Link.Step.ISSUED, issue)
    return signing


def _require_own_number(report: Report, draft: SigningDraft) -> None:
    """A number is one paper's in a calendar year (Nghị định 30/2020/NĐ-CP, Điều 15)."""
    number, year = draft.document_number.strip(), draft.signed_on.year
    # Held until the number is written: of two reports signed at once under one number, the second is told.
    Agency.objects.select_for_update().get(pk=report.agency_id)
    same = Signing.objects.filter(
        issue__report__agency_id=report.agency_id, document_number__iexact=number, signed_on__year=year
    )
    other = same.select_related("issue__report").first()
    if other is not None:
        raise Refused(
            f"Số {other.document_number} năm {year} đã dùng cho {lower_first(str(other.issue.report))}. Xem lại số trên bản đã ký.",
            code="number_used",
            field="document_number",
        )


@transaction.atomic
def begin_correction(report: Report, reason: str, *, actor: Actor) -> Report:
    """Back to writing, to issue it anew; what was issued stands as it is until then."""
    actor.require(PLAN, report.agency_id)
    locked = locked_report(report)
    if locked.state != Report.State.ISSUED:
        raise Refused("Chỉ sửa được báo cáo đã ban hành.", code="not_issued")
    if not reason.strip():
        raise Refused("Ghi lý do sửa: lý do này in trong bản mới.", code="no_reason", field="reason")
    locked.state, locked.correction = Report.State.WRITING, reason.strip()[:500]
    locked.edition += 1
    locked.save(update_fields=["state", "correction", "edition"])
    note(
        "reports.correction_begun",
        locked,
        actor=actor,
        agency_id=locked.agency_id,
        summary=reason.strip()[:200],
    )
    return locked
