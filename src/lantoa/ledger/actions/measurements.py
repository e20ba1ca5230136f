"""Values that stand alone: recorded, confirmed by another, voided."""

from __future__ import annotations

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.ledger import access, wording
from lantoa.ledger.actions import checking
from lantoa.ledger.drafts import MeasurementDraft
from lantoa.ledger.models import Measurement, State
from lantoa.ledger.refs import SourceKey
from lantoa.organisation.access import CONFIRM, VOID, Actor
from lantoa.organisation.models import Body


@transaction.atomic
def record_measurement(
    draft: MeasurementDraft, *, actor: Actor, source: SourceKey | None = None
) -> Measurement:
    """Writes a value between two days, as a draft. The same source and measure gives what is there. Raises Refused."""
    if not access.may_record(actor, draft.agency_id, draft.body_id):
        raise Refused("Tài khoản này không ghi được cho đơn vị đó.", code="forbidden", field="body")
    if (
        draft.body_id is not None
        and not Body.objects.filter(pk=draft.body_id, agency=draft.agency_id).exists()
    ):
        raise Refused("Đơn vị này không thuộc cơ quan đã chọn.", code="wrong_body", field="body")
    if draft.ends < draft.starts:
        raise Refused("Ngày cuối kỳ trước ngày đầu kỳ.", code="ends_before", field="ends")
    if draft.ends > clock.today():
        raise Refused("Kỳ này chưa kết thúc.", code="future_day", field="ends")
    [(measure, amount)] = checking.check_amounts((draft.amount,))
    kind, key = (source.kind, source.key) if source else ("", "")
    if source is not None:
        known = Measurement.objects.filter(source_kind=kind, source_key=key, measure=measure).first()
        if known is not None:
            return known
    row = Measurement.objects.create(
        measure=measure,
        agency_id=draft.agency_id,
        body_id=draft.body_id,
        starts=draft.starts,
        ends=draft.ends,
        value=amount.value,
        numerator=amount.numerator,
        denominator=amount.denominator,
        note=wording.line(draft.note, most=250, field="note", label="Ghi chú"),
        recorded_by_id=actor.person_id,
        recorded_at=clock.now(),
        source_kind=kind,
        source_key=key,
    )
    note("ledger.measured", row, actor=actor, summary=measure.name)
    return row


@transaction.atomic
def confirm_measurement(measurement: Measurement, *, actor: Actor) -> Measurement:
    """Confirms a standing value; never by who recorded it. Raises Refused."""
    row = _locked(measurement)
    if actor.system or not actor.may(CONFIRM, row.agency_id, row.body_id):
        raise Refused("Tài khoản này không có quyền xác nhận cho đơn vị đó.", code="forbidden")
    if row.state != State.DRAFT:
        raise Refused("Số liệu này đã được xác nhận hoặc đã hủy.", code="locked")
    if row.recorded_by_id == actor.person_id:
        raise Refused("Số liệu do chính người đang đăng nhập ghi; người khác xác nhận.", code="own_entry")
    row.state, row.confirmed_by_id, row.confirmed_at = State.CONFIRMED, actor.person_id, clock.now()
    row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    lent = access.lender(actor, CONFIRM, row.agency_id, row.body_id)
    note("ledger.measurement_confirmed", row, actor=actor, lent_by=lent)
    return row


@transaction.atomic
def void_measurement(measurement: Measurement, reason: str, *, actor: Actor) -> Measurement:
    """Voids a standing value with a reason. Raises Refused."""
    why = wording.reason(reason)
    row = _locked(measurement)
    if not actor.may(VOID, row.agency_id, row.body_id):
        raise Refused("Tài khoản này không có quyền hủy số liệu của đơn vị đó.", code="forbidden")
    if row.state == State.VOIDED:
        raise Refused("Số liệu này đã hủy từ trước.", code="already_voided")
    row.state, row.voided_by_id, row.voided_at, row.void_reason = (
        State.VOIDED,
        actor.person_id,
        clock.now(),
        why,
    )
    row.save(update_fields=["state", "voided_by", "voided_at", "void_reason"])
    lent = access.lender(actor, VOID, row.agency_id, row.body_id)
    note("ledger.measurement_voided", row, actor=actor, summary=why, lent_by=lent)
    return row


def _locked(measurement: Measurement) -> Measurement:
    if measurement.activity_id is not None:
        raise Refused("Số liệu này thuộc một hoạt động; làm trên hoạt động đó.", code="not_standing")
    return Measurement.objects.select_for_update(of=("self",)).get(pk=measurement.pk)
