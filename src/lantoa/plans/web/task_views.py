"""One task: its terms, its chain, its people, its activities, and what may be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.audit.queries import history_of
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.foundation.text import format_date, whole
from lantoa.ledger.access import get_activity
from lantoa.ledger.queries import evidence_by_activity
from lantoa.ledger.registry import towards_handler
from lantoa.organisation import access as rights
from lantoa.organisation.guard import StaffRequest, put_on_form, staff_required
from lantoa.plans import access, actions, queries
from lantoa.plans.forms.tasks import AssignForm, ExplanationForm, ForwardForm, ReasonForm, SplitForm
from lantoa.plans.models import Plan, Task, TaskTerms
from lantoa.plans.when import when_of
from lantoa.plans.wording import time_of
from lantoa.ui.words import vnnumber

OPEN = (Task.State.TODO, Task.State.WORK)


@staff_required
@require_safe
def task(request: StaffRequest, task_id: int) -> HttpResponse:
    row = access.get_task(request.actor, task_id)
    credits = list(queries.activities_of(row))
    proofs = evidence_by_activity([credit.activity_id for credit in credits])
    outputs = queries.measured_outputs([row.terms_id] if row.terms_id else [])
    targets = list(row.terms.targets.select_related("measure").order_by("pk")) if row.terms else []
    instances = list(row.instances.filter(withdrawn=False).prefetch_related("credits"))
    partners = list(row.terms.partner_bodies.order_by("position")) if row.terms else []
    context = {
        "task": row,
        "facts": _facts(row),
        "details": _details(row.terms, row.due_on, [body.name for body in partners]) if row.terms else [],
        "credits": [(credit, proofs.get(credit.activity_id, [])) for credit in credits],
        "targets": list(zip(targets, outputs.get(row.terms_id or 0, ()), strict=False)),
        "instances": instances,
        "open_instances": [one for one in instances if not one.done_on],
        "done_instances": [one for one in instances if one.done_on],
        "parts": row.parts.select_related("terms", "lead_body", "plan"),
        "people": row.assignments.select_related("person").order_by("-main", "person__sort_key"),
        "chain": queries.chain_of(row),
        "versions": row.history.select_related("version").order_by("-version__number"),
        "audit": history_of(row)[:30],
        "may": _may(request, row),
        "explanation_form": ExplanationForm(initial={"explanation": row.explanation}),
        "reason_form": ReasonForm(),
    }
    return render(request, "plans/task.html", context)


def _facts(row: Task) -> str:
    """What one wants to know first, on one line: who, when, by when, what comes out."""
    terms = row.terms
    said = [row.lead_body.name if row.lead_body else "Chưa phân công", time_of(row)]
    said.append(f"hạn {format_date(row.due_on)}" if row.due_on else "")
    return " · ".join(filter(None, [*said, terms.product if terms else ""]))


def _details(terms: TaskTerms, due_on: date | None, partners: list[str]) -> list[tuple[str, str]]:
    """Everything the plan says of the task, label and words; what it does not say is left out."""
    shown: list[tuple[str, Any]] = [
        ("Phối hợp", partners or terms.partners),
        ("Thời gian", when_of(terms)),
        ("Hạn", format_date(due_on) if due_on else ""),
        ("Sản phẩm", terms.product),
        ("Đối tượng", terms.audience),
        ("Hình thức", [row.name for row in terms.forms.all()]),
        ("Nội dung tuyên truyền", [row.name for row in terms.themes.all()]),
        ("Lĩnh vực cải cách", [row.name for row in terms.reform_fields.all()]),
        ("Kinh phí", terms.budget),
        ("Trọng số", "" if terms.weight == 1 else vnnumber(terms.weight)),
        ("Ghi chú", terms.note),
    ]
    return [
        (label, "; ".join(value) if isinstance(value, list) else value) for label, value in shown if value
    ]


def _may(request: StaffRequest, row: Task) -> dict[str, bool]:
    """Which buttons stand on the page. The actions check again."""
    actor = request.actor
    leads = access.leads(actor, row)
    works = access.may_work(actor, row)
    confirms = actor.may(rights.CONFIRM, row.agency_id, row.lead_body_id)
    return {
        "accept": leads and row.state in OPEN and row.accepted_at is None and row.lead_body_id is not None,
        "give": leads and row.state in OPEN,
        "nudge": leads and row.state in OPEN and row.plan.state == Plan.State.ISSUED,
        "record": access.may_credit(actor, row) and row.state not in (Task.State.DONE, Task.State.STOPPED),
        "ask": works and row.state in OPEN,
        "confirm": confirms and row.state == Task.State.WAIT and row.done_asked_by_id != actor.person_id,
        "finish": confirms and row.state in OPEN,
        "reopen": actor.may(rights.VOID, row.agency_id, row.lead_body_id) and row.state == Task.State.DONE,
    }


def _back(row: Task) -> HttpResponse:
    return redirect("plans:task", row.pk)


def _back_if_seen(request: StaffRequest, row: Task) -> HttpResponse:
    """To the task; to the list for whoever has just passed it out of their own sight."""
    still = access.visible_tasks(request.actor).filter(pk=row.pk).exists()
    return _back(row) if still else redirect("plans:tasks")


@staff_required
@require_POST
def act(request: StaffRequest, task_id: int) -> HttpResponse:
    """The buttons of the page that need no page of their own."""
    row = access.get_task(request.actor, task_id)
    wish = request.POST.get("viec", "")
    words = request.POST.get("reason", "")[:300]
    explanation = request.POST.get("explanation", "")[:2000]
    verbs: dict[str, tuple[Callable[[], Any], str]] = {
        "tiep-nhan": (lambda: actions.accept(row, actor=request.actor), "Đã tiếp nhận nhiệm vụ."),
        "bat-dau": (lambda: actions.start(row, actor=request.actor), "Đã chuyển sang đang thực hiện."),
        "giai-trinh": (
            lambda: actions.set_explanation(row, explanation, actor=request.actor),
            "Đã lưu giải trình.",
        ),
        "de-nghi": (
            lambda: actions.ask_done(row, explanation, actor=request.actor),
            "Đã đề nghị xác nhận hoàn thành.",
        ),
        "xac-nhan": (lambda: actions.confirm_done(row, actor=request.actor), "Đã xác nhận hoàn thành."),
        "tra-de-nghi": (
            lambda: actions.return_done(row, words, actor=request.actor),
            "Đã trả lại đề nghị kèm lý do.",
        ),
        "mo-lai": (lambda: actions.reopen(row, words, actor=request.actor), "Đã mở lại nhiệm vụ."),
        "tra-lai": (
            lambda: actions.hand_back(row, words, actor=request.actor),
            "Đã trả lại nhiệm vụ kèm lý do.",
        ),
    }
    if wish not in verbs:
        raise NotVisible
    verb, said = verbs[wish]
    verb()
    messages.success(request, said)
    return _back_if_seen(request, row)


@staff_required
@require_POST
def nudge(request: StaffRequest, task_id: int) -> HttpResponse:
    """Reminds now, from the task's page or from a list, and goes back there."""
    row = access.get_task(request.actor, task_id, to=access.EDIT)
    try:
        told = actions.nudge(row, actor=request.actor)
    except Refused as refusal:
        messages.warning(request, f"Nhiệm vụ {row.code}: {refusal.message}")
    else:
        messages.success(request, f"Đã nhắc {told} người về nhiệm vụ {row.code}.")
    back = request.POST.get("ve", "")
    # A path only: `redirect` takes anything else for the name of a view.
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=set())
    return redirect(back) if safe else _back(row)


