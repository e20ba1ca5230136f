"""Freezing as a job: asked for, seen, stopped, told; an issue is there whole or not at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import OperationalError
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.jobs import progress as pace
from lantoa.jobs.actions import cancel
from lantoa.jobs.models import Job
from lantoa.jobs.running import run_waiting
from lantoa.organisation.models import Membership, Role
from lantoa.reports import actions
from lantoa.reports.actions import freezing
from lantoa.reports.models import Counted, Inputs, Issue, Link, Report
from lantoa.reports.queries import gathering
from lantoa.reports.queries.verifying import alterations
from tests.reports.building import work, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def april():
    with clock.standing_on(date(2026, 4, 2)):
        yield


def asked(cast: Any, report: Report) -> Job:
    return actions.ask_to_freeze(report, actor=cast.actor("coordinator"), edition=report.edition)


def page(client: Any, report: Report) -> str:
    return client.get(reverse("reports:report", args=[report.pk])).content.decode()


def nothing_kept() -> bool:
    return not any(model.objects.exists() for model in (Issue, Inputs, Counted, Link))


def second_coordinator(cast: Any) -> str:
    """The head of the office lends a hand."""
    Membership.objects.create(
        person=cast.head, agency=cast.sxd, role=Role.COORDINATOR, valid_from=date(2026, 1, 1)
    )
    return "head"


def test_the_page_of_the_job_ends_with_the_way_to_the_frozen_report(cast):
    work(cast, M02=3)
    report, client = written(cast), cast.client("coordinator")

    sent = client.post(reverse("reports:freeze", args=[report.pk]), {"edition": report.edition})
    before = page(client, report)
    run_waiting()
    job = client.get(sent["Location"]).content.decode()

    assert "Đang chốt số liệu" in before
    assert sent["Location"] in before
    assert "Chốt số liệu…" not in before
    assert "Đã chốt bản 1." in job
    assert f'href="{reverse("reports:report", args=[report.pk])}"' in job
    assert Issue.objects.get().digest in page(client, report)
    assert list(alterations()) == []


def test_asked_twice_by_one_person_it_is_one_job(cast):
    report = written(cast)

    assert asked(cast, report) == asked(cast, report)


def test_who_asks_while_another_freezes_is_told_who(cast):
    report = written(cast)
    job = asked(cast, report)
    client = cast.client(second_coordinator(cast))

    answer = client.post(
        reverse("reports:freeze", args=[report.pk]), {"edition": report.edition}, follow=True
    )

    assert f"{job.asked_by_name} đang chốt báo cáo" in answer.content.decode()
    assert reverse("jobs:job", args=[job.pk]) not in answer.content.decode()
    assert Job.objects.filter(name="lantoa.reports.jobs.freeze_report").count() == 1


def test_what_is_wanting_is_told_at_once_and_makes_no_job(cast):
    report = actions.begin_report(cast.sxd, "2026-Q1", actor=cast.actor("coordinator"))

    with pytest.raises(Refused, match="Còn mục chưa viết"):
        asked(cast, report)

    assert not Job.objects.filter(name="lantoa.reports.jobs.freeze_report").exists()


def test_words_written_while_it_waits_stop_it_and_the_page_says_why(cast):
    report, actor = written(cast), cast.actor("coordinator")
    asked(cast, report)
    actions.write_passages(report, {"ton-tai": "Khác"}, actor=actor, edition=report.edition)

    run_waiting()

    assert nothing_kept()
    html = page(cast.client("coordinator"), report)
    assert "Lần chốt vừa rồi không thành công" in html
    assert "Báo cáo vừa được sửa. Xem lại rồi chốt." in html
    assert "Chốt số liệu…" in html
    assert "không thành công" not in page(cast.client("director"), report)


def test_who_lost_the_right_meanwhile_freezes_nothing(cast):
    report = written(cast)
    job = asked(cast, report)
    Membership.objects.filter(person=cast.coordinator).update(valid_to=date(2026, 4, 1))

    run_waiting()

    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert nothing_kept()


def test_stopped_in_the_middle_nothing_is_kept(cast, monkeypatch):
    for number in range(3):
        work(cast, M02=3, title=f"Bài {number}")
    report = written(cast)
    job = asked(cast, report)
    read = gathering.entries_in
    monkeypatch.setattr(gathering, "TICKS", 1)
    monkeypatch.setattr(pace, "WRITE_EVERY", 0)

    def stopped_after_the_first(*given: Any) -> Any:
        for entry in read(*given):
            yield entry
            cancel(job, actor=cast.actor("coordinator"))

    monkeypatch.setattr(gathering, "entries_in", stopped_after_the_first)
    run_waiting()

    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert nothing_kept()
    report.refresh_from_db()
    assert report.state == Report.State.WRITING


def test_a_run_that_dies_while_it_writes_leaves_nothing_and_the_next_makes_one_issue(cast, monkeypatch):
    activity = work(cast, M02=3)
    report = written(cast)
    job = asked(cast, report)
    link, deaths = freezing.link, [OperationalError("gone")]

    def dies_once(*given: Any) -> Any:
        if deaths:
            raise deaths.pop()
        return link(*given)

    monkeypatch.setattr(freezing, "link", dies_once)
    run_waiting()
    assert nothing_kept()
    Job.objects.filter(pk=job.pk).update(run_after=None)
    run_waiting()

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 2)
    assert [row.activity_id for row in Counted.objects.filter(issue=Issue.objects.get())] == [activity.pk]
    assert list(alterations()) == []


def test_what_is_confirmed_while_it_is_gathered_is_in_it(cast, monkeypatch):
    work(cast, M02=3)
    report = written(cast)
    asked(cast, report)
    gather, late = freezing.gather_report, [{"M02": 4}]

    def one_more_meanwhile(*given: Any, **more: Any) -> Any:
        gathered = gather(*given, **more)
        if late:
            work(cast, title="Bài đến sau", **late.pop())
        return gathered

    monkeypatch.setattr(freezing, "gather_report", one_more_meanwhile)
    run_waiting()

    assert Counted.objects.filter(issue=Issue.objects.get()).count() == 2


def test_where_somebody_always_writes_it_is_gathered_inside_at_last(cast, monkeypatch):
    report = written(cast)
    asked(cast, report)
    gather, rounds = freezing.gather_report, []

    def never_quiet(*given: Any, **more: Any) -> Any:
        gathered = gather(*given, **more)
        rounds.append(len(rounds))
        if len(rounds) <= freezing.TRIES:
            work(cast, M02=1, title=f"Bài {len(rounds)}")
        return gathered

    monkeypatch.setattr(freezing, "gather_report", never_quiet)
    run_waiting()

    assert len(rounds) == freezing.TRIES + 1
    assert Counted.objects.filter(issue=Issue.objects.get()).count() == freezing.TRIES
