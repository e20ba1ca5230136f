"""Days left and over, and reminders: by the calendar once, by hand once a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.notices.models import Notice
from lantoa.organisation.access import SYSTEM
from lantoa.reports import actions
from lantoa.reports.models import CallReminder
from lantoa.reports.queries import rounds as queries
from lantoa.reports.standing import countdown, standing
from tests.audit.test_at_the_same_time import at_once
from tests.reports.round_building import DUE, call_of, opened, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def april():
    with clock.standing_on(date(2026, 4, 2)):
        yield


@pytest.mark.parametrize(
    ("due", "day", "words"),
    [
        (date(2026, 4, 10), date(2026, 4, 3), "Còn 5 ngày làm việc"),
        (date(2026, 4, 10), date(2026, 4, 10), "Đến hạn hôm nay"),
        (date(2026, 4, 10), date(2026, 4, 14), "Trễ 2 ngày làm việc"),
        (date(2026, 4, 10), date(2026, 4, 11), "Quá hạn 10/04/2026"),
        (date(2026, 4, 11), date(2026, 4, 13), "Đến hạn hôm nay"),
        (date(2026, 4, 11), date(2026, 4, 14), "Trễ 1 ngày làm việc"),
    ],
)
def test_the_days_left_and_over_are_working_days(due, day, words):
    assert countdown(due, day) == words


def test_a_report_returned_after_its_day_was_not_late_for_that():
    shown = standing("submitted", DUE, date(2026, 4, 20), DUE)

    assert shown.word == "Đã gửi, chờ nhận"
    assert standing("received", DUE, date(2026, 4, 20), date(2026, 4, 14)).word == (
        "Đã nhận, gửi trễ 2 ngày làm việc"
    )


def test_the_superior_reminds_each_unit_once_a_day(cast):
    asked = opened(cast)
    above = cast.actor("superior")

    actions.nudge(call_of(asked, cast.sxd), actor=above)
    with pytest.raises(Refused, match="một lần mỗi ngày"):
        actions.nudge(call_of(asked, cast.sxd), actor=above)

    assert actions.nudge_all(asked, actor=above) == 2
    with clock.standing_on(date(2026, 4, 3)):
        assert actions.nudge_all(asked, actor=above) == 3


def test_a_round_that_was_closed_after_the_page_was_opened_reminds_nobody(cast):
    asked = opened(cast)
    actions.close_round(asked, actor=cast.actor("superior"))

    with pytest.raises(Refused, match="đã đóng"):
        actions.nudge_all(asked, actor=cast.actor("superior"))

    assert not Notice.objects.filter(kind="reports.due").exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_remind_all_at_once_send_one_notice_each(cast):
    asked = opened(cast)
    counts = []

    def press():
        with clock.standing_on(date(2026, 4, 2)):
            counts.append(actions.nudge_all(asked, actor=cast.actor("superior")))

    assert at_once(press, press) == []

    assert sorted(counts) == [0, 3]
    assert Notice.objects.filter(person=cast.coordinator, kind="reports.due").count() == 1


def test_who_has_sent_is_not_reminded(cast):
    call = sent(cast)

    with pytest.raises(Refused, match="đã gửi"):
        actions.nudge(call, actor=cast.actor("superior"))
    assert actions.nudge_all(call.round, actor=cast.actor("superior")) == 2


def test_reminders_go_out_once_for_each_kind_and_due_day(cast):
    asked = opened(cast)
    day = date(2026, 4, 2)
    kinds = {}
    while day <= date(2026, 4, 20):
        with clock.standing_on(day):
            if actions.send_call_reminders(day, actor=SYSTEM):
                kinds[day] = CallReminder.objects.order_by("-pk").first().kind
            assert actions.send_call_reminders(day, actor=SYSTEM) == 0
        day += timedelta(days=1)

    assert list(kinds.values()) == ["T-7", "T-3", "T0", "late"]
    assert CallReminder.objects.filter(call__round=asked).count() == 12
    assert Notice.objects.filter(person=cast.coordinator, kind="reports.late").count() == 1


def test_a_reminder_that_broke_off_leaves_no_mark_and_is_made_up_for(cast, monkeypatch):
    opened(cast)
    with monkeypatch.context() as broken, pytest.raises(RuntimeError):
        broken.setattr("lantoa.reports.actions.reminding.tell_unit", _dies)
        actions.send_call_reminders(DUE, actor=SYSTEM)
    assert not CallReminder.objects.exists()

    assert actions.send_call_reminders(DUE, actor=SYSTEM) == 3


def _dies(*given: object, **named: object) -> None:
    raise RuntimeError("killed")


def test_a_later_day_is_reminded_of_anew(cast):
    asked = opened(cast)
    with clock.standing_on(DUE):
        actions.send_call_reminders(DUE, actor=SYSTEM)
    actions.change_round(
        asked, actions.RoundChange(date(2026, 4, 17), "", reason="Lùi hạn"), actor=cast.actor("superior")
    )

    with clock.standing_on(date(2026, 4, 17)):
        assert actions.send_call_reminders(date(2026, 4, 17), actor=SYSTEM) == 3


def test_a_closed_round_reminds_nobody(cast):
    actions.close_round(opened(cast), actor=cast.actor("superior"))

    assert actions.send_call_reminders(DUE, actor=SYSTEM) == 0


def test_counts_say_who_stands_where(cast):
    call = sent(cast)

    found = queries.counts_of(call.round, DUE + timedelta(days=3))

    assert (found.total, found.owed, found.late, found.submitted, found.sent) == (3, 2, 2, 1, 1)
