"""News as RSS 2.0 and Atom: of an agency, or of one of its sections. Whole addresses, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from wagtail.models import Page

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible
from lantoa.portal import pages
from lantoa.portal.models import AgencyHome, PortalPage, SectionPage

ITEMS = 30
RSS, ATOM = "rss", "atom"
FORMS: dict[str, type[SyndicationFeed]] = {RSS: Rss201rev2Feed, ATOM: Atom1Feed}
TYPES = {RSS: "application/rss+xml", ATOM: "application/atom+xml"}


@dataclass(frozen=True, slots=True)
class Source:
    """What a feed is about: the section, or every section of the agency."""

    home: AgencyHome
    section: SectionPage | None

    @property
    def title(self) -> str:
        name = self.home.agency.legal_name
        return f"{self.section.title} – {name}" if self.section else name

    @property
    def page(self) -> Page:
        return self.section or self.home


def source(agency_slug: str, section_slug: str = "") -> Source:
    """Raises NotVisible for an agency without pages, and for a section that is not published."""
    home = AgencyHome.objects.live().filter(slug=agency_slug).select_related("agency").first()
    if home is None:
        raise NotVisible
    if not section_slug:
        return Source(home, None)
    section = SectionPage.objects.child_of(home).live().filter(slug=section_slug).first()
    if section is None:
        raise NotVisible
    return Source(home, section)


def address(home: AgencyHome, section: Page | None, form: str) -> str:
    if section is None:
        return reverse("portal:feed", args=[home.slug, form])
    return reverse("portal:section_feed", args=[home.slug, section.slug, form])


def written(of: Source, form: str) -> str:
    """The feed as text. What stands in it is what the lists of the portal show."""
    own = f"{settings.BASE_URL}{address(of.home, of.section, form)}"
    feed = FORMS[form](
        title=of.title,
        link=f"{settings.BASE_URL}{of.page.get_url() or '/'}",
        description=getattr(of.page.specific, "intro", "") or f"Tin, bài của {of.home.agency.legal_name}.",
        language="vi",
        feed_url=own,
        author_name=of.home.agency.legal_name,
        feed_copyright=f"Ghi rõ nguồn {of.home.agency.legal_name} khi đăng lại.",
    )
    for page in _items(of):
        _add(feed, page)
    return str(feed.writeString("utf-8"))


def _items(of: Source) -> list[Any]:
    sections = [of.section] if of.section else pages.sections_of(of.home)
    ids = [row.pk for section in sections for row in pages.published_in(section)[:ITEMS]]
    rows = Page.objects.filter(pk__in=ids).order_by("-first_published_at", "-pk").specific()[:ITEMS]
    return list(rows)


def _add(feed: SyndicationFeed, page: PortalPage) -> None:
    url = f"{settings.BASE_URL}{page.get_url()}"
    published: datetime | None = page.first_published_at
    feed.add_item(
        title=page.title,
        link=url,
        description=getattr(page, "summary", "") or page.search_description or page.title,
        unique_id=f"{settings.BASE_URL}/co-quan/#{page.translation_key}",  # a new title or address is the same item
        unique_id_is_permalink=False,
        pubdate=clock.local(published) if published else None,
        updateddate=clock.local(page.last_published_at) if page.last_published_at else None,
        author_name=getattr(page, "byline", "") or None,
        categories=[theme.name for theme in page.themes.all()] if hasattr(page, "themes") else [],
    )


@dataclass(frozen=True, slots=True)
class FeedLink:
    title: str
    type: str
    url: str


def links(home: AgencyHome, section: SectionPage | None) -> list[FeedLink]:
    """What a browser or a reader of feeds is told in the head of a page: the section's own first."""
    sources = [Source(home, section), Source(home, None)] if section else [Source(home, None)]
    return [
        FeedLink(of.title, TYPES[form], address(home, of.section, form)) for of in sources for form in FORMS
    ]
