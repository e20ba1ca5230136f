"""Values that stand alone: of an agency or a body in a period, entered by a person or written by another room."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import format_number
from lantoa.ledger import access, queries, wording
from lantoa.ledger.actions import checking
from lantoa.ledger.actions.activities import ManyOutcome
from lantoa.ledger.drafts import Amount, MeasurementDraft
from lantoa.ledger.models import Evidence, Measure, Measurement, State
from lantoa.ledger.refs import SourceKey
from lantoa.organisation.access import CONFIRM, VOID, Actor
from lantoa.organisation.models import Body

_VALUES = (
    "measure_id",
    "agency_id",
    "body_id",
    "starts",
    "ends",
    "value",
    "numerator",
    "denominator",
    "note",
)
_COPIED = (
    "kind",
    "file_id",
    "url",
    "document_number",
    "document_day",
    "document_issuer",
    "caption",
    "added_by_id",
    "added_at",
)


@transaction.atomic
def record_measurement(
    draft: MeasurementDraft, *, actor: Actor, source: SourceKey | None = None
) -> Measurement:
    """Writes a value between two days, as a draft. The same source and measure gives what is there. Raises Refused.

    A second value of one body for a period is refused; of a sum or a ratio also one for days that overlap: both
    would be counted.
    """
    measure, amount = check_measurement(draft, actor=actor)
    kind, key = (source.kind, source.key) if source else ("", "")
    if source is not None:
        known = Measurement.objects.filter(source_kind=kind, source_key=key, measure=measure).first()
        if known is not None:
            return known
    else:
        _refuse_twice(draft, measure)
    row = Measurement(
        recorded_by_id=actor.person_id, recorded_at=clock.now(), source_kind=kind, source_key=key
    )
    _fill(row, draft, measure, amount)
    row.save(force_insert=True)
    lender = access.recording_lender(actor, row.agency_id, row.body_id)
    note("ledger.measured", row, actor=actor, summary=measure.name, lent_by=lender)
    return row


@transaction.atomic
def revise_measurement(
    measurement: Measurement, draft: MeasurementDraft, *, actor: Actor, seen: int | None = None
) -> Measurement:
    """Rewrites a draft that the actor recorded; its measure stays. Raises Refused."""
    row = _locked(measurement)
    if not access.may_revise(actor, row):
        raise Refused("Chỉ người ghi sửa được số liệu chưa xác nhận.", code="forbidden")
    _require_draft(row)
    _require_seen(row, seen)
    measure, amount = check_measurement(draft, actor=actor)
    if measure.pk != row.measure_id or draft.agency_id != row.agency_id:
        raise Refused("Số đo, cơ quan không đổi được; bỏ số liệu này rồi ghi mới.", code="other_measure")
    _refuse_twice(draft, measure, besides=row)
    before = _picture(row)
    _fill(row, draft, measure, amount)
    row.edition += 1
    row.save(update_fields=["body", "starts", "ends", "value", "numerator", "denominator", "note", "edition"])
    row.refresh_from_db(fields=["body"])
    after = _picture(row)
    changes = {label: [before[label], after[label]] for label in after if before[label] != after[label]}
    note(
        "ledger.measurement_revised",
        row,
        actor=actor,
        changes=changes,
        using=access.right_to_edit(actor, row),
    )
    return row


@transaction.atomic
def confirm_measurement(measurement: Measurement, *, actor: Actor, seen: int | None = None) -> Measurement:
    """Confirms a standing value; never by who recorded it. Raises Refused."""
    row = _locked(measurement)
    _confirm(row, actor=actor, seen=seen)
    return row


@transaction.atomic
def confirm_many_measurements(
    measurements: Iterable[Measurement], *, actor: Actor, seen: dict[int, int] | None = None
) -> ManyOutcome[Measurement]:
    """Confirms each one that may be; one that was changed or taken meanwhile does not stop the others."""
    done: list[Measurement] = []
    refused: list[tuple[Measurement, str]] = []
    keys = sorted({row.pk for row in measurements})
    rows = Measurement.objects.select_for_update(of=("self",)).select_related("measure").filter(pk__in=keys)
    for row in rows.order_by("pk"):
        try:
            _confirm(row, actor=actor, seen=(seen or {}).get(row.pk))
        except Refused as refusal:
            refused.append((row, f"{row}: {refusal.message}"))
        else:
            done.append(row)
    return ManyOutcome(tuple(done), tuple(refused))


def _confirm(row: Measurement, *, actor: Actor, seen: int | None) -> None:
    if actor.system or not actor.may(CONFIRM, row.agency_id, row.body_id):
        raise Refused("Tài khoản này không có quyền xác nhận cho đơn vị đó.", code="forbidden")
    _require_draft(row)
    if access.measured(actor, row):
        recorded = row.recorded_by_id == actor.person_id
        raise Refused(wording.own_entry(recorded=recorded), code="own_entry")
    _require_seen(row, seen)
    row.state, row.confirmed_by_id, row.confirmed_at = State.CONFIRMED, actor.person_id, clock.now()
    row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    note("ledger.measurement_confirmed", row, actor=actor, using=CONFIRM)


@transaction.atomic
def void_measurement(measurement: Measurement, reason: str, *, actor: Actor) -> Measurement:
    """Voids a standing value with a reason. Raises Refused."""
    why = wording.reason(reason)
    row = _locked(measurement)
    if not actor.may(VOID, row.agency_id, row.body_id):
        raise Refused("Tài khoản này không có quyền hủy số liệu của đơn vị đó.", code="forbidden")
    _void(row, why, actor=actor)
    note("ledger.measurement_voided", row, actor=actor, summary=why, using=VOID)
    return row


@transaction.atomic
def discard_measurement(measurement: Measurement, *, actor: Actor) -> Measurement:
    """Throws away one's own draft; it stays on record as voided. Raises Refused."""
    row = _locked(measurement)
    if not access.may_revise(actor, row):
        raise Refused("Chỉ người ghi bỏ được số liệu chưa xác nhận.", code="forbidden")
    _require_draft(row)
    _void(row, "Người ghi bỏ số liệu", actor=actor)
    note("ledger.measurement_discarded", row, actor=actor, using=access.right_to_edit(actor, row))
    return row


