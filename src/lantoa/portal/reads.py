"""Reads of readers: how often pages were read, whether they helped. One source for the foot, the desk and the ledger."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import Resolver404, resolve
from wagtail.models import Page

from lantoa.foundation.errors import NotVisible
from lantoa.organisation.models import Agency
from lantoa.portal import languages, pages, queries
from lantoa.portal.models import AgencyReads, Opinion, PageReads, ReadCounter, SectionPage


def total(agency_id: int, first: date, last: date) -> int:
    """Readings of an agency's pages between two days, both included."""
    rows = AgencyReads.objects.filter(agency=agency_id, day__range=(first, last))
    return rows.aggregate(total=Sum("count"))["total"] or 0


def reads_of_page(page_number: int, first: date, last: date) -> int:
    rows = PageReads.objects.filter(page_number=page_number, day__range=(first, last))
    return rows.aggregate(total=Sum("count"))["total"] or 0


def helpful_share(page_number: int, first: date, last: date) -> Decimal | None:
    """Of those who answered, how many of a hundred found the page helpful; None when nobody answered."""
    found = Opinion.objects.filter(page_number=page_number, day__range=(first, last)).aggregate(
        yes=Count("pk", filter=Q(helpful=True)), every=Count("pk")
    )
    return Decimal(100 * found["yes"]) / found["every"] if found["every"] else None


def by_agency(first: date, last: date) -> list[tuple[Agency, int]]:
    rows = AgencyReads.objects.filter(day__range=(first, last)).values_list("agency")
    found = dict(rows.annotate(total=Sum("count")).order_by())
    return [(agency, found[agency.pk]) for agency in Agency.objects.filter(pk__in=found).order_by("pk")]


def by_day(agency_ids: Collection[int], first: date, last: date) -> dict[date, int]:
    rows = AgencyReads.objects.filter(agency__in=agency_ids, day__range=(first, last)).values_list("day")
    return dict(rows.annotate(total=Sum("count")).order_by())


def by_page(agency_ids: Collection[int]) -> QuerySet[PageReads, Any]:
    """One row for each page that was read, most read first: `page_number`, `total`, `title`, agency. Filter by `day`."""
    title = Page.objects.filter(pk=OuterRef("page_number")).values("title")[:1]
    return (
        PageReads.objects.filter(agency__in=agency_ids)
        .values("page_number", "agency", name=F("agency__short_name"))
        .annotate(total=Sum("count"), title=Subquery(title))
        .order_by("-total", "page_number")
    )


def counter_of(agency_id: int) -> ReadCounter | None:
    return ReadCounter.objects.filter(agency=agency_id).first()


def sections_of(agency_ids: Collection[int]) -> QuerySet[SectionPage]:
    homes = pages.homes_of(agency_ids)
    above = Q(pk__in=())
    for home in homes:
        above |= Q(path__startswith=home.path)
    return SectionPage.objects.filter(above).order_by("path")


def pages_in(section: Page) -> QuerySet[Page]:
    return Page.objects.descendant_of(section, inclusive=True)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a reader stood: whose page it is, and which."""

    agency: Agency
    page_number: int
    title: str
    path: str


def stand_at(path: str) -> Stand:
    """What is public at a path of this site. Raises NotVisible for all else."""
    try:
        match = resolve(languages.split(path)[1])
    except (Resolver404, ValueError) as error:
        raise NotVisible from error
    roots = queries.roots()
    if match.view_name == "wagtail_serve":
        page = pages.public_page(match.args[0])
        home = pages.home_above(page)
        if home is None:
            raise NotVisible
        return Stand(home.agency, page.pk, page.title, path)
    if match.view_name in ("portal:agency", "portal:plan"):
        return Stand(queries.public_agency(match.kwargs["slug"]), 0, "", path)
    if match.namespace == "portal" and len(roots) == 1:
        return Stand(roots[0], 0, "", path)
    raise NotVisible


def opinions(agency_ids: Collection[int]) -> QuerySet[Opinion]:
    rows = Opinion.objects.filter(agency__in=agency_ids).select_related("agency", "seen_by")
    return rows.order_by("-day", "-pk")


def agencies(agency_ids: Collection[int]) -> QuerySet[Agency]:
    return Agency.objects.filter(pk__in=agency_ids).order_by("path", "sort_key")
