"""Agencies renamed or merged while a round runs: each is in the list once, and none is lost."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import pytest

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.actions import merge_agencies, rename_agency
from lantoa.organisation.drafts import AgencyDraft
from lantoa.organisation.models import Agency, Membership, Role
from lantoa.reports import access, actions
from lantoa.reports.models import Call, Report, Round
from lantoa.reports.queries import rounds as queries
from lantoa.reports.queries.gathering import gather_report
from tests.reports.building import work
from tests.reports.round_building import call_of, opened

pytestmark = pytest.mark.django_db

OPENED, CHANGED, LATER = date(2026, 2, 20), date(2026, 3, 1), date(2026, 3, 16)
DUE = date(2026, 3, 19)
NAME = "Sở Xây dựng và Đô thị thành phố Cần Thơ"


@pytest.fixture(autouse=True)
def later():
    with clock.standing_on(LATER):
        yield


def draft(old: Agency, day: date) -> AgencyDraft:
    return AgencyDraft(
        code="XDDT", legal_name=NAME, short_name="Sở Xây dựng và Đô thị", level=old.level, valid_from=day,
        parent_id=old.parent_id, slug="xay-dung-do-thi",
    )  # fmt: skip


def asked_then_renamed(cast: Any, key: str = "sxd") -> tuple[Round, Agency]:
    with clock.standing_on(OPENED):
        asked = opened(cast, due_on=DUE)
    old = cast.agency(key)
    with clock.standing_on(CHANGED):
        event = rename_agency(old, draft(old, CHANGED), day=CHANGED, legal_basis="Nghị quyết 1", actor=SYSTEM)
    return asked, event.successors.get()


def named(asked: Round) -> list[str]:
    return sorted(call.agency.short_name for call in queries.calls_of(asked))


def test_a_unit_renamed_within_the_days_is_asked_once_under_its_new_name(cast):
    with clock.standing_on(OPENED):
        work(cast, M02=3)
        report = actions.begin_report(cast.sxd, "2026-Q1", actor=cast.actor("coordinator"))
    asked, new = asked_then_renamed(cast)
    before = named(asked)

    assert list(queries.agencies_to_add(asked)) == []
    assert queries.gone(queries.calls_of(asked)) == {}
    with pytest.raises(Refused):
        actions.add_units(asked, [new.pk], actor=cast.actor("superior"))
    assert actions.follow_renamings(actor=SYSTEM) == 1
    assert actions.follow_renamings(actor=SYSTEM) == 0

    assert named(asked) == sorted({*before, "Sở Xây dựng và Đô thị"} - {"Sở Xây dựng"})
    assert queries.counts_of(asked).total == len(before)
    # What was begun goes with it, and counts what was done under both names.
    moved = Report.objects.get(pk=report.pk)
    assert moved.agency == new
    assert actions.begin_asked(call_of(asked, new), actor=cast.actor("coordinator")) == moved
    work(cast, M02=4, day=date(2026, 3, 5))
    assert figure(moved) == 7


def figure(report: Report) -> Any:

    return gather_report(report, lines=False).contents.figure("M02").amount.value


def test_who_begins_from_the_call_reports_under_the_new_name_without_waiting_for_the_morning(cast):
    asked, new = asked_then_renamed(cast)
    call = call_of(asked, cast.sxd)

    sent = cast.client("coordinator").post(f"/ban-lam-viec/bao-cao/phai-gui/{call.pk}/lap/")

    report = Report.objects.get()
    assert sent.headers["Location"] == f"/ban-lam-viec/bao-cao/{report.pk}/"
    assert report.agency == new
    assert Call.objects.get(pk=call.pk).agency == new


def test_a_unit_renamed_after_the_last_day_stays_under_the_name_of_those_days(cast):
    with clock.standing_on(OPENED):
        asked = opened(cast, due_on=DUE)
    day = date(2026, 3, 15)
    rename_agency(cast.sxd, draft(cast.sxd, day), day=day, legal_basis="Nghị quyết 1", actor=SYSTEM)

    assert actions.follow_renamings(actor=SYSTEM) == 0
    assert queries.gone(queries.calls_of(asked)) == {}
    assert list(queries.agencies_to_add(asked)) == []
    assert call_of(asked, cast.sxd) in access.visible_calls(cast.actor("coordinator"))


def test_units_that_merged_within_the_days_stay_until_the_superior_asks_what_they_became(cast):
    with clock.standing_on(OPENED):
        asked = opened(cast, due_on=DUE)
    before = queries.counts_of(asked).total
    with clock.standing_on(CHANGED):
        event = merge_agencies(
            [cast.sxd, cast.ward],
            draft(cast.sxd, CHANGED),
            day=CHANGED,
            legal_basis="Nghị quyết 1",
            actor=SYSTEM,
        )
    new, superior = event.successors.get(), cast.actor("superior")

    assert actions.follow_renamings(actor=SYSTEM) == 0
    gone = queries.gone(queries.calls_of(asked))
    assert list(gone.values()) == [queries.Gone("Sở Xây dựng và Đô thị", replaceable=True)] * 2
    assert list(queries.agencies_to_add(asked)) == [new]
    for agency in (cast.sxd, cast.ward):
        actions.drop_unit(call_of(asked, agency), "Đã sáp nhập", actor=superior)
    actions.add_units(asked, [new.pk], actor=superior)

    assert queries.counts_of(asked).total == before - 1
    assert len(set(named(asked))) == len(named(asked))
    assert list(queries.agencies_to_add(asked)) == []
    assert queries.gone(queries.calls_of(asked)) == {}


def test_a_superior_that_was_renamed_keeps_its_rounds_and_opens_none_twice(cast):
    asked, new = asked_then_renamed(cast, "province")
    superior = cast.actor("superior")

    assert access.get_round(superior, asked.pk) == asked
    assert asked.period not in [one.period.code for one in queries.periods_to_ask(new)]
    with pytest.raises(Refused, match="từ trước khi đổi tên"):
        actions.open_round(new, actions.RoundDraft("2026-Q1", DUE, (cast.sxd.pk,)), actor=superior)
    actions.drop_unit(call_of(asked, cast.snv), "Thử", actor=superior)
    assert list(queries.agencies_to_add(asked)) == [cast.snv]
    actions.add_units(asked, [cast.snv.pk], actor=superior)
    assert cast.client("superior").get(f"/ban-lam-viec/bao-cao/dot/{asked.pk}/").status_code == 200


def test_the_letter_names_the_superior_as_it_was_when_the_round_was_opened(cast):
    centre = Agency.objects.create(
        code="TTQH", legal_name="Trung tâm Quy hoạch thành phố Cần Thơ", short_name="TTQH", level=cast.sxd.level,
        parent=cast.sxd, slug="ttqh", path=f"{cast.sxd.path}ttqh/", valid_from=date(2025, 7, 1),
    )  # fmt: skip
    with clock.standing_on(OPENED):
        asked = actions.open_round(cast.sxd, actions.RoundDraft("2026-Q1", DUE, (centre.pk,)), actor=SYSTEM)
    old = cast.province
    rename_agency(old, draft(old, CHANGED), day=CHANGED, legal_basis="Nghị quyết 1", actor=SYSTEM)
    Membership.objects.create(
        person=cast.coordinator, agency=cast.sxd, role=Role.SUPERIOR, valid_from=date(2026, 1, 1)
    )

    file = cast.client("coordinator").get(f"/ban-lam-viec/bao-cao/dot/{asked.pk}/cong-van/").getvalue()

    head = docx.Document(io.BytesIO(file)).tables[0].cell(0, 0).text
    assert old.legal_name.upper() in " ".join(head.split())
    assert NAME.upper() not in head
