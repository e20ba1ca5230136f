"""A public page is kept until something it was drawn from changes, and nothing else is kept at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection, transaction
from django.test import RequestFactory

from lantoa.config import freshness
from lantoa.config.page_cache import PageCache
from lantoa.foundation.stamps import FileStamps
from lantoa.organisation.models import Agency
from lantoa.portal.models import ArticlePage
from tests.portal.building import article, publish

pytestmark = pytest.mark.django_db


class Site:
    """The kept pages around Django, as a worker has them."""

    def __init__(self) -> None:
        self.read: list[Any] = []
        self.cache = PageCache(get_wsgi_application(), lambda mark, environ: self.read.append(mark))
        self.drawn = 0
        django = self.cache.application

        def counted(environ: Any, start: Any) -> Any:
            self.drawn += 1
            return django(environ, start)

        self.cache.application = counted

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[str, dict[str, str], bytes]:
        given: list[Any] = []
        environ = RequestFactory().generic(method, path, **headers).environ  # type: ignore[arg-type]
        body = b"".join(self.cache(environ, lambda *parts: given.append(parts)))
        return given[0][0], dict(given[0][1]), body

    def text(self, path: str) -> str:
        return self.get(path)[2].decode()


@pytest.fixture
def site() -> Iterator[Site]:
    """As Django's own test client does: the connection of the test outlives a request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Site()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def page(cast: Any) -> ArticlePage:
    return publish(cast, article(title="Bài thứ nhất"))


def test_a_page_is_drawn_once_and_given_out_again(site, page):
    first, second = site.get(page.url), site.get(page.url)

    assert first == second
    assert b"B\xc3\xa0i th\xe1\xbb\xa9 nh\xe1\xba\xa5t" in first[2]
    assert site.drawn == 1
    assert [mark.page_id for mark in site.read] == [page.pk, page.pk]


def test_a_new_title_is_on_the_page_and_on_every_list_at_once(site, page, django_capture_on_commit_callbacks):
    lists = [page.get_parent().url, f"/co-quan/{page.get_parent().get_parent().slug}/", "/so-do-trang/"]
    assert all("Bài thứ nhất" in site.text(address) for address in [page.url, *lists])

    with django_capture_on_commit_callbacks(execute=True):
        page.title = "Bài đã đổi tên"
        page.save_revision().publish()

    assert [address for address in [page.url, *lists] if "Bài đã đổi tên" not in site.text(address)] == []


def test_a_page_that_was_taken_off_is_gone(site, page, django_capture_on_commit_callbacks):
    site.get(page.url)

    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()

    assert site.get(page.url)[0].startswith("404")


def test_an_update_past_the_models_is_seen_too(site, cast, page, django_capture_on_commit_callbacks):
    site.get(page.url)

    with django_capture_on_commit_callbacks(execute=True):
        Agency.objects.filter(pk=cast.sxd.pk).update(legal_name="Sở Xây dựng và Giao thông")

    assert "Sở Xây dựng và Giao thông" in site.text(page.url)


def test_what_a_page_does_not_show_leaves_it_alone(site, page, django_capture_on_commit_callbacks):
    site.get(page.url)

    with django_capture_on_commit_callbacks(execute=True), connection.cursor() as cursor:
        cursor.execute("UPDATE jobs_tick SET name = name")

    site.get(page.url)
    assert site.drawn == 1


def test_a_change_while_the_page_is_drawn_is_not_missed(site, page, django_capture_on_commit_callbacks):
    drawing = site.cache.application

    def changed_meanwhile(environ: Any, start: Any) -> Any:
        response = drawing(environ, start)
        with django_capture_on_commit_callbacks(execute=True):
            page.title = "Đổi trong lúc vẽ"
            page.save_revision().publish()
        return response

    site.cache.application = changed_meanwhile
    site.get(page.url)
    site.cache.application = drawing

    assert "Đổi trong lúc vẽ" in site.text(page.url)


