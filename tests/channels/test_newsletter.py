"""Signing up with the mail server of the tests: confirmed twice over, left with one click, known to nobody else."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from lantoa.channels import actions
from lantoa.channels.models import Barred, Subscriber
from lantoa.foundation import clock
from lantoa.organisation.access import SYSTEM
from tests.channels.messages import articles, channel, later, outcomes, sent, subscribers, work
from tests.notices.mail_server import CUT, MailServer

pytestmark = pytest.mark.django_db
HERE = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def server(settings):
    with (mail := MailServer()) as handler:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", mail.port, False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.BASE_URL = "https://lantoa.example"
        yield handler


@pytest.fixture
def mail(cast, server):
    with articles(cast):
        yield channel(cast)


def path_of(cast):
    return f"/nhan-tin/{cast.sxd.slug}/"


def sign_up(cast, address="Mai.Lan@Example.vn", **more):
    return Client().post(path_of(cast), {"address": address, "agreed": "on", **more}, **HERE)


def link(letter, part):
    text = letter.get_body(("plain",)).get_content()
    found = re.search(rf"https://lantoa\.example(/nhan-tin/{part}/\S+)", text)
    assert found, text
    return found[1]


def test_an_address_receives_only_after_it_has_confirmed_by_a_button(cast, mail, server):
    topic = actions.add_topic(cast.sxd, "Thủ tục hành chính", actor=cast.actor("editor"))
    answer = sign_up(cast, topics=[topic.pk])
    assert (answer.status_code, answer["Location"]) == (303, f"{path_of(cast)}?da-gui")
    work()
    ((address, letter),) = server.letters
    assert address == "mai.lan@example.vn"
    confirm = link(letter, "xac-nhan")

    assert Client().get(confirm).status_code == 200
    assert Subscriber.objects.get().state == "pending"  # looking changes nothing
    assert Client().post(confirm).status_code == 303

    row = Subscriber.objects.get()
    assert (row.state, row.consent, list(row.topics.all())) == ("active", "2026-11", [topic])
    assert not answer.cookies


def test_the_answer_is_the_same_for_a_known_address_and_its_letter_says_so(cast, mail, server):
    subscribers(mail, 1)
    new, known = sign_up(cast), sign_up(cast, "nguoi0@example.vn")
    work()
    assert (new.status_code, new["Location"], new.content) == (
        known.status_code,
        known["Location"],
        known.content,
    )
    letters = dict(server.letters)
    assert "đang nhận tin" in letters["nguoi0@example.vn"].get_body(("plain",)).get_content()
    assert Subscriber.objects.get(address="nguoi0@example.vn").state == "active"


def test_a_form_from_elsewhere_a_robot_and_too_many_are_turned_away(cast, mail, server):
    data = {"address": "a@example.vn", "agreed": "on"}
    assert Client().post(path_of(cast), data, HTTP_ORIGIN="https://khac.example").status_code == 403
    assert sign_up(cast, dia_chi="x").status_code == 303
    assert Subscriber.objects.count() == 0
    assert sign_up(cast, "không phải thư").status_code == 422
    assert Client().post(path_of(cast), {"address": "a@example.vn"}, **HERE).status_code == 422
    statuses = [sign_up(cast, f"a{number}@example.vn").status_code for number in range(12)]
    assert statuses[-1] == 429


def test_one_address_is_not_flooded_by_those_who_type_it(cast, mail, server):
    for _ in range(6):
        actions.ask(mail, "lan@example.vn", (), actor=SYSTEM)
        work()
    assert len(server.letters) == 3


def test_every_letter_can_be_left_with_one_click_and_opening_the_link_does_not_leave(cast, mail, server):
    subscribers(mail, 1)
    sent(cast, mail)
    work()
    ((_, letter),) = server.letters
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = letter["List-Unsubscribe"].strip("<>")
    assert url.startswith("https://lantoa.example/nhan-tin/thoi/")
    path = urlsplit(url).path

    assert Client().get(path).status_code == 200
    assert Subscriber.objects.get().state == "active"
    once = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    twice = Client(enforce_csrf_checks=True).post(path)

    assert (once.status_code, twice.status_code) == (200, 200)
    assert not once.cookies
    assert Subscriber.objects.get().state == "stopped"
    second = sent(cast, mail)
    work()
    assert outcomes(second) == {}
    assert len(server.letters) == 1


def test_the_letter_has_text_and_html_and_nothing_of_another_host(cast, mail, server):
    subscribers(mail, 1)
    sent(cast, mail)
    work()
    ((_, letter),) = server.letters
    html = letter.get_body(("html",)).get_content()
    assert "giảm một nửa phí" in letter.get_body(("plain",)).get_content()
    assert "<script" not in html and "<img" not in html
    assert set(re.findall(r'https?://[^/"<]+', html)) == {"https://lantoa.example"}
    assert letter["From"].startswith("=?utf-8?") or "Sở Xây dựng" in letter["From"]


def test_who_left_and_who_is_barred_receive_nothing_already_queued(cast, mail, server):
    first, second = subscribers(mail, 2)
    from lantoa.channels.actions import queueing
    from lantoa.channels.discovery import kind_of

    broadcast = sent(cast, mail)
    queueing.begin(broadcast.parts.select_related("channel", "broadcast__agency").get(), kind_of("email"))
    actions.stop_subscriber(first, actor=SYSTEM)
    actions.erase_subscriber(second, actor=SYSTEM)
    work()
    assert server.letters == []
    assert outcomes(broadcast) == {"skipped": 2}


def test_a_cut_while_the_answer_is_awaited_is_in_doubt_and_earlier_ones_are_tried_again(cast, mail, server):
    subscribers(mail, 1)
    server.at_data = lambda count: CUT if count == 1 else None
    broadcast = sent(cast, mail)
    work()
    later(60 * 24)
    work()
    assert outcomes(broadcast) == {"unsure": 1}

    server.at_recipient = lambda address: "450 4.2.0 later"
    second = sent(cast, mail)
    work()
    assert outcomes(second) == {"waiting": 1}
    server.at_recipient = lambda address: None
    later(60)
    work()
    assert outcomes(second) == {"sent": 1}


def test_an_unknown_mailbox_is_written_to_no_more(cast, mail, server):
    subscribers(mail, 2)
    server.at_recipient = lambda address: "550 5.1.1 User unknown" if address.startswith("nguoi1") else None
    broadcast = sent(cast, mail)
    work()
    assert outcomes(broadcast) == {"sent": 1, "failed": 1}
    assert Barred.objects.get().why == "bounced"


def test_people_choose_topics_see_their_data_and_are_erased(cast, mail):
    topic = actions.add_topic(cast.sxd, "Phí, lệ phí", actor=cast.actor("editor"))
    (row,) = subscribers(mail, 1)
    path = f"/nhan-tin/chon/{row.token}/"

    assert Client().post(path, {"topics": [topic.pk]}, **HERE).status_code == 303
    held = json.loads(Client().get(path + "?xuat=json").content)
    assert (held["Địa chỉ"], held["Loại tin"]) == ("nguoi0@example.vn", ["Phí, lệ phí"])
    assert Client().post(path, {"viec": "xoa"}).status_code == 403  # from no page of ours
    assert Client().post(path, {"viec": "xoa"}, **HERE).status_code == 200
    assert Subscriber.objects.count() == 0
    assert Client().get(path).status_code == 404


def test_a_broadcast_with_topics_goes_to_who_chose_one_of_them_or_none(cast, mail, server):
    fees = actions.add_topic(cast.sxd, "Phí", actor=cast.actor("editor"))
    land = actions.add_topic(cast.sxd, "Đất đai", actor=cast.actor("editor"))
    everything, wants_fees, wants_land = subscribers(mail, 3)
    wants_fees.topics.set([fees, land])
    wants_land.topics.set([land])
    sent(cast, mail, topics=(fees.pk,))
    work()
    assert sorted(address for address, _ in server.letters) == [everything.address, wants_fees.address]


def test_addresses_that_never_confirmed_or_left_long_ago_are_deleted(cast, mail):
    old = clock.now() - timedelta(days=40)
    subscribers(mail, 1, state="pending", asked_at=old)
    subscribers(channel(cast, name="Kênh khác"), 2, state="stopped", stopped_at=old)
    subscribers(channel(cast, name="Kênh còn"), 1)
    assert actions.forget_subscribers(actor=SYSTEM) == 3
    assert Subscriber.objects.count() == 1
