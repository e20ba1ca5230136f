"""A superior's round: opening it, whom it asks, by when, and its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.periods import Period
from lantoa.foundation.text import format_date
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Agency
from lantoa.reports import access
from lantoa.reports.actions.round_days import follow
from lantoa.reports.actions.round_telling import tell_asked, tell_unit
from lantoa.reports.addresses import address_of_calls
from lantoa.reports.models import OWED, Call, Round
from lantoa.reports.queries.periods import round_for
from lantoa.reports.queries.rounds import agencies_to_ask, asked_already
from lantoa.reports.queries.scope import called_since

NOTE_LENGTH = 5000


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """What a superior asks: the period, by when, of whom. `own_days` are due days of single agencies.

    `ends` is the last day of the figures where the superior asks earlier than the rule has it (DOMAIN 2.1).
    """

    period: str
    due_on: date
    agency_ids: tuple[int, ...]
    note: str = ""
    own_days: Mapping[int, date] = field(default_factory=dict)
    ends: date | None = None


@transaction.atomic
def open_round(agency: Agency, draft: RoundDraft, *, actor: Actor) -> Round:
    """Asks the agencies below for their report of a period, and tells who answers for it there.

    The rules of periods give the days of its figures; the last may be set earlier. Raises Refused for a period that was asked already, a due day
    before its figures are whole or in the past, and agencies that are not right below at the period's end.
    """
    _require_superior(actor, agency.pk)
    found = round_for(draft.period)
    ends = last_day(draft.ends, found.window)
    require_day(draft.due_on, ends)
    for agency_id, day in draft.own_days.items():
        require_day(day, ends, field=own_day_field(agency_id))
    agencies = _agencies(agency, draft.agency_ids, ends)
    if asked_already(agency).exclude(agency=agency).filter(period=found.period.code).exists():
        raise Refused(
            f"Đợt báo cáo {found.period.label} đã mở rồi, từ trước khi đổi tên.",
            code="opened",
            field="period",
        )
    asked, made = Round.objects.get_or_create(
        agency=agency,
        period=found.period.code,
        defaults={
            "starts": found.window.start, "ends": ends, "due_on": draft.due_on,
            "note": draft.note.strip()[:NOTE_LENGTH], "opened_by_id": actor.person_id, "opened_at": clock.now(),
        },
    )  # fmt: skip
    if not made:
        raise Refused(f"Đợt báo cáo {asked.spoken} đã mở rồi.", code="opened", field="period")
    note(
        "reports.round_opened", asked, actor=actor, agency_id=agency.pk,
        summary=f"{asked.label}, {len(agencies)} cơ quan, hạn {format_date(asked.due_on)}",
    )  # fmt: skip
    for one in agencies:
        _ask(asked, one, draft.own_days.get(one.pk, draft.due_on), actor)
    return asked


def last_day(wished: date | None, window: Period) -> date:
    """The last day of the figures. Never after the rule's own: what follows belongs to the next period."""
    if wished is not None and wished not in window:
        raise Refused(
            f"Số liệu của kỳ này lấy trong khoảng từ {format_date(window.start)} đến {format_date(window.end)}.",
            code="outside",
            field="ends",
        )
    return wished or window.end


@transaction.atomic
def add_units(asked: Round, agency_ids: Iterable[int], *, actor: Actor) -> list[Call]:
    """Asks further agencies in the same round, by the round's day."""
    locked = open_one(asked, actor)
    known = called_since(locked.calls.values_list("agency_id", flat=True))
    agencies = [row for row in _agencies(locked.agency, agency_ids, locked.ends) if row.pk not in known]
    if not agencies:
        raise Refused("Các cơ quan đã chọn có trong đợt rồi.", code="asked", field="agencies")
    calls = [_ask(locked, one, locked.due_on, actor) for one in agencies]
    names = ", ".join(row.short_name for row in agencies)
    note(
        "reports.round_changed",
        locked,
        actor=actor,
        agency_id=locked.agency_id,
        summary=f"Thêm {names}"[:500],
    )
    return calls