@transaction.atomic
def replace_measurement(measurement: Measurement, reason: str = "", *, actor: Actor) -> Measurement:
    """Void-and-replace: a draft with the values and the proof of the old one, which points to what it replaces.

    A voided value is taken up again the same way; then the reason of its voiding stands and none is asked for.
    """
    old = _locked(measurement)
    if not actor.may(VOID, old.agency_id, old.body_id):
        raise Refused("Tài khoản này không có quyền đính chính số liệu của đơn vị đó.", code="forbidden")
    if old.state == State.DRAFT:
        raise Refused("Số liệu chưa xác nhận thì người ghi sửa thẳng.", code="still_draft")
    if Measurement.objects.filter(replaces=old).exists():
        raise Refused("Số liệu này đã có bản thay thế.", code="replaced")
    why = old.void_reason
    if old.state == State.CONFIRMED:
        why = wording.reason(reason)
        _void(old, why, actor=actor)
    new = Measurement(replaces=old, recorded_by_id=actor.person_id, recorded_at=clock.now())
    for name in _VALUES:
        setattr(new, name, getattr(old, name))
    _refuse_twice(_draft_of(new), new.measure)
    new.save(force_insert=True)
    _copy_proof(old, new)
    note("ledger.measurement_replaced", old, actor=actor, summary=why, using=VOID)
    note("ledger.measured", new, actor=actor, summary=f"Thay cho số liệu ghi trước: {why}", using=VOID)
    return new


def _copy_proof(old: Measurement, new: Measurement) -> None:
    """Proof stays on what it proved, and goes along to what replaces it."""
    for proof in Evidence.objects.filter(measurement=old, detached_at=None).order_by("pk"):
        Evidence.objects.create(measurement=new, **{name: getattr(proof, name) for name in _COPIED})