@staff_required
@require_POST
def finish(request: StaffRequest, task_id: int, instance_id: int) -> HttpResponse:
    """Confirms one occasion of a recurring task, explains it, or opens it again."""
    row = access.get_task(request.actor, task_id)
    instance = row.instances.filter(pk=instance_id, withdrawn=False).first()
    if instance is None:
        raise NotVisible
    if request.POST.get("viec") == "mo-lai":
        actions.reopen_instance(instance, request.POST.get("reason", "")[:300], actor=request.actor)
        messages.success(request, f"Đã mở lại kỳ {instance.label}.")
    elif request.POST.get("viec") == "giai-trinh":
        words = request.POST.get("explanation", "")[:2000]
        actions.explain_instance(instance, words, actor=request.actor)
        messages.success(request, f"Đã lưu giải trình của {instance.label}.")
    else:
        actions.finish_instance(instance, actor=request.actor)
        messages.success(request, f"Đã xác nhận kỳ {instance.label}.")
    return redirect(reverse("plans:task", args=[row.pk]) + "#ky")


@staff_required
@require_POST
def credit(request: StaffRequest, activity_id: int) -> HttpResponse:
    """Counts an activity towards a task or one occasion of it, chosen on the activity's page."""
    activity = get_activity(request.actor, activity_id)
    kind, _, number = request.POST.get("towards", "").partition(":")
    key = whole(number)
    if key is None or kind not in ("plans.task", "plans.instance"):
        raise NotVisible
    towards_handler(kind)(activity, key, actor=request.actor)
    messages.success(request, "Đã tính hoạt động vào nhiệm vụ.")
    return redirect("ledger:activity", activity.pk)


