"""Where an agency is found: contact, leaflets, the map for search engines."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.foundation.errors import NotVisible
from lantoa.foundation.text import whole
from lantoa.portal import found_at, frame, leaflets, pages, queries
from lantoa.portal.keeping import keep


@require_safe
def contact(request: HttpRequest, slug: str) -> HttpResponse:
    agency = queries.public_agency(slug)
    front = pages.home_of(agency)
    context = {
        "masthead": frame.masthead(request.path, agency, pages.sections_of(front) if front else []),
        "agency": agency,
        "places": found_at.places_of(agency),
    }
    return keep(render(request, "portal/contact.html", context), agency.pk)


@require_safe
def leaflet(request: HttpRequest, page_id: int) -> HttpResponse:
    """The one page of a published guide, to print or to hand out."""
    page = leaflets.public_guide(page_id)
    response = HttpResponse(leaflets.pdf_of(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{page.slug}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return keep(response)


@require_safe
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """Every public address; where they are too many for one file, an index of files."""
    slices = Paginator(list(found_at.every_address()), found_at.MOST_IN_A_MAP)
    asked = whole(request.GET.get("phan"))
    context: dict[str, object] = {}
    if asked is not None:
        if asked not in slices.page_range:
            raise NotVisible
        context["rows"] = slices.page(asked)
    elif slices.num_pages > 1:
        base = f"{settings.BASE_URL.rstrip('/')}{reverse('portal:sitemap_xml')}"
        context["parts"] = [f"{base}?phan={number}" for number in slices.page_range]
    else:
        context["rows"] = slices.page(1)
    return render(request, "portal/sitemap.xml", context, content_type="application/xml; charset=utf-8")
