"""From a document to a plan, on screen: load, correct beside the source, confirm."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.documents.blocks import Unreadable
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.foundation.text import whole
from lantoa.ledger import storage
from lantoa.organisation import access as rights
from lantoa.organisation.access import get_agency, visible_agencies
from lantoa.organisation.guard import StaffRequest, require
from lantoa.organisation.models import Agency
from lantoa.plans import access, actions, editing, intake
from lantoa.plans.forms.review import Review, UploadForm
from lantoa.plans.models import Draft, Plan
from lantoa.plans.web.draft_page import Page

BIG = 2 * 1024 * 1024
# Where the reader stands after a button whose item is gone: at the one above or below.
BESIDE = {"bo": 1, "gop": -1}


@require(rights.PLAN)
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Load a file or paste text. A big file is read by a job; its page shows how far it is."""
    agencies = _agencies(request)
    form = UploadForm(request.POST or None, request.FILES or None, agencies=agencies)
    if request.method == "POST" and form.is_valid():
        agency = get_agency(request.actor, form.cleaned_data["agency"], to=rights.PLAN)
        try:
            return _take_in(request, form, agency)
        except Unreadable as problem:
            form.add_error("file" if form.cleaned_data.get("file") else "text", problem.message)
    status = 422 if form.is_bound else 200
    return render(request, "plans/new.html", {"form": form}, status=status)


def _agencies(request: StaffRequest) -> list[Agency]:
    """Those that the actor may plan for today."""
    return [row for row in visible_agencies(request.actor) if request.actor.may(rights.PLAN, row.pk)]


def _take_in(request: StaffRequest, form: UploadForm, agency: Agency) -> HttpResponse:
    upload = form.cleaned_data.get("file")
    if upload is None:
        draft = intake.draft_from_text(form.cleaned_data["text"], agency, actor=request.actor)
        return redirect("plans:draft", draft.pk)
    if upload.size > BIG:
        job = intake.read_later(upload.read(), upload.name, agency, actor=request.actor)
        return redirect("jobs:job", job.pk)
    draft = intake.draft_from_file(upload.read(), upload.name, agency, actor=request.actor)
    return redirect("plans:draft", draft.pk)


@require(rights.PLAN)
@require_POST
def blank(request: StaffRequest) -> HttpResponse:
    """An empty draft to be written on screen."""
    agencies = _agencies(request)
    if not agencies:
        raise NotVisible
    chosen = request.POST.get("agency")
    agency = next((row for row in agencies if str(row.pk) == chosen), agencies[0])
    return redirect("plans:draft", intake.empty_draft(agency, actor=request.actor).pk)


@require(rights.PLAN)
@require_POST
def amend(request: StaffRequest, plan_id: int) -> HttpResponse:
    """A draft of the plan's next version."""
    plan = access.get_plan(request.actor, plan_id, to=access.PLAN)
    return redirect("plans:draft", intake.amendment_draft(plan, actor=request.actor).pk)


@require(rights.PLAN)
@require_safe
def original(request: StaffRequest, draft_id: int) -> FileResponse:
    """The file as it came in: always a download, never shown by the browser."""
    draft = access.get_draft(request.actor, draft_id)
    if draft.file is None:
        raise NotVisible
    try:
        content = storage.path_of(draft.file.sha256).open("rb")
    except FileNotFoundError:
        raise NotVisible from None
    response = FileResponse(content, as_attachment=True, filename=draft.file.name)
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require(rights.PLAN)
@require_http_methods(["GET", "POST"])
def review(request: StaffRequest, draft_id: int) -> HttpResponse:
    """The draft beside its source. Whatever button is pressed, all that was typed is kept."""
    draft = access.get_draft(request.actor, draft_id)
    if draft.state == Draft.State.CONFIRMED and draft.plan_id:
        return redirect("plans:plan", draft.plan_id)
    if request.method == "POST" and request.POST.get("viec") == "lay-lai-ban-thao":
        actions.restore_draft(draft, actor=request.actor)
        messages.success(request, "Đã lấy lại bản thảo. Sửa tiếp được ngay.")
        return redirect("plans:draft", draft.pk)
    if request.method != "POST":
        return _show(request, draft, Review(draft.content, draft.agency))
    form = Review(draft.content, draft.agency, request.POST)
    if not form.is_valid():
        return _show(request, draft, form, status=422)
    try:
        return _do(request, draft, form, request.POST.get("viec", "luu"))
    except Refused as refusal:
        if refusal.code == "stale":
            draft = access.get_draft(request.actor, draft_id)
        return _show(request, draft, form, status=422, problem=refusal.message)


