"""A report from its first word to its correction: what is frozen stays, and every figure is an independent count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.ledger.actions import void
from lantoa.ledger.models import Measurement
from lantoa.reports import actions
from lantoa.reports.contents import differences, from_json, to_json
from lantoa.reports.models import Issue, Report
from lantoa.reports.queries.gathering import entries_of, gather_report
from lantoa.reports.queries.verifying import alterations
from tests.reports.building import DAY, frozen, issued, sign, work, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def april():
    with clock.standing_on(date(2026, 4, 2)):
        yield


def figures(report: Report) -> dict[str, Decimal | None]:
    return {figure.code: figure.amount.value for figure in gather_report(report).contents.figures}


def test_figures_are_the_confirmed_entries_of_the_days_of_the_period(cast):
    work(cast, M02=3)
    work(cast, M02=4, day=date(2025, 12, 15))
    work(cast, M02=100, day=date(2025, 12, 14))
    work(cast, M02=200, day=date(2026, 3, 15))
    report = actions.begin_report(cast.sxd, "2026-Q1", actor=cast.actor("coordinator"))

    found = figures(report)

    rows = Measurement.objects.filter(state="confirmed", ends__range=(date(2025, 12, 15), date(2026, 3, 14)))
    assert found["M02"] == sum(row.value for row in rows) == 7
    assert found["M10"] is None, "nothing measured is not zero"


def test_a_figure_says_its_units_and_what_it_was_before(cast):
    work(cast, M02=3)
    work(cast, M02=5, day=date(2025, 11, 1))
    work(cast, M02=7, day=date(2025, 2, 1))
    report = actions.begin_report(cast.sxd, "2026-Q1", actor=cast.actor("coordinator"))

    figure = gather_report(report).contents.figure("M02")

    assert (figure.amount.value, figure.before.value, figure.year_before.value, figure.change) == (
        3,
        5,
        7,
        -2,
    )
    assert [(part.unit, part.amount.value) for part in figure.by_unit] == [(work(cast, M02=1).body.name, 3)]


def test_what_is_frozen_stays_when_an_entry_is_voided_and_the_next_compile_says_so(cast):
    activity = work(cast, M02=3)
    signing = issued(cast)
    before = signing.issue.contents

    void(activity, "Ghi nhầm", actor=cast.actor("head"))

    issue = Issue.objects.get(pk=signing.issue_id)
    assert issue.contents == before
    now = gather_report(issue.report).contents
    assert [(row.code, row.was, row.now) for row in differences(from_json(issue.contents), now)] == [
        ("M02", 3, None)
    ]


def test_two_compiles_of_the_same_data_are_the_same_bytes(cast):
    work(cast, M02=3)
    report = written(cast)

    first, second = gather_report(report), gather_report(report)

    assert (to_json(first.contents), first.inputs) == (to_json(second.contents), second.inputs)
    assert to_json(from_json(to_json(first.contents))) == to_json(first.contents)


def test_the_inputs_name_every_entry_with_its_version_and_proof(cast):
    activity = work(cast, M02=3)

    report = frozen(cast)

    entries = list(entries_of(bytes(report.current.inputs.lines)))
    assert [(row.key, row.version, row.values, row.proofs) for row in entries] == [
        (f"a{activity.pk}", 1, (("M02", "tin, bài", "3"),), ("https://example.vn/bai-viet",))
    ]


def test_a_heading_without_words_stops_the_freeze(cast):
    report = actions.begin_report(cast.sxd, "2026-Q1", actor=cast.actor("coordinator"))

    with pytest.raises(Refused, match="Công tác chỉ đạo"):
        actions.freeze(report, actor=cast.actor("coordinator"), edition=report.edition)

    assert not Issue.objects.exists()


def test_a_period_still_running_is_not_frozen(cast):
    with clock.standing_on(date(2026, 3, 14)):
        report = written(cast)
        with pytest.raises(Refused, match="14/03/2026"):
            actions.freeze(report, actor=cast.actor("coordinator"), edition=report.edition)


def test_of_two_who_freeze_at_once_one_is_told(cast):
    report = written(cast)
    actor, edition = cast.actor("coordinator"), report.edition
    actions.freeze(report, actor=actor, edition=edition)

    with pytest.raises(Refused):
        actions.freeze(report, actor=actor, edition=edition)

    assert Issue.objects.count() == 1


def test_anothers_words_are_not_overwritten(cast):
    report = written(cast)
    actor = cast.actor("coordinator")
    actions.write_passages(report, {"ton-tai": "Lời của người thứ nhất"}, actor=actor, edition=report.edition)

    with pytest.raises(Refused, match="Người khác"):
        actions.write_passages(
            report, {"ton-tai": "Lời của người thứ hai"}, actor=actor, edition=report.edition
        )

    assert report.passages.get(key="ton-tai").text == "Lời của người thứ nhất"


def test_only_who_plans_for_the_agency_writes_and_freezes(cast):
    report = written(cast)
    for who in ("officer", "head", "director", "outsider", "superior"):
        with pytest.raises(Refused):
            actions.freeze(report, actor=cast.actor(who), edition=report.edition)


def test_a_report_taken_back_before_signing_leaves_its_number(cast):
    report = frozen(cast)
    actions.reopen(report, "Thiếu số liệu", actor=cast.actor("coordinator"))

    again = actions.freeze(report, actor=cast.actor("coordinator"), edition=Report.objects.get().edition)

    assert [issue.number for issue in Issue.objects.order_by("pk")] == [1, 2]
    assert Report.objects.get().current == again
    assert list(alterations()) == []


def test_a_correction_is_a_new_issue_that_says_why(cast):
    first = issued(cast)
    report = Report.objects.get()
    work(cast, M02=3)
    actor = cast.actor("coordinator")

    actions.begin_correction(report, "Bổ sung số tin, bài", actor=actor)
    actions.freeze(report, actor=actor, edition=Report.objects.get().edition)
    second = sign(cast, report, "95/BC-SXD")

    assert (second.issue.number, second.issue.reason) == (2, "Bổ sung số tin, bài")
    changed = differences(from_json(first.issue.contents), from_json(second.issue.contents))
    assert [(row.code, row.was, row.now) for row in changed] == [("M02", None, 3)]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE reports_issue SET contents = replace(contents, '\"count\":1', '\"count\":2')",
            "nội dung đã bị sửa",
        ),
        ("UPDATE reports_issue SET reason = 'khác'", "bản đã chốt đã bị sửa"),
        ("UPDATE reports_signing SET document_number = '99/BC-SXD'", "thông tin ban hành đã bị sửa"),
        ("UPDATE reports_signing SET signed_on = '2026-03-19'", "thông tin ban hành đã bị sửa"),
        ("DELETE FROM reports_inputs", "căn cứ của số liệu đã bị xóa"),
        ("UPDATE reports_inputs SET count = 5000", "căn cứ của số liệu đã bị sửa"),
        ("DELETE FROM reports_counted", "danh sách hoạt động đã tính"),
        ("UPDATE reports_counted SET version = 2", "danh sách hoạt động đã tính"),
        ("UPDATE reports_report SET state = 'writing', current_id = NULL", "trạng thái không khớp"),
        ("UPDATE reports_report SET state = 'frozen'", "trạng thái không khớp"),
        ("UPDATE reports_report SET ends = '2026-03-01'", "ngày của số liệu"),
        ("DELETE FROM reports_signing", "thông tin ban hành đã bị xóa"),
        ("DELETE FROM reports_link WHERE sequence = 2", "Cuối chuỗi"),
        ("DELETE FROM reports_link WHERE sequence = 1", "thiếu mắt xích"),
        ("UPDATE reports_link SET covered = digest WHERE sequence = 1", "đã bị sửa"),
    ],
)
def test_an_alteration_behind_the_systems_back_is_told(cast, statement, told):
    work(cast, M02=1)
    issued(cast)
    assert list(alterations()) == []

    with connection.cursor() as cursor:
        cursor.execute(statement)

    assert any(told in line for line in alterations())


def test_an_issue_taken_away_with_its_whole_chain_is_told_by_the_audit(cast):
    work(cast, M02=1)
    frozen(cast)

    with connection.cursor() as cursor:
        for statement in (
            "UPDATE reports_report SET state = 'writing', current_id = NULL",
            "DELETE FROM reports_link",
            "DELETE FROM reports_counted",
            "DELETE FROM reports_inputs",
            "DELETE FROM reports_issue",
            f"UPDATE reports_head SET sequence = 0, digest = '{'0' * 64}'",
        ):
            cursor.execute(statement)

    assert any("không còn" in line for line in alterations())


def test_a_report_without_an_alteration_is_told_sound_in_every_state(cast):
    report = frozen(cast)
    actor = cast.actor("coordinator")
    assert list(alterations()) == []
    actions.reopen(report, "Thiếu số liệu", actor=actor)
    assert list(alterations()) == []
    actions.freeze(report, actor=actor, edition=Report.objects.get().edition)
    sign(cast, report)
    assert list(alterations()) == []
    actions.begin_correction(report, "Bổ sung", actor=actor)
    assert list(alterations()) == []
    actions.freeze(report, actor=actor, edition=Report.objects.get().edition)
    assert list(alterations()) == []


def test_a_report_of_an_agency_without_data_is_written_all_the_same(cast):
    report = frozen(cast)

    contents = from_json(report.current.contents)

    assert contents.activities == 0
    assert all(figure.amount.value is None for figure in contents.figures)
    assert contents.starts <= DAY <= contents.ends
