"""Reads of the pages that people wrote: what is published, where it stands in the tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction

from lantoa.foundation.errors import NotVisible
from lantoa.organisation.models import Agency
from lantoa.portal.models import (
    AgencyHome,
    ArticlePage,
    Attachment,
    GuidePage,
    PictureRendition,
    PortalRoot,
    SectionPage,
)

ON_A_PAGE = 20
NEWEST = 5


@dataclass(frozen=True, slots=True)
class Crumb:
    label: str
    url: str


def root() -> PortalRoot | None:
    return PortalRoot.objects.first()


def home_of(agency: Agency) -> AgencyHome | None:
    """The published front page of an agency; None while it has none."""
    return AgencyHome.objects.filter(agency=agency, live=True).first()


def homes_of(agency_ids: Iterable[int]) -> list[AgencyHome]:
    return list(AgencyHome.objects.filter(agency__in=agency_ids))


def home_above(page: Page | None) -> AgencyHome | None:
    """The home at or above a page; None for the portal's root and a page that stands nowhere yet."""
    if page is None or not page.path:
        return None
    found = AgencyHome.objects.ancestor_of(page, inclusive=True)
    home: AgencyHome | None = found.select_related("agency", "agency__parent").first()
    return home


def sections_of(home: AgencyHome) -> list[SectionPage]:
    """Published sections as the bar shows them."""
    rows = SectionPage.objects.child_of(home).live().order_by("position", "path")
    return list(rows)


def section_for(agency: Agency, slug: str) -> SectionPage | None:
    """The agency's section of an address; where it was renamed or taken away, any other. None without pages."""
    rows = (
        SectionPage.objects.descendant_of(home) if (home := home_of(agency)) else SectionPage.objects.none()
    )
    found: SectionPage | None = rows.filter(slug=slug).first() or rows.order_by("position", "path").first()
    return found


def guides_by_number(numbers: Iterable[int]) -> QuerySet[GuidePage]:
    rows: QuerySet[GuidePage] = GuidePage.objects.filter(pk__in=set(numbers))
    return rows


def public_page(path: str) -> Page:
    """The published page at a path below the portal's root. Raises NotVisible."""
    top = root()
    slugs = [part for part in path.split("/") if part]
    if top is None or not slugs:
        raise NotVisible
    page = Page.objects.filter(url_path=f"{top.url_path}{'/'.join(slugs)}/", live=True).first()
    if page is None or not is_open(page):
        raise NotVisible
    return page.specific


def is_open(page: Page) -> bool:
    """Whether the page and all above it are published, and nobody has put a lock on one of them."""
    above = page.get_ancestors()
    if above.filter(live=False).exclude(depth=1).exists():
        return False
    return not PageViewRestriction.objects.filter(
        page__in=[*above.values_list("pk", flat=True), page.pk]
    ).exists()


def below_hidden(rows: Iterable[Page]) -> set[int]:
    """Which of these stand below something that is not published: one query."""
    several = list(rows)
    above = {
        row.path[:end] for row in several for end in range(2 * Page.steplen, len(row.path), Page.steplen)
    }
    hidden = set(Page.objects.filter(path__in=above, live=False).values_list("path", flat=True))
    return {row.pk for row in several if not row.live or any(row.path.startswith(path) for path in hidden)}


def published_in(section: Page) -> QuerySet[Page]:
    """What stands in a section, newest first."""
    rows: QuerySet[Page] = section.get_children().live().order_by("-first_published_at", "-pk")
    return rows


def slice_of(section: Page, number: Any) -> Slice:
    """One screen of a section, its pages read whole."""
    rows: Any = published_in(section)
    return Paginator(rows.specific(), ON_A_PAGE).get_page(number)


def newest(home: AgencyHome) -> list[ArticlePage]:
    rows = ArticlePage.objects.descendant_of(home).live().order_by("-first_published_at", "-pk")
    return list(rows.prefetch_related("themes")[:NEWEST])


def alike(page: ArticlePage, home: AgencyHome) -> list[ArticlePage]:
    """The newest articles of the agency on one of the same themes."""
    themes = [row.pk for row in page.themes.all()]
    rows = ArticlePage.objects.descendant_of(home).live().filter(themes__in=themes).exclude(pk=page.pk)
    return list(rows.distinct().order_by("-first_published_at", "-pk")[:3])


def crumbs_of(page: Page, home: AgencyHome) -> list[Crumb]:
    """The way from the agency's front page to the page, itself left out."""
    above = page.get_ancestors().filter(depth__gt=home.depth).live()
    return [Crumb(_("Trang chủ"), home.url or "/"), *(Crumb(row.title, row.url or "") for row in above)]


def public_rendition(rendition_id: int) -> PictureRendition:
    """A size of a picture that a published page shows. Raises NotVisible."""
    row = PictureRendition.objects.filter(pk=rendition_id, image__shown__page__live=True).first()
    if row is None:
        raise NotVisible
    return row


def public_attachment(attachment_id: int) -> Attachment:
    """A document that a published page offers. Raises NotVisible."""
    row = Attachment.objects.filter(pk=attachment_id, shown__page__live=True).first()
    if row is None:
        raise NotVisible
    return row


@dataclass(frozen=True, slots=True)
class Branch:
    """A section with what is published in it."""

    section: Page
    pages: list[Page]


def written_by_agency() -> dict[int, list[Branch]]:
    """Every published section and page, by the number of its agency: two queries for the whole sitemap."""
    homes = {row.path: row.agency_id for row in AgencyHome.objects.live()}
    top = root()
    if top is None or not homes:
        return {}
    found: dict[int, list[Branch]] = {}
    branches: dict[str, Branch] = {}
    step = Page.steplen
    for row in Page.objects.descendant_of(top).live().filter(depth__gt=top.depth + 1).order_by("path"):
        above = row.path[:-step]
        if above in homes:
            branches[row.path] = Branch(row, [])
            found.setdefault(homes[above], []).append(branches[row.path])
        elif above in branches:
            branches[above].pages.append(row)
    return found
