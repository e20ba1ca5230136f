"""Verbs around the search: words that mean the same, and the weekly word to editors about what nobody finds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from django.conf import settings
from django.db import connection, connections, transaction
from django.urls import reverse

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.tallies import Tally
from lantoa.foundation.text import fold, nfc, squeeze
from lantoa.notices.actions import notify
from lantoa.organisation.access import Actor
from lantoa.organisation.queries import editors_of
from lantoa.portal import search_words
from lantoa.portal.models import AgencyHome, MissedSearch, Synonyms

KIND = "portal.missed"
KEPT = 53
"""Weeks for which missed words are kept."""
LONGEST = 80
_PRIVATE = re.compile(r"@|\d[\d .-]{5,}\d")

Miss = tuple[date, str, str]
"""Monday of the week, the words folded, the words as they were typed."""


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def miss(question: str) -> None:
    """Counts words that were found nowhere. What may be somebody's number or address is not kept."""
    words = squeeze(nfc(question))
    folded = " ".join(search_words.tokens(words))
    if folded and len(words) <= LONGEST and len(folded) <= LONGEST and not _PRIVATE.search(words):
        _tally.add((monday(clock.today()), folded, words))


def write_misses(counts: Mapping[Miss, int]) -> None:
    table, adapt = (
        connection.ops.quote_name(MissedSearch._meta.db_table),
        connection.ops.adapt_datefield_value,
    )
    rows = [(adapt(week), folded, words, count) for (week, folded, words), count in sorted(counts.items())]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (week, folded, words, count) VALUES (%s, %s, %s, %s) "  # noqa: S608 our own table
            f"ON CONFLICT (week, folded) DO UPDATE SET count = {table}.count + excluded.count",
            rows,
        )


def _write_and_close(counts: Mapping[Miss, int]) -> None:
    try:
        write_misses(counts)
    finally:
        connections.close_all()


_tally: Tally[Miss] = (
    Tally("misses", write_misses, every=0)
    if settings.TESTING
    else Tally("misses", _write_and_close, every=5.0)
)


@transaction.atomic
def report_misses(day: date, *, actor: Actor) -> int:
    """Tells editors of every agency with pages, once, what was looked for in vain in the week before `day`. How many.

    Words older than a year are dropped. Follows what readers did, so the audit has no entry but the job's own.
    """
    week = monday(day) - timedelta(days=7)
    MissedSearch.objects.filter(week__lt=week - timedelta(weeks=KEPT)).delete()
    count = MissedSearch.objects.filter(week=week).count()
    if not count:
        return 0
    people: set[int] = set()
    for agency_id in AgencyHome.objects.values_list("agency", flat=True):
        people |= editors_of(agency_id)
    title = f"Tuần từ {week:%d/%m/%Y}: {count} từ khóa người đọc tìm không thấy"
    url = f"{reverse('readers:missed')}?tuan={week:%d/%m/%Y}"
    notify(people, KIND, title, url, actor=actor, key=f"{KIND}:{week}", by_mail=False)
    return count


@transaction.atomic
def put_synonyms(words: str, *, actor: Actor, row: Synonyms | None = None) -> Synonyms:
    """Writes a group of words that mean the same, a new one or another wording of `row`. Raises Refused."""
    each = list(dict.fromkeys(squeeze(nfc(word)) for word in re.split(r"[,;\n]", words) if word.strip()))
    folded = [fold(word) for word in each]
    if len(set(folded)) < 2:
        raise Refused("Ghi ít nhất hai từ khác nhau, cách nhau bằng dấu phẩy.", code="too_few", field="words")
    if len(each) > 12:
        raise Refused("Một nhóm có nhiều nhất 12 từ.", code="too_many", field="words")
    others = Synonyms.objects.exclude(pk=row.pk if row else 0)
    taken = {fold(word): other.words for other in others for word in other.each}
    for word, bare in zip(each, folded, strict=True):
        if bare in taken:
            raise Refused(f"“{word}” đã ở nhóm: {taken[bare]}. Sửa nhóm ấy.", code="taken", field="words")
    before = row.words if row else ""
    row = row or Synonyms()
    row.words = ", ".join(each)[:400]
    row.folded, row.changed_at, row.changed_by_id = fold(row.words)[:400], clock.now(), actor.person_id
    row.save()
    note("portal.synonyms_put", row, actor=actor, changes={"Các từ": [before, row.words]})
    return row


@transaction.atomic
def drop_synonyms(row: Synonyms, *, actor: Actor) -> None:
    note("portal.synonyms_dropped", row, actor=actor, summary=row.words)
    row.delete()
