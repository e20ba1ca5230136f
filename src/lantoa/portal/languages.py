"""In which languages the public pages are read. Vietnamese has no prefix; the others stand before the address: /en/…"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from wagtail.models import Page

from lantoa.foundation.errors import NotVisible
from lantoa.portal import pages
from lantoa.portal.models import AgencyHome, OpenLanguage, PageTranslation, PortalRoot, SectionPage
from lantoa.portal.models.languages import Language
from lantoa.ui.frames import Link

VIETNAMESE = "vi"
NAMES = {VIETNAMESE: "Tiếng Việt", **dict(Language.choices)}
_PREFIX = re.compile(r"/(km|en)(?=/)")


def split(path: str) -> tuple[str, str]:
    """The language that an address names ("" for Vietnamese), and the address without it."""
    found = _PREFIX.match(path)
    return (found[1], path[found.end() :]) if found else ("", path)


def opened() -> dict[str, OpenLanguage]:
    return {row.code: row for row in OpenLanguage.objects.order_by("-code")}


def current() -> str:
    """The language of this request: one of NAMES."""
    code = get_language() or VIETNAMESE
    return code if code in NAMES else VIETNAMESE


def links(path: str) -> list[Link]:
    """The same page in every language that is open; nothing where Vietnamese is alone."""
    codes = list(opened())
    if not codes:
        return []
    now, bare = split(path)
    return [
        Link(
            NAMES[code],
            bare if code == VIETNAMESE else f"/{code}{bare}",
            "true" if code == (now or VIETNAMESE) else "",
            lang=code,
        )
        for code in [VIETNAMESE, *codes]
    ]


def translation_of(page: Page, code: str) -> PageTranslation | None:
    """What a reader of that language is shown; None for Vietnamese and while nobody has read it through."""
    return PageTranslation.objects.filter(page_id=page.pk, code=code).exclude(reviewed_at=None).first()


@dataclass(frozen=True, slots=True)
class Alternate:
    code: str
    url: str


def alternates(page: Page) -> list[Alternate]:
    """Whole addresses of the page in the languages in which it is shown, Vietnamese first; empty where that is all."""
    shown = PageTranslation.objects.filter(page_id=page.pk, code__in=opened()).exclude(reviewed_at=None)
    codes = sorted(shown.values_list("code", flat=True))
    bare = split(page.get_url() or "/")[1]
    if not codes:
        return []
    return [
        Alternate(VIETNAMESE, settings.BASE_URL + bare),
        *(Alternate(code, f"{settings.BASE_URL}/{code}{bare}") for code in codes),
    ]


def paragraphs(body: str) -> list[tuple[str, str]]:
    """The pieces of a translated text: "h2" for a line that begins with ##, "p" for the rest."""
    pieces = [piece.strip() for piece in re.split(r"\n\s*\n", body.replace("\r\n", "\n")) if piece.strip()]
    return [("h2", piece[2:].strip()) if piece.startswith("##") else ("p", piece) for piece in pieces]


def translatable(agency_ids: Collection[int]) -> QuerySet[Page]:
    """Published pages of these agencies that may be translated, newest first."""
    below = Q(pk__in=())
    for home in pages.homes_of(agency_ids):
        below |= Q(path__startswith=home.path)
    kinds = [model.__name__.lower() for model in (AgencyHome, PortalRoot, SectionPage)]
    rows = (
        Page.objects.filter(below)
        .live()
        .exclude(content_type__app_label="portal", content_type__model__in=kinds)
    )
    return rows.order_by("-first_published_at", "-pk")


def page_to_translate(agency_ids: Collection[int], page_id: int) -> Page:
    """Raises NotVisible."""
    page = translatable(agency_ids).filter(pk=page_id).first()
    if page is None:
        raise NotVisible
    return page


def translations(page_ids: Collection[int]) -> dict[tuple[int, str], PageTranslation]:
    rows = PageTranslation.objects.filter(page__in=page_ids)
    return {(row.page_id, row.code): row for row in rows}


def draft_of(page: Page, code: str) -> PageTranslation | None:
    return PageTranslation.objects.filter(page_id=page.pk, code=code).first()
