from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.audit import queries, words
from lantoa.audit.actions import note, note_read
from lantoa.audit.models import Entry
from lantoa.audit.sealing import seal

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/nhat-ky/"


@pytest.fixture
def noted(cast):
    officer = cast.actor("officer")
    note(
        "test.done", cast.sxd, actor=officer, agency_id=cast.sxd.pk, summary="Đổi điện thoại",
        changes={"Điện thoại": ["0292 1", "0292 2"]}, lent_by="Lê Thị Trưởng",
    )  # fmt: skip
    note_read("test.seen", cast.officer, actor=cast.actor("head"), agency_id=cast.sxd.pk)
    seal()


def text(response):
    return response.content.decode()


def rows(response):
    return [row.record.verb for row in response.context["table"].rows]


def test_who_is_not_signed_in_is_sent_to_sign_in(client):
    assert client.get(LIST).status_code == 302


@pytest.mark.parametrize("key", ["officer", "head", "coordinator", "director"])
def test_for_others_than_administrators_there_is_no_audit(cast, noted, key):
    client = cast.client(key)

    assert client.get(LIST).status_code == 404
    assert client.get(reverse("audit:entry", args=[Entry.objects.first().sequence])).status_code == 404


def test_an_administrator_reads_who_did_what_in_words(cast, noted):
    shown = text(cast.client("administrator").get(LIST))

    assert "Làm thử" in shown
    assert f"{cast.officer.full_name}, thay mặt Lê Thị Trưởng" in shown
    assert f"cơ quan: {cast.sxd.legal_name}" in shown
    assert "Đổi điện thoại" in shown


def test_the_list_is_filtered(cast, noted):
    client = cast.client("administrator")

    assert rows(client.get(LIST, {"reads": "co"})) == ["test.seen"]
    assert rows(client.get(LIST, {"verb": "test.done"})) == ["test.done"]
    assert rows(client.get(LIST, {"q": "dien thoai"})) == ["test.done"]
    assert rows(client.get(LIST, {"kind": "organisation.person", "agency": cast.sxd.pk})) == ["test.seen"]
    assert "không khớp" not in text(client.get(LIST))
    assert "Không có dòng nhật ký nào khớp bộ lọc" in text(client.get(LIST, {"q": "không có gì"}))


def test_a_wrong_day_is_said_at_its_field(cast):
    shown = text(cast.client("administrator").get(LIST, {"since": "31/02/2026"}))

    assert 'aria-invalid="true"' in shown


@pytest.mark.parametrize(("order", "first_key"), [({}, "-sequence"), ({"thu-tu": "cu"}, "sequence")])
def test_pages_go_to_the_end_and_back_without_gap_or_repetition(cast, order, first_key):
    for number in range(120):
        note("test.done", cast.sxd, actor=cast.actor("administrator"), summary=str(number))
    seal()
    client = cast.client("administrator")
    entries = list(Entry.objects.filter(verb="test.done").order_by(first_key))

    def page(**query):
        return client.get(LIST, {"verb": "test.done", **order, **query})

    first = page()
    parts = [first.context["part"]]
    while parts[-1].on:
        parts.append(page(tiep=parts[-1].on).context["part"])
    back = page(lui=parts[-1].back).context["part"]

    assert text(first).count('role="rowheader"') == 50
    assert [entry for part in parts for entry in part.entries] == entries
    assert [len(part.entries) for part in parts] == [50, 50, 20]
    assert (parts[0].back, back.entries) == (None, parts[1].entries)


def test_the_order_is_turned_with_the_filter_kept(cast, noted):
    client = cast.client("administrator")

    turned = client.get(LIST, {"verb": "test.done", "tiep": "5"}).context["turned_url"]

    assert turned == "?verb=test.done&thu-tu=cu"
    assert client.get(f"{LIST}{turned}").context["turned_url"] == "?verb=test.done"


def test_a_page_costs_the_same_for_one_entry_and_for_three(cast):
    client, counts = cast.client("administrator"), []
    for more in (1, 2):
        for _ in range(more):
            note("test.done", cast.sxd, actor=cast.actor("administrator"))
        seal()
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST, {"verb": "test.done"})
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_an_export_holds_what_is_shown_and_is_itself_noted(cast, noted):
    client = cast.client("administrator")

    response = client.get(LIST, {"verb": "test.done", "xuat": "csv"})
    lines = b"".join(response.streaming_content).decode("utf-8-sig").strip().splitlines()

    assert len(lines) == 2
    assert "Làm thử" in lines[1]
    newest = Entry.objects.first()
    assert (newest.verb, newest.is_read, newest.actor_id) == ("audit.exported", True, cast.administrator.pk)
    assert newest.summary == "Tệp csv, có lọc"


def test_an_unknown_form_of_export_is_not_found_and_not_noted(cast):
    before = Entry.objects.count()

    assert cast.client("administrator").get(LIST, {"xuat": "exe"}).status_code == 404
    assert Entry.objects.count() == before


def test_a_page_of_an_entry_shows_the_values_of_what_administrators_look_after(cast, noted):
    entry = Entry.objects.get(verb="test.done")

    shown = text(cast.client("administrator").get(reverse("audit:entry", args=[entry.sequence])))

    assert "0292 1" in shown
    assert entry.digest in shown


def test_an_administrator_sees_that_content_changed_and_not_how(cast):
    class Content:
        pk, agency_id = 1, cast.sxd.pk

        class _meta:
            label_lower = "ledger.activity"

        def __str__(self):
            return "Buổi tuyên truyền"

    entry = note(
        "test.done", Content(), actor=cast.actor("officer"), summary="Lý do riêng",
        changes={"Người dự": [10, 4321]},
    )  # fmt: skip
    seal()
    entry.refresh_from_db()
    client = cast.client("administrator")

    page = text(client.get(reverse("audit:entry", args=[entry.sequence])))
    listed = text(client.get(LIST, {"verb": "test.done"}))
    exported = b"".join(client.get(LIST, {"xuat": "csv"}).streaming_content).decode()

    for shown in (page, listed, exported):
        assert "Người dự" in shown
        assert "4321" not in shown
        assert "Lý do riêng" not in shown


def test_the_history_of_an_object_reads_with_its_values(cast, noted):
    lines = words.log(queries.history_of(cast.sxd))

    assert lines[0].title == "Làm thử"
    assert lines[0].text == "Đổi điện thoại; Điện thoại: 0292 1 → 0292 2"
