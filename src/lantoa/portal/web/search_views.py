"""*Tìm kiếm* of the public site: works without a script, keeps nothing of who asks."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.channels.visitors import is_person
from lantoa.foundation.text import whole
from lantoa.portal import frame, queries, search, search_actions
from lantoa.ui.public_forms import may_send

LONGEST = 200


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    question = request.GET.get("q", "").strip()[:LONGEST]
    agencies, kinds = list(search.agencies()), search.kind_choices()
    agency = next((row for row in agencies if row.slug == request.GET.get("co-quan")), None)
    kind = next((code for code, _ in kinds if code == request.GET.get("loai")), "")
    where = search.Where(agency.pk if agency else 0, kind)
    found = search.find(question, where)
    last = max(1, -(-len(found.numbers) // search.ON_A_PAGE))
    number = min(max(1, whole(request.GET.get("trang")) or 1), last)
    if question and not found.numbers and where == search.Where() and _counts(request):
        search_actions.miss(question)
    roots = queries.roots()
    kept = {name: value for name, value in request.GET.items() if name in ("q", "co-quan", "loai") and value}
    context = {
        "masthead": frame.plain(request.path, roots[0] if len(roots) == 1 else None),
        "question": question,
        "found": found,
        "count": len(found.numbers),
        "most": search.MOST,
        "results": search.results(found, number),
        "number": number,
        "last": last,
        "query": urlencode(kept),
        "agencies": agencies if len(agencies) > 1 else [],
        "agency": agency,
        "kinds": kinds,
        "kind": kind,
    }
    return render(request, "portal/search.html", context)


def _counts(request: HttpRequest) -> bool:
    """Programs do not tell what people miss, and nobody fills the list."""
    return is_person(request.method or "", request.headers) and may_send(
        request, "missed", most=60, seconds=600
    )
