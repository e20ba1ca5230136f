"""The public search: with and without accents, with slips of the finger, in other words for the same thing.

What fits best comes first, in four steps: the words side by side in the title, all of them in the title, side by side
in the text, all of them in the text; within a step the newest page. Both databases give the same pages in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from wagtail.models import Page

from lantoa.organisation.models import Agency
from lantoa.portal import pages, search_words
from lantoa.portal.models import Findable, KnownWord, Synonyms

MOST = 200
"""Results of one question: nobody reads further, and the count says "hơn 200"."""
ON_A_PAGE = 10
SHORTEST = 3
"""Letters of a syllable below which anything is near anything."""
CLOSEST = 3
"""Corrections that are tried for one syllable."""


@dataclass(frozen=True, slots=True)
class Found:
    """Page numbers, best first. `instead` is what was looked for where the words themselves are nowhere."""

    numbers: list[int] = field(default_factory=list)
    wanted: tuple[str, ...] = ()
    instead: str = ""
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """Whose pages, of what kind; nothing said means all."""

    agency_id: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    title: list[tuple[str, bool]]
    snippet: list[tuple[str, bool]]
    url: str
    kind: str
    agency: str


def find(question: str, where: Where) -> Found:
    """Raises nothing: an empty or strange question finds nothing."""
    words = search_words.tokens(question)[: search_words.MOST]
    if not words:
        return Found()
    groups = _synonyms()
    asked = search_words.variants(words, groups)
    if numbers := _ranked(asked, where):
        return Found(numbers, _all(asked))
    bare = search_words.without_stops(words)
    if bare != words and (numbers := _ranked(asked := search_words.variants(bare, groups), where)):
        return Found(numbers, _all(asked))
    for meant in _meant(bare):
        asked = search_words.variants(meant, groups)
        if numbers := _ranked(asked, where):
            return Found(numbers, _all(asked), instead=" ".join(meant))
    if len(bare) > 2:
        asked = [tuple(bare[:at] + bare[at + 1 :]) for at in range(len(bare))]
        return Found(_ranked(asked, where), tuple(bare), partly=True)
    return Found()


def _all(asked: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for one in asked for word in one))


def _synonyms() -> list[list[list[str]]]:
    return [[search_words.tokens(word) for word in row.each] for row in Synonyms.objects.order_by("pk")]


def _ranked(asked: Sequence[Sequence[str]], where: Where) -> list[int]:
    """Each step is asked only where those before it left room."""
    found: dict[int, None] = {}
    for column, close in (
        ("title_words", True),
        ("title_words", False),
        ("text_words", True),
        ("text_words", False),
    ):
        if len(found) >= MOST:
            break
        found |= dict.fromkeys(_matching(column, [_needed(words, close) for words in asked], where))
    return list(found)[:MOST]


def _needed(words: Sequence[str], close: bool) -> list[str]:
    return search_words.pairs(words) if close and len(words) > 1 else list(words)


def _matching(column: str, asked: Sequence[Sequence[str]], where: Where) -> list[int]:
    """Numbers of pages that have all the words of one of the ways to ask, newest first. Words are plain letters."""
    table = connection.ops.quote_name(Findable._meta.db_table)
    if connection.vendor == "sqlite":
        either = " OR ".join("(" + " AND ".join(f'"{word}"' for word in words) + ")" for words in asked)
        source = f"portal_findable_index i JOIN {table} f ON f.page_id = i.rowid"
        matches, value, order = "portal_findable_index MATCH %s", f"{column}: ({either})", "i.rowid"
    else:
        value = " | ".join("(" + " & ".join(f"'{word}'" for word in words) + ")" for words in asked)
        source, matches, order = f"{table} f", f"f.{column}_vector @@ to_tsquery('simple', %s)", "f.page_id"
    values: list[Any] = [value]
    conditions = [matches]
    for name, wanted in (("agency_id", where.agency_id), ("kind", where.kind)):
        if wanted:
            conditions.append(f"f.{name} = %s")
            values.append(wanted)
    statement = (
        f"SELECT f.page_id FROM {source} WHERE {' AND '.join(conditions)} ORDER BY {order} DESC LIMIT {MOST}"  # noqa: S608 names of our own
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [number for (number,) in cursor.fetchall()]


def _meant(words: Sequence[str]) -> list[list[str]]:
    """What the question may have been meant to be: syllables that no page has, as ones that some page has."""
    known = set(_known(words))
    doubtful = [word for word in words if word not in known and len(word) >= SHORTEST]
    choices = []
    for word in words:
        choices.append([[word]] if word not in doubtful else _closest(word) or [[word]])
    several = [[part for choice in chosen for part in choice] for chosen in product(*choices)]
    return [one for one in several if one != list(words)][:8]


def _known(words: Iterable[str]) -> QuerySet[KnownWord, str]:
    return KnownWord.objects.filter(word__in=set(words)).values_list("word", flat=True)


def _closest(word: str) -> list[list[str]]:
    if len(word) > 20 or not word.isascii():
        return []
    near = KnownWord.objects.filter(word__in=search_words.slips(word)).order_by("-count", "word")
    found = [[row.word] for row in near[:CLOSEST]]
    cuts = search_words.splits(word)
    known = dict(
        KnownWord.objects.filter(word__in={part for cut in cuts for part in cut}).values_list("word", "count")
    )
    both = [cut for cut in cuts if all(part in known and len(part) > 1 for part in cut)]
    both.sort(key=lambda cut: -min(known[part] for part in cut))
    return [list(cut) for cut in both[:1]] + found


def results(found: Found, number: int) -> list[Result]:
    """One screen of results, in order. What stands below a section that was taken off is left out."""
    first = (number - 1) * ON_A_PAGE
    numbers = found.numbers[first : first + ON_A_PAGE]
    rows = {row.pk: row for row in Findable.objects.filter(page__in=numbers).select_related("agency", "page")}
    hidden = pages.below_hidden([row.page for row in rows.values()])
    kinds = dict(kind_choices())
    return [
        Result(
            search_words.snippet(row.title, found.wanted) or [(row.title, False)],
            search_words.snippet(row.text, found.wanted),
            row.page.get_url() or "",
            kinds.get(row.kind, ""),
            row.agency.short_name,
        )
        for row in (rows[pk] for pk in numbers if pk in rows)
        if row.pk not in hidden
    ]


def kind_choices() -> list[tuple[str, str]]:
    """Kinds of pages that readers look for, by the name of the table."""
    kinds = [model for model in _kinds() if model is not None]
    return sorted(((one._meta.model_name or "", _label(one)) for one in kinds), key=lambda pair: pair[1])


def _label(model: Any) -> str:
    name = str(model._meta.verbose_name)
    return name[:1].upper() + name[1:]


def _kinds() -> list[type[Page]]:
    from lantoa.portal.models import AgencyHome, PortalPage, PortalRoot

    return [model for model in _below(PortalPage) if model not in (AgencyHome, PortalRoot)]


def _below(model: Any) -> list[Any]:
    return [one for child in model.__subclasses__() for one in [child, *_below(child)]]


def agencies() -> QuerySet[Agency]:
    """Those that have something to be found."""
    return Agency.objects.filter(Q(pk__in=Findable.objects.values("agency"))).order_by("path", "sort_key")
