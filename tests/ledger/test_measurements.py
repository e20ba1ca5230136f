"""Values that stand alone: entered, confirmed by another, voided and replaced with their proof; never counted twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lantoa.audit.models import Entry
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.foundation.periods import Period, PeriodKind
from lantoa.ledger import access, actions, queries, series
from lantoa.ledger.drafts import Amount, DocumentRef, MeasurementDraft, ProofDraft
from lantoa.ledger.models import Evidence, Measure, Measurement, State
from lantoa.ledger.refs import SourceKey
from lantoa.organisation.access import SYSTEM
from tests.ledger import samples
from tests.ledger.conftest import House, Recording

FOLLOWERS = Amount("M04-3", Decimal(1250))
CONTENT = Amount("M16", numerator=Decimal(37), denominator=Decimal(40))
AUGUST = Period(PeriodKind.MONTH, 2026, 8)

Measuring = Callable[..., Measurement]


@pytest.fixture
def draft(house: House) -> MeasurementDraft:
    return MeasurementDraft(
        FOLLOWERS, AUGUST.start, AUGUST.end, house.agency.pk, house.unit.pk, "Thống kê của trang"
    )


@pytest.fixture
def measuring(house: House, draft: MeasurementDraft) -> Measuring:
    def record(by: str = "officer", *, confirmed_by: str = "", **changes: Any) -> Measurement:
        row = actions.record_measurement(replace(draft, **changes), actor=house.actor(by))
        return actions.confirm_measurement(row, actor=house.actor(confirmed_by)) if confirmed_by else row

    return record


def refusal(code: str) -> Any:
    return pytest.raises(Refused, check=lambda error: error.code == code)


def total(house: House, code: str, period: Period = AUGUST) -> Decimal | None:
    measure = Measure.objects.get(code=code)
    return queries.total(measure, period.start, period.end, agency_ids=[house.agency.pk]).value


# --- entering -------------------------------------------------------------------------------------


def test_a_value_counts_once_somebody_else_confirmed_it(house: House, measuring: Measuring) -> None:
    row = measuring()
    assert (row.state, total(house, "M04-3")) == (State.DRAFT, None)
    with refusal("own_entry"):
        actions.confirm_measurement(
            measuring("head", starts=date(2026, 7, 1), ends=date(2026, 7, 31)), actor=house.actor("head")
        )
    with refusal("forbidden"):
        actions.confirm_measurement(row, actor=house.actor("colleague"))

    actions.confirm_measurement(row, actor=house.actor("head"))
    assert total(house, "M04-3") == 1250
    assert [entry.verb for entry in queries.history_of(row)] == [
        "ledger.measurement_confirmed",
        "ledger.measured",
    ]


def test_who_put_proof_on_a_value_leaves_it_to_another(house: House, measuring: Measuring) -> None:
    row = measuring()
    actions.attach_link(row, "https://lantoa.example/so-lieu", actor=house.actor("head"))

    outcome = actions.confirm_many_measurements([row], actor=house.actor("head"))

    assert [why.count("không tự xác nhận") for _, why in outcome.refused] == [1]
    assert list(access.measurements_waiting_for(house.actor("head"))) == []
    assert list(access.measurements_waiting_for_others(house.actor("head"))) == [row]
    assert list(access.measurements_waiting_for(house.actor("deputy"))) == [row]
    page = house.cast.client("head").get("/ban-lam-viec/so-lieu/cho-xac-nhan/").content.decode()
    assert "nên không tự xác nhận" in page
    actions.confirm_measurement(row, actor=house.actor("deputy"))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": Amount("M04-3")}, "amount_shape"),
        ({"amount": Amount("M04-3", Decimal("1.5"))}, "amount_whole"),
        ({"amount": Amount("M04-3", Decimal(-1))}, "amount_range"),
        ({"amount": Amount("M16", Decimal(90))}, "amount_shape"),
        ({"amount": Amount("M16", numerator=Decimal(3), denominator=Decimal(0))}, "amount_zero"),
        ({"amount": Amount("M99", Decimal(1))}, "unknown_code"),
        ({"ends": date(2026, 7, 1)}, "ends_before"),
        ({"ends": date(2026, 9, 30)}, "future_day"),
        ({"starts": date(1990, 1, 1)}, "old_day"),
        ({"note": "x" * 251}, "too_long"),
    ],
)
def test_a_value_without_sense_is_refused(
    house: House, measuring: Measuring, changes: dict[str, Any], code: str
) -> None:
    with refusal(code):
        measuring(**changes)


def test_who_does_not_belong_there_enters_nothing(house: House, measuring: Measuring) -> None:
    for who in ("other_officer", "outsider", "administrator", "director"):
        with refusal("forbidden"):
            measuring(who)
    with refusal("forbidden"):
        measuring("officer", body_id=None)  # the whole agency is the coordinator's
    assert measuring("coordinator", body_id=None).pk


def test_the_same_days_of_one_body_are_counted_once(house: House, measuring: Measuring) -> None:
    first = measuring()
    with refusal("same_period"):
        measuring("head")
    measuring("coordinator", body_id=house.other_unit.pk)
    measuring(
        starts=date(2026, 7, 1), ends=date(2026, 8, 31)
    )  # the last value is taken: overlapping is harmless
    actions.void_measurement(first, "Nhầm trang", actor=house.actor("head"))
    assert measuring().pk


@pytest.mark.parametrize("amount", [Amount("M04-1", Decimal(12)), CONTENT])
def test_sums_and_ratios_take_no_days_that_overlap(measuring: Measuring, amount: Amount) -> None:
    measuring(amount=amount)
    with refusal("same_period"):
        measuring(amount=amount, starts=date(2026, 7, 1), ends=date(2026, 8, 31))
    assert measuring(amount=amount, starts=date(2026, 7, 1), ends=date(2026, 7, 31)).pk


@pytest.mark.parametrize("body", [True, False])
def test_the_table_itself_takes_no_second_value(house: House, measuring: Measuring, body: bool) -> None:
    row = measuring("coordinator", body_id=house.unit.pk if body else None)
    row.pk = None
    row._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_source_writes_its_value_once(house: House, draft: MeasurementDraft) -> None:
    source = SourceKey("surveys.campaign", "7")
    first = actions.record_measurement(draft, actor=SYSTEM, source=source)
    assert actions.record_measurement(draft, actor=SYSTEM, source=source) == first


# --- correcting -----------------------------------------------------------------------------------


def test_who_recorded_it_rewrites_it_until_it_is_confirmed(
    house: House, measuring: Measuring, draft: MeasurementDraft
) -> None:
    row = measuring()
    better = replace(draft, amount=replace(FOLLOWERS, value=Decimal(1300)))
    with refusal("forbidden"):
        actions.revise_measurement(row, better, actor=house.actor("head"))
    actions.revise_measurement(row, better, actor=house.actor("officer"), seen=1)
    with refusal("stale"):
        actions.revise_measurement(row, better, actor=house.actor("officer"), seen=1)
    with refusal("stale"):
        actions.confirm_measurement(row, actor=house.actor("head"), seen=1)
    with refusal("other_measure"):
        actions.revise_measurement(row, replace(draft, amount=CONTENT), actor=house.actor("officer"))

    actions.confirm_measurement(row, actor=house.actor("head"), seen=2)
    assert total(house, "M04-3") == 1300
    with refusal("locked"):
        actions.revise_measurement(row, draft, actor=house.actor("officer"))
    revised = Entry.objects.get(verb="ledger.measurement_revised")
    assert revised.changes == {"Giá trị": ["1.250", "1.300"]}


def test_new_proof_means_another_edition(house: House, measuring: Measuring) -> None:
    row = measuring()
    actions.attach_link(row, "https://trang.example/thong-ke", actor=house.actor("officer"))
    with refusal("stale"):
        actions.confirm_measurement(row, actor=house.actor("head"), seen=1)


def test_a_draft_is_thrown_away_by_who_recorded_it(house: House, measuring: Measuring) -> None:
    row = measuring()
    with refusal("forbidden"):
        actions.discard_measurement(row, actor=house.actor("head"))
    actions.discard_measurement(row, actor=house.actor("officer"))
    row.refresh_from_db()
    assert (row.state, row.void_reason) == (State.VOIDED, "Người ghi bỏ số liệu")


def test_a_replacement_has_the_values_and_the_proof_and_points_back(
    house: House, measuring: Measuring
) -> None:
    row = measuring()
    for act in (
        lambda: actions.attach_link(row, "https://trang.example/a", actor=house.actor("officer")),
        lambda: actions.attach_document(row, DocumentRef("12/BC-VP"), actor=house.actor("officer")),
    ):
        act()
    actions.confirm_measurement(row, actor=house.actor("head"))
    with refusal("no_reason"):
        actions.replace_measurement(row, " ", actor=house.actor("head"))
    new = actions.replace_measurement(row, "Đọc nhầm số của tháng trước", actor=house.actor("coordinator"))

    row.refresh_from_db()
    assert (row.state, new.state, new.replaces, new.value) == (State.VOIDED, State.DRAFT, row, 1250)
    assert [item.url or item.document_number for item in series.evidence_of(new)] == [
        "https://trang.example/a",
        "12/BC-VP",
    ]
    assert Evidence.objects.filter(measurement=row, detached_at=None).count() == 2
    assert total(house, "M04-3") is None
    with refusal("replaced"):
        actions.replace_measurement(row, actor=house.actor("head"))
    with refusal("own_entry"):
        actions.confirm_measurement(new, actor=house.actor("coordinator"))
    actions.confirm_measurement(new, actor=house.actor("head"))
    assert total(house, "M04-3") == 1250


def test_a_voided_value_is_taken_up_again_without_another_reason(house: House, measuring: Measuring) -> None:
    row = measuring(confirmed_by="head")
    actions.void_measurement(row, "Sai nguồn", actor=house.actor("head"))
    with refusal("already_voided"):
        actions.void_measurement(row, "Lại nữa", actor=house.actor("head"))
    new = actions.replace_measurement(row, actor=house.actor("coordinator"))
    assert new.replaces == row


def test_a_draft_is_not_replaced_and_a_value_of_an_activity_is_left_alone(
    house: House, measuring: Measuring, recording: Recording
) -> None:
    with refusal("still_draft"):
        actions.replace_measurement(measuring(), "Sai", actor=house.actor("head"))
    of_activity = recording().current.measurements.first()
    for act in (actions.confirm_measurement, actions.discard_measurement, actions.replace_measurement):
        with refusal("not_standing"):
            act(of_activity, actor=house.actor("head"))


def test_nobody_reads_or_touches_a_value_of_another_agency(house: House, measuring: Measuring) -> None:
    row = measuring()
    for who in ("outsider", "other_officer", "administrator"):
        with pytest.raises(NotVisible):
            access.get_measurement(house.actor(who), row.pk)
    assert access.get_measurement(house.actor("colleague"), row.pk) == row
    with pytest.raises(NotVisible):
        access.get_measurement(house.actor("colleague"), row.pk, to=access.EDIT)
    assert access.get_measurement(house.actor("director"), row.pk) == row


# --- several at once, with proof ------------------------------------------------------------------


def test_several_are_confirmed_and_what_may_not_be_does_not_stop_the_others(
    house: House, measuring: Measuring
) -> None:
    rows = [measuring(starts=date(2026, month, 1), ends=date(2026, month, 28)) for month in (5, 6, 7)]
    mine = measuring("head")
    actions.attach_link(rows[0], "https://trang.example/a", actor=house.actor("officer"))
    outcome = actions.confirm_many_measurements(
        [*rows, mine], actor=house.actor("head"), seen={row.pk: 1 for row in rows}
    )

    assert {row.pk for row in outcome.done} == {rows[1].pk, rows[2].pk}
    assert {row.pk for row, _ in outcome.refused} == {rows[0].pk, mine.pk}


def test_the_value_and_its_proof_are_written_together(house: House, draft: MeasurementDraft) -> None:
    proof = ProofDraft(
        [samples.upload("a.png", samples.png())], "https://trang.example/a", DocumentRef("5/BC-VP")
    )
    outcome = actions.record_measurement_with_proof(draft, proof, actor=house.actor("officer"))
    assert (len(outcome.added), outcome.refused) == (3, [])
    file = next(item.file for item in outcome.added if item.file)
    assert access.get_file(house.actor("colleague"), file.pk) == file
    with pytest.raises(NotVisible):
        access.get_file(house.actor("outsider"), file.pk)


def test_proof_that_is_refused_is_named_and_the_value_stays(house: House, draft: MeasurementDraft) -> None:
    proof = ProofDraft([samples.upload("a.svg", samples.SVG)], "javascript:alert(1)")
    outcome = actions.record_measurement_with_proof(draft, proof, actor=house.actor("officer"))
    assert len(outcome.refused) == 2 and outcome.measurement.pk
    again = actions.revise_measurement_with_proof(
        outcome.measurement, draft, ProofDraft(link="https://trang.example/a"), actor=house.actor("officer")
    )
    assert len(again.added) == 1


# --- over periods ---------------------------------------------------------------------------------


def test_the_course_adds_activities_and_standing_values_by_period(
    house: House, measuring: Measuring, recording: Recording
) -> None:
    amount = Amount("M04-1", Decimal(12))
    measuring(amount=amount, confirmed_by="head")
    measuring(amount=amount, starts=date(2026, 6, 1), ends=date(2026, 6, 30))  # not confirmed
    actions.confirm(
        recording(amounts=(Amount("M04-1", Decimal(3)),), day=date(2026, 8, 5)), actor=house.actor("head")
    )
    measure = Measure.objects.get(code="M04-1")
    rows = access.visible_values(house.actor("officer"))

    by_month = series.course(rows, measure, series.periods_of(PeriodKind.MONTH, 2026))
    assert [step.total.value for step in by_month] == [None] * 7 + [15, None]
    assert (by_month[7].activities, by_month[7].standing) == (1, 1)
    by_year = series.course(rows, measure, series.periods_of(PeriodKind.YEAR, 2026))
    assert [step.total.value for step in by_year][-1] == 15
    assert (
        series.course(access.visible_values(house.actor("outsider")), measure, [AUGUST])[0].total.value
        is None
    )


def test_a_ratio_is_rolled_up_by_its_parts(house: House, measuring: Measuring) -> None:
    measuring(amount=CONTENT, confirmed_by="head")
    measuring(
        amount=replace(CONTENT, numerator=Decimal(3), denominator=Decimal(10)),
        starts=date(2026, 7, 1),
        ends=date(2026, 7, 31),
        confirmed_by="head",
    )
    measure = Measure.objects.get(code="M16")
    [step] = series.course(
        access.visible_values(house.actor("head")), measure, [Period(PeriodKind.QUARTER, 2026, 3)]
    )
    assert (step.total.value, step.total.numerator, step.total.denominator) == (80, 40, 50)


def test_what_activities_counted_already_is_known(
    house: House, measuring: Measuring, recording: Recording
) -> None:
    row = measuring(amount=Amount("M04-1", Decimal(12)))
    assert series.counted_in_activities(row)[0] == 0
    actions.confirm(
        recording(amounts=(Amount("M04-1", Decimal(3)),), day=date(2026, 8, 5)), actor=house.actor("head")
    )
    number, found = series.counted_in_activities(row)
    assert (number, found.value) == (1, 3)
    assert series.counted_in_activities(measuring())[0] == 0  # the last value is taken, nothing is added