@transaction.atomic
def drop_unit(call: Call, reason: str, *, actor: Actor) -> None:
    """Takes an agency out of the round; its report goes by the rule again. Raises Refused once it has sent something."""
    locked = locked_call(call)
    asked = open_one(locked.round, actor)
    if locked.issue_id is not None:
        raise Refused("Đơn vị đã gửi báo cáo nên không đưa ra khỏi đợt được.", code="sent")
    if not reason.strip():
        raise Refused("Ghi lý do đưa đơn vị ra khỏi đợt.", code="no_reason", field="reason")
    name = locked.agency.short_name
    tell_unit(locked, "reports.round_changed", "Không phải gửi nữa:", actor=actor, url=address_of_calls())
    locked.delete()
    follow(locked.agency_id, asked.period)
    note(
        "reports.round_changed", asked, actor=actor, agency_id=asked.agency_id,
        summary=f"Bỏ {name}: {reason.strip()[:300]}",
    )  # fmt: skip


@transaction.atomic
def close_round(asked: Round, *, actor: Actor) -> Round:
    """Nothing is sent or asked any more."""
    locked = open_one(asked, actor)
    locked.closed_at = clock.now()
    locked.save(update_fields=["closed_at"])
    owed = locked.calls.filter(state__in=OWED).count()
    summary = f"{locked.label}, còn {owed} cơ quan chưa gửi" if owed else locked.label
    note("reports.round_closed", locked, actor=actor, agency_id=locked.agency_id, summary=summary)
    return locked


@transaction.atomic
def reopen_round(asked: Round, *, actor: Actor) -> Round:
    """Takes a close back: what was closed too early goes on."""
    _require_superior(actor, asked.agency_id)
    locked = locked_round(asked)
    if locked.closed_at is None:
        raise Refused("Đợt này đang mở.", code="open")
    locked.closed_at = None
    locked.save(update_fields=["closed_at"])
    note("reports.round_reopened", locked, actor=actor, agency_id=locked.agency_id, summary=locked.label)
    return locked


def _ask(asked: Round, agency: Agency, day: date, actor: Actor) -> Call:
    call = Call.objects.create(round=asked, agency=agency, due_on=day)
    follow(agency.pk, asked.period)
    tell_asked(call, actor=actor)
    return call


def _agencies(superior: Agency, agency_ids: Iterable[int], ends: date) -> list[Agency]:
    wanted = set(agency_ids)
    if not wanted:
        raise Refused("Chọn ít nhất một cơ quan phải báo cáo.", code="nobody", field="agencies")
    found = list(agencies_to_ask(superior, ends).filter(pk__in=wanted))
    if len(found) != len(wanted):
        raise Refused(
            f"Chỉ chọn cơ quan trực thuộc còn hoạt động vào ngày cuối kỳ ({format_date(ends)}).",
            code="not_below",
            field="agencies",
        )
    return found


def own_day_field(agency_id: int) -> str:
    """Where the form of a round asks for the due day of one agency."""
    return f"own_{agency_id}"


def require_day(day: date, ends: date, *, field: str = "due_on") -> None:
    """A due day follows the figures and is not in the past."""
    if day <= ends:
        raise Refused(
            f"Hạn gửi phải sau ngày {format_date(ends)}: số liệu của kỳ lấy đến hết ngày đó.",
            code="too_early",
            field=field,
        )
    if day < clock.today():
        raise Refused(f"Ngày {format_date(day)} đã qua. Chọn hạn gửi từ hôm nay.", code="past", field=field)


def _require_superior(actor: Actor, agency_id: int) -> None:
    if not access.may_open_rounds(actor, agency_id):
        raise Refused("Chỉ người theo dõi báo cáo của cấp trên làm được việc này.", code="forbidden")


def open_one(asked: Round, actor: Actor) -> Round:
    _require_superior(actor, asked.agency_id)
    locked = locked_round(asked)
    require_open(locked)
    return locked


def locked_round(asked: Round) -> Round:
    return Round.objects.select_for_update(of=("self",)).select_related("agency").get(pk=asked.pk)


def locked_call(call: Call) -> Call:
    """Raises Refused when the unit was taken out of the round in between."""
    rows = Call.objects.select_for_update(of=("self",)).select_related("agency", "round__agency")
    found = rows.filter(pk=call.pk).first()
    if found is None:
        raise Refused("Đơn vị đã được đưa ra khỏi đợt báo cáo.", code="dropped")
    return found


def require_open(asked: Round) -> None:
    if asked.closed_at is not None:
        raise Refused(f"Đợt báo cáo {asked.spoken} đã đóng.", code="closed")