def test_a_browser_that_has_the_page_is_told_so(site, page):
    status, headers, _ = site.get(page.url)

    again, brief, body = site.get(page.url, HTTP_IF_NONE_MATCH=headers["ETag"])

    assert (status, again, body) == ("200 OK", "304 Not Modified", b"")
    assert brief["ETag"] == headers["ETag"]
    assert headers["Cache-Control"] == "public, no-cache"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_a_head_has_the_length_and_no_body(site, page):
    _, headers, body = site.get(page.url)

    status, head, nothing = site.get(page.url, method="HEAD")

    assert (status, nothing) == ("200 OK", b"")
    assert head["Content-Length"] == headers["Content-Length"] == str(len(body))


@pytest.mark.parametrize("packing", ["br", "gzip"])
def test_a_page_is_sent_packed(site, page, packing):
    import gzip

    import brotli

    _, plain, body = site.get(page.url)
    _, headers, packed = site.get(page.url, HTTP_ACCEPT_ENCODING=f"deflate, {packing}")

    assert headers["Content-Encoding"] == packing
    assert headers["Vary"] == plain["Vary"] == "Accept-Encoding"
    assert {"br": brotli.decompress, "gzip": gzip.decompress}[packing](packed) == body


def test_a_cookie_changes_nothing_and_none_is_set(site, cast, page):
    session = cast.client("editor").cookies["sessionid"].value
    _, headers, body = site.get(page.url, HTTP_COOKIE=f"sessionid={session}")

    assert body == site.get(page.url)[2]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", ["/ban-lam-viec/", "/suc-khoe/", "/khong-co-trang-nay/", "/robots.txt"])
def test_what_no_view_marked_is_not_kept(site, cast, address):
    site.get(address)
    site.get(address)

    assert site.drawn == 2
    assert not site.cache.entries


def test_what_anybody_may_write_into_an_address_fills_no_memory(site, page):
    for query in ("?x=1", "?trang=1&x=2", "?trang=99999", "?trang=%3Cb%3E"):
        site.get(f"{page.get_parent().url}{query}")

    assert not site.cache.entries
    site.get(f"{page.get_parent().url}?trang=1")
    assert len(site.cache.entries) == 1


def test_another_host_has_its_own_pages_and_a_foreign_one_none(site, page):
    site.get(page.url)

    assert site.get(page.url, HTTP_HOST="xau.example")[0].startswith("400")
    assert len(site.cache.entries) == 1


def test_memory_has_an_end(site, page):
    site.cache.most_bytes = 1

    site.get(page.url)

    assert (len(site.cache.entries), site.cache.bytes) == (0, 0)


def test_who_cannot_ask_whether_a_page_holds_draws_it(site, page, monkeypatch):
    site.get(page.url)

    class Silent(FileStamps):
        def current(self, names: tuple[str, ...]) -> tuple[bytes, ...]:
            raise ConnectionError

    monkeypatch.setattr("lantoa.config.page_cache.stamps", lambda: Silent(freshness.stamps().path))  # type: ignore[attr-defined]
    site.get(page.url)

    assert site.drawn == 2


def test_what_is_rolled_back_changes_no_stamp(django_capture_on_commit_callbacks, cast):
    before = freshness.stamps().current(("organisation_agency", "jobs_tick"))

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        with suppress(ZeroDivisionError), transaction.atomic():
            Agency.objects.filter(pk=cast.sxd.pk).update(phone="1")
            raise ZeroDivisionError
        with connection.cursor() as cursor:
            cursor.execute("UPDATE jobs_tick SET name = name")

    after = freshness.stamps().current(("organisation_agency", "jobs_tick"))
    assert (before[0] == after[0], before[1] == after[1]) == (True, False)


@pytest.mark.parametrize(
    ("statement", "tables"),
    [
        ('INSERT INTO "portal_shown" ("page_id") VALUES (1)', {"portal_shown"}),
        ('INSERT OR IGNORE INTO "portal_shown" SELECT 1', {"portal_shown"}),
        ('UPDATE "plans_task" SET "x" = 1', {"plans_task"}),
        ('DELETE FROM "plans_task" WHERE 1', {"plans_task"}),
        ('WITH x AS (SELECT 1) UPDATE plans_task SET y = 1', {"plans_task"}),
        ('SELECT 1 FROM "plans_task" FOR UPDATE', set()),
        ("SAVEPOINT s", set()),
    ],
)  # fmt: skip
def test_a_statement_tells_what_it_changes(statement, tables):
    assert freshness.written_by(statement) == tables