def check_measurement(draft: MeasurementDraft, *, actor: Actor) -> tuple[Measure, Amount]:
    """Whether the value can be written at all. Reads only. Raises Refused with the field that is wrong."""
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
    if draft.starts.year < checking.EARLIEST_YEAR:
        raise Refused("Kỳ này quá xa; kiểm tra lại năm.", code="old_day", field="starts")
    [found] = checking.check_amounts((draft.amount,))
    return found


def _refuse_twice(draft: MeasurementDraft, measure: Measure, besides: Measurement | None = None) -> None:
    """Two values of one body for the same days, or of a sum or ratio for days that overlap, would both count.

    The measure is locked, so that two people do not enter the same at once.
    """
    same_measure = queries.family(Measure.objects.select_for_update(no_key=True).get(pk=measure.pk))
    rows = Measurement.objects.filter(
        measure__in=same_measure, activity=None, agency=draft.agency_id, body=draft.body_id
    ).exclude(state=State.VOIDED)
    if measure.kind in (Measure.Kind.SUM, Measure.Kind.RATIO):
        rows = rows.filter(starts__lte=draft.ends, ends__gte=draft.starts)
    else:
        rows = rows.filter(starts=draft.starts, ends=draft.ends)
    others = rows.exclude(pk=besides.pk) if besides else rows
    same = others.order_by("pk").first()
    if same is not None:
        raise Refused(
            f"{same.period.label} đã có số liệu của đơn vị này. Sửa hoặc đính chính số liệu đó, đừng ghi thêm.",
            code="same_period",
            field="period",
        )


def _fill(row: Measurement, draft: MeasurementDraft, measure: Measure, amount: Amount) -> None:
    row.measure = measure
    row.agency_id, row.body_id = draft.agency_id, draft.body_id
    row.starts, row.ends = draft.starts, draft.ends
    row.value, row.numerator, row.denominator = amount.value, amount.numerator, amount.denominator
    row.note = wording.line(draft.note, most=250, field="note", label="Nguồn số liệu")


def _draft_of(row: Measurement) -> MeasurementDraft:
    amount = Amount(row.measure.code, row.value, row.numerator, row.denominator)
    return MeasurementDraft(amount, row.starts, row.ends, row.agency_id, row.body_id, row.note)


def _picture(row: Measurement) -> dict[str, str]:
    """What it says, under the labels of the screen, for the history of changes."""
    parts = {"Giá trị": row.value, "Tử số": row.numerator, "Mẫu số": row.denominator}
    said = {label: format_number(value) if value is not None else "" for label, value in parts.items()}
    return said | {
        "Kỳ": row.period.label,
        "Đơn vị": row.body.name if row.body else "Cả cơ quan",
        "Nguồn số liệu": row.note,
    }


def _void(row: Measurement, why: str, *, actor: Actor) -> None:
    if row.state == State.VOIDED:
        raise Refused("Số liệu này đã hủy từ trước.", code="already_voided")
    row.state, row.voided_by_id, row.voided_at = State.VOIDED, actor.person_id, clock.now()
    row.void_reason = why
    row.save(update_fields=["state", "voided_by", "voided_at", "void_reason"])


def _require_draft(row: Measurement) -> None:
    if row.state != State.DRAFT:
        raise Refused("Số liệu này đã được xác nhận hoặc đã hủy.", code="locked")


def _require_seen(row: Measurement, seen: int | None) -> None:
    if seen is not None and seen != row.edition:
        raise Refused(
            "Số liệu đã được sửa sau khi trang này mở. Tải lại trang để xem nội dung mới.", code="stale"
        )


def _locked(measurement: Measurement) -> Measurement:
    if measurement.activity_id is not None:
        raise Refused("Số liệu này thuộc một hoạt động; làm trên hoạt động đó.", code="not_standing")
    return Measurement.objects.select_for_update(of=("self",)).get(pk=measurement.pk)
