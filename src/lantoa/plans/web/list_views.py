"""Lists: plans, drafts, and tasks seen as table, calendar and timeline under one filter."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.foundation import clock, workdays
from lantoa.foundation.text import format_date, whole
from lantoa.organisation import access as rights
from lantoa.organisation.guard import StaffRequest, staff_required
from lantoa.plans.access import visible_drafts, visible_plans, visible_tasks
from lantoa.plans.models import Draft, Plan, Task
from lantoa.plans.queries import still, with_review_flag
from lantoa.plans.queries.shown import occasions_between, recurring_among, with_people
from lantoa.plans.web.filters import DraftFilter, PlanFilter, TaskFilter
from lantoa.plans.web.tables import DraftTable, PlanTable, TaskTable
from lantoa.plans.wording import state_of, time_of, word_of
from lantoa.ui.calendars import Entry, Stretch, month_of, year_of
from lantoa.ui.frames import Link
from lantoa.ui.lists import ForgivingPaginator, ListPage
from lantoa.ui.remembering import last_filter
from lantoa.ui.tables import PAGE_FIELD, Table

REMEMBERED = "plans:tasks"
"""Table, calendar and timeline have one last filter."""
LANES_PER_PAGE = 50
"""Of the timeline: as many as still can be scanned with the months in view."""


class Plans(ListPage):
    template_name = "plans/list.html"
    title = "Kế hoạch"
    noun = "kế hoạch"
    table_class = PlanTable
    filter_class = PlanFilter
    export_name = "ke-hoach"
    empty_title = "Chưa có kế hoạch nào"
    empty_text = "Nạp văn bản kế hoạch của năm nay, hoặc soạn trên màn hình."

    request: StaffRequest

    def rows(self) -> QuerySet[Plan]:
        plans = with_review_flag(visible_plans(self.request.actor)).select_related("agency", "current")
        counted = Count("tasks", filter=~Q(tasks__state=Task.State.STOPPED) & Q(tasks__part_of=None))
        return plans.annotate(task_count=counted).order_by("-year_to", "-pk")

    def extra(self) -> dict[str, Any]:
        return {"may_plan": bool(self.request.actor.scope(rights.PLAN))}


class Drafts(ListPage):
    title = "Bản thảo kế hoạch"
    noun = "bản thảo"
    table_class = DraftTable
    filter_class = DraftFilter
    export_name = "ban-thao"
    empty_title = "Chưa có bản thảo nào"
    empty_text = "Nạp một văn bản để bắt đầu."
    empty_label = "Nạp từ văn bản"
    empty_url_name = "plans:new"

    request: StaffRequest

    def rows(self) -> QuerySet[Draft]:
        return (
            visible_drafts(self.request.actor)
            .select_related("agency", "created_by")
            .defer("source", "content")
        )


def task_rows(request: Any) -> QuerySet[Task]:
    """Visible tasks with what every view shows of them; of plans being carried out, unless one plan is chosen."""
    tasks = visible_tasks(request.actor)
    if not request.GET.get("ke_hoach"):
        tasks = tasks.filter(plan__state=Plan.State.ISSUED)
    return with_people(tasks).order_by("plan_id", "position", "pk")


class Tasks(ListPage):
    template_name = "plans/tasks.html"
    title = "Nhiệm vụ"
    noun = "nhiệm vụ"
    table_class = TaskTable
    filter_class = TaskFilter
    export_name = "nhiem-vu"
    remembered_as = REMEMBERED
    empty_title = "Không có nhiệm vụ nào"
    empty_text = "Bỏ bớt điều kiện lọc, hoặc nạp kế hoạch của năm nay."
    empty_label = "Xem kế hoạch"
    empty_url_name = "plans:list"

    request: StaffRequest

    def rows(self) -> QuerySet[Task]:
        return task_rows(self.request)

    def table_options(self) -> dict[str, Any]:
        """Which plan a task is of goes without saying where one plan is chosen; *Nhắc* is for late and unbegun ones."""
        gone = ["plan"] if self.request.GET.get("ke_hoach") else []
        return {"exclude": tuple(gone if self._nudges() else [*gone, "nudge"])}

    def export(self, table: Table, form: str) -> HttpResponseBase:
        """A file has no smaller lines: the people who stand below the unit get a column."""
        table.columns.show("people")
        return super().export(table, form)

    def _nudges(self) -> bool:
        asked = self.request.GET
        unmoved = asked.get("pham_vi") == "tre" or asked.get("trang_thai") == Task.State.TODO
        return unmoved and bool(self.request.actor.scope(rights.EDIT))

    def views(self) -> list[Link]:
        return view_links(self.request)

    def extra(self) -> dict[str, Any]:
        return {"nudges": self._nudges()}


VIEWS = (("plans:tasks", "Bảng"), ("plans:calendar", "Lịch"), ("plans:timeline", "Thời gian"))


def view_links(request: HttpRequest) -> list[Link]:
    """Table, calendar and timeline under the same filter; *my work* and *late* as ready filters."""
    query = request.GET.copy()
    for gone in ("trang", "thang", "sap-xep"):
        query.pop(gone, None)
    links = [
        Link(label, f"{reverse(name)}?{query.urlencode()}", "page" if reverse(name) == request.path else "")
        for name, label in VIEWS
    ]
    for value, label in (("toi", "Việc của tôi"), ("tre", "Trễ hạn")):
        query["pham_vi"] = value
        current = "true" if request.GET.get("pham_vi") == value else ""
        links.append(Link(label, f"{request.path}?{query.urlencode()}", current))
    return links


def _filtered(request: Any) -> tuple[TaskFilter, QuerySet[Task]]:
    filterset = TaskFilter(request.GET or None, queryset=task_rows(request), request=request)
    return filterset, filterset.qs


@staff_required
@require_safe
def calendar(request: Any) -> HttpResponse:
    """What is due on each day of a month: tasks, and dated instances of recurring ones."""
    today = clock.today()
    first = _month(request.GET.get("thang"), today)
    following = (first + timedelta(days=32)).replace(day=1)
    last = following - timedelta(days=1)
    filterset, tasks = _filtered(request)
    entries: dict[date, list[Entry]] = defaultdict(list)
    recurring = recurring_among(tasks)
    border = workdays.late_border(today)
    for task in tasks.filter(due_on__range=(first, last)):
        if task.pk not in recurring and task.due_on:
            entries[task.due_on].append(
                Entry(_short(task), reverse("plans:task", args=[task.pk]), state_of(task))
            )
    for row in occasions_between(tasks, first, last):
        state = "done" if row.done_on else "late" if row.due_on < still(row.task.plan, border) else "todo"
        label = f"{_short(row.task)} ({row.label})"
        entries[row.due_on].append(Entry(label, reverse("plans:task", args=[row.task_id]), state))
    off = [
        day
        for day in (first + timedelta(days=offset) for offset in range((last - first).days + 1))
        if not workdays.is_working_day(day)
    ]
    before = (first - timedelta(days=1)).replace(day=1)
    month = month_of(
        first.year,
        first.month,
        entries,
        today=today,
        off=off,
        before=_with(request, before),
        after=_with(request, following),
    )
    return _show(request, "plans/calendar.html", filterset, {"month": month})


def _short(task: Task) -> str:
    text = task.terms.text if task.terms else ""
    return f"{task.code}. {text[:60]}{'…' if len(text) > 60 else ''}"


def _month(given: str | None, today: date) -> date:
    """The first day of a month written "2026-10"; of today's where it is none, or in no year of a plan."""
    try:
        month = date.fromisoformat(f"{given}-01") if given else today
    except ValueError:
        month = today
    return (month if _is_near(month.year) else today).replace(day=1)


