"""One plan: what it says, where it stands, its versions, its rule, its publication."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.foundation.text import whole
from lantoa.jobs.actions import later
from lantoa.organisation import access as rights
from lantoa.organisation.guard import StaffRequest, put_on_form, staff_required
from lantoa.plans import access, actions, queries
from lantoa.plans.forms.tasks import PublishForm, RuleForm
from lantoa.plans.models import Citation, Plan, Task
from lantoa.plans.web.heat import heat_of
from lantoa.plans.wording import OPEN
from lantoa.ui.charts import percent
from lantoa.ui.lists import ForgivingPaginator
from lantoa.ui.tables import PAGE_FIELD

TASKS_PER_PAGE = 50
PAPERS = {"docx": "bản Word", "pdf": "bản PDF", "xlsx": "phụ lục Excel"}


@staff_required
@require_safe
def plan(request: StaffRequest, plan_id: int) -> HttpResponse:
    """Where the plan stands by its rule, by unit and month; tasks, clauses, bases and versions."""
    row = access.get_plan(request.actor, plan_id)
    standing = queries.standing(row)
    visible = access.visible_tasks(request.actor).filter(plan=row)
    late = queries.with_lateness(visible)
    versions = list(row.versions.order_by("-number"))
    tasks = row.tasks.select_related("terms", "lead_body").order_by("position", "code")
    citations = list(row.current.citations.select_related("linked__current", "seen")) if row.current else []
    to_review = set(queries.citations_to_review().filter(version__plan=row).values_list("pk", flat=True))
    context = {
        "plan": row,
        "standing": standing,
        "bar": percent(standing.progress.percent or 0),
        "due": None if standing.due is None else standing.due * 100,
        "heat": heat_of(row, clock.today()),
        "late": late.count(),
        "late_bodies": late.values("lead_body").distinct().count(),
        "waiting": visible.filter(state=Task.State.WAIT).count(),
        "opens": set(visible.values_list("pk", flat=True)),
        "unfinished": row.tasks.filter(state__in=OPEN, part_of=None).count(),
        "tasks": ForgivingPaginator(tasks, TASKS_PER_PAGE).page(request.GET.get(PAGE_FIELD, 1)),
        "clauses": _clauses(row),
        "citations": citations,
        "to_review": to_review,
        "comparable": _comparable(row, citations) if to_review else [],
        "readable": _readable(request, citations),
        "versions": versions,
        "first": versions[-1],
        "rules": row.rules.select_related("chosen_by").order_by("-number"),
        "publication": queries.publication_of(row),
        "may_plan": request.actor.may(rights.PLAN, row.agency_id),
        "may_publish": request.actor.may(rights.APPROVE, row.agency_id),
        "publish_form": PublishForm(),
    }
    return render(request, "plans/plan.html", context)


def _readable(request: StaffRequest, citations: list[Citation]) -> set[int]:
    """Which of the cited plans in the system the actor may open."""
    linked = [citation.linked_id for citation in citations if citation.linked_id]
    return set(access.visible_plans(request.actor).filter(pk__in=linked).values_list("pk", flat=True))


def _comparable(row: Plan, citations: list[Citation]) -> list[int]:
    """Parents whose changes may be read here: those of superiors."""
    above = access.superiors_of(row.agency)
    return [one.pk for one in citations if one.linked and one.linked.agency_id in above]


def _clauses(row: Plan) -> list[tuple[str, list[Any]]]:
    if row.current is None:
        return []
    titles = (("objective", "Mục tiêu"), ("requirement", "Yêu cầu"), ("arrangement", "Tổ chức thực hiện"))
    clauses = list(row.current.clauses.all())
    groups = [(title, [clause for clause in clauses if clause.kind == kind]) for kind, title in titles]
    return [(title, rows) for title, rows in groups if rows]


@staff_required
@require_safe
def compare(request: StaffRequest, plan_id: int) -> HttpResponse:
    """Any two versions, task by task."""
    row = access.get_plan(request.actor, plan_id)
    versions = list(row.versions.order_by("number"))
    numbers = [version.number for version in versions]
    older = _chosen(request.GET.get("tu"), numbers, numbers[-2] if len(numbers) > 1 else numbers[0])
    newer = _chosen(request.GET.get("den"), numbers, numbers[-1])
    first = access.get_version(request.actor, plan_id, older)
    second = access.get_version(request.actor, plan_id, newer)
    differences = queries.compare_versions(first, second)
    context = {
        "plan": row,
        "versions": versions,
        "older": first,
        "newer": second,
        "changed": [one for one in differences if one.kind != "kept"],
        "kept": [one for one in differences if one.kind == "kept"],
    }
    return render(request, "plans/compare.html", context)


@staff_required
@require_POST
def print_version(request: StaffRequest, plan_id: int, number: int) -> HttpResponse:
    """Asks for a version as an official paper (`dang` = docx, pdf or xlsx); the file is the result of a job."""
    version = access.get_version(request.actor, plan_id, number)
    form = request.POST.get("dang", "")
    if form not in PAPERS:
        raise NotVisible
    job = later(
        "lantoa.plans.jobs.print_plan",
        actor=request.actor,
        title=f"In kế hoạch số {version.document_number}, {PAPERS[form]}",
        key=f"plans.print.{version.pk}.{form}.{request.actor.person_id}",
        agency_id=version.plan.agency_id,
        plan_id=plan_id,
        number=number,
        form=form,
        person_id=access.person_of(request.actor),
    )
    return redirect("jobs:job", job.pk)


def _chosen(given: str | None, numbers: list[int], otherwise: int) -> int:
    number = whole(given)
    return number if number in numbers and number is not None else otherwise


@staff_required
@require_http_methods(["GET", "POST"])
def rule(request: StaffRequest, plan_id: int) -> HttpResponse:
    """Choose how progress is counted from today on."""
    row = access.get_plan(request.actor, plan_id, to=access.PLAN)
    form = RuleForm(request.POST or None, initial={"kind": queries.rule_of(row).kind})
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_rule(
                row, form.cleaned_data["kind"], form.cleaned_data["reason"], actor=request.actor
            )
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, "Đã đổi cách tính tiến độ từ hôm nay. Số liệu đã chốt giữ nguyên.")
            return redirect("plans:plan", row.pk)
    status = 422 if form.is_bound else 200
    return render(request, "plans/rule.html", {"plan": row, "form": form}, status=status)


@staff_required
@require_POST
def publish(request: StaffRequest, plan_id: int) -> HttpResponse:
    """Shows the plan's progress to the public in the director's name, or takes it off."""
    row = access.get_plan(request.actor, plan_id, to=access.APPROVE)
    if request.POST.get("viec") == "go":
        actions.withdraw_progress(row, actor=request.actor)
        messages.success(request, "Đã gỡ tiến độ khỏi cổng thông tin.")
    else:
        form = PublishForm(request.POST)
        late = form.is_valid() and form.cleaned_data["show_late"]
        actions.publish_progress(row, actor=request.actor, show_late=late)
        messages.success(request, "Đã công bố tiến độ trên cổng thông tin.")
    return redirect("plans:plan", row.pk)


@staff_required
@require_POST
def set_state(request: StaffRequest, plan_id: int) -> HttpResponse:
    """Ends or archives a plan."""
    row = access.get_plan(request.actor, plan_id, to=access.PLAN)
    verbs = {
        "ket-thuc": (actions.close_plan, "Đã kết thúc kế hoạch. Kế hoạch vẫn đọc được và mở lại được."),
        "luu-tru": (actions.archive_plan, "Đã đưa kế hoạch vào lưu trữ."),
        "mo-lai": (actions.reopen_plan, "Đã mở lại kế hoạch."),
    }
    wish = request.POST.get("viec", "")
    if wish not in verbs:
        raise NotVisible
    verb, said = verbs[wish]
    verb(row, actor=request.actor)
    messages.success(request, said)
    return redirect("plans:plan", row.pk)


@staff_required
@require_safe
def change_above(request: StaffRequest, plan_id: int, citation_id: int) -> HttpResponse:
    """What changed in a superior's plan since it was last looked at."""
    citation = access.get_parent(request.actor, plan_id, citation_id)
    row = citation.version.plan
    opens = access.visible_plans(request.actor).filter(pk=citation.linked_id or 0).exists()
    context = {
        "plan": row,
        "citation": citation,
        "change": queries.change_above(citation, whole=opens),
        "opens": opens,
        "may_plan": request.actor.may(rights.PLAN, row.agency_id),
    }
    return render(request, "plans/change_above.html", context)


@staff_required
@require_POST
def review_parent(request: StaffRequest, plan_id: int, citation_id: int) -> HttpResponse:
    """Says that a parent's change has been looked at, as far as the page showed it."""
    citation = access.get_parent(request.actor, plan_id, citation_id, to=access.PLAN)
    row = citation.version.plan
    try:
        actions.mark_parent_seen(citation, actor=request.actor, number=whole(request.POST.get("ban")))
    except Refused as refusal:
        messages.warning(request, refusal.message)
        return redirect("plans:change_above", row.pk, citation.pk)
    messages.success(request, f"Đã rà soát theo {citation.number}.")
    return redirect(reverse("plans:plan", args=[row.pk]) + "#can-cu")
