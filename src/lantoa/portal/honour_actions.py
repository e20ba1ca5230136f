"""Verbs of *nêu gương*: nominate, decide, record that the person agrees, take that back. And the question of the month."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import IntegrityError, transaction
from wagtail.models import Revision

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import nfc, squeeze
from lantoa.ledger import intake
from lantoa.ledger.actions import store_file
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Agency
from lantoa.portal import honour_access as access
from lantoa.portal.honour_forms import ConsentDraft, NominationDraft
from lantoa.portal.models import AnswerPage, Consent, ExemplarPage, MonthlyQuestion, Nomination
from lantoa.portal.models.honours import Decided

D = TypeVar("D", Nomination, MonthlyQuestion)
OWN = "Người đề nghị không tự duyệt: nhờ lãnh đạo khác quyết định."


@transaction.atomic
def nominate(agency: Agency, draft: NominationDraft, upload: intake.Upload, *, actor: Actor) -> Nomination:
    """Puts somebody forward. Nothing of it is public. Raises Refused for a deed nominated before, or a wrong file."""
    _require_works(agency, actor)
    row = Nomination(
        agency=agency, kind=draft.kind, name=squeeze(nfc(draft.name)), role=squeeze(nfc(draft.role)),
        deed=squeeze(nfc(draft.deed)), story=nfc(draft.story).strip(), basis=draft.basis,
        basis_number=squeeze(nfc(draft.basis_number)), basis_day=draft.basis_day,
        basis_issuer=squeeze(nfc(draft.basis_issuer)), nominated_by_id=actor.person_id, nominated_at=clock.now(),
    )  # fmt: skip
    row.proof = store_file(upload, agency_id=agency.pk, actor=actor)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused(
            "Người, tập thể này đã được đề nghị theo đúng căn cứ đó.", code="twice", field="basis_number"
        ) from error
    note("portal.nominated", row, actor=actor, agency_id=agency.pk)
    return row


@transaction.atomic
def approve_nomination(nomination: Nomination, *, actor: Actor) -> Nomination:
    """A director agrees that this is an example. It becomes public when the person agrees and a page is published."""
    row = _decide(nomination, Decided.State.APPROVED, "", actor)
    note("portal.nomination_approved", row, actor=actor, agency_id=row.agency_id)
    return row


@transaction.atomic
def refuse_nomination(nomination: Nomination, reason: str, *, actor: Actor) -> Nomination:
    row = _decide(nomination, Decided.State.REFUSED, _reason(reason), actor)
    note("portal.nomination_refused", row, actor=actor, agency_id=row.agency_id, summary=row.decision_note)
    return row


@transaction.atomic
def record_consent(
    nomination: Nomination, draft: ConsentDraft, upload: intake.Upload | None, *, actor: Actor
) -> Consent:
    """Writes down that the one named agrees to be shown. Raises Refused before approval, twice, or without its paper."""
    row = _locked(nomination)
    _require_keeps(row, actor)
    if row.state != Decided.State.APPROVED:
        raise Refused("Chờ lãnh đạo duyệt đề nghị rồi mới ghi sự đồng ý.", code="not_approved")
    if row.agreed:
        raise Refused("Sự đồng ý đã được ghi.", code="twice")
    if upload is None and draft.how != Consent.How.SPOKEN:
        raise Refused("Chọn tệp của giấy, thư đồng ý.", code="no_file", field="file")
    consent = Consent.objects.create(
        nomination=row, given_by=squeeze(nfc(draft.given_by)), given_on=draft.given_on, how=draft.how,
        file=store_file(upload, agency_id=row.agency_id, actor=actor) if upload is not None else None,
        recorded_by_id=actor.person_id, recorded_at=clock.now(),
    )  # fmt: skip
    note(
        "portal.consent_recorded",
        row,
        actor=actor,
        agency_id=row.agency_id,
        summary=consent.get_how_display(),
    )
    return consent


@transaction.atomic
def withdraw_consent(nomination: Nomination, reason: str, *, actor: Actor) -> Nomination:
    """The person takes the consent back: the page leaves the public site with this transaction."""
    row = _locked(nomination)
    _require_keeps(row, actor)
    why = _reason(reason)
    consent = row.consents.select_for_update().filter(withdrawn_at=None).first()
    if consent is None:
        raise Refused("Không có sự đồng ý nào đang có hiệu lực.", code="none")
    consent.withdrawn_at, consent.withdrawn_by_id, consent.withdrawn_why = clock.now(), actor.person_id, why
    consent.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    for page in ExemplarPage.objects.filter(nomination=row):
        _take_off(page)
    note("portal.consent_withdrawn", row, actor=actor, agency_id=row.agency_id, summary=why)
    return row


def _take_off(page: ExemplarPage) -> None:
    """Off the site, out of every schedule and approval that would bring it back.

    Wagtail is told of nobody: whoever hears the person say no takes the page off, with or without its rights. The
    entry of the withdrawal names them.
    """
    state = page.current_workflow_state
    if state is not None:
        state.cancel()
    Revision.objects.filter(
        object_id=str(page.pk), content_type=page.cached_content_type, approved_go_live_at__isnull=False
    ).update(approved_go_live_at=None)
    if page.live:
        page.unpublish()


@transaction.atomic
def nominate_question(agency: Agency, answer: AnswerPage, month: date, *, actor: Actor) -> MonthlyQuestion:
    """Puts a published answer forward for a month. Raises Refused for another agency's, or one nominated before."""
    _require_works(agency, actor)
    first = month.replace(day=1)
    if MonthlyQuestion.objects.filter(agency=agency, month=first, answer=answer).exists():
        raise Refused("Câu hỏi này đã được đề nghị cho tháng đó.", code="twice", field="answer")
    row = MonthlyQuestion.objects.create(
        agency=agency, month=first, answer=answer, nominated_by_id=actor.person_id, nominated_at=clock.now()
    )
    note("portal.question_nominated", row, actor=actor, agency_id=agency.pk, summary=f"Tháng {first:%m/%Y}")
    return row