def _is_near(year: int) -> bool:
    """Far years have no months before or after them that a date could hold."""
    return 2000 <= year <= 2100


def _with(request: HttpRequest, month: date) -> str:
    query = request.GET.copy()
    query["thang"] = f"{month:%Y-%m}"
    return f"?{query.urlencode()}"


@staff_required
@require_safe
def timeline(request: Any) -> HttpResponse:
    """Tasks over the months of a year, with how much of each is done."""
    today = clock.today()
    given = whole(request.GET.get("nam"))
    year = given if given is not None and _is_near(given) else today.year
    filterset, tasks = _filtered(request)
    shown = (
        tasks.filter(start_on__lte=date(year, 12, 31), terms__isnull=False)
        .filter(Q(due_on__gte=date(year, 1, 1)) | Q(terms__end__gte=date(year, 1, 1)))
        .annotate(
            owed=Count("instances", filter=Q(instances__withdrawn=False), distinct=True),
            met=Count(
                "instances",
                filter=Q(instances__withdrawn=False, instances__done_on__isnull=False),
                distinct=True,
            ),
        )
    )
    page = ForgivingPaginator(shown, LANES_PER_PAGE).page(request.GET.get(PAGE_FIELD, 1))
    rows = [_lane(task, year) for task in page]
    gantt = year_of(year, rows, caption=f"Nhiệm vụ trong năm {year}. Phần đậm là phần đã xong.", today=today)
    extra = {"gantt": gantt, "year": year, "page": page}
    return _show(request, "plans/timeline.html", filterset, extra)


def _lane(task: Any, year: int) -> Stretch:
    share = 1.0 if task.state == Task.State.DONE else task.met / task.owed if task.owed else 0.0
    start = task.terms.start or date(task.plan.year_from, 1, 1)
    end = task.terms.end or date(task.plan.year_to, 12, 31)
    done = f"{task.met} trên {task.owed} kỳ xong" if task.owed else word_of(task)
    return Stretch(
        label=_short(task),
        url=reverse("plans:task", args=[task.pk]),
        sub=", ".join(filter(None, [task.lead_body.name if task.lead_body else "", time_of(task)])),
        spans=((start, end),),
        share=share,
        state=state_of(task),
        words=f"từ {format_date(start)} đến {format_date(end)}, {done}",
        word=word_of(task),
    )


def _show(request: Any, template: str, filterset: TaskFilter, extra: dict[str, Any]) -> HttpResponse:
    chips = filterset.chips(request)
    last = last_filter(request, filterset, chips, REMEMBERED)
    context = {"filterset": filterset, "chips": chips, "last": last, "list_views": view_links(request)}
    return render(request, template, context | extra)
