"""Many people acting at once: no gap, no fork, and nobody waits for the end of the chain with a row in hand."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from lantoa.audit import queries
from lantoa.audit.actions import note
from lantoa.audit.models import Entry
from lantoa.organisation.models import Agency

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works):
    """Runs each in a thread with a connection of its own; gives the errors."""
    errors = []

    def run(work):
        try:
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return errors


def test_entries_written_at_once_form_one_chain(cast):
    actor = cast.actor("officer")

    def work():
        for _ in range(10):
            with transaction.atomic():
                note("test.done", cast.sxd, actor=actor)

    errors = at_once(work, work, work, work)

    assert errors == []
    assert Entry.objects.filter(verb="test.done").count() == 40
    assert queries.verify().whole


def test_an_action_that_notes_first_and_locks_later_does_not_block_one_that_locks_first(cast):
    actor = cast.actor("officer")
    noted, locked = threading.Event(), threading.Event()

    def notes_then_locks():
        with transaction.atomic():
            note("test.done", cast.sxd, actor=actor)
            noted.set()
            # On SQLite the other one waits for the whole of this transaction, so there is nothing to wait for.
            if connection.features.has_select_for_update:
                locked.wait(20)
            Agency.objects.select_for_update().get(pk=cast.ward.pk)
            note("test.done", cast.ward, actor=actor)

    def locks_then_notes():
        noted.wait(20)
        with transaction.atomic():
            Agency.objects.select_for_update().get(pk=cast.ward.pk)
            locked.set()
            note("test.other", cast.ward, actor=actor)

    assert at_once(notes_then_locks, locks_then_notes) == []
    assert Entry.objects.filter(verb__startswith="test.").count() == 3
    assert queries.verify().whole