@staff_required
@require_POST
def uncredit(request: StaffRequest, task_id: int, credit_id: int) -> HttpResponse:
    row = access.get_task(request.actor, task_id, to=access.WORK)
    credit = row.credits.select_related("task", "activity").filter(pk=credit_id).first()
    if credit is None:
        raise NotVisible
    actions.uncredit(credit, actor=request.actor)
    messages.success(request, "Hoạt động thôi tính vào nhiệm vụ này. Hoạt động vẫn còn trong sổ.")
    return _back(row)


@staff_required
@require_http_methods(["GET", "POST"])
def assign(request: StaffRequest, task_id: int) -> HttpResponse:
    """Who does it."""
    row = access.get_task(request.actor, task_id, to=access.EDIT)
    named = list(row.assignments.all())
    initial = {
        "main": next((one.person_id for one in named if one.main), None),
        "people": [one.person_id for one in named if not one.main],
    }
    form = AssignForm(request.POST or None, task=row, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.assign(row, form.cleaned_data["people"], form.cleaned_data["main"], actor=request.actor)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            named = form.cleaned_data["main"] or form.cleaned_data["people"]
            messages.success(request, "Đã giao người thực hiện." if named else "Nhiệm vụ chưa giao cho ai.")
            return _back(row)
    return _form(request, row, form, "Giao người thực hiện", "Giao việc")


@staff_required
@require_http_methods(["GET", "POST"])
def forward(request: StaffRequest, task_id: int) -> HttpResponse:
    """To another body of the agency, with a reason; to the first one without."""
    row = access.get_task(request.actor, task_id, to=access.EDIT)
    form = ForwardForm(request.POST if request.method == "POST" else None, task=row)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"] or ForwardForm.FIRST
            actions.forward(row, form.cleaned_data["body"], reason, actor=request.actor)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, f"Đã chuyển nhiệm vụ cho {form.cleaned_data['body']}.")
            return _back_if_seen(request, row)
    if row.lead_body_id is None:
        return _form(request, row, form, "Giao đơn vị chủ trì", "Giao nhiệm vụ")
    return _form(request, row, form, "Chuyển nhiệm vụ", "Chuyển nhiệm vụ")


@staff_required
@require_http_methods(["GET", "POST"])
def split(request: StaffRequest, task_id: int) -> HttpResponse:
    """Cuts the task into parts, each with its body and day."""
    row = access.get_task(request.actor, task_id, to=access.EDIT)
    form = SplitForm(request.POST or None, task=row)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.split(row, form.drafts(), actor=request.actor)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, f"Đã chia thành {len(made)} phần.")
            return _back(row)
    return _form(request, row, form, "Chia nhiệm vụ", "Chia nhiệm vụ", template="plans/split.html")


def _form(
    request: StaffRequest,
    row: Task,
    form: Any,
    title: str,
    button: str,
    template: str = "plans/task_form.html",
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"task": row, "form": form, "title": title, "button": button}
    return render(request, template, context, status=status)
