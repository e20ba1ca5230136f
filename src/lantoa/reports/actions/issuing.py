"""Freezing a report, taking it back, issuing it, and beginning a correction."""

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
from lantoa.reports.actions.writing import locked_report, require_writing
from lantoa.reports.contents import digest_of, to_json
from lantoa.reports.models import Counted, Inputs, Issue, Link, Report, Signing
from lantoa.reports.queries.gathering import Gathered, entries_of, gather_report, outline_of

SIGNED_FILES = {StoredFile.Group.DOCUMENT, StoredFile.Group.PHOTO}


@dataclass(frozen=True, slots=True)
class SigningDraft:
    """What the registry wrote on the signed report."""

    document_number: str
    signed_on: date
    signer: str
    signer_title: str = ""


@transaction.atomic
def freeze(report: Report, *, actor: Actor, edition: int) -> Issue:
    """Gathers the report once more and keeps it for good, ready for signature. Of two at once, one is told.

    Raises Refused when a heading that must have words has none, or the report is not as the actor saw it.
    """
    actor.require(PLAN, report.agency_id)
    locked = locked_report(report)
    require_writing(locked)
    if locked.edition != edition:
        raise Refused("Báo cáo vừa được sửa. Xem lại rồi chốt.", code="edition")
    if locked.ends >= clock.today():
        # Until the last day is over its figures may still grow, and two freezes of it would differ.
        raise Refused(
            f"Số liệu của kỳ này lấy đến hết ngày {locked.ends:%d/%m/%Y}. Chốt từ ngày hôm sau.",
            code="too_early",
        )
    _require_words(locked)
    return _keep(locked, gather_report(locked), actor)


def _require_words(report: Report) -> None:
    words = dict(report.passages.values_list("key", "text"))
    empty = [item.heading for item in outline_of(report.agency) if item.required and not words.get(item.key)]
    if empty:
        raise Refused(f"Còn mục chưa viết: {'; '.join(empty)}.", code="no_words")


def _keep(report: Report, gathered: Gathered, actor: Actor) -> Issue:
    text = to_json(gathered.contents)
    last = report.issues.order_by("-number").first()
    issue = Issue.objects.create(
        report=report,
        number=last.number + 1 if last else 1,
        contents=text,
        digest=digest_of(text),
        reason=report.correction,
        frozen_by_id=actor.person_id,
        frozen_at=clock.now(),
    )
    Inputs.objects.create(
        issue=issue, lines=gathered.inputs, count=gathered.count, digest=gathered.contents.inputs
    )
    Counted.objects.bulk_create(
        (
            Counted(issue=issue, activity_id=int(row.key[1:]), version=row.version)
            for row in entries_of(gathered.inputs)
            if row.key.startswith("a")
        ),
        batch_size=2000,
    )
    report.state, report.current = Report.State.FROZEN, issue
    report.edition += 1
    report.save(update_fields=["state", "current", "edition"])
    note(
        "reports.frozen", report, actor=actor, agency_id=report.agency_id,
        summary=f"{report.label}, bản {issue.number}", changes={"digest": issue.digest},
    )  # fmt: skip
    link(Link.Step.FROZEN, issue)
    return issue


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
