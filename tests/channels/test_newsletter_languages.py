"""The newsletter in English: signing up, the letters, the translated article, and what stays when the language is closed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail as box
from django.test import Client

from lantoa.channels.models import Subscriber
from lantoa.channels.queries import sending
from lantoa.organisation.access import SYSTEM
from lantoa.portal import language_actions
from lantoa.portal.language_actions import TranslationDraft
from lantoa.portal.models import OpenLanguage
from tests.channels.messages import channel, sender, subscribers, work
from tests.portal.building import article, publish

pytestmark = pytest.mark.django_db
HERE = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def english(cast, settings):
    settings.BASE_URL = "https://lantoa.example"
    language_actions.open_language("en", "Trần Thị Dịch", actor=SYSTEM)


def links(letter):
    return [urlsplit(url) for url in re.findall(r"https://lantoa\.example\S+", letter.body)]


def asked_of(url):
    return f"{url.path}?{url.query}"


def test_somebody_who_signs_up_in_english_is_written_to_in_english_and_led_to_english_pages(cast, english):
    channel(cast)
    path = f"/en/nhan-tin/{cast.sxd.slug}/"
    page = Client().get(path).text
    assert "<h1>News by e-mail</h1>" in page
    assert f'href="/nhan-tin/{cast.sxd.slug}/" lang="vi"' in page
    assert "Enter an e-mail address." in Client().post(path, {"agreed": "on"}, **HERE).text
    answer = Client().post(path, {"address": "lan@example.vn", "agreed": "on"}, **HERE)
    assert answer["Location"] == f"{path}?da-gui"
    work()

    (letter,) = box.outbox
    assert letter.subject.startswith("Please confirm: news of ")
    (confirm,) = links(letter)
    seen = Client().get(asked_of(confirm), follow=True)
    assert seen.redirect_chain == [(f"/en{confirm.path}", 303)]
    assert "<h1>Confirm</h1>" in seen.text
    Client().post(f"/en{confirm.path}")
    row = Subscriber.objects.get()
    assert (row.state, row.language) == ("active", "en")
    assert "State: Receiving." in Client().get(f"/en/nhan-tin/chon/{row.token}/").text


def test_a_translation_that_was_read_through_goes_to_those_who_read_that_language(cast, english):
    page = publish(cast, article(title="Quét mã tại quầy"))
    row = channel(cast)
    _, reader = subscribers(row, 2)
    Subscriber.objects.filter(pk=reader.pk).update(language="en")
    translated = language_actions.write_translation(
        page,
        "en",
        TranslationDraft("Scan at the counter", "Short.", "## Head\n\nThe words.", False),
        actor=SYSTEM,
    )
    language_actions.show_translation(page, translated, "Trần Thị Dịch", actor=SYSTEM)
    broadcast = _broadcast(cast, row, page)
    assert "đọc English" in sending.remarks_on(broadcast.parts.get())[0]
    work()

    vietnamese, english_one = sorted(box.outbox, key=lambda letter: letter.to)
    assert (vietnamese.subject, english_one.subject) == ("Quét mã tại quầy", "Scan at the counter")
    assert "The words." in english_one.body
    assert f"Read the whole article: https://lantoa.example/en{page.url}" in english_one.body
    assert '<html lang="en">' in english_one.alternatives[0][0]
    assert "Stop receiving news" in english_one.body


def test_when_the_language_is_closed_the_letters_and_old_links_are_vietnamese_and_leaving_still_works(
    cast, english
):
    (reader,) = subscribers(channel(cast), 1, language="en")
    page = publish(cast, article(title="Quét mã tại quầy"))
    OpenLanguage.objects.all().delete()
    _broadcast(cast, reader.channel, page)
    work()
    (letter,) = box.outbox
    assert "Thôi nhận tin" in letter.body
    old = f"/nhan-tin/thoi/{reader.token}/?tieng=en"
    assert "<h1>Thôi nhận tin</h1>" in Client().get(old).text
    assert Client().post(old).status_code == 200
    assert Subscriber.objects.get().state == "stopped"


def _broadcast(cast, row, page):
    from lantoa.channels import actions
    from lantoa.channels.actions import ComposeDraft
    from lantoa.portal import outgoing

    content = actions.content_of(outgoing.PAGE, str(page.pk))
    made = actions.compose(content, ComposeDraft((row.pk,)), actor=cast.actor("editor"))
    actions.ask_approval(made, actor=cast.actor("editor"))
    actions.approve(made, actor=cast.actor("director"))
    return actions.send(made, actor=sender(cast))
