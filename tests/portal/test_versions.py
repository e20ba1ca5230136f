"""Versions of a page in the editor: beside each other, taken back, looked at as on a phone; all in Vietnamese."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from wagtail.models import Page

from lantoa.audit.models import Entry
from tests.portal.building import article, publish
from tests.portal.test_editing import typed

pytestmark = pytest.mark.django_db

ENGLISH = re.compile(
    r"\b(the|this|page|changes?|compar\w+|revisions?|restore|review|draft|live|version|history|status|user|date|"
    r"action|preview|mobile|tablet|desktop|cancel|save|edit|with|from|you)\b",
    re.IGNORECASE,
)


class Heard(HTMLParser):
    """What a person reads or hears: no marks, scripts, templates or addresses."""

    SILENT = ("script", "style", "template")
    SAID = ("aria-label", "title", "placeholder", "alt")

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag in self.SILENT
        self.words += [value for name, value in attrs if name in self.SAID and value and not self.depth]

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in self.SILENT

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.words.append(data)


def words_of(html: str) -> str:
    heard = Heard()
    heard.feed(html)
    return " ".join(heard.words)


@pytest.fixture
def edited(cast):
    """A published article that was given other words since, not yet published."""
    page = publish(cast, article(title="Bài đầu"))
    first = page.latest_revision
    page = Page.objects.get(pk=page.pk).specific
    page.title, page.summary = "Bài đã sửa", "Tóm tắt đã sửa."
    second = page.save_revision(user=cast.account("editor"))
    return page, first, second


def test_two_versions_stand_beside_each_other_with_what_differs(cast, edited):
    page, first, second = edited
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk])

    shown = cast.client("editor").get(address)

    assert shown.status_code == 200
    assert "Mỗi quầy có một mã riêng." in words_of(shown.text) or "Tóm tắt" in words_of(shown.text)
    assert re.search(r'class="[^"]*(deletion|addition)', shown.text)
    assert ENGLISH.findall(words_of(shown.text)) == []


def test_an_earlier_version_comes_back_as_a_new_draft_and_readers_see_nothing_of_it(cast, edited):
    page, first, second = edited
    client = cast.client("editor")
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])

    asked = client.get(address)
    sent = typed(title=asked.context["form"]["title"].value(), revision=first.pk)
    done = client.post(address, sent)

    page.refresh_from_db()
    newest = page.get_latest_revision()
    assert ENGLISH.findall(words_of(asked.text)) == []
    assert done.status_code == 302
    assert newest.pk not in (first.pk, second.pk)
    assert newest.as_object().title == "Bài đầu"
    assert page.revisions.count() == 3
    assert page.live_revision_id == first.pk
    assert Entry.objects.filter(verb="portal.page_reverted").exists()


def test_the_history_of_a_page_is_in_vietnamese(cast, edited):
    page, *_ = edited

    shown = cast.client("editor").get(reverse("wagtailadmin_pages:history", args=[page.pk])).text

    assert ENGLISH.findall(words_of(shown)) == []


def test_a_draft_is_looked_at_as_on_a_phone_before_it_is_sent(cast, edited):
    page, *_ = edited
    client = cast.client("editor")

    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    draft = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert re.search(r'data-device-width="3\d\d"', editor)
    assert ENGLISH.findall(words_of(editor)) == []
    assert "Bài đã sửa" in draft.text
