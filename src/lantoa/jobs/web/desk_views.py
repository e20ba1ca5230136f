"""My background work, and for administrators how everybody's goes.

This room stands below organisation, so its views ask Django whether somebody is signed in, and `access` for the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from lantoa.foundation.errors import NotVisible, Refused
from lantoa.jobs import access, actions, queries
from lantoa.jobs.models import Job
from lantoa.jobs.web.tables import AllJobs, AllJobsFilter, JobFilter, MyJobs
from lantoa.ui.lists import ListPage


def actor_of(request: HttpRequest) -> access.Asking:
    actor: access.Asking = request.actor  # type: ignore[attr-defined]
    return actor


@method_decorator(login_required, name="dispatch")
class MyJobList(ListPage):
    template_name = "jobs/mine.html"
    title = "Việc nền của tôi"
    sub = "Nhập, xuất và các việc chạy lâu. Kết quả giữ 90 ngày, tải lại được."
    noun = "việc"
    table_class = MyJobs
    filter_class = JobFilter
    export_name = "viec-nen"
    empty_title = "Chưa có việc nền"
    empty_text = "Khi yêu cầu nhập hoặc xuất dữ liệu lớn, tiến độ và kết quả hiện ở đây."
    empty_label = "Về trang Hôm nay"
    empty_url_name = "desk:today"

    def rows(self) -> Any:
        return access.own_jobs(actor_of(self.request))

    def extra(self) -> dict[str, Any]:
        return {"open_jobs": queries.running_now(access.own_jobs(actor_of(self.request)))}


@method_decorator(login_required, name="dispatch")
class AllJobList(ListPage):
    template_name = "jobs/all.html"
    title = "Việc nền"
    sub = "Tình trạng các việc của mọi người, không kèm nội dung."
    noun = "việc"
    table_class = AllJobs
    filter_class = AllJobsFilter
    export_name = "viec-nen-tat-ca"
    empty_title = "Chưa có việc nền nào"
    empty_text = "Việc do người dùng yêu cầu và việc theo lịch sẽ hiện ở đây."
    empty_label = "Về trang Hôm nay"
    empty_url_name = "desk:today"

    def rows(self) -> Any:
        actor = actor_of(self.request)
        if not access.administers(actor):
            raise NotVisible
        return access.watched_jobs(actor)

    def extra(self) -> dict[str, Any]:
        return {"health": queries.health()}


def _context(request: HttpRequest, job_id: int) -> dict[str, Any]:
    actor = actor_of(request)
    job = access.get_job(actor, job_id)
    mine = job.asked_by_id is not None and job.asked_by_id == actor.person_id
    # Nobody asked for a job of the system, so there is nobody whose content it could show.
    open_to_see = mine or job.asked_by_id is None
    result: dict[str, Any] = (job.result or {}) if open_to_see else {}
    url = str(result.get("url", ""))
    has_file = mine and bool(result.get("file"))
    return {
        "job": job,
        "mine": mine,
        "open_to_see": open_to_see,
        "summary": result.get("summary", ""),
        "file_name": result.get("file_name", "") if has_file else "",
        "file_gone": has_file and not _is_there(actor, job),
        "result_url": url if url.startswith("/") and not url.startswith("//") else "",
    }


def _is_there(actor: access.Asking, job: Job) -> bool:
    """Results are in no backup: after a restore their jobs are there without them."""
    try:
        access.get_result_file(actor, job.pk)
    except NotVisible:
        return False
    return True


def _asks_for_part(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]


@login_required
@require_safe
def job_page(request: HttpRequest, job_id: int) -> HttpResponse:
    return render(request, "jobs/job.html", _context(request, job_id))


@login_required
@require_safe
def job_progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """The part of the page that changes; asked for again by itself while the job is open. Others get the page."""
    context = _context(request, job_id)
    if not _asks_for_part(request):
        return redirect("jobs:job", job_id)
    return render(request, "jobs/job_progress.html", context)


@login_required
@require_safe
def my_progress(request: HttpRequest) -> HttpResponse:
    """The strip of open jobs above the list. Whoever opens its address gets the list."""
    if not _asks_for_part(request):
        return redirect("jobs:mine")
    return render(
        request, "jobs/open_jobs.html", {"open_jobs": queries.running_now(access.own_jobs(actor_of(request)))}
    )


@login_required
@require_safe
def download(request: HttpRequest, job_id: int) -> FileResponse:
    path, name = access.get_result_file(actor_of(request), job_id)
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_POST
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    return _do(request, job_id, actions.cancel, "Đã yêu cầu dừng việc.")


@login_required
@require_POST
def run_again(request: HttpRequest, job_id: int) -> HttpResponse:
    return _do(request, job_id, actions.run_again, "Đã yêu cầu chạy lại.")


def _do(request: HttpRequest, job_id: int, verb: Callable[..., Job], words: str) -> HttpResponse:
    actor = actor_of(request)
    job = access.get_own_job(actor, job_id)
    try:
        job = verb(job, actor=actor)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, words)
    return redirect("jobs:job", job.pk)
