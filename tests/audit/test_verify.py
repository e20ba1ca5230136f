from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from lantoa.audit import queries
from lantoa.audit.actions import note
from lantoa.audit.chain import digest_of
from lantoa.audit.models import Entry, Head
from lantoa.audit.sealing import seal

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(cast):
    """Six entries of our own at the end of the cast's. Gives the number of the last."""
    for number in range(6):
        note("test.done", cast.sxd, actor=cast.actor("officer"), summary=f"lần {number}")
    seal()
    return Head.objects.get().sequence


def test_an_untouched_chain_is_whole(chain):
    verdict = queries.verify()

    assert (verdict.whole, verdict.entries, verdict.sequence) == (True, chain, chain)


def test_an_empty_audit_is_whole(db):
    assert queries.verify().whole


@pytest.mark.parametrize(
    "column",
    [
        "summary",
        "actor_name",
        "lent_by",
        "verb",
        "target_id",
        "target_kind",
        "target_name",
        "previous",
        "digest",
    ],
)
def test_an_altered_column_is_told_with_its_number(chain, sql, column):
    sql(f"UPDATE audit_entry SET {column} = 'x' WHERE sequence = %s", chain - 2)

    breaks = queries.verify().breaks

    assert any(f"Dòng số {chain - 2} " in told for told in breaks)


@pytest.mark.parametrize(
    "change",
    ["at = '2020-01-01 00:00:00+00'", "actor_id = 99", "agency_id = 99", "changes = '{\"a\": 1}'"],
)
def test_an_altered_moment_number_or_change_is_told(chain, sql, change):
    sql(f"UPDATE audit_entry SET {change} WHERE sequence = %s", chain - 2)

    assert queries.verify().breaks == [f"Dòng số {chain - 2} đã bị sửa."]


def test_an_altered_kind_of_entry_is_told(chain, sql):
    sql("UPDATE audit_entry SET is_read = NOT is_read WHERE sequence = %s", chain - 1)

    assert queries.verify().breaks == [f"Dòng số {chain - 1} đã bị sửa."]


def test_a_deleted_row_is_told(chain, sql):
    sql("DELETE FROM audit_entry WHERE sequence = %s", chain - 3)

    assert queries.verify().breaks == [f"Thiếu dòng số {chain - 3}."]


def test_a_deleted_run_is_told(chain, sql):
    sql("DELETE FROM audit_entry WHERE sequence BETWEEN %s AND %s", chain - 3, chain - 1)

    assert queries.verify().breaks == [f"Thiếu các dòng từ số {chain - 3} đến số {chain - 1}."]


def test_a_deleted_tail_is_told_by_the_head(chain, sql):
    sql("DELETE FROM audit_entry WHERE sequence > %s", chain - 2)

    assert queries.verify().breaks == [
        f"Thiếu các dòng cuối: đầu chuỗi ghi số {chain}, nhật ký chỉ đến số {chain - 2}."
    ]


def test_an_altered_head_is_told(chain, sql):
    sql("UPDATE audit_head SET digest = %s", "f" * 64)

    assert queries.verify().breaks == [f"Đầu chuỗi không khớp với dòng số {chain}."]


def test_a_head_set_back_is_told(chain, sql):
    sql("UPDATE audit_head SET sequence = %s", chain - 1)

    assert any("nằm sau đầu chuỗi" in told for told in queries.verify().breaks)


def test_a_row_put_in_place_of_another_is_told(chain, sql):
    real = Entry.objects.get(sequence=chain - 2)
    real.summary = "chưa từng xảy ra"
    sql(
        "UPDATE audit_entry SET summary = %s, digest = %s WHERE sequence = %s",
        real.summary, digest_of(real), chain - 2,
    )  # fmt: skip

    assert queries.verify().breaks == [
        f"Dòng số {chain - 1} không nối với dòng trước: có dòng bị thay hoặc chèn thêm."
    ]


def test_a_row_added_behind_the_head_is_told(chain, sql):
    last = Entry.objects.get(sequence=chain)
    last.pk, last.sequence, last.previous, last._state.adding = None, chain + 1, last.digest, True
    last.digest = digest_of(last)
    last.save(force_insert=True)

    assert queries.verify().breaks == [f"Có dòng số {chain + 1} nằm sau đầu chuỗi (số {chain})."]


def test_a_head_that_was_taken_away_leaves_a_gap_for_ever(cast, chain, sql):
    sql("DELETE FROM audit_head")
    note("test.done", cast.sxd, actor=cast.actor("officer"))

    assert queries.verify().breaks == [f"Thiếu dòng số {chain + 1}."]


def test_a_chain_rewritten_as_a_whole_is_told_by_an_anchor_kept_elsewhere(chain, sql):
    anchor = queries.verify().anchor
    sql("DELETE FROM audit_entry WHERE sequence >= %s", chain)
    last = Entry.objects.get(sequence=chain - 1)
    sql("UPDATE audit_head SET sequence = %s, digest = %s", last.sequence, last.digest)

    assert queries.verify().whole
    assert queries.verify(anchor).breaks == [
        f"Dòng số {chain} không khớp với mốc đã ghi: chuỗi đã bị viết lại hoặc cắt bớt."
    ]


def test_the_command_says_so_and_gives_an_anchor(chain, capsys):
    call_command("audit", "verify")

    printed = capsys.readouterr().out
    assert f"Nhật ký nguyên vẹn: {chain} dòng." in printed
    assert queries.verify().anchor in printed


def test_the_command_fails_on_a_broken_chain(chain, sql, capsys):
    sql("DELETE FROM audit_entry WHERE sequence = %s", chain - 1)

    with pytest.raises(CommandError, match="không còn nguyên vẹn"):
        call_command("audit", "verify")

    assert f"Thiếu dòng số {chain - 1}." in capsys.readouterr().err
