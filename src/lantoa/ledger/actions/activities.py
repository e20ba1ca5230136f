"""What becomes of an activity: draft, sent, confirmed, handed back, voided, replaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import IntegrityError, transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.ledger import access, registry, wording
from lantoa.ledger.actions import checking, writing
from lantoa.ledger.drafts import ActivityDraft
from lantoa.ledger.models import Activity, ActivityVersion, Measurement, State
from lantoa.ledger.refs import Ref, SourceKey
from lantoa.organisation.access import CONFIRM, VOID, Actor

T = TypeVar("T")


def record_activity(
    draft: ActivityDraft,
    *,
    actor: Actor,
    source: SourceKey | None = None,
    towards: Sequence[Ref] = (),
    submit: bool = True,
) -> Activity:
    """Writes a new activity, sent for confirmation unless `submit` is false.

    The same source, or the same client id of the same person, gives the activity that is already there, unchanged.
    Each `towards` calls the handler of its kind in the same transaction. Raises Refused.
    """
    checked = checking.check(draft, actor=actor)
    try:
        with transaction.atomic():
            known = writing.known_entry(checked.draft, actor=actor, source=source)
            if known is not None:
                return known
            activity = writing.open_identity(checked, actor=actor, source=source, submit=submit)
            version = writing.write_version(activity, checked, number=1, actor=actor)
            lender = access.recording_lender(actor, activity.agency_id, activity.body_id)
            note("ledger.recorded", activity, actor=actor, summary=version.title, lent_by=lender)
            for ref in towards:
                registry.towards_handler(ref.kind)(activity, ref.id, actor=actor)
            registry.tell(registry.RECORDED, activity, actor=actor)
            return activity
    except IntegrityError:
        # Somebody wrote the same source or client id between our look and our insert.
        known = writing.known_entry(checked.draft, actor=actor, source=source)
        if known is None:
            raise
        return known


@transaction.atomic
def revise_activity(
    activity: Activity, draft: ActivityDraft, *, actor: Actor, seen: int | None = None
) -> Activity:
    """Rewrites a draft. `seen` is the edition on the screen; another edition since then is refused (code "stale")."""
    row = _locked(activity)
    _require(access.may_edit(actor, row), "Chỉ người ghi hoặc phụ trách đơn vị sửa được bản ghi này.")
    _require_draft(row, "sửa")
    _require_seen(row, seen)
    checked = checking.check(draft, actor=actor, known=row)
    before = writing.picture(row)
    writing.rewrite(row, checked, actor=actor)
    changes = writing.differences(before, writing.picture(row))
    note("ledger.revised", row, actor=actor, changes=changes, using=access.right_to_edit(actor, row))
    return _refreshed(activity, row)


@transaction.atomic
def submit(activity: Activity, *, actor: Actor) -> Activity:
    """Sends a kept draft for confirmation. Sending twice changes nothing."""
    row = _locked(activity)
    _require(access.may_edit(actor, row), "Chỉ người ghi hoặc phụ trách đơn vị gửi được bản ghi này.")
    _require_draft(row, "gửi")
    if row.submitted_at is None:
        row.submitted_at = clock.now()
        row.returned_by, row.returned_at, row.returned_reason = None, None, ""
        row.save(update_fields=["submitted_at", "returned_by", "returned_at", "returned_reason"])
        note("ledger.submitted", row, actor=actor, using=access.right_to_edit(actor, row))
        registry.tell(registry.SUBMITTED, row, actor=actor)
    return _refreshed(activity, row)


@transaction.atomic
def withdraw(activity: Activity, *, actor: Actor) -> Activity:
    """Takes a sent draft back to go on writing. Withdrawing twice changes nothing."""
    row = _locked(activity)
    _require(access.may_edit(actor, row), "Chỉ người ghi hoặc phụ trách đơn vị lấy lại được bản ghi này.")
    _require_draft(row, "lấy lại")
    if row.submitted_at is not None:
        row.submitted_at = None
        row.save(update_fields=["submitted_at"])
        note("ledger.withdrawn", row, actor=actor, using=access.right_to_edit(actor, row))
    return _refreshed(activity, row)


@transaction.atomic
def confirm(activity: Activity, *, actor: Actor, seen: int | None = None) -> Activity:
    """Confirms and locks. Never by who recorded or rewrote it or chose its proof. Raises Refused."""
    row = _locked(activity)
    _confirm(row, actor=actor, seen=seen)
    return _refreshed(activity, row)


@dataclass(frozen=True, slots=True)
class ManyOutcome(Generic[T]):
    """What went through, and what did not, with the sentence that says why."""

    done: tuple[T, ...]
    refused: tuple[tuple[T, str], ...]


@transaction.atomic
def confirm_many(
    activities: Iterable[Activity], *, actor: Actor, seen: dict[int, int] | None = None
) -> ManyOutcome[Activity]:
    """Confirms each one that may be; one that was changed or taken meanwhile does not stop the others."""
    done: list[Activity] = []
    refused: list[tuple[Activity, str]] = []
    keys = sorted({activity.pk for activity in activities})  # one order of locks for everyone
    for row in _all_locked(keys):
        try:
            _confirm(row, actor=actor, seen=(seen or {}).get(row.pk))
        except Refused as refusal:
            refused.append((row, refusal.message))
        else:
            done.append(row)
    return ManyOutcome(tuple(done), tuple(refused))


def _confirm(row: Activity, *, actor: Actor, seen: int | None) -> None:
    _require(
        not actor.system and actor.may(CONFIRM, row.agency_id, row.body_id),
        "Tài khoản này không có quyền xác nhận cho đơn vị đó.",
    )
    if row.state == State.CONFIRMED:
        raise Refused(f"{row.number} đã được {_name(row)} xác nhận.", code="already_confirmed")
    _require_draft(row, "xác nhận")
    if access.wrote(actor, row):
        recorded = row.recorded_by_id == actor.person_id
        raise Refused(f"{row.number}: {wording.own_entry(recorded=recorded)}", code="own_entry")
    if row.submitted_at is None:
        raise Refused(f"{row.number} chưa được gửi xác nhận.", code="not_submitted")
    _require_seen(row, seen)
    writing.mark_confirmed(row, actor=actor)
    note("ledger.confirmed", row, actor=actor, using=CONFIRM)
    registry.tell(registry.CONFIRMED, row, actor=actor)


@transaction.atomic
def hand_back(activity: Activity, reason: str, *, actor: Actor) -> Activity:
    """Returns a sent draft to who recorded it, with a reason."""
    why = wording.reason(reason)
    row = _locked(activity)
    _hand_back(row, why, actor=actor)
    return _refreshed(activity, row)


@transaction.atomic
def hand_back_many(activities: Iterable[Activity], reason: str, *, actor: Actor) -> ManyOutcome[Activity]:
    """Returns each one that may be, as `confirm_many` confirms. Raises Refused without a reason."""
    why = wording.reason(reason)
    done: list[Activity] = []
    refused: list[tuple[Activity, str]] = []
    for row in _all_locked(sorted({activity.pk for activity in activities})):
        try:
            _hand_back(row, why, actor=actor)
        except Refused as refusal:
            refused.append((row, refusal.message))
        else:
            done.append(row)
    return ManyOutcome(tuple(done), tuple(refused))


def _hand_back(row: Activity, why: str, *, actor: Actor) -> None:
    _require(access.may_hand_back(actor, row), "Tài khoản này không có quyền trả lại bản ghi của đơn vị đó.")
    _require_draft(row, "trả lại")
    if row.submitted_at is None:
        raise Refused(f"{row.number} đang ở người ghi, không cần trả lại.", code="not_submitted")
    row.submitted_at = None
    row.returned_by_id, row.returned_at, row.returned_reason = actor.person_id, clock.now(), why
    row.save(update_fields=["submitted_at", "returned_by", "returned_at", "returned_reason"])
    note("ledger.handed_back", row, actor=actor, summary=why, using=CONFIRM)
    registry.tell(registry.HANDED_BACK, row, actor=actor, reason=why)


@transaction.atomic
def void(activity: Activity, reason: str, *, actor: Actor) -> Activity:
    """Voids a draft or a confirmed activity: it stays readable and counts nowhere."""
    why = wording.reason(reason)
    row = _locked(activity)
    _require(access.may_void(actor, row), "Tài khoản này không có quyền hủy bản ghi của đơn vị đó.")
    _void(row, why, actor=actor)
    note("ledger.voided", row, actor=actor, summary=why, using=VOID)
    registry.tell(registry.VOIDED, row, actor=actor, reason=why)
    return _refreshed(activity, row)


@transaction.atomic
def discard(activity: Activity, reason: str = "", *, actor: Actor) -> Activity:
    """Throws away a draft: one's own, or as a head the unit's, then with a reason. It keeps its number, as voided."""
    row = _locked(activity)
    _require(access.may_edit(actor, row), "Chỉ người ghi hoặc phụ trách đơn vị bỏ được bản nháp này.")
    _require_draft(row, "bỏ")
    own = actor.system or row.recorded_by_id == actor.person_id
    why = "Người ghi bỏ bản nháp" if own else wording.reason(reason)
    _void(row, why, actor=actor)
    note(
        "ledger.discarded",
        row,
        actor=actor,
        summary="" if own else why,
        using=access.right_to_edit(actor, row),
    )
    registry.tell(registry.VOIDED, row, actor=actor, reason=why)
    return _refreshed(activity, row)


@transaction.atomic
def replace(activity: Activity, reason: str = "", *, actor: Actor) -> Activity:
    """Void-and-replace: the version is voided and a new draft version opens with its values.

    The identity stays, and with it evidence and every link of the rooms above. A voided activity is opened again
    the same way; then the reason of its voiding stands and none is asked for.
    """
    row = _locked(activity)
    _require(access.may_void(actor, row), "Tài khoản này không có quyền đính chính bản ghi của đơn vị đó.")
    if row.state == State.DRAFT:
        raise Refused(f"{row.number} còn là nháp: sửa thẳng, không cần đính chính.", code="still_draft")
    old = row.current
    assert old is not None  # noqa: S101 (an identity is never without a version outside open_identity)
    why = old.void_reason
    if row.state == State.CONFIRMED:
        why = wording.reason(reason)
        _void(row, why, actor=actor)
    writing.open_next_version(row, old, actor=actor)
    note("ledger.replaced", row, actor=actor, summary=why, using=VOID)
    registry.tell(registry.REPLACED, row, actor=actor, reason=why)
    return _refreshed(activity, row)


def _void(row: Activity, why: str, *, actor: Actor) -> None:
    if row.state == State.VOIDED:
        raise Refused(f"{row.number} đã hủy từ trước.", code="already_voided")
    ActivityVersion.objects.filter(activity=row, voided_at=None).update(
        voided_by=actor.person_id, voided_at=clock.now(), void_reason=why
    )
    Measurement.objects.filter(version=row.current_id).update(state=State.VOIDED)
    row.state = State.VOIDED
    row.save(update_fields=["state"])


def _locked(activity: Activity) -> Activity:
    return Activity.objects.select_for_update(of=("self",)).select_related("current").get(pk=activity.pk)


def _all_locked(keys: list[int]) -> list[Activity]:
    rows = Activity.objects.select_for_update(of=("self",)).select_related("current").filter(pk__in=keys)
    return list(rows.prefetch_related("current__authors").order_by("pk"))


def _refreshed(given: Activity, row: Activity) -> Activity:
    """The caller's object shows what was written, so that nobody goes on with stale values."""
    given.refresh_from_db()
    return row


def _name(row: Activity) -> str:
    return row.confirmed_by.full_name if row.confirmed_by else ""


def _require(allowed: bool, message: str) -> None:
    if not allowed:
        raise Refused(message, code="forbidden")


def _require_draft(row: Activity, verb: str) -> None:
    if row.state == State.CONFIRMED:
        raise Refused(
            f"{row.number} đã xác nhận nên đã khóa, không {verb} được. Muốn thay đổi, dùng “Đính chính”.",
            code="locked",
        )
    if row.state == State.VOIDED:
        raise Refused(f"{row.number} đã hủy, không {verb} được.", code="voided")


def _require_seen(row: Activity, seen: int | None) -> None:
    if seen is not None and seen != row.edition:
        raise Refused(
            f"{row.number} đã được sửa sau khi trang này mở. Tải lại trang để xem nội dung mới.", code="stale"
        )
