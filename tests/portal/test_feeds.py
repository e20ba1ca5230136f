"""Feeds of an agency and of its sections, read by a parser that is not ours."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from django.conf import settings

from lantoa.foundation import clock
from tests.portal.building import article, publish, record, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(cast: Any, today: Any) -> list[Any]:
    rows = []
    for number, title in enumerate(["Tin cũ", "Tin “mới” & <lạ>"]):
        with clock.standing_on(today - timedelta(days=9 - number)):
            rows.append(
                publish(
                    cast, article(title=title, summary=f"Tóm tắt {number}: hoà giải", byline="Sơn Thị Pha Ly")
                )
            )
    publish(cast, record(title="Kế hoạch năm", issued_on=today), "van-ban")
    return rows


@pytest.mark.parametrize(("form", "version"), [("rss", "rss20"), ("atom", "atom10")])
def test_a_section_is_read_by_an_independent_parser(written, cast, client, form, version):
    answer = client.get(f"/co-quan/{cast.sxd.slug}/tin-tuc/tin.{form}")

    feed = feedparser.parse(answer.content)

    assert (feed.bozo, feed.version) == (False, version)
    assert answer["Content-Type"] == f"application/{form}+xml; charset=utf-8"
    assert feed.feed.title == f"Tin tức – {cast.sxd.legal_name}"
    assert feed.feed.language == "vi"
    assert [entry.title for entry in feed.entries] == ["Tin “mới” & <lạ>", "Tin cũ"]
    first = feed.entries[0]
    assert first.link == f"{settings.BASE_URL}{written[1].url}"
    assert first.summary == "Tóm tắt 1: hoà giải"
    assert first.published_parsed is not None
    assert not answer.cookies


def test_an_item_stays_the_same_when_its_title_and_address_change(written, cast, client):
    address = f"/co-quan/{cast.sxd.slug}/tin-tuc/tin.rss"
    before = {entry.id for entry in feedparser.parse(client.get(address).content).entries}
    page = written[0]
    page.refresh_from_db()
    page.title, page.slug = "Tên khác", "dia-chi-khac"
    page.save_revision().publish()

    entries = feedparser.parse(client.get(address).content).entries

    assert {entry.id for entry in entries} == before
    assert "Tên khác" in [entry.title for entry in entries]


def test_the_agencys_feed_has_every_section(written, cast, client):
    feed = feedparser.parse(client.get(f"/co-quan/{cast.sxd.slug}/tin.atom").content)

    assert {entry.title for entry in feed.entries} >= {"Kế hoạch năm", "Tin cũ"}


def test_a_page_that_was_taken_off_leaves_the_feed(written, cast, client):
    written[0].refresh_from_db()
    written[0].unpublish()

    assert "Tin cũ" not in client.get(f"/co-quan/{cast.sxd.slug}/tin-tuc/tin.rss").text


@pytest.mark.parametrize("path", ["khong-co/tin.rss", "{sxd}/khong-co/tin.rss", "{sxd}/tin-tuc/tin.xml"])
def test_what_is_not_there_has_no_feed(written, cast, client, path):
    assert client.get(f"/co-quan/{path.format(sxd=cast.sxd.slug)}").status_code == 404


def test_pages_say_where_their_feeds_are_and_how_they_are_shared(written, cast, client):
    text = client.get(written[0].url).text
    shared = dict(re.findall(r'<meta property="(og:[^"]+)" content="([^"]*)">', text))
    feeds = re.findall(
        r'<link rel="alternate" type="application/\w+\+xml" title="[^"]+" href="([^"]+)">', text
    )

    assert shared["og:url"] == f"{settings.BASE_URL}{written[0].url}"
    assert f'<link rel="canonical" href="{settings.BASE_URL}{written[0].url}">' in text
    assert shared["og:title"] == "Tin cũ"
    assert len(feeds) == 4
    assert [client.get(address).status_code for address in feeds] == [200] * 4


def test_the_section_itself_and_the_agency_are_shared_too(written, cast, client):
    for path in (section(cast).url, f"/co-quan/{cast.sxd.slug}/", "/"):
        text = client.get(path).text
        assert 'property="og:title"' in text, path
        assert 'rel="canonical"' in text, path
