from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from lantoa.audit import queries
from lantoa.audit.actions import note, note_read
from lantoa.audit.content import HIDDEN
from lantoa.audit.models import Entry, Head
from lantoa.audit.sealing import seal
from lantoa.organisation.access import CONFIRM

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_to_which_object_for_which_agency(cast):
    actor = cast.actor("officer")

    entry = note("test.done", cast.sxd, actor=actor, agency_id=cast.sxd.pk, summary="Đổi tên")

    assert (entry.actor_id, entry.actor_name) == (cast.officer.pk, cast.officer.full_name)
    assert (entry.target_kind, entry.target_id) == ("organisation.agency", str(cast.sxd.pk))
    assert (entry.agency_id, entry.summary, entry.is_read) == (cast.sxd.pk, "Đổi tên", False)


def test_a_rollback_takes_the_entry_along_and_leaves_no_gap(cast):
    with pytest.raises(RuntimeError), transaction.atomic():
        note("test.done", cast.sxd, actor=cast.actor("officer"))
        raise RuntimeError
    note("test.done", cast.sxd, actor=cast.actor("officer"))

    assert queries.verify().whole


def test_a_verb_that_nobody_registered_is_refused(cast):
    with pytest.raises(ValueError, match="not registered"):
        note("test.unheard", cast.sxd, actor=cast.actor("officer"))


def test_secrets_and_documents_do_not_enter_the_audit(cast):
    entry = note(
        "test.done",
        cast.sxd,
        actor=cast.actor("officer"),
        changes={
            "Mật khẩu": ["cũ-123", "mới-456"],
            "ical_token": ["a", "b"],
            "Nội dung": ["x" * 9000, ""],
            "Số lượng": [1, 2],
        },
    )

    assert entry.changes["Mật khẩu"] == [HIDDEN, HIDDEN]
    assert entry.changes["ical_token"] == [HIDDEN, HIDDEN]
    assert len(entry.changes["Nội dung"][0]) == 500
    assert entry.changes["Số lượng"] == [1, 2]


def test_what_no_database_would_give_back_as_it_was_does_not_break_the_chain(cast):
    note(
        "test.done",
        cast.sxd,
        actor=cast.actor("officer"),
        summary="nul \x00 và nửa ký tự \ud800",
        changes={
            "Tỷ lệ": [Decimal("1.10"), 1.0],
            "Lớn": [1e22, 10**30],
            "Ngày": [date(2026, 1, 2), None],
            "Nhóm": [{"b", }, {"k": (True, 2.5)}],
        },
    )  # fmt: skip

    assert queries.verify().breaks == []
    assert Entry.objects.first().changes["Tỷ lệ"] == ["1.10", "1.0"]


def test_a_reading_of_personal_data_is_noted_as_a_reading(cast):
    entry = note_read("test.seen", cast.officer, actor=cast.actor("administrator"))

    assert entry.is_read
    assert queries.history_of(cast.officer, reads=True)[0] == entry
    assert entry not in queries.history_of(cast.officer)


def test_who_acts_by_a_lent_right_is_noted_with_the_lender(cast):
    class Deputy:
        person_id, name = 5, "Trần Văn Phó"

        def lender_of(self, right, agency_id, body_id):
            return "Lê Thị Trưởng" if (right, agency_id) == (CONFIRM, cast.sxd.pk) else ""

    lent = note("test.done", cast.sxd, actor=Deputy(), agency_id=cast.sxd.pk, using=CONFIRM)
    own = note("test.done", cast.sxd, actor=Deputy(), agency_id=cast.sxd.pk)

    assert (lent.lent_by, own.lent_by) == ("Lê Thị Trưởng", "")


def test_an_entry_costs_one_statement_however_long_the_chain(cast, django_assert_num_queries):
    actor = cast.actor("officer")
    note("test.done", cast.sxd, actor=actor)

    with django_assert_num_queries(1):
        note("test.done", cast.sxd, actor=actor)


def test_entries_are_sealed_once_when_their_transaction_has_committed(
    cast, django_capture_on_commit_callbacks
):
    seal()
    before = Head.objects.get().sequence
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        for _ in range(3):
            note("test.done", cast.sxd, actor=cast.actor("officer"))

    assert callbacks.count(seal) == 1
    assert Entry.objects.filter(sequence=None).count() == 0
    assert Head.objects.get().sequence == before + 3


def test_an_entry_is_sealed_as_it_was_written_and_only_once(cast):
    note("test.done", cast.sxd, actor=cast.actor("officer"))

    with pytest.raises(DatabaseError, match="never"), transaction.atomic():
        Entry.objects.filter(sequence=None).update(summary="khác", sequence=10**6, digest="f" * 64)
    seal()
    with pytest.raises(DatabaseError, match="never"), transaction.atomic():
        Entry.objects.filter(pk=Entry.objects.first().pk).update(previous="f" * 64)

    assert seal() == 0
    assert queries.verify().whole


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET summary = 'khác'",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET sequence = 1",
    ],
)
def test_the_database_refuses_to_change_what_was_noted(cast, statement):
    from django.db import connection

    note("test.done", cast.sxd, actor=cast.actor("officer"))
    seal()

    with pytest.raises(DatabaseError, match=r"never|forward"), transaction.atomic():
        connection.cursor().execute(statement)

    assert Head.objects.get().sequence == Entry.objects.count()
