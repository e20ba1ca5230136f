"""Keeps what the public search reads: one row for each published page."""

from __future__ import annotations

from collections import Counter

from django.db import connection, transaction
from wagtail.models import Page

from lantoa.foundation.text import nfc
from lantoa.portal import pages, search_words
from lantoa.portal.models import AgencyHome, Findable, KnownWord, PortalPage, PortalRoot

MOST_TEXT = 60_000
"""Characters of one page that are searched."""


@transaction.atomic
def put(page: Page) -> None:
    """Makes a published page findable as it stands now; a page without an agency is not."""
    specific = page.specific
    home = pages.home_above(page)
    if home is None or not isinstance(specific, PortalPage) or isinstance(specific, AgencyHome | PortalRoot):
        return
    title = nfc(specific.title)
    text = nfc(" · ".join(part for part in specific.words()[1:] if part))[:MOST_TEXT]
    in_title = search_words.tokens(title)
    words = [*in_title, *search_words.tokens(text)]
    Findable.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "agency": home.agency, "kind": specific._meta.model_name, "title": title, "text": text,
            "title_words": search_words.indexed(in_title), "text_words": search_words.indexed(words),
        },
    )  # fmt: skip
    learn(words)


def take(page: Page) -> None:
    Findable.objects.filter(page_id=page.pk).delete()


def learn(words: list[str]) -> None:
    """Adds syllables to those that slips are corrected to; numbers are none."""
    counts = Counter(word for word in words if word.isalpha() and word.isascii() and len(word) <= 20)
    table = connection.ops.quote_name(KnownWord._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (word, count) VALUES (%s, %s) "  # noqa: S608 our own table
            f"ON CONFLICT (word) DO UPDATE SET count = {table}.count + excluded.count",
            sorted(counts.items()),
        )


def catch_up() -> tuple[int, int]:
    """Puts in what is published and not findable, takes out what is not published. How many of each."""
    gone, _ = Findable.objects.filter(page__live=False).delete()
    top = pages.root()
    missing = (
        Page.objects.descendant_of(top).live().exclude(pk__in=Findable.objects.values("page")) if top else ()
    )
    put_in = 0
    for page in missing:
        if not issubclass(page.specific_class or Page, AgencyHome):
            put(page)
            put_in += 1
    return put_in, gone
