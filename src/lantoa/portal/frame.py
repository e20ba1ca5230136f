"""What stands around a public page: the agency's name, its sections, its address, the notice of re-use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.channels.queries.subscribers import has_newsletter
from lantoa.foundation.text import format_number
from lantoa.organisation.models import Agency
from lantoa.portal import feeds, honours, languages, pages, queries, reads, surroundings
from lantoa.portal.models import AgencyHome, ArticlePage, PortalPage, SectionPage
from lantoa.ui.frames import Link, Masthead
from lantoa.ui.words import vndatetime


def masthead(
    path: str, agency: Agency | None, sections: Sequence[SectionPage] = (), *, section_id: int | None = None
) -> Masthead:
    """`path` is where the reader stands; `section_id` the section that the page belongs to."""
    links = [
        Link(_("Khả năng tiếp cận"), reverse("portal:accessibility")),
        Link(_("Sơ đồ trang"), reverse("portal:sitemap")),
        Link(_("Bàn làm việc của cán bộ"), languages.split(reverse("desk:today"))[1]),
    ]
    if agency is None:
        return Masthead(name="Lan Tỏa", links=links, languages=languages.links(path))
    links.insert(0, Link(_("Liên hệ"), reverse("portal:contact", args=[agency.slug])))
    home = home_url(agency)
    if has_newsletter(agency):
        links.insert(
            0, Link(_("Nhận tin qua thư điện tử"), reverse("channels_public:sign_up", args=[agency.slug]))
        )
    nav = [Link(_("Trang chủ"), home, "page" if path == home else "")]
    for row in sections:
        url = row.url or ""
        current = "page" if path == url else "true" if row.pk == section_id else ""
        nav.append(Link(row.title, url, current))
    if agency.parent_id:
        nav.append(Link(_("Các cơ quan"), reverse("portal:home")))
    return Masthead(
        name=agency.legal_name,
        parent=agency.parent.legal_name if agency.parent else "",
        home=home,
        accent=agency.accent,
        nav=nav,
        address=_address(agency),
        responsible=agency.responsible,
        links=links,
        counted=_counted(agency),
        languages=languages.links(path),
        search=reverse("portal:search"),
        asks=True,
    )


def plain(path: str, agency: Agency | None) -> Masthead:
    """Around a page that is about another one: it is not asked whether it helped."""
    return replace(masthead(path, agency), asks=False)


def _counted(agency: Agency) -> str:
    """The same sum that the desk and the ledger have, with its time."""
    row = reads.counter_of(agency.pk)
    if row is None:
        return ""
    return _("Lượt xem: %(count)s, tính đến %(time)s") % {
        "count": format_number(row.count),
        "time": vndatetime(row.through),
    }


def _address(agency: Agency) -> list[str]:
    phones = [(_("Điện thoại"), agency.phone), ("Fax", agency.fax)]
    lines = [
        agency.address,
        " · ".join(f"{name}: {number}" for name, number in phones if number),
        f"{_('Thư điện tử')}: {agency.email}" if agency.email else "",
    ]
    return [line for line in lines if line]


def home_url(agency: Agency) -> str:
    roots = queries.roots()
    if len(roots) == 1 and roots[0].pk == agency.pk:
        return reverse("portal:home")
    return reverse("portal:agency", args=[agency.slug])


def around(page: PortalPage, request: HttpRequest) -> dict[str, Any]:
    """The context of a written page, drawn for the public or for the editor's preview."""
    home = pages.home_above(page) or pages.home_above(page.get_parent() if page.depth else None)
    if home is None:
        return {"masthead": masthead(request.path, None)}
    if isinstance(page, AgencyHome):
        return agency_page(home.agency, request.path, page)
    sections = pages.sections_of(home)
    within = next((row for row in sections if page.path and page.path.startswith(row.path)), None)
    context: dict[str, Any] = {
        "masthead": masthead(request.path, home.agency, sections, section_id=within.pk if within else None),
        "agency": home.agency,
        "crumbs": pages.crumbs_of(page, home),
        "full_url": f"{settings.BASE_URL}{page.url or ''}",
        "feeds": feeds.links(home, within),
    }
    if isinstance(page, SectionPage):
        context["rows"] = pages.slice_of(page, request.GET.get("trang"))
    if isinstance(page, ArticlePage):
        context["alike"] = pages.alike(page, home)
        context["plan_url"] = public_task(page)
    context.update(surroundings.of(page, home.agency))
    context.update(_in_language(page))
    return context


def _in_language(page: PortalPage) -> dict[str, Any]:
    """A translation that somebody has read through; else the Vietnamese words, marked as such."""
    code = languages.current()
    found: dict[str, Any] = {"alternates": languages.alternates(page)}
    if code == languages.VIETNAMESE:
        return found
    translation = languages.translation_of(page, code)
    if translation is not None:
        return {
            **found,
            "translation": translation,
            "pieces": languages.paragraphs(translation.body),
            "original": languages.split(page.url or "")[1],
        }
    own = languages.split(page.url or "")[1]
    note = (
        "" if isinstance(page, SectionPage) else _("Trang này chưa có bản dịch; dưới đây là bản tiếng Việt.")
    )
    return {**found, "full_url": f"{settings.BASE_URL}{own}", "content_lang": "vi", "content_note": note}


def public_task(page: ArticlePage) -> str:
    """Where the public may read of the plan that the article's task belongs to; empty where nobody published it."""
    if page.task is None:
        return ""
    published = queries.published_plans(page.task.agency).filter(plan_id=page.task.plan_id)
    if not published.exists():
        return ""
    return reverse("portal:plan", args=[page.task.agency.slug, page.task.plan_id])


WITH_FIGURES = 5
"""Plans on an agency's page that are shown with their progress; earlier ones are links."""


def agency_page(agency: Agency, path: str, home: AgencyHome | None) -> dict[str, Any]:
    """The front page of an agency, with or without pages of its own."""
    published = list(queries.published_plans(agency))
    sections = pages.sections_of(home) if home else []
    return {
        "masthead": masthead(path, agency, sections),
        "agency": agency,
        "home": home,
        "sections": sections,
        "full_url": f"{settings.BASE_URL}{home_url(agency)}",
        "feeds": feeds.links(home, None) if home else [],
        "newest": pages.newest(home) if home else [],
        "question": honours.question_of(agency),
        "history": queries.history_of(agency),
        "published": queries.figures_of(published[:WITH_FIGURES]),
        "older": published[WITH_FIGURES:],
    }
