"""Two people, or one device twice, at the same moment: on the real database, in threads."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.ledger import actions
from lantoa.ledger.models import Activity, Evidence, State, StoredFile
from tests.cast import TODAY
from tests.ledger import samples
from tests.ledger.conftest import Drafting, House, Recording

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Runs the calls together; a result is what was returned, or the Refused that was raised."""
    results: list[Any] = [None] * len(calls)
    gate = threading.Barrier(len(calls))

    def run(place: int, call: Callable[[], Any]) -> None:
        with clock.standing_on(TODAY):
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


def test_two_confirmers_confirm_once(house: House, recording: Recording) -> None:
    activity = recording()
    head, coordinator = house.actor("head"), house.actor("coordinator")

    results = at_once(
        lambda: actions.confirm(Activity.objects.get(pk=activity.pk), actor=head),
        lambda: actions.confirm(Activity.objects.get(pk=activity.pk), actor=coordinator),
    )

    refused = [result for result in results if isinstance(result, Refused)]
    assert [error.code for error in refused] == ["already_confirmed"]
    assert Activity.objects.get().state == State.CONFIRMED
    assert Entry.objects.filter(verb="ledger.confirmed").count() == 1


def test_one_device_sending_twice_records_once(house: House, drafting: Drafting) -> None:
    officer, draft = house.actor("officer"), drafting(client_id=uuid.uuid4())

    results = at_once(*[lambda: actions.record_activity(draft, actor=officer)] * 3)

    assert {getattr(result, "pk", result) for result in results} == {Activity.objects.get().pk}
    assert Entry.objects.filter(verb="ledger.recorded").count() == 1


def test_numbers_are_given_once(house: House, drafting: Drafting) -> None:
    officer, coordinator = house.actor("officer"), house.actor("coordinator")

    results = at_once(
        *[lambda: actions.record_activity(drafting(), actor=officer)] * 2,
        *[lambda: actions.record_activity(drafting(), actor=coordinator)] * 2,
    )

    assert sorted(row.serial for row in results) == [1, 2, 3, 4]


def test_confirming_and_voiding_at_once_ends_in_one_state_with_its_facts(
    house: House, recording: Recording
) -> None:
    activity = recording()
    head, deputy = house.actor("head"), house.actor("deputy")

    at_once(
        lambda: actions.confirm(Activity.objects.get(pk=activity.pk), actor=head),
        lambda: actions.void(Activity.objects.get(pk=activity.pk), "Ghi nhầm", actor=deputy),
    )

    activity.refresh_from_db()
    assert activity.state == State.VOIDED
    assert {row.state for row in activity.measurements.all()} == {State.VOIDED}


def test_the_same_photo_sent_twice_at_once_is_one_proof(house: House, recording: Recording) -> None:
    activity, officer, content = recording(), house.actor("officer"), samples.png()

    def send() -> Any:
        upload = samples.upload("a.png", content)
        return actions.attach_file(activity, upload, actor=officer, client_key="k:0")

    results = at_once(send, send)

    assert {getattr(result, "pk", result) for result in results} == {Evidence.objects.get().pk}
    assert StoredFile.objects.count() == 1
