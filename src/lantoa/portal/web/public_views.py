"""Public pages: no cookie, no script needed, nothing about persons."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.organisation.models import Agency
from lantoa.portal import queries
from lantoa.ui.charts import percent
from lantoa.ui.frames import Link, Masthead

WITH_FIGURES = 5
"""Plans on an agency's page that are shown with their progress; earlier ones are links."""


def _masthead(request: HttpRequest, agency: Agency | None) -> Masthead:
    links = [
        Link("Khả năng tiếp cận", reverse("portal:accessibility")),
        Link("Sơ đồ trang", reverse("portal:sitemap")),
        Link("Bàn làm việc của cán bộ", reverse("desk:today")),
    ]
    if agency is None:
        return Masthead(name="Lan Tỏa", links=links)
    home = _home_of(agency)
    nav = [Link("Trang chủ", home, "page" if request.path == home else "")]
    if agency.parent_id:
        nav.append(Link("Các cơ quan", reverse("portal:home")))
    contact = [agency.address] if agency.address else []
    phones = " · ".join(
        part
        for part in (
            f"Điện thoại: {agency.phone}" if agency.phone else "",
            f"Fax: {agency.fax}" if agency.fax else "",
        )
        if part
    )
    contact += [phones] if phones else []
    contact += [f"Thư điện tử: {agency.email}"] if agency.email else []
    return Masthead(
        name=agency.legal_name,
        parent=agency.parent.legal_name if agency.parent else "",
        home=home,
        accent=agency.accent,
        nav=nav,
        address=contact,
        responsible=agency.responsible,
        links=links,
    )


def _home_of(agency: Agency) -> str:
    roots = queries.roots()
    if len(roots) == 1 and roots[0].pk == agency.pk:
        return reverse("portal:home")
    return reverse("portal:agency", args=[agency.slug])


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The province's page with its agencies; the one agency's page where there is no province."""
    roots = queries.roots()
    agencies = queries.listed_agencies()
    if len(roots) == 1 and not agencies:
        return _agency_page(request, roots[0])
    owner = roots[0] if len(roots) == 1 else None
    groups: dict[str, list[Agency]] = {}
    for agency in agencies if owner else [*roots, *agencies]:
        groups.setdefault(agency.get_level_display(), []).append(agency)
    context = {
        "masthead": _masthead(request, owner),
        "owner": owner,
        "groups": groups,
        "published": list(queries.published_plans(owner)) if owner else [],
    }
    return render(request, "portal/home.html", context)


@require_safe
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    return _agency_page(request, queries.public_agency(slug))


def _agency_page(request: HttpRequest, agency: Agency) -> HttpResponse:
    published = list(queries.published_plans(agency))
    context = {
        "masthead": _masthead(request, agency),
        "agency": agency,
        "history": queries.history_of(agency),
        "published": queries.figures_of(published[:WITH_FIGURES]),
        "older": published[WITH_FIGURES:],
    }
    return render(request, "portal/agency.html", context)


@require_safe
def plan(request: HttpRequest, slug: str, plan_id: int) -> HttpResponse:
    """The public progress of a plan, with the formula and the day of the figures."""
    agency = queries.public_agency(slug)
    shown = queries.public_plan(agency, plan_id)
    return render(
        request,
        "portal/plan.html",
        {
            "masthead": _masthead(request, agency),
            "agency": agency,
            "shown": shown,
            "bar": percent(shown.standing.progress.percent or 0),
        },
    )


def _single_root() -> Agency | None:
    roots = queries.roots()
    return roots[0] if len(roots) == 1 else None


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    owner = _single_root()
    return render(
        request, "portal/accessibility.html", {"masthead": _masthead(request, owner), "agency": owner}
    )


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    owner = _single_root()
    published = queries.published_by_agency()
    agencies = [
        {"agency": row, "published": published.get(row.pk, [])}
        for row in [*queries.roots(), *queries.listed_agencies()]
    ]
    return render(
        request, "portal/sitemap.html", {"masthead": _masthead(request, owner), "agencies": agencies}
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        "User-agent: *\nDisallow: /ban-lam-viec/\nDisallow: /tai-khoan/\nDisallow: /soan-trang/\nDisallow: /cai-dat/\nDisallow: /q/\n",
        content_type="text/plain; charset=utf-8",
    )