@transaction.atomic
def approve_question(question: MonthlyQuestion, *, actor: Actor) -> MonthlyQuestion:
    """Shows it on the agency's front page for its month. Raises Refused where the month has one."""
    taken = MonthlyQuestion.objects.filter(
        agency=question.agency_id, month=question.month, state=Decided.State.APPROVED
    )
    if taken.exclude(pk=question.pk).exists():
        raise Refused(f"Tháng {question.month:%m/%Y} đã có câu hỏi được duyệt.", code="taken")
    row = _decide(question, Decided.State.APPROVED, "", actor)
    note("portal.question_approved", row, actor=actor, agency_id=row.agency_id)
    return row


@transaction.atomic
def refuse_question(question: MonthlyQuestion, reason: str, *, actor: Actor) -> MonthlyQuestion:
    row = _decide(question, Decided.State.REFUSED, _reason(reason), actor)
    note("portal.question_refused", row, actor=actor, agency_id=row.agency_id, summary=row.decision_note)
    return row


def _require_works(agency: Agency, actor: Actor) -> None:
    if not actor.system and not access.nominates_for(actor).filter(pk=agency.pk).exists():
        raise Refused("Chỉ người của cơ quan đề nghị nêu gương.", code="forbidden")


def _require_keeps(row: Nomination, actor: Actor) -> None:
    own = actor.person_id is not None and row.nominated_by_id == actor.person_id
    if not (actor.system or own or row.agency_id in access.keeps_for(actor)):
        raise Refused("Tài khoản này không ghi sự đồng ý cho đề nghị này.", code="forbidden")


def _locked(row: D) -> D:
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def _decide(row: D, state: str, why: str, actor: Actor) -> D:
    held = _locked(row)
    if not access.decides(actor, held.agency_id):
        raise Refused("Chỉ lãnh đạo cơ quan quyết định.", code="forbidden")
    if actor.person_id is not None and held.nominated_by_id == actor.person_id:
        raise Refused(OWN, code="own")
    if held.state != Decided.State.PROPOSED:
        raise Refused("Đề nghị này đã được quyết định.", code="decided")
    held.state, held.decision_note = state, why
    held.decided_by_id, held.decided_at = actor.person_id, clock.now()
    held.save(update_fields=["state", "decision_note", "decided_by", "decided_at"])
    return held


def _reason(words: str) -> str:
    why = squeeze(nfc(words))[:400]
    if not why:
        raise Refused("Nhập lý do.", code="no_reason", field="reason")
    return why
