"""What of the portal may go out over channels: an article that anybody reads, as it is read."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.channels import actions, registry
from lantoa.channels.actions import ChannelDraft, ComposeDraft
from lantoa.foundation.errors import Refused
from lantoa.portal import outgoing
from tests.cast import Cast
from tests.portal.building import article, publish

pytestmark = pytest.mark.django_db


def test_a_published_article_is_offered_to_its_agency_with_its_words_and_address(
    cast: Cast, settings
) -> None:
    settings.BASE_URL = "https://lantoa.example"
    page = publish(cast, article(title="Giảm phí nộp hồ sơ trực tuyến"))
    source = registry.source(outgoing.PAGE)
    assert source is not None
    assert dict(source.choices(cast.sxd))[str(page.pk)] == "Giảm phí nộp hồ sơ trực tuyến"
    assert not source.choices(cast.ward)

    content = source.look(str(page.pk))

    assert content is not None
    assert (content.agency_id, content.title) == (cast.sxd.pk, page.title)
    assert content.url == f"https://lantoa.example{page.get_url()}"
    assert "<" not in content.text


def test_an_article_that_was_taken_off_cannot_be_sent(cast: Cast) -> None:
    page = publish(cast, article())
    page.unpublish()
    with pytest.raises(Refused):
        actions.content_of(outgoing.PAGE, str(page.pk))
    with pytest.raises(Refused):
        actions.content_of(outgoing.PAGE, "không phải số")


def test_the_page_of_an_article_leads_the_editor_to_sending_it(cast: Cast) -> None:
    page = publish(cast, article())
    text = cast.client("editor").get(f"/soan-trang/pages/{page.pk}/edit/").content.decode()
    assert "Gửi qua các kênh" in text
    channel = actions.open_channel(
        cast.sxd, "email", ChannelDraft("Bản tin", {"sender_name": "Sở"}), actor=cast.actor("administrator")
    )
    content = actions.content_of(outgoing.PAGE, str(page.pk))
    row = actions.compose(content, ComposeDraft((channel.pk,)), actor=cast.actor("editor"))
    assert row.parts.get().title == page.title


def test_the_list_of_articles_to_send_asks_as_often_for_three_as_for_one(cast: Cast) -> None:
    editor = cast.client("editor")

    def asked() -> int:
        editor.get("/ban-lam-viec/luot-gui/soan/")
        with CaptureQueriesContext(connection) as found:
            text = editor.get("/ban-lam-viec/luot-gui/soan/").text
        assert text.count("?bai=portal.page") == len(pages)
        return len(found)

    pages = [publish(cast, article(title="Bài thứ nhất"))]
    before = asked()
    pages += [publish(cast, article(title=f"Bài thứ {number}")) for number in ("hai", "ba")]
    assert asked() == before
