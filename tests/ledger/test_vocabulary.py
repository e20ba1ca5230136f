"""The vocabularies: who keeps them, and that what was recorded keeps its words whatever becomes of a row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.ledger import actions, queries, vocabulary
from lantoa.ledger.drafts import Amount, RowDraft
from lantoa.ledger.models import ActivityKind, Audience, Form, Measure, Theme
from lantoa.organisation.access import SYSTEM, Actor
from lantoa.plans.models import Target
from tests.ledger.conftest import House, Recording, page

DESK = "/ban-lam-viec/danh-muc/"
COUNT = {"unit": "cuộc", "kind": "sum", "whole": True, "numerator_label": "", "denominator_label": ""}


@pytest.fixture
def keeper(house: House) -> Actor:
    return house.actor("administrator")


def measure(code: str = "M05-1") -> Measure:
    return Measure.objects.get(code=code)


def codes(model: Any) -> list[str]:
    return list(model.objects.order_by("position", "pk").values_list("code", flat=True))


def refusal(code: str) -> Any:
    return pytest.raises(Refused, check=lambda error: error.code == code)


# --- who ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["officer", "head", "coordinator", "director", "outsider"])
def test_who_does_not_keep_the_vocabulary_changes_nothing(house: House, who: str) -> None:
    actor, row = house.actor(who), Theme.objects.get(code="hai-long")
    for act in (
        lambda: actions.add_row(Theme, RowDraft(name="Mới"), actor=actor),
        lambda: actions.revise_row(row, RowDraft(name="Mới"), actor=actor),
        lambda: actions.end_row(row, clock.today(), actor=actor),
        lambda: actions.resume_row(row, actor=actor),
        lambda: actions.merge_rows(row, Theme.objects.get(code="chuyen-doi-so"), actor=actor),
        lambda: actions.move_row(row, up=True, actor=actor),
        lambda: actions.discard_row(row, actor=actor),
    ):
        with refusal("forbidden"):
            act()
    assert house.client(who).get(DESK).status_code == 404


def test_the_audit_says_who_kept_the_vocabulary_and_what_changed(house: House, keeper: Actor) -> None:
    row = actions.add_row(Audience, RowDraft(name="Người  cao tuổi"), actor=keeper)
    actions.revise_row(row, RowDraft(name="Người cao tuổi, người khuyết tật"), actor=keeper)

    added, saved = Entry.objects.filter(target_kind="ledger.audience").order_by("pk")
    assert (added.verb, added.actor_name, added.agency_id) == (
        "ledger.row_added",
        keeper.name,
        house.cast.province.pk,
    )
    assert saved.changes["Tên"] == ["Người cao tuổi", "Người cao tuổi, người khuyết tật"]


def test_the_administrator_reads_names_of_rows_in_the_audit(house: House, keeper: Actor) -> None:
    actions.add_row(Audience, RowDraft(name="Người cao tuổi"), actor=keeper)
    assert "Người cao tuổi" in page(house.client("administrator"), "/ban-lam-viec/nhat-ky/")


# --- adding and correcting ------------------------------------------------------------------------


def test_a_new_row_gets_a_code_from_its_name_and_stands_where_asked(keeper: Actor) -> None:
    after = Audience.objects.get(code="nguoi-dan")
    row = actions.add_row(Audience, RowDraft(name="Người cao tuổi", after_id=after.pk), actor=keeper)

    assert row.code == "nguoi-cao-tuoi"
    assert codes(Audience)[:3] == ["cbccvc", "nguoi-dan", "nguoi-cao-tuoi"]
    first = actions.add_row(Audience, RowDraft(name="Trước hết"), actor=keeper)
    assert codes(Audience)[0] == first.code


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (RowDraft(name="  "), "no_name"),
        (RowDraft(name="NGƯỜI DÂN"), "name_taken"),
        (RowDraft(name="Mới", code="có dấu"), "bad_code"),
        (RowDraft(name="Mới", code="Nguoi-Dan"), "code_taken"),
    ],
)
def test_a_row_without_sense_is_refused(house: House, keeper: Actor, draft: RowDraft, code: str) -> None:
    with refusal(code):
        actions.add_row(Audience, draft, actor=keeper)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (COUNT | {"unit": " "}, "no_unit"),
        (COUNT | {"kind": "average"}, "no_kind"),
        (COUNT | {"kind": "ratio"}, "no_label"),
    ],
)
def test_a_measure_without_unit_or_sense_is_refused(
    house: House, keeper: Actor, more: dict[str, Any], code: str
) -> None:
    with refusal(code):
        actions.add_row(Measure, RowDraft(name="Số đo mới", more=more), actor=keeper)


def test_kind_and_unit_of_a_measure_with_values_are_fixed(keeper: Actor, recording: Recording) -> None:
    recording(amounts=(Amount("M05-1", Decimal(1)),))
    row = measure()
    for more in (COUNT | {"unit": "buổi"}, COUNT | {"kind": "latest"}):
        with refusal("measure_fixed"):
            actions.revise_row(row, RowDraft(name=row.name, more=more), actor=keeper)
    actions.revise_row(row, RowDraft(name="Hội nghị, tập huấn", more=COUNT | {"whole": False}), actor=keeper)

    row.refresh_from_db()
    assert (row.name, row.unit, row.kind, row.whole) == ("Hội nghị, tập huấn", "cuộc", "sum", False)


def test_kind_and_unit_of_a_measure_without_values_may_change(house: House, keeper: Actor) -> None:
    row = measure("M13")
    actions.revise_row(
        row, RowDraft(name=row.name, more=COUNT | {"unit": "sáng kiến", "kind": "max"}), actor=keeper
    )
    row.refresh_from_db()
    assert (row.unit, row.kind) == ("sáng kiến", "max")


def test_a_target_of_a_plan_uses_its_measure_too() -> None:
    assert {pointer.owner for pointer in vocabulary.pointers_to(Measure)} >= {Target}


def test_a_kind_keeps_its_measures_and_its_form(house: House, keeper: Actor) -> None:
    form = Form.objects.get(code="thi")
    more = {"form": form, "measures": [measure("M06-1").pk, measure("M06-2").pk]}
    row = actions.add_row(ActivityKind, RowDraft(name="Hội diễn", more=more), actor=keeper)
    assert (row.form, {one.code for one in row.measures.all()}) == (form, {"M06-1", "M06-2"})

    actions.revise_row(row, RowDraft(name="Hội diễn", more={"form": None, "measures": []}), actor=keeper)
    row.refresh_from_db()
    assert (row.form, list(row.measures.all())) == (None, [])


# --- order ----------------------------------------------------------------------------------------


def test_a_row_moves_by_one_place_and_stops_at_the_ends(house: House, keeper: Actor) -> None:
    before = codes(Audience)
    second, last = Audience.objects.get(code=before[1]), Audience.objects.get(code=before[-1])
    actions.move_row(second, up=True, actor=keeper)
    assert codes(Audience) == [before[1], before[0], *before[2:]]
    actions.move_row(second, up=True, actor=keeper)
    actions.move_row(last, up=False, actor=keeper)
    assert codes(Audience) == [before[1], before[0], *before[2:]]
    actions.move_row(second, up=False, actor=keeper)
    assert codes(Audience) == before


# --- ending ---------------------------------------------------------------------------------------


def test_an_ended_row_is_no_longer_offered_and_old_entries_keep_it(
    house: House, keeper: Actor, recording: Recording
) -> None:
    entry = recording()
    row = Theme.objects.get(code="dich-vu-cong")
    actions.end_row(row, date(2026, 9, 7), actor=keeper)

    assert row not in queries.in_use(Theme)
    assert "Dịch vụ công trực tuyến" in page(house.client("officer"), f"/ban-lam-viec/so/{entry.pk}/")
    assert 'value="dich-vu-cong"' not in page(house.client("officer"), "/ban-lam-viec/ghi/")
    # The draft that names it can be saved without losing it.
    assert 'value="dich-vu-cong"' in page(house.client("officer"), f"/ban-lam-viec/so/{entry.pk}/sua/")


def test_an_ended_row_comes_back(house: House, keeper: Actor) -> None:
    row = Theme.objects.get(code="hai-long")
    actions.end_row(row, date(2026, 9, 1), actor=keeper)
    actions.resume_row(row, actor=keeper)
    row.refresh_from_db()
    assert row.valid_to is None and row in queries.in_use(Theme)


def test_a_row_does_not_end_before_it_begins(house: House, keeper: Actor) -> None:
    row = actions.add_row(Theme, RowDraft(name="Mới", valid_from=date(2026, 10, 1)), actor=keeper)
    with refusal("dates"):
        actions.end_row(row, date(2026, 9, 30), actor=keeper)


def test_the_last_kind_of_activity_stays(house: House, keeper: Actor) -> None:
    kinds = list(ActivityKind.objects.all())
    for kind in kinds[1:]:
        actions.end_row(kind, date(2026, 9, 1), actor=keeper)
    with refusal("last_kind"):
        actions.end_row(kinds[0], date(2026, 9, 1), actor=keeper)


def test_a_measure_that_code_writes_stays(house: House, keeper: Actor, monkeypatch: Any) -> None:
    monkeypatch.setattr("lantoa.ledger.registry._written", {"M12-2": "surveys"})
    with refusal("written_by_code"):
        actions.end_row(measure("M12-2"), clock.today(), actor=keeper)


def test_a_used_row_is_not_deleted_and_an_unused_one_is(keeper: Actor, recording: Recording) -> None:
    recording()
    with refusal("used"):
        actions.discard_row(Theme.objects.get(code="dich-vu-cong"), actor=keeper)
    wrong = actions.add_row(Theme, RowDraft(name="Ghi nhầm"), actor=keeper)
    actions.discard_row(wrong, actor=keeper)
    assert not Theme.objects.filter(code="ghi-nham").exists()


# --- merging --------------------------------------------------------------------------------------


def test_a_merged_measure_keeps_its_values_and_counts_with_the_other(
    house: House, keeper: Actor, recording: Recording
) -> None:
    twin = actions.add_row(Measure, RowDraft(name="Lớp tập huấn", code="LOP", more=COUNT), actor=keeper)
    for amount in (Amount("LOP", Decimal(2)), Amount("M05-1", Decimal(3))):
        actions.confirm(recording(amounts=(amount,)), actor=house.actor("head"))
    kept = measure()
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert queries.total(kept, *year, agency_ids=[house.agency.pk]).value == 3
    actions.merge_rows(twin, kept, actor=keeper)

    assert queries.total(kept, *year, agency_ids=[house.agency.pk]).value == 5
    twin.refresh_from_db()
    assert queries.total(twin, *year, agency_ids=[house.agency.pk]).value == 2
    seen = page(house.client("coordinator"), f"/ban-lam-viec/so/?so_do={kept.pk}")
    assert "2 hoạt động" in seen
    assert queries.ids_by_code(Measure)["LOP"] == kept.pk
    assert twin not in queries.in_use(Measure)


def test_measures_of_two_units_are_not_merged(house: House, keeper: Actor) -> None:
    with refusal("not_mergeable"):
        actions.merge_rows(measure("M05-1"), measure("M05-2"), actor=keeper)
    with refusal("not_mergeable"):
        actions.merge_rows(measure("M05-1"), measure("M05-1"), actor=keeper)


def test_what_was_merged_before_follows_and_so_do_kinds(house: House, keeper: Actor) -> None:
    made = [
        actions.add_row(Form, RowDraft(name=name, more={"family": "online"}), actor=keeper)
        for name in ("A", "B", "C")
    ]
    kind = actions.add_row(
        ActivityKind, RowDraft(name="Việc A", more={"form": made[0], "measures": []}), actor=keeper
    )
    actions.merge_rows(made[0], made[1], actor=keeper)
    actions.merge_rows(made[1], made[2], actor=keeper)

    kind.refresh_from_db()
    assert set(queries.family(made[2])) == {row.pk for row in made}
    assert kind.form == made[2]
    actions.resume_row(made[0], actor=keeper)
    assert set(queries.family(made[2])) == {made[1].pk, made[2].pk}


def test_an_entry_with_both_merged_words_is_listed_once(
    house: House, keeper: Actor, recording: Recording
) -> None:
    recording(themes=("dich-vu-cong", "cong-nghe"))
    kept = Theme.objects.get(code="dich-vu-cong")
    actions.merge_rows(Theme.objects.get(code="cong-nghe"), kept, actor=keeper)
    assert "1 hoạt động" in page(house.client("head"), f"/ban-lam-viec/so/?noi_dung={kept.pk}")


def test_the_system_may_keep_rows(house: House) -> None:
    assert actions.add_row(Theme, RowDraft(name="Từ hệ thống"), actor=SYSTEM).pk
