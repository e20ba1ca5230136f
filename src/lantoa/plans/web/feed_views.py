"""Calendar feeds: making and revoking addresses on the desk; the feed itself, without sign-in, by its key."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible
from lantoa.foundation.text import whole
from lantoa.organisation.access import get_body
from lantoa.organisation.guard import StaffRequest, staff_required
from lantoa.plans.actions.feeding import digest_of, make_feed, note_use, revoke_feed
from lantoa.plans.feeds import write_feed
from lantoa.plans.queries.feeds import bodies_to_feed, dues_of, feeds_of, live_feed


@staff_required
@require_http_methods(["GET", "POST"])
def feeds(request: StaffRequest) -> HttpResponse:
    """The actor's addresses; a new one is shown once."""
    made = ""
    if request.method == "POST":
        if request.POST.get("viec") == "thu-hoi":
            row = feeds_of(request.actor).filter(pk=whole(request.POST.get("ma")) or 0).first()
            if row is None:
                raise NotVisible
            revoke_feed(row, actor=request.actor)
            messages.success(request, "Đã thu hồi địa chỉ lịch.")
            return redirect("plans:feeds")
        body_id = whole(request.POST.get("don_vi"))
        key = make_feed(get_body(request.actor, body_id) if body_id else None, actor=request.actor)
        made = settings.BASE_URL + reverse("plans_public:feed", args=[key])
    context = {"made": made, "feeds": feeds_of(request.actor), "bodies": bodies_to_feed(request.actor)}
    return render(request, "plans/feeds.html", context)


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """The calendar of a key. Unknown, revoked and lapsed keys look the same."""
    found = live_feed(digest_of(key))
    if found is None:
        raise Http404
    row, actor = found
    note_use(row)
    name = f"Lan Tỏa: {row.body.name}" if row.body else "Lan Tỏa: việc của tôi"
    response = HttpResponse(
        write_feed(name, dues_of(row, actor), now=clock.now()), content_type="text/calendar; charset=utf-8"
    )
    response.headers["Cache-Control"] = "private, max-age=900"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
