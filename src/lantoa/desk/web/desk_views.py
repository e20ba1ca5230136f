"""*Hôm nay*, the one search box, and help: the frame that rooms below fill."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.desk import guide, queries
from lantoa.foundation import clock
from lantoa.organisation.guard import StaffRequest, staff_required
from lantoa.organisation.models import Role
from lantoa.ui.calendars import WEEKDAYS


@staff_required
@require_safe
def today(request: StaffRequest) -> HttpResponse:
    """What I owe, what waits for me, what is late; whose rooms have nothing to say stay silent."""
    day = clock.today()
    context = {
        "day": day,
        "weekday": WEEKDAYS[day.weekday()],
        "nothing": not request.actor.grants,
        "may_record": request.actor.has_role(Role.OFFICER, Role.HEAD, Role.COORDINATOR),
    }
    return render(request, "desk/today.html", context)


@staff_required
@require_safe
def search(request: StaffRequest) -> HttpResponse:
    """Finds across rooms, with and without accents, only what the person may see."""
    query = request.GET.get("q", "").strip()[:200]
    groups = queries.find(request.actor, query) if query else []
    return render(request, "desk/search.html", {"search_query": query, "groups": groups})


@staff_required
@require_safe
def help_page(request: StaffRequest) -> HttpResponse:
    """The main jobs, step by step, for the roles that the person holds."""
    return render(request, "desk/help.html", {"topics": guide.topics_for(request.actor)})
