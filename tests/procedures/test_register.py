"""Procedures listed, corrected, ended, taken out again; who keeps a register and who reads it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lantoa.audit.models import Entry
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.organisation.access import SYSTEM
from lantoa.procedures import access, actions, queries
from lantoa.procedures.models import Field, Procedure
from tests.procedures.building import CODE, draft, listed

OTHER = "1.900102.000.00.00.H13"
DAY = date(2026, 9, 1)


def codes_read_by(cast: Any, who: str) -> set[str]:
    return set(access.visible_procedures(cast.actor(who)).values_list("code", flat=True))


def test_everybody_below_reads_the_register_of_the_province_and_siblings_read_nothing(
    cast: Any, today: date
) -> None:
    listed(cast, CODE, agency="province")
    listed(cast, OTHER, agency="sxd")

    assert codes_read_by(cast, "officer") == {CODE, OTHER}
    assert codes_read_by(cast, "ward_officer") == {CODE}
    assert codes_read_by(cast, "outsider") == {CODE}
    assert codes_read_by(cast, "superior") == {CODE, OTHER}


def test_administrators_read_no_procedure(cast: Any, today: date) -> None:
    listed(cast, CODE, agency="province")

    assert codes_read_by(cast, "administrator") == set()


def test_the_coordinator_keeps_the_register_of_the_own_agency_only(cast: Any, today: date) -> None:
    above = listed(cast, CODE, agency="province")
    own = listed(cast, OTHER, agency="sxd")
    coordinator = cast.actor("coordinator")

    assert access.get_procedure(coordinator, own.pk, to=access.EDIT) == own
    assert access.get_procedure(coordinator, above.pk) == above
    with pytest.raises(NotVisible):
        access.get_procedure(coordinator, above.pk, to=access.EDIT)
    with pytest.raises(Refused, match="đầu mối"):
        actions.revise_procedure(above, draft(CODE, "Tên khác"), actor=coordinator)


@pytest.mark.parametrize("who", ["officer", "head", "director", "administrator", "outsider"])
def test_nobody_but_the_coordinator_lists_a_procedure(cast: Any, today: date, who: str) -> None:
    with pytest.raises(Refused) as refusal:
        actions.add_procedure(draft(), cast.sxd, actor=cast.actor(who))

    assert refusal.value.code == "forbidden"


def test_a_code_is_listed_once_in_an_agency_and_not_again_below_its_superior(cast: Any, today: date) -> None:
    listed(cast, CODE, agency="province")
    listed(cast, OTHER, agency="sxd")

    for code, said in ((CODE, "UBND thành phố Cần Thơ"), (OTHER, "đã có trong danh mục")):
        with pytest.raises(Refused, match=said) as refusal:
            actions.add_procedure(draft(code), cast.sxd, actor=cast.actor("coordinator"))
        assert refusal.value.field == "code"
    assert listed(cast, OTHER, agency="ward").code == OTHER


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"code": "1.9"}, "code"),
        ({"name": ""}, "name"),
        ({"days": Decimal(0)}, "days"),
        ({"days": Decimal("1.005")}, "days"),
        ({"fee": "x" * 1001}, "fee"),
    ],
)
def test_what_cannot_stand_in_a_register_is_refused_at_its_field(
    cast: Any, today: date, given: Any, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        listed(cast, **({"code": CODE} | given))

    assert refusal.value.field == field


def test_a_field_is_made_when_it_is_first_named_and_found_again_however_it_is_written(
    cast: Any, today: date
) -> None:
    above = actions.add_field("Quy hoạch - Kiến trúc", cast.province, actor=SYSTEM)
    first = listed(cast, CODE, field="Hoạt động xây dựng")
    second = listed(cast, OTHER, field="hoat dong  xay dung")
    third = listed(cast, "1.900103", field="QUY HOẠCH - KIẾN TRÚC")

    assert first.field == second.field
    assert third.field == above
    assert Field.objects.count() == 2


def test_a_correction_is_told_in_the_audit_from_old_to_new(cast: Any, today: date) -> None:
    row = listed(cast, CODE, days=Decimal(20))

    actions.revise_procedure(
        row, draft(CODE, days=Decimal("7.5"), levels=("commune", "province")), actor=cast.actor("coordinator")
    )

    entry = Entry.objects.get(verb="procedures.saved")
    assert entry.changes == {
        "Cấp thực hiện": ["", "Cấp tỉnh; Cấp xã"],
        "Thời hạn (ngày làm việc)": ["20", "7,5"],
    }


def test_saving_what_is_there_already_changes_nothing(cast: Any, today: date) -> None:
    row = listed(cast, CODE, field="Nhà ở")

    actions.revise_procedure(row, draft(CODE, field="Nhà ở"), actor=cast.actor("coordinator"))

    assert not Entry.objects.filter(verb="procedures.saved").exists()


def test_a_procedure_stays_in_force_until_the_day_of_its_replacement(cast: Any, today: date) -> None:
    row, successor = listed(cast, CODE), listed(cast, OTHER)
    later = date(2026, 10, 1)

    row = actions.replace_procedure(row, later, successor, actor=cast.actor("coordinator"))

    assert queries.standing_of(row) == queries.LIVE
    assert queries.standing_of(row, later) == queries.REPLACED
    rows = Procedure.objects.all()
    assert row in queries.in_standing(rows, queries.LIVE)
    assert row in queries.in_standing(rows, queries.REPLACED, later)
    assert row not in queries.in_standing(rows, queries.LIVE, later)


def test_every_row_stands_in_exactly_one_standing(cast: Any, today: date) -> None:
    rows = [
        listed(cast, "1.900103"),
        listed(cast, "1.900104", effective_from=date(2027, 1, 1)),
        actions.abolish_procedure(listed(cast, "1.900105"), DAY, actor=SYSTEM),
        actions.replace_procedure(listed(cast, "1.900106"), DAY, None, actor=SYSTEM),
    ]

    found = {
        standing: list(queries.in_standing(Procedure.objects.order_by("code"), standing))
        for standing in queries.STANDINGS
    }
    assert found == {
        queries.LIVE: [rows[0]],
        queries.FUTURE: [rows[1]],
        queries.ABOLISHED: [rows[2]],
        queries.REPLACED: [rows[3]],
    }
    assert [queries.standing_of(row) for row in rows] == ["con", "chua", "bai", "thay"]


def test_two_procedures_never_replace_each_other(cast: Any, today: date) -> None:
    first, second = listed(cast, CODE), listed(cast, OTHER)
    actions.replace_procedure(first, DAY, second, actor=SYSTEM)

    with pytest.raises(Refused) as refusal:
        actions.replace_procedure(second, DAY, first, actor=SYSTEM)

    assert refusal.value.code == "ring"


def test_a_procedure_of_a_sibling_replaces_nothing(cast: Any, today: date) -> None:
    row, foreign = listed(cast, CODE), listed(cast, OTHER, agency="ward")

    with pytest.raises(Refused) as refusal:
        actions.replace_procedure(row, DAY, foreign, actor=cast.actor("coordinator"))

    assert refusal.value.code == "elsewhere"


def test_no_procedure_ends_before_it_begins(cast: Any, today: date) -> None:
    row = listed(cast, CODE, effective_from=DAY)

    with pytest.raises(Refused) as refusal:
        actions.abolish_procedure(row, date(2026, 8, 31), actor=SYSTEM)

    assert refusal.value.field == "day"


def test_an_abolition_is_taken_back(cast: Any, today: date) -> None:
    row = actions.abolish_procedure(listed(cast, CODE), DAY, actor=SYSTEM)

    row = actions.reinstate_procedure(row, actor=cast.actor("coordinator"))

    assert queries.standing_of(row) == queries.LIVE
    assert [entry.verb for entry in queries.history_of(row)] == [
        "procedures.reinstated",
        "procedures.abolished",
        "procedures.added",
    ]


def test_only_a_procedure_to_which_nothing_points_is_taken_out(cast: Any, today: date) -> None:
    row, successor = listed(cast, CODE), listed(cast, OTHER)
    actions.replace_procedure(row, DAY, successor, actor=SYSTEM)

    with pytest.raises(Refused, match="bãi bỏ thay vì xóa"):
        actions.discard_procedure(successor, actor=SYSTEM)
    actions.discard_procedure(row, actor=SYSTEM)
    actions.discard_procedure(successor, actor=SYSTEM)
    assert not Procedure.objects.exists()


def test_a_field_with_procedures_is_not_taken_away(cast: Any, today: date) -> None:
    row = listed(cast, CODE, field="Nhà ở")
    assert row.field

    with pytest.raises(Refused, match="Còn thủ tục"):
        actions.discard_field(row.field, actor=SYSTEM)


def test_only_the_top_agency_says_where_the_portal_is(cast: Any, today: date) -> None:
    pattern = "https://cong.example/tt/{ma_goc}"

    with pytest.raises(Refused, match="cấp cao nhất"):
        actions.set_portal("Cổng", pattern, actor=cast.actor("coordinator"))
    actions.set_portal("Cổng mới", pattern, actor=cast.actor("administrator"))

    assert queries.portal_address(listed(cast)) == "https://cong.example/tt/1.900101"
