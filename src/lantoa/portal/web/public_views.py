"""Public pages: no cookie, no script needed, nothing about persons but the byline."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.organisation.models import Agency
from lantoa.portal import feeds, frame, pages, queries
from lantoa.portal.keeping import keep
from lantoa.ui.charts import percent

ROBOTS = "User-agent: *\nDisallow: /ban-lam-viec/\nDisallow: /tai-khoan/\nDisallow: /soan-trang/\nDisallow: /cai-dat/\nDisallow: /q/\n"
PICTURES_KEPT = "public, max-age=3600"
"""An hour: a picture that was taken off is then gone from every browser too."""


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
    front = pages.home_of(owner) if owner else None
    sections = pages.sections_of(front) if front else []
    context = {
        "masthead": frame.masthead(request.path, owner, sections),
        "owner": owner,
        "groups": groups,
        "full_url": f"{settings.BASE_URL}{request.path}",
        "feeds": feeds.links(front, None) if front else [],
        "published": list(queries.published_plans(owner)) if owner else [],
    }
    return keep(render(request, "portal/home.html", context), owner.pk if owner else 0)


@require_safe
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    return _agency_page(request, queries.public_agency(slug))


def _agency_page(request: HttpRequest, agency: Agency) -> HttpResponse:
    context = frame.agency_page(agency, request.path, pages.home_of(agency))
    return keep(render(request, "portal/agency.html", context), agency.pk)


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    """A page that somebody wrote and published."""
    found: Any = pages.public_page(path)
    context = found.get_context(request)
    template = "portal/pages/translated.html" if "translation" in context else found.get_template(request)
    answer = render(request, template, context)
    return keep(answer, context["agency"].pk if context.get("agency") else 0, found.pk)


@require_safe
def picture(request: HttpRequest, rendition_id: int) -> FileResponse:
    """A size of a picture of a published page."""
    row = pages.public_rendition(rendition_id)
    response = FileResponse(row.file.open("rb"), content_type="image/webp")
    response["Cache-Control"] = PICTURES_KEPT
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def attachment(request: HttpRequest, attachment_id: int) -> FileResponse:
    """A document of a published page: for download, never opened within the site."""
    row = pages.public_attachment(attachment_id)
    return FileResponse(
        row.file.open("rb"),
        as_attachment=True,
        filename=row.filename,
        content_type="application/octet-stream",
    )


@require_safe
def plan(request: HttpRequest, slug: str, plan_id: int) -> HttpResponse:
    """The public progress of a plan, with the formula and the day of the figures."""
    agency = queries.public_agency(slug)
    shown = queries.public_plan(agency, plan_id)
    front = pages.home_of(agency)
    context = {
        "masthead": frame.masthead(request.path, agency, pages.sections_of(front) if front else []),
        "agency": agency,
        "shown": shown,
        "full_url": f"{settings.BASE_URL}{request.path}",
        "bar": percent(shown.standing.progress.percent or 0),
    }
    return keep(render(request, "portal/plan.html", context), agency.pk)


def _single_root() -> Agency | None:
    roots = queries.roots()
    return roots[0] if len(roots) == 1 else None


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    owner = _single_root()
    context = {"masthead": frame.masthead(request.path, owner), "agency": owner}
    return keep(render(request, "portal/accessibility.html", context))


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    owner = _single_root()
    published = queries.published_by_agency()
    written = pages.written_by_agency()
    agencies = [
        {"agency": row, "published": published.get(row.pk, []), "sections": written.get(row.pk, [])}
        for row in [*queries.roots(), *queries.listed_agencies()]
    ]
    context = {"masthead": frame.masthead(request.path, owner), "agencies": agencies}
    return keep(render(request, "portal/sitemap.html", context))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    rules = f"{ROBOTS}Sitemap: {settings.BASE_URL.rstrip('/')}{reverse('portal:sitemap_xml')}\n"
    return HttpResponse(rules, content_type="text/plain; charset=utf-8")
