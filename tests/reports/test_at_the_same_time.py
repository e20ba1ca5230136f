"""Two people at the same moment, on the real database, in threads: one does it, the other is told in words."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connections

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.ledger.actions import store_bytes
from lantoa.reports import actions
from lantoa.reports.models import Call, Counted, Issue, Report, Signing
from lantoa.reports.queries.verifying import alterations
from tests.reports.building import frozen, issued, work, written
from tests.reports.round_building import call_of, corrected, opened, sent

pytestmark = pytest.mark.django_db(transaction=True)

APRIL = date(2026, 4, 2)


@pytest.fixture(autouse=True)
def april():
    with clock.standing_on(APRIL):
        yield


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Runs the calls together, each on a connection of its own; a result is what was returned or raised."""
    results: list[Any] = [None] * len(calls)
    gate = threading.Barrier(len(calls))

    def run(place: int, call: Callable[[], Any]) -> None:
        with clock.standing_on(APRIL):
            gate.wait()
            try:
                results[place] = call()
            except Exception as error:  # the test looks at what it is
                results[place] = error
            finally:
                connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def told(results: list[Any]) -> list[tuple[str, str]]:
    """Code and words of those who were refused; anything else that went wrong is raised."""
    for result in results:
        if isinstance(result, Exception) and not isinstance(result, Refused):
            raise result
    return [(result.code, result.message) for result in results if isinstance(result, Refused)]


def test_of_two_who_freeze_at_once_one_makes_the_issue_and_the_other_is_told(cast):
    activity = work(cast, M02=3)
    report, actor = written(cast), cast.actor("coordinator")

    def freeze() -> Issue:
        return actions.freeze(Report.objects.get(pk=report.pk), actor=actor, edition=report.edition)

    refused = told(at_once(freeze, freeze, freeze))

    assert refused == [("not_writing", f"Báo cáo {report.spoken} đã chốt nên không sửa được.")] * 2
    assert [issue.number for issue in Issue.objects.all()] == [1]
    assert list(Counted.objects.values_list("activity_id", flat=True)) == [activity.pk]
    assert Entry.objects.filter(verb="reports.frozen").count() == 1
    assert list(alterations()) == []


def test_words_written_while_the_report_is_frozen_are_in_it_or_are_refused(cast):
    report, actor = written(cast), cast.actor("coordinator")

    results = at_once(
        lambda: actions.freeze(Report.objects.get(pk=report.pk), actor=actor, edition=report.edition),
        lambda: actions.write_passages(report, {"ton-tai": "Khác"}, actor=actor, edition=report.edition),
    )

    [(code, _)] = told(results)
    assert code in ("edition", "not_writing")
    assert Issue.objects.count() == (code == "not_writing")
    assert list(alterations()) == []


def test_two_reports_frozen_at_once_make_one_chain(cast):
    first, second, actor = written(cast), written(cast, period="2026-M02"), cast.actor("coordinator")

    refused = told(
        at_once(
            lambda: actions.freeze(first, actor=actor, edition=first.edition),
            lambda: actions.freeze(second, actor=actor, edition=second.edition),
        )
    )

    assert refused == []
    assert Issue.objects.count() == 2
    assert list(alterations()) == []


def test_one_number_given_to_two_reports_at_once_is_one_papers(cast):
    first, second = frozen(cast), frozen(cast, period="2026-M02")
    actor = cast.actor("coordinator")
    file = store_bytes(b"%PDF-1.4\n%%EOF\n", "bao-cao.pdf", cast.sxd, actor=actor)
    draft = actions.SigningDraft("88/BC-SXD", date(2026, 3, 18), "Nguyễn Văn Ký", "Giám đốc")

    refused = told(
        at_once(
            lambda: actions.issue_report(first, draft, file, actor=actor),
            lambda: actions.issue_report(second, draft, file, actor=actor),
        )
    )

    [(code, words)] = refused
    assert code == "number_used"
    assert words.startswith("Số 88/BC-SXD năm 2026 đã dùng cho báo cáo ")
    assert Signing.objects.count() == 1
    assert list(alterations()) == []


def test_of_two_who_send_a_report_at_once_one_sends_it(cast):
    call, issue = call_of(opened(cast), cast.sxd), issued(cast).issue
    actor = cast.actor("coordinator")

    def send() -> Call:
        return actions.submit_report(Call.objects.get(pk=call.pk), issue, actor=actor)

    assert told(at_once(send, send)) == [("sent", "Bản này đã gửi rồi.")]
    assert Call.objects.get(pk=call.pk).state == Call.State.SUBMITTED
    assert Entry.objects.filter(verb="reports.submitted").count() == 1


def test_of_two_who_receive_at_once_one_receives(cast):
    call, superior = sent(cast), cast.actor("superior")

    def receive() -> Call:
        return actions.receive_report(Call.objects.get(pk=call.pk), call.issue, actor=superior)

    assert told(at_once(receive, receive)) == [("received", "Báo cáo này đã được nhận.")]
    assert Entry.objects.filter(verb="reports.received").count() == 1


def test_what_is_sent_anew_while_it_is_received_is_not_received_unread(cast):
    call = sent(cast)
    old, new = call.issue, corrected(cast)
    superior, coordinator = cast.actor("superior"), cast.actor("coordinator")

    results = at_once(
        lambda: actions.receive_report(Call.objects.get(pk=call.pk), old, actor=superior),
        lambda: actions.submit_report(Call.objects.get(pk=call.pk), new, actor=coordinator),
    )

    assert [code for code, _ in told(results)] in ([], ["changed"])
    found = Call.objects.get(pk=call.pk)
    assert (found.state, found.issue_id) == (Call.State.SUBMITTED, new.pk)
