"""Days of a round that are changed after its opening, and what follows them."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.notices.models import Notice
from lantoa.reports import actions
from lantoa.reports.models import Report
from lantoa.reports.queries import rounds as queries
from tests.reports.building import frozen, issued
from tests.reports.round_building import DUE, call_of, opened, sent

pytestmark = pytest.mark.django_db

EARLIER = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def april():
    with clock.standing_on(date(2026, 4, 2)):
        yield


def changed(cast, asked, **given):
    draft = actions.RoundChange(
        given.pop("due_on", asked.due_on), asked.note, given.pop("ends", asked.ends), **given
    )
    return actions.change_round(asked, draft, actor=cast.actor("superior"))


def begun(cast) -> Report:
    return actions.begin_report(cast.sxd, "2026-Q1", actor=cast.actor("coordinator"))


def test_a_report_being_written_follows_the_new_last_day_and_its_unit_is_told_why(cast):
    asked = opened(cast)
    report = begun(cast)
    Notice.objects.all().delete()

    changed(cast, asked, ends=EARLIER, reason="Họp giao ban sớm")

    now = Report.objects.get(pk=report.pk)
    assert (now.starts, now.ends, now.edition) == (report.starts, EARLIER, report.edition + 1)
    notice = Notice.objects.get(person=cast.coordinator)
    assert notice.title == "Số liệu lấy đến hết 09/03/2026: báo cáo quý I/2026. Lý do: Họp giao ban sớm"
    entry = Entry.objects.get(verb="reports.round_changed")
    assert entry.changes == {"Số liệu đến": ["14/03/2026", "09/03/2026"]}
    assert entry.summary == "Họp giao ban sớm"


def test_both_days_at_once_are_one_notice(cast):
    asked = opened(cast)
    Notice.objects.all().delete()

    changed(cast, asked, ends=EARLIER, due_on=date(2026, 4, 6), reason="Họp sớm")

    notice = Notice.objects.get(person=cast.coordinator)
    assert notice.title.startswith("Số liệu lấy đến hết 09/03/2026, hạn mới 06/04/2026: báo cáo quý I/2026")


def test_what_was_frozen_or_sent_keeps_its_days_and_that_is_said(cast):
    asked = sent(cast).round
    kept = frozen(cast, by="ward_officer", agency="ward")
    Notice.objects.all().delete()

    asked = changed(cast, asked, ends=EARLIER, reason="Họp sớm")

    assert set(Report.objects.values_list("ends", flat=True)) == {date(2026, 3, 14)}
    assert [call.agency for call in queries.with_other_days(asked)] == [cast.sxd, kept.agency]
    told = Notice.objects.get(person=cast.coordinator).title
    assert "Báo cáo đã gửi giữ nguyên" in told
    assert "Báo cáo đã chốt giữ số liệu đến 14/03/2026" in Notice.objects.get(person=cast.ward_officer).title


def test_a_report_that_is_taken_back_before_it_is_issued_follows_the_round(cast):
    asked = opened(cast)
    report = frozen(cast)
    changed(cast, asked, ends=EARLIER, reason="Họp sớm")

    again = actions.reopen(report, "Lấy số liệu theo ngày mới", actor=cast.actor("coordinator"))

    assert again.ends == EARLIER
    assert Report.objects.get(pk=report.pk).ends == EARLIER


def test_the_days_are_not_changed_without_a_reason(cast):
    asked = opened(cast)

    for given in ({"ends": EARLIER}, {"due_on": date(2026, 4, 15)}):
        with pytest.raises(Refused) as refusal:
            changed(cast, asked, **given)
        assert refusal.value.field == "reason"
    with pytest.raises(Refused) as refusal:
        actions.change_due(call_of(asked, cast.sxd), date(2026, 4, 15), " ", actor=cast.actor("superior"))
    assert refusal.value.field == "reason"


@pytest.mark.parametrize("ends", [date(2025, 12, 14), date(2026, 3, 15)])
def test_the_last_day_stays_within_the_days_of_the_rule(cast, ends):
    asked = opened(cast)

    with pytest.raises(Refused) as refusal:
        changed(cast, asked, ends=ends, reason="Họp")

    assert (refusal.value.code, refusal.value.field) == ("outside", "ends")


def test_an_earlier_last_day_is_taken_back(cast):
    asked = opened(cast, ends=EARLIER)

    changed(cast, asked, ends=date(2026, 3, 14), reason="Đủ kỳ")

    assert begun(cast).ends == date(2026, 3, 14)


def test_a_unit_whose_own_day_would_come_before_the_figures_are_whole_is_named(cast):
    with clock.standing_on(date(2026, 3, 2)):
        asked = opened(cast, ends=date(2026, 3, 6), own_days={cast.ward.pk: date(2026, 3, 10)})

        with pytest.raises(Refused, match=cast.ward.short_name) as refusal:
            changed(cast, asked, ends=date(2026, 3, 12), reason="Đủ kỳ")

    assert refusal.value.field == "ends"


# --- leaving the round ------------------------------------------------------------------------------


def test_the_report_of_a_unit_that_leaves_goes_by_the_rule_again(cast):
    asked = opened(cast, "sxd", ends=EARLIER)
    report = begun(cast)
    assert (report.ends, report.due_on) == (EARLIER, DUE)

    actions.drop_unit(call_of(asked, cast.sxd), "Đã báo cáo riêng", actor=cast.actor("superior"))

    now = Report.objects.get(pk=report.pk)
    assert (now.starts, now.ends, now.due_on) == (date(2025, 12, 15), date(2026, 3, 14), date(2026, 3, 20))
    assert now.edition == report.edition + 1


def test_what_the_unit_issued_keeps_its_days_when_it_leaves(cast):
    asked = opened(cast, ends=EARLIER)
    issued(cast)

    actions.drop_unit(call_of(asked, cast.sxd), "Đã báo cáo riêng", actor=cast.actor("superior"))

    now = Report.objects.get(agency=cast.sxd)
    assert (now.ends, now.due_on) == (EARLIER, date(2026, 3, 20))
