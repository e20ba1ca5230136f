"""The screens of channels and broadcasts: what each shows, in as many queries for three rows as for one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.channels import actions
from lantoa.channels.models import Broadcast, Channel
from tests.channels.messages import approved, articles, channel, composed, sender, sent, subscribers, work
from tests.support.fake_channel import fake_kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def fake(cast):
    with articles(cast), fake_kind() as (_, outbox):
        yield outbox


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_lists_ask_as_often_for_three_rows_as_for_one(cast, fake):
    row = channel(cast, "thu")
    subscribers(row, 2)
    sent(cast, row)
    work()
    editor = cast.client("editor")
    paths = ("/ban-lam-viec/kenh/", "/ban-lam-viec/luot-gui/", "/ban-lam-viec/luot-gui/1/phat-tin/")
    paths = (*paths[:2], paths[2].replace("/1/", f"/{Broadcast.objects.get().pk}/"))
    before = [queries(editor, path) for path in paths]
    for number in range(2):
        other = channel(cast, "thu", name=f"Kênh {number}")
        subscribers(other, 1)
        sent(cast, other, row)
    work()
    assert [queries(editor, path) for path in paths] == before


def test_a_broadcast_is_made_approved_and_sent_on_the_screens_by_three_people(cast, fake):
    row = channel(cast, "thu")
    subscribers(row, 2)
    sender(cast)
    editor, director, messenger = (cast.client(who) for who in ("editor", "director", "counter"))

    answer = editor.post("/ban-lam-viec/luot-gui/soan/?bai=test.article|7", {"channels": [row.pk]})
    broadcast = Broadcast.objects.get()
    page = f"/ban-lam-viec/luot-gui/{broadcast.pk}/"
    assert answer["Location"] == page
    assert "ký tự" in editor.get(page).content.decode()
    editor.post(f"{page}trinh/")
    director.post(f"{page}duyet/")
    assert editor.get(f"{page}gui/").status_code == 404
    assert messenger.post(f"{page}gui/", {}).status_code == 302
    work()

    text = director.get(page).content.decode()
    assert 'Đã gửi <b class="nb">2</b>' in text
    assert len(fake.taken) == 2


def test_the_list_of_deliveries_is_exported_without_addresses_and_that_is_noted(cast, fake):
    from lantoa.audit.models import Entry

    row = channel(cast, "thu")
    subscribers(row, 2)
    broadcast = sent(cast, row)
    work()
    answer = cast.client("editor").get(f"/ban-lam-viec/luot-gui/{broadcast.pk}/phat-tin/?xuat=csv")
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    assert "Đã gửi" in text
    assert "example.vn" not in text
    assert Entry.objects.filter(verb="channels.deliveries_exported").exists()


def test_a_stored_secret_is_shown_on_no_page_and_stays_when_left_empty(cast, fake):
    row = channel(cast, "thu")
    keeper = cast.client("administrator")
    pages = [f"/ban-lam-viec/kenh/{row.pk}/", f"/ban-lam-viec/kenh/{row.pk}/sua/"]
    assert not [path for path in pages if "bí-mật" in keeper.get(path).content.decode()]
    data = {"name": "Kênh mới", "account": "a", "token": "", "active": "on", "within_days": "7"}
    assert keeper.post(pages[1], data).status_code == 302
    assert Channel.objects.get().name == "Kênh mới"


def test_a_trial_goes_to_one_address_and_a_failure_is_told_in_words(cast, fake):
    row = channel(cast, "thu")
    keeper = cast.client("administrator")
    path = f"/ban-lam-viec/kenh/{row.pk}/gui-thu/"
    assert keeper.post(path, {"address": "toi@example.vn"}).status_code == 302
    assert fake.addresses == ["toi@example.vn"]

    def before(address):
        from lantoa.channels.contract import Permanent

        raise Permanent("Mã bí mật không đúng.", channel=True)

    fake.before = before
    answer = keeper.post(path, {"address": "toi@example.vn"})
    assert answer.status_code == 422
    assert "Mã bí mật không đúng." in answer.content.decode()


def test_text_over_the_limit_stays_in_the_form_with_the_count(cast, fake):
    part = composed(cast, channel(cast, "thu")).parts.get()
    path = f"/ban-lam-viec/luot-gui/phan/{part.pk}/sua/"
    form = cast.client("editor").get(path)
    edition = form.context["edition"]
    answer = cast.client("editor").post(path, {"title": "x", "text": "dài " * 90, "phien_ban": edition})
    assert answer.status_code == 422
    assert "kênh này nhận 200" in answer.content.decode()


def test_what_the_editor_may_not_is_not_offered(cast, fake):
    broadcast = approved(cast, channel(cast, "thu"))
    text = cast.client("editor").get(f"/ban-lam-viec/luot-gui/{broadcast.pk}/").content.decode()
    assert "Duyệt lượt gửi" not in text
    assert f"/luot-gui/{broadcast.pk}/gui/" not in text
    assert actions.wrote(cast.actor("editor"), broadcast)
