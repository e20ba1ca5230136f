"""For machines that watch: alive or not, and how the background work stands. Nothing secret, nobody's name."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lantoa.ops import queries


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, else 503."""
    alive = queries.database_answers()
    return JsonResponse(
        {"status": "ok" if alive else "error", "database": alive}, status=200 if alive else 503
    )


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text format."""
    try:
        figures = queries.job_figures()
    except DatabaseError:
        return HttpResponse("lantoa_up 0\n", content_type="text/plain; version=0.0.4", status=503)
    lines = ["# TYPE lantoa_up gauge", "lantoa_up 1", "# TYPE lantoa_jobs gauge"]
    lines += [f'lantoa_jobs{{state="{state}"}} {count}' for state, count in figures.by_state.items()]
    lines += [
        "# TYPE lantoa_jobs_oldest_waiting_seconds gauge",
        f"lantoa_jobs_oldest_waiting_seconds {figures.oldest_waiting_seconds}",
        "# TYPE lantoa_jobs_stuck gauge",
        f"lantoa_jobs_stuck {figures.stuck}",
        "# TYPE lantoa_workers gauge",
        f"lantoa_workers {figures.workers}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4")
