"""The headings of reports: an agency's, and the common ones that all others follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.organisation.access import CATALOGUE, PLAN, get_agency
from lantoa.organisation.guard import StaffRequest, posted, require
from lantoa.organisation.models import Agency
from lantoa.reports import actions
from lantoa.reports.models import OutlineItem
from lantoa.reports.queries import settings as reads
from lantoa.reports.web.setup_forms import HeadingForm
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link

keeper = require(CATALOGUE, everywhere=True)
planner = require(PLAN)
_LEVELS = {1: "I.", 2: "1.", 3: "a)"}


def _address(name: str, agency: Agency | None, *more: str) -> str:
    if agency is None:
        return reverse(f"reports:common_{name}", args=more)
    return reverse(f"reports:{name}", args=[agency.pk, *more])


def outline_context(agency: Agency | None) -> dict[str, Any]:
    """What the table of headings shows: those in use with their buttons, those that were ended."""
    headings = reads.headings_of(agency)
    live, ended = ([row for row in headings if row.ended is over] for over in (False, True))
    return {
        "headings": [_row(item, agency, at, len(live)) for at, item in enumerate(live, start=1)],
        "ended": [_row(item, agency, 0, 0) for item in ended],
        "common": agency is not None and all(row.agency_id is None for row in headings),
        "own": agency is not None and any(row.agency_id is not None for row in headings),
        "new_url": _address("new_heading", agency),
        "move_url": _address("move_heading", agency),
    }


def _row(item: OutlineItem, agency: Agency | None, at: int, count: int) -> dict[str, Any]:
    return {
        "item": item,
        "level": _LEVELS[item.level],
        "url": _address("edit_heading", agency, item.key),
        "use_url": _address("use_heading", agency, item.key),
        "up": at > 1,
        "down": at < count,
    }


@keeper
@require_safe
def common_outline(request: StaffRequest) -> HttpResponse:
    context = {**outline_context(None), "apart": reads.with_own_outline()}
    return render(request, "reports/setup_outline.html", context)


def _page(agency: Agency | None) -> str:
    if agency is None:
        return reverse("reports:common_outline")
    return reverse("reports:settings", args=[agency.pk])


def _crumbs(agency: Agency | None) -> list[Link]:
    return [Link("Thiết lập báo cáo" if agency else "Đề cương chung", _page(agency))]


def _new(request: StaffRequest, agency: Agency | None) -> HttpResponse:
    form = HeadingForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.add_heading(agency, form.draft(), actor=request.actor),
        title="Thêm đề mục",
        button="Thêm đề mục",
        crumbs=_crumbs(agency),
        back=_back(agency),
        said=lambda item: f"Đã thêm “{item.heading}” vào cuối đề cương.",
    )


def _edit(request: StaffRequest, agency: Agency | None, key: str) -> HttpResponse:
    item = reads.get_heading(agency, key)
    form = HeadingForm(posted(request), item=item)
    return form_page(
        request,
        form,
        lambda: actions.revise_heading(
            agency, key, form.draft(), actor=request.actor, edition=form.cleaned_data["edition"]
        ),
        title=f"Sửa “{item.heading}”",
        button="Lưu đề mục",
        intro="Báo cáo đang soạn dùng đề mục mới; báo cáo đã chốt giữ nguyên.",
        crumbs=_crumbs(agency),
        back=_back(agency),
        said="Đã lưu đề mục.",
    )


def _back(agency: Agency | None) -> tuple[Any, ...]:
    return ("reports:settings", agency.pk) if agency else ("reports:common_outline",)


def _move(request: StaffRequest, agency: Agency | None) -> HttpResponse:
    """One heading one place up (`len`) or down (`xuong`)."""
    up = "len" in request.POST
    key = request.POST.get("len" if up else "xuong", "")
    actions.move_heading(agency, key, up=up, actor=request.actor)
    return redirect(f"{_page(agency)}#de-cuong")


def _use(request: StaffRequest, agency: Agency | None, key: str) -> HttpResponse:
    """Ends a heading (`viec` = thoi) or takes it up again."""
    if request.POST.get("viec") == "thoi":
        item = actions.end_heading(agency, key, actor=request.actor)
        messages.success(request, f"“{item.heading}” thôi dùng từ lần lập sau.")
    else:
        item = actions.resume_heading(agency, key, actor=request.actor)
        messages.success(request, f"“{item.heading}” dùng lại được.")
    return redirect(f"{_page(agency)}#de-cuong")


View = Callable[..., HttpResponseBase]


def _of_agency(view: View) -> View:
    def of_agency(request: StaffRequest, agency_id: int, **rest: str) -> HttpResponseBase:
        return view(request, get_agency(request.actor, agency_id, to=PLAN), **rest)

    return planner(of_agency)


def _of_all(view: View) -> View:
    def of_all(request: StaffRequest, **rest: str) -> HttpResponseBase:
        return view(request, None, **rest)

    return keeper(of_all)


_form, _button = require_http_methods(["GET", "POST"]), require_POST
new_heading, new_common = _form(_of_agency(_new)), _form(_of_all(_new))
edit_heading, edit_common = _form(_of_agency(_edit)), _form(_of_all(_edit))
move_heading, move_common = _button(_of_agency(_move)), _button(_of_all(_move))
use_heading, use_common = _button(_of_agency(_use)), _button(_of_all(_use))


@planner
@require_POST
def share_outline(request: StaffRequest, agency_id: int) -> HttpResponse:
    agency = get_agency(request.actor, agency_id, to=PLAN)
    actions.share_outline(agency, actor=request.actor)
    messages.success(request, "Cơ quan dùng lại đề cương chung. Lời văn đã viết vẫn còn.")
    return redirect(f"{_page(agency)}#de-cuong")
