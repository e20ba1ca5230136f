"""The page of a report keeps what it counted; whatever is written next is in its figures at the next request."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.foundation.periods import Period
from lantoa.ledger.actions import (
    confirm,
    confirm_measurement,
    detach,
    record_measurement,
    replace,
    revise_activity,
    submit,
    void,
)
from lantoa.ledger.drafts import ActivityDraft, Amount, MeasurementDraft
from lantoa.ledger.models import Evidence
from lantoa.plans.actions import credit, uncredit
from lantoa.plans.models import Task
from lantoa.reports import actions
from lantoa.reports.models import Report
from lantoa.reports.queries import counts, writes
from lantoa.reports.queries.figures import parts_in
from lantoa.reports.queries.gathering import gather_report
from tests.plans.building import issue as issue_plan
from tests.plans.building import task_draft
from tests.reports.building import DAY, work

# Nothing is kept inside a transaction, so these tests run without one around them.
pytestmark = pytest.mark.django_db(transaction=True)


COUNTING = ("parts_in", "tally", "_forms", "_credited")
"""What counts rows: where nothing was written none of it is asked."""


@pytest.fixture(autouse=True)
def april():
    cache.clear()
    with clock.standing_on(date(2026, 4, 2)):
        yield


@pytest.fixture
def report(cast) -> Report:
    return actions.begin_report(cast.sxd, "2026-Q1", actor=cast.actor("coordinator"))


def told(cast: Any, report: Report) -> tuple[Decimal | None, int, int]:
    """The figure of M02, the activities and those without proof, as the page has them; they equal a fresh count."""
    html = cast.client("coordinator").get(reverse("reports:report", args=[report.pk])).content.decode()
    page = gather_report(report, lines=False)
    fresh = gather_report(report)
    assert page.contents.figures == fresh.contents.figures
    assert page.contents.forms == fresh.contents.forms
    assert page.contents.tasks == fresh.contents.tasks
    assert page.unproven == fresh.unproven
    figure = re.search(r'id="so-M02".*?class="fig"[^>]*>([^<]+)<', html, re.DOTALL)
    assert (None if figure is None else Decimal(figure[1])) == page.contents.figure("M02").amount.value
    return page.contents.figure("M02").amount.value, page.contents.activities, page.unproven


def test_a_page_that_was_counted_is_not_counted_again(cast, report, monkeypatch):
    work(cast, M02=3)
    first = gather_report(report, lines=False).contents
    for name in COUNTING:
        monkeypatch.setattr(counts, name, None)

    assert gather_report(report, lines=False).contents == first


def test_writing_of_the_last_weeks_leaves_what_lies_back_counted(cast, report, monkeypatch):
    counted = []

    def spied(starts: date, ends: date, *given: Any) -> Any:
        counted.append((starts, ends))
        return parts_in(starts, ends, *given)

    work(cast, M02=3, day=date(2026, 1, 8))
    gather_report(report, lines=False)
    monkeypatch.setattr(counts, "parts_in", spied)
    work(cast, M02=4, day=date(2026, 3, 12))

    figure = gather_report(report, lines=False).contents.figure("M02")

    assert figure.amount.value == 7
    assert counted == [(date(2026, 3, 1), date(2026, 3, 14))]


def test_what_is_written_of_days_far_back_shows_at_once(cast, report):
    early = work(cast, M02=3, day=date(2025, 12, 20))
    assert told(cast, report) == (3, 1, 0)
    late = work(cast, M02=4, day=date(2026, 3, 12))
    assert told(cast, report) == (7, 2, 0)
    void(early, "Ghi nhầm số", actor=cast.actor("head"))
    assert told(cast, report) == (4, 1, 0)

    # A correction may move an activity from one stretch of days to another.
    replace(late, "Sai ngày", actor=cast.actor("head"))
    assert told(cast, report) == (None, 0, 0)
    moved = ActivityDraft(
        kind=late.kind.code, title=late.title, day=date(2026, 1, 5), agency_id=late.agency_id,
        body_id=late.body_id, amounts=(Amount("M02", Decimal(4)),),
    )  # fmt: skip
    revise_activity(late, moved, actor=cast.actor("officer"))
    submit(late, actor=cast.actor("officer"))
    confirm(late, actor=cast.actor("coordinator"))
    assert told(cast, report) == (4, 1, 0)
    assert counts.pieces_of(Period.custom(report.starts, report.ends), clock.today()) == [
        Period.custom(date(2025, 12, 15), date(2026, 2, 28)),
        Period.custom(date(2026, 3, 1), date(2026, 3, 14)),
    ]


def test_where_more_was_done_than_is_looked_at_one_by_one_all_is_counted_anew(cast, report, monkeypatch):
    monkeypatch.setattr(writes, "MOST", 3)
    assert told(cast, report) == (None, 0, 0)
    activity = work(cast, M02=3)
    assert told(cast, report) == (3, 1, 0)
    void(activity, "Ghi nhầm số", actor=cast.actor("head"))

    assert told(cast, report) == (None, 0, 0)


def test_words_that_are_written_leave_the_figures_counted(cast, report, monkeypatch):
    work(cast, M02=3)
    first = gather_report(report, lines=False).contents
    actor = cast.actor("coordinator")
    actions.write_passages(report, {"ton-tai": "Không có."}, actor=actor, edition=report.edition)
    for name in COUNTING:
        monkeypatch.setattr(counts, name, None)

    assert gather_report(report, lines=False).contents.figures == first.figures


def test_confirming_voiding_and_replacing_show_at_once(cast, report):
    assert told(cast, report) == (None, 0, 0)

    waiting = work(cast, M02=3, stop="waiting")
    assert told(cast, report) == (None, 0, 0)
    confirm(waiting, actor=cast.actor("head"))
    assert told(cast, report) == (3, 1, 0)
    other = work(cast, M02=4)
    assert told(cast, report) == (7, 2, 0)
    replace(other, "Ghi nhầm số", actor=cast.actor("head"))
    assert told(cast, report) == (3, 1, 0)
    void(waiting, "Ghi nhầm ngày", actor=cast.actor("head"))
    assert told(cast, report) == (None, 0, 0)


def test_proof_that_is_taken_off_shows_at_once(cast, report):
    activity = work(cast, M02=3)
    assert told(cast, report) == (3, 1, 0)

    replace(activity, "Sai tệp", actor=cast.actor("head"))
    detach(Evidence.objects.get(activity=activity), "Sai tệp", actor=cast.actor("officer"))
    submit(activity, actor=cast.actor("officer"))
    confirm(activity, actor=cast.actor("coordinator"))

    assert told(cast, report) == (3, 1, 1)


def test_a_value_that_stands_alone_shows_at_once(cast, report):
    assert told(cast, report)[0] is None
    draft = MeasurementDraft(Amount("M02", Decimal(9)), DAY, DAY, cast.sxd.pk, cast.body("sxd.van_phong").pk)
    row = record_measurement(draft, actor=cast.actor("officer"))
    confirm_measurement(row, actor=cast.actor("head"))

    assert told(cast, report)[0] == 9


def test_what_is_credited_to_a_task_shows_at_once(cast, report):
    issue_plan(cast, task_draft())
    task = Task.objects.get()
    activity = work(cast, M02=3)

    def counted() -> int:
        told(cast, report)
        return gather_report(report, lines=False).contents.tasks[0].activities

    assert counted() == 0
    row = credit(task, activity, actor=cast.actor("coordinator"))
    assert counted() == 1
    uncredit(row, actor=cast.actor("coordinator"))
    assert counted() == 0


def test_what_a_transaction_takes_back_is_kept_nowhere(cast, report):
    activity = work(cast, M02=3)

    with pytest.raises(RuntimeError), transaction.atomic():
        void(activity, "Ghi nhầm ngày", actor=cast.actor("head"))
        assert gather_report(report, lines=False).contents.activities == 0
        raise RuntimeError

    assert told(cast, report) == (3, 1, 0)


def test_a_kept_page_asks_as_often_for_three_entries_as_for_one(cast, report):
    def asked() -> int:
        client = cast.client("coordinator")
        client.get(reverse("reports:report", args=[report.pk]))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("reports:report", args=[report.pk]))
        return len(queries)

    work(cast, M02=1)
    few = asked()
    work(cast, M02=2)
    work(cast, M05_2=2)

    assert asked() == few
