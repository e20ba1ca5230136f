"""What the pages of values over periods show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from lantoa.foundation.text import format_number
from lantoa.ledger import access, queries, series, wording
from lantoa.ledger.models import Measure, Measurement, State
from lantoa.ledger.web.activity_page import Proof, entries_of, proof, said_value
from lantoa.ledger.web.confirm_views import said_proofs
from lantoa.ledger.web.measurement_tables import SHOWN, address, state_word, valued, whose
from lantoa.organisation.access import CONFIRM, VOID, Actor
from lantoa.organisation.guard import StaffRequest
from lantoa.ui.words import vndate, vndatetime


@dataclass(frozen=True)
class Shown:
    """One value as a line of a page."""

    row: Measurement
    url: str
    value: str
    whose: str
    state: str = ""
    word: str = ""
    proofs: str = ""
    tick: str = ""
    doubts: tuple[str, ...] = ()


def context(request: StaffRequest, row: Measurement) -> dict[str, Any]:
    actor = request.actor
    waiting = row.state == State.DRAFT
    found = proofs(request, row, may_remove=waiting and access.may_revise(actor, row))
    later = getattr(row, "replaced_by", None)
    return {
        "row": row,
        "value": valued(row),
        "state": SHOWN[row.state],
        "state_word": state_word(row),
        "facts": facts(row),
        "evidence": found,
        "history": entries_of(row),
        "doubts": doubts(row) if row.state != State.VOIDED else [],
        "earlier_url": address(row.replaces) if row.replaces else "",
        "later_url": address(later) if later else "",
        "course_url": f"{reverse('ledger:course')}?so_do={row.measure_id}&nam={row.ends.year}",
        "may_edit": waiting and access.may_revise(actor, row),
        "may_confirm": waiting and access.may_confirm_measurement(actor, row),
        "may_void": row.state != State.VOIDED and actor.may(VOID, row.agency_id, row.body_id),
        "may_replace": not waiting and later is None and actor.may(VOID, row.agency_id, row.body_id),
        "why_not": why_not_confirm(actor, row) if waiting else "",
    }


def why_not_confirm(actor: Actor, row: Measurement) -> str:
    """Said to whoever has the right over the unit but wrote the figure."""
    if not actor.may(CONFIRM, row.agency_id, row.body_id) or access.may_confirm_measurement(actor, row):
        return ""
    return wording.own_entry(recorded=row.recorded_by_id == actor.person_id)


MOST_MINE = 20


def others_confirm(actor: Actor) -> list[tuple[Measurement, str, str]]:
    """What waits for somebody else, with its address and why the actor may not confirm it."""
    rows = access.measurements_waiting_for_others(actor).select_related("measure")
    return [(row, address(row), why_not_confirm(actor, row)) for row in rows[:MOST_MINE]]


def facts(row: Measurement) -> list[tuple[str, str]]:
    """Label and value; what does not apply is left out."""
    measure = row.measure
    found = [("Kỳ", f"{row.period.label} ({vndate(row.starts)} – {vndate(row.ends)})")]
    if row.numerator is not None and row.denominator is not None:
        found.append((measure.numerator_label or "Tử số", format_number(row.numerator)))
        found.append((measure.denominator_label or "Mẫu số", format_number(row.denominator)))
    found += [
        (
            "Đơn vị",
            f"{row.body.name}, {row.agency.short_name}" if row.body else f"Cả {row.agency.short_name}",
        ),
        ("Nguồn số liệu", row.note),
        ("Cách cộng", measure.get_kind_display()),
        ("Người ghi", f"{row.recorded_by or 'Hệ thống'}, {vndatetime(row.recorded_at)}"),
    ]
    if row.confirmed_by:
        found.append(("Người xác nhận", f"{row.confirmed_by}, {vndatetime(row.confirmed_at)}"))
    return [(label, value) for label, value in found if value]


def doubts_at_sight(row: Measurement) -> list[str]:
    """What is allowed and yet worth a second look, as far as the value itself tells."""
    if row.numerator is not None and row.denominator is not None and row.numerator > row.denominator:
        return ["Tử số lớn hơn mẫu số nên tỷ lệ vượt 100 %; kiểm tra lại hai số."]
    return []


def doubts(row: Measurement) -> list[str]:
    """Those, and what activities have counted already."""
    found = doubts_at_sight(row)
    number, total = series.counted_in_activities(row)
    if number and total.value is not None:
        said = format_number(total.value.quantize(queries.PLACES))
        found.append(
            f"Trong kỳ này {number} hoạt động đã mang số đo này, tổng {said} {row.measure.unit}; "
            "số liệu theo kỳ được cộng thêm. Chỉ ghi phần chưa có trong các hoạt động đó."
        )
    return found


def proofs(request: StaffRequest, row: Measurement, *, may_remove: bool = False) -> list[Proof]:
    return [proof(request, item, row, may_remove=may_remove) for item in series.evidence_of(row)]


def lately(request: StaffRequest, measure: Measure, most: int) -> list[Shown]:
    """The latest values of the measure, to compare with what is being typed."""
    rows = series.recent(request.actor, measure, most)
    return [
        Shown(row, address(row), said_value(row), whose(row), SHOWN[row.state], state_word(row))
        for row in rows
    ]


def waiting_rows(rows: list[Measurement]) -> list[Shown]:
    evidence = series.evidence_by_measurement(row.pk for row in rows)
    return [
        Shown(
            row,
            address(row),
            valued(row),
            whose(row),
            proofs=said_proofs(evidence[row.pk]),
            tick=f"{row.pk}:{row.edition}",
            doubts=tuple(doubts_at_sight(row)),
        )
        for row in rows
    ]
