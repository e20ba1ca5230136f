"""The screen in the hall: turns, pauses, shows what is meant for now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from lantoa.foundation import clock
from tests.channels.messages import TITLE, articles, channel, fresh, sent, work

pytestmark = pytest.mark.django_db


def test_what_was_sent_to_a_screen_is_shown_large_with_its_code_and_turns_without_scripts(cast):
    row = channel(cast, "screen", values={"seconds": 15, "most": 3})
    with articles(cast):
        sent(cast, row)
        work()
    answer = Client().get(f"/kenh/screen/{row.pk}/")
    page = answer.content.decode()
    assert f"<h1>{TITLE}</h1>" in page
    assert (
        f'<noscript><meta http-equiv="refresh" content="15;url=/kenh/screen/{row.pk}/1/"></noscript>' in page
    )
    assert "<svg" in page and not answer.cookies


def test_a_paused_screen_does_not_turn_and_can_go_on(cast):
    row = channel(cast, "screen", values={"seconds": 15, "most": 3})
    with articles(cast):
        sent(cast, row)
        work()
    page = Client().get(f"/kenh/screen/{row.pk}/1/dung/").content.decode()
    assert TITLE in page and "refresh" not in page and "screen.js" not in page
    assert "Chạy tiếp" in page


def test_what_has_run_out_is_shown_no_more_and_the_agency_stands_alone(cast):
    row = channel(cast, "screen", values={"seconds": 15, "most": 3})
    with articles(cast):
        broadcast = sent(cast, row, until=clock.now() + timedelta(days=1))
        work()
    broadcast = fresh(broadcast)
    broadcast.until = clock.now() - timedelta(minutes=1)
    broadcast.save(update_fields=["until"])
    page = Client().get(f"/kenh/screen/{row.pk}/7/").content.decode()
    assert TITLE not in page and cast.sxd.legal_name in page


def test_a_screen_that_is_not_in_use_is_not_there(cast):
    row = channel(cast, "screen", values={"seconds": 15, "most": 3}, active=False)
    assert Client().get(f"/kenh/screen/{row.pk}/").status_code == 404
