"""What a unit sends to its superior, and what the superior answers."""

from __future__ import annotations

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.organisation.access import PLAN, RECEIVE, Actor
from lantoa.reports import access
from lantoa.reports.actions.round_telling import tell_superior, tell_unit
from lantoa.reports.actions.rounds import locked_call, require_open
from lantoa.reports.models import Call, Issue
from lantoa.reports.queries.rounds import standing_issue


@transaction.atomic
def submit_report(call: Call, issue: Issue, *, actor: Actor) -> Call:
    """Sends the issued report that stands; a corrected issue may be sent anew, even after it was received.

    Raises Refused for an issue that is not signed, is not the last one, was sent already, or was returned as it is.
    """
    actor.require(PLAN, call.agency_id, message="Chỉ đầu mối cải cách hành chính gửi báo cáo của cơ quan.")
    locked = locked_call(call)
    require_open(locked.round)
    _require_standing(locked, issue)
    again = locked.issue_id is not None
    now = clock.now()
    locked.state, locked.issue_id = Call.State.SUBMITTED, issue.pk
    locked.submitted_by_id, locked.submitted_at = actor.person_id, now
    locked.first_sent_at = locked.first_sent_at or now
    locked.answered_by_id, locked.answered_at, locked.reason = None, None, ""
    locked.save(
        update_fields=[
            "state", "issue", "submitted_by", "submitted_at", "first_sent_at", "answered_by", "answered_at", "reason",
        ]
    )  # fmt: skip
    summary = f"{issue.signing.document_number}, {locked.round.label}"
    note("reports.submitted", locked, actor=actor, agency_id=locked.agency_id, summary=summary, using=PLAN)
    tell_superior(locked, "đã gửi lại" if again else "đã gửi", actor=actor)
    return locked


def _require_standing(call: Call, issue: Issue) -> None:
    stands = standing_issue(call)
    if stands is None or stands.pk != issue.pk:
        raise Refused(
            f"Chỉ gửi được bản đã ban hành mới nhất của báo cáo {call.round.spoken}.", code="not_standing"
        )
    if call.issue_id != issue.pk:
        return
    if call.state == Call.State.RETURNED:
        raise Refused(
            "Bản này đã bị trả lại. Sửa báo cáo, ban hành bản mới rồi gửi.", code="returned_as_it_is"
        )
    raise Refused("Bản này đã gửi rồi.", code="sent")


@transaction.atomic
def receive_report(call: Call, issue: Issue, *, actor: Actor) -> Call:
    """Takes what was sent. `issue` is the one the actor read: another sent in between is not received unread.

    Of two who receive at once, one is told.
    """
    locked = _answerable(call, issue, actor)
    if locked.state == Call.State.RECEIVED:
        raise Refused("Báo cáo này đã được nhận.", code="received")
    _answer(locked, Call.State.RECEIVED, "", actor)
    note(
        "reports.received", locked, actor=actor, agency_id=locked.agency_id,
        summary=issue.signing.document_number, using=RECEIVE,
    )  # fmt: skip
    tell_unit(locked, "reports.received", "Cấp trên đã nhận", actor=actor)
    return locked


@transaction.atomic
def return_report(call: Call, issue: Issue, reason: str, *, actor: Actor) -> Call:
    """Gives what was sent, or received already, back with a reason."""
    locked = _answerable(call, issue, actor)
    if locked.state == Call.State.RETURNED:
        raise Refused("Báo cáo này đã được trả lại.", code="returned")
    if not reason.strip():
        raise Refused("Ghi lý do trả lại để đơn vị biết cần sửa gì.", code="no_reason", field="reason")
    _answer(locked, Call.State.RETURNED, reason.strip()[:500], actor)
    note(
        "reports.returned", locked, actor=actor, agency_id=locked.agency_id, summary=locked.reason, using=RECEIVE
    )  # fmt: skip
    tell_unit(locked, "reports.returned", "Cấp trên trả lại", actor=actor)
    return locked


def _answerable(call: Call, issue: Issue, actor: Actor) -> Call:
    if not access.may_open_rounds(actor, call.round.agency_id):
        raise Refused("Chỉ người theo dõi báo cáo của cấp trên nhận, trả lại báo cáo.", code="forbidden")
    locked = locked_call(call)
    require_open(locked.round)
    if locked.issue_id is None:
        raise Refused("Đơn vị chưa gửi báo cáo.", code="not_sent")
    if locked.issue_id != issue.pk:
        raise Refused("Đơn vị vừa gửi bản khác. Mở lại trang để xem bản mới.", code="changed")
    return locked


def _answer(call: Call, state: Call.State, reason: str, actor: Actor) -> None:
    call.state, call.reason = state, reason
    call.answered_by_id, call.answered_at = actor.person_id, clock.now()
    call.save(update_fields=["state", "reason", "answered_by", "answered_at"])
