from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from lantoa.audit import access, queries
from lantoa.audit.actions import note, note_read
from lantoa.audit.queries import Wanted
from lantoa.audit.sealing import seal
from lantoa.foundation.clock import VIETNAM
from lantoa.foundation.errors import NotVisible

pytestmark = pytest.mark.django_db


@pytest.fixture
def noted(cast):
    note("test.done", cast.sxd, actor=cast.actor("officer"), agency_id=cast.sxd.pk, summary="Đất đai")
    note_read("test.seen", cast.officer, actor=cast.actor("head"), agency_id=cast.sxd.pk)
    note("test.other", cast.head, actor=cast.actor("administrator"))
    seal()


def found(cast, **wanted):
    entries = queries.search(access.visible_entries(cast.actor("administrator")), Wanted(**wanted))
    return [entry.verb for entry in entries.filter(verb__startswith="test.").order_by("sequence")]


def test_entries_are_found_by_verb_person_object_agency_and_kind(cast, noted):
    assert found(cast, verb="test.seen") == ["test.seen"]
    assert found(cast, actor_id=cast.officer.pk) == ["test.done"]
    assert found(cast, target_kind="organisation.person") == ["test.seen", "test.other"]
    assert found(cast, target_kind="organisation.person", target_id=str(cast.head.pk)) == ["test.other"]
    assert found(cast, agency_id=cast.sxd.pk) == ["test.done", "test.seen"]
    assert found(cast, reads=True) == ["test.seen"]
    assert found(cast, reads=False) == ["test.done", "test.other"]


def test_words_are_found_without_diacritics(cast, noted):
    assert found(cast, words="dat dai") == ["test.done"]
    assert found(cast, words="ĐẤT") == ["test.done"]
    assert found(cast, words="đất không") == []


def test_days_are_vietnamese_and_both_included(cast, noted):
    today = timezone.now().astimezone(VIETNAM).date()

    assert len(found(cast, since=today, until=today)) == 3
    assert found(cast, until=today - timedelta(days=1)) == []
    assert found(cast, since=today + timedelta(days=1)) == []


@pytest.mark.parametrize("key", ["officer", "head", "coordinator", "director"])
def test_only_administrators_read_the_audit(cast, key):
    with pytest.raises(NotVisible):
        access.visible_entries(cast.actor(key))


def test_an_administrator_below_reads_their_agency_alone(cast, noted):
    class Below:
        person_id, name, administers_all = 1, "Quản trị cấp dưới", False

        def scope(self, verb):
            class Reach:
                agencies = {cast.sxd.pk}

            return Reach()

    entries = access.visible_entries(Below()).filter(verb__startswith="test.")

    assert {entry.agency_id for entry in entries} == {cast.sxd.pk}