def _do(request: StaffRequest, draft: Draft, form: Review, wish: str) -> HttpResponse:
    edition = _edition(request)
    verb, _, argument = wish.partition(":")
    landed: list[str] = []

    def change(content: editing.Content) -> editing.Content:
        typed = Review(content, draft.agency, request.POST)
        typed.is_valid()
        return _edit(typed.applied(), verb, argument, request, landed)

    if verb == "xac-nhan":
        try:
            plan = actions.settle_draft(draft, edition, change, actor=request.actor)
        except Refused as refusal:
            if refusal.code == "stale":
                raise
            # No plan yet; what was typed is kept all the same.
            draft = actions.change_draft(draft, edition, change, actor=request.actor)
            form = Review(draft.content, draft.agency)
            return _show(request, draft, form, status=422, problem=refusal.message)
        messages.success(request, _issued(draft, plan))
        return redirect("plans:plan", plan.pk)
    draft = actions.change_draft(draft, edition, change, actor=request.actor)
    if verb == "bo-het":
        actions.drop_draft(draft, actor=request.actor)
        messages.success(request, f"Đã bỏ bản thảo “{draft.name}”. Mở lại bản thảo đó để lấy lại.")
        return redirect(reverse("plans:drafts") + "?trang_thai=dropped")
    place = (landed[-1] if landed else "") or "sau-luu"
    opened = f"?mo={place}" if verb != "bo" and place not in ("sau-luu", "canh-bao") else ""
    return redirect(f"{reverse('plans:draft', args=[draft.pk])}{opened}#{place}")


def _issued(draft: Draft, plan: Plan) -> str:
    """What confirming did, and what is still to be done."""
    plan.refresh_from_db()
    if draft.amends_id:
        return f"Đã điều chỉnh kế hoạch theo {plan.current}."
    tasks: list[int | None] = list(plan.tasks.values_list("lead_body_id", flat=True))
    said = f"Đã xác nhận kế hoạch {plan.current}: {len(tasks)} nhiệm vụ."
    without = sum(lead is None for lead in tasks)
    return (
        f"{said} Còn {without} nhiệm vụ chưa có đơn vị chủ trì; mở từng nhiệm vụ để giao."
        if without
        else said
    )


def _edit(
    content: editing.Content, verb: str, argument: str, request: HttpRequest, landed: list[str]
) -> editing.Content:
    item, _, rest = argument.partition(":")
    if verb == "them":
        content, made = editing.add(content, item, rest or None)
        landed.append(made)
        return content
    changes = {
        "len": lambda: editing.move(content, item, -1),
        "xuong": lambda: editing.move(content, item, 1),
        "gop": lambda: editing.merge_up(content, item),
        "bo": lambda: editing.drop(content, item),
        "lay-lai": lambda: editing.take_back(content, item),
        "tach": lambda: editing.split(content, item, request.POST.get(f"{item}-tach", "").splitlines()),
        "loai": lambda: editing.change_kind(content, item, rest),
        "bo-canh-bao": lambda: _dismiss(content, argument),
    }
    if verb in changes:
        if verb in BESIDE:
            landed.append(editing.beside(content, item, BESIDE[verb]))
        else:
            landed.append("canh-bao" if verb == "bo-canh-bao" else item)
        return changes[verb]()
    if verb == "them-can-cu":
        landed.append("can-cu")
    return content


def _dismiss(content: editing.Content, index: str) -> editing.Content:
    """A doubt that the person has looked at is marked seen, not deleted; "tat-ca" marks them all."""
    warnings = [dict(row) for row in content.get("warnings", [])]
    at = whole(index)
    if index == "tat-ca":
        warnings = [{**row, "seen": True} for row in warnings]
    elif at is not None and at < len(warnings):
        warnings[at]["seen"] = True
    return {**content, "warnings": warnings}


def _edition(request: HttpRequest) -> int:
    return whole(request.POST.get("edition")) or 0


def _show(
    request: StaffRequest, draft: Draft, form: Review, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    page = Page(draft, form, opened=request.GET.get("mo", ""))
    return render(
        request,
        "plans/draft.html",
        {"draft": draft, "page": page, "form": form, "problem": problem},
        status=status,
    )
