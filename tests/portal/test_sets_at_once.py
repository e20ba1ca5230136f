"""Two people, or a person and the job, put up one set at the same moment, in threads on the real database."""

import threading
from datetime import timedelta

import pytest
from django.db import connections

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.ledger.models import Activity
from lantoa.organisation.access import SYSTEM
from lantoa.portal import set_actions
from lantoa.portal.models import ReleaseSet, SetPage
from tests.portal.sets import draft, fresh, release_set

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """What each call, on a connection of its own, returned or raised."""
    results = [None] * len(calls)
    gate = threading.Barrier(len(calls))

    def run(place, call):
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


def test_it_goes_out_once_and_the_other_is_told_who_did_it(cast):
    row, pages = release_set(cast, "Một", "Hai")
    actor = cast.actor("director")
    set_actions.time(row, clock.now() + timedelta(hours=1), actor=actor)
    ReleaseSet.objects.update(release_at=clock.now() - timedelta(minutes=1))

    results = at_once(
        lambda: set_actions.release(row, actor=actor),
        lambda: set_actions.release(row, actor=actor),
        lambda: set_actions.release_due(actor=SYSTEM),
    )

    refused = [one for one in results if isinstance(one, Refused)]
    assert {one.code for one in refused} == {"released"}
    assert not [one for one in results if isinstance(one, Exception) and not isinstance(one, Refused)]
    assert [fresh(page).live for page in pages] == [True, True]
    assert Entry.objects.filter(verb="portal.set_released").count() == 1
    assert Activity.objects.count() == 2


def test_one_page_put_into_two_sets_at_once_is_in_one(cast):
    first, _ = release_set(cast)
    second, _ = release_set(cast)
    page, actor = draft(cast, "Bài"), cast.actor("editor")

    results = at_once(
        lambda: set_actions.add_pages(first, [page], actor=actor),
        lambda: set_actions.add_pages(second, [page], actor=actor),
    )

    assert [one.code for one in results if isinstance(one, Refused)] == ["held"]
    assert SetPage.objects.count() == 1
