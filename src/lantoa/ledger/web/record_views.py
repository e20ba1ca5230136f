"""*Ghi hoạt động*: the form, its offline device, and correcting a draft."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lantoa.foundation.errors import NotVisible, Refused
from lantoa.ledger import access, actions, queries
from lantoa.ledger.forms import ActivityForm, read_towards
from lantoa.ledger.models import Activity
from lantoa.ledger.web.activity_page import proofs
from lantoa.ledger.web.desk_views import say_if_used_elsewhere
from lantoa.organisation.guard import StaffRequest, put_on_form, staff_required

SEND = "gui"
MOST_NUMBERS = 10**6  # of files that one device counts; with its id it must fit the column


@staff_required
@require_http_methods(["GET", "POST"])
def record(request: StaffRequest) -> HttpResponse:
    """What, when, how many, photos. Works without script; the script keeps it on the device and sends it once."""
    bodies = queries.bodies_to_record_for(request.actor)
    if not bodies:
        raise NotVisible
    wrong_account = _of_another_account(request)
    if wrong_account is not None:
        return wrong_account
    form = ActivityForm(request.POST or None, request.FILES or None, bodies=bodies, initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        try:
            outcome = actions.record_with_proof(
                form.draft(),
                form.proof(),
                actor=request.actor,
                towards=read_towards(request.POST.getlist("towards")),
                send=_is_to_be_sent(request) and not _is_json(request),
            )
        except Refused as refusal:
            _put(form, refusal)
        else:
            return _reply(request, outcome) if _is_json(request) else _finish(request, outcome)
    if form.errors and _is_json(request):
        labels = {name: str(form[name].label) for name in form.errors if name in form.fields}
        return JsonResponse({"errors": _said_errors(form), "labels": labels}, status=422)
    context = {"form": form, "account": request.user.pk, "kinds": _kinds(form)}
    return render(request, "ledger/record.html", context, status=422 if form.errors else 200)


def _asked(request: StaffRequest) -> dict[str, Any]:
    """What the address asks for: "?loai=tai-quay&ten=…" from a task, say."""
    asked = {"kind": request.GET.get("loai", ""), "title": request.GET.get("ten", "")[:300]}
    return {key: value for key, value in asked.items() if value}


@staff_required
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, activity_id: int) -> HttpResponse:
    """The same form over a draft. Another's change meanwhile is said, and what was typed stays on the page."""
    row = access.get_activity(request.actor, activity_id, to=access.EDIT)
    bodies = queries.bodies_to_record_for(request.actor)
    if row.body is not None and row.body not in bodies:
        bodies = [row.body, *bodies]
    bodies = [body for body in bodies if body.agency_id == row.agency_id]
    form = ActivityForm(request.POST or None, request.FILES or None, bodies=bodies, activity=row)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = actions.revise_with_proof(
                row,
                form.draft(),
                form.proof(),
                actor=request.actor,
                seen=form.cleaned_data["edition"],
                send=_is_to_be_sent(request),
            )
        except Refused as refusal:
            _put(form, refusal)
        else:
            return _finish(request, outcome)
    context = {
        "form": form,
        "activity": row,
        "evidence": proofs(request, row, may_remove=True),
        "kinds": _kinds(form),
    }
    return render(request, "ledger/edit.html", context, status=422 if form.errors else 200)


def _is_to_be_sent(request: StaffRequest) -> bool:
    return request.POST.get("viec") == SEND


def _finish(request: StaffRequest, outcome: actions.Outcome) -> HttpResponse:
    """What was refused is said; the draft and the rest stay."""
    row = outcome.activity
    say_if_used_elsewhere(request, outcome)
    if outcome.refused:
        for refusal in outcome.refused:
            messages.error(request, refusal.message)
        messages.info(request, f"Đã lưu nháp {row.number}. Thêm lại minh chứng chưa nhận được rồi gửi.")
        return redirect("ledger:edit", row.pk)
    said = f"Đã gửi {row.number} để xác nhận." if _is_to_be_sent(request) else f"Đã lưu nháp {row.number}."
    messages.success(request, said)
    return redirect("ledger:activity", row.pk)


def _put(form: ActivityForm, refusal: Refused) -> None:
    refusal.field = form.field_of(refusal.field)
    put_on_form(form, refusal)


def _kinds(form: ActivityForm) -> str:
    """Which measures and which form each kind brings: an attribute for the script."""
    return json.dumps({"measures": form.kind_measures(), "forms": form.kind_forms()}, ensure_ascii=False)


# --- what the script on the device asks for -------------------------------------------------------


def _is_json(request: StaffRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _reply(request: StaffRequest, outcome: actions.Outcome) -> HttpResponse:
    """The draft has arrived; its photos come one by one afterwards. A replay adds nothing."""
    say_if_used_elsewhere(request, outcome)
    problems = [refusal.message for refusal in outcome.refused]
    return JsonResponse({**_said(outcome.activity), "problems": problems}, status=201)


def _said(row: Activity) -> dict[str, Any]:
    return {"id": row.pk, "number": row.number, "url": reverse("ledger:activity", args=[row.pk])}


def _said_errors(form: ActivityForm) -> dict[str, list[str]]:
    return {name: [str(text) for text in texts] for name, texts in form.errors.items()}


def _of_another_account(request: StaffRequest) -> HttpResponse | None:
    """A draft kept on the device for one account is never sent under another."""
    kept_for = request.headers.get("X-Lantoa-Account")
    if kept_for is None or kept_for == str(request.user.pk):
        return None
    return JsonResponse({"error": "Bản nháp trên máy thuộc tài khoản khác."}, status=409)


def _own_draft(request: StaffRequest, client_id: UUID) -> Activity:
    row = queries.by_client_id(request.actor, client_id)
    if row is None or not access.may_edit(request.actor, row):
        raise NotVisible
    return row


@staff_required
@require_POST
def record_file(request: StaffRequest, client_id: UUID, index: int) -> HttpResponse:
    """One photo of a draft, by the device's own numbering: sent again, it is not attached again."""
    wrong_account = _of_another_account(request)
    if wrong_account is not None:
        return wrong_account
    if index >= MOST_NUMBERS:
        raise NotVisible
    row = _own_draft(request, client_id)
    upload: Any = request.FILES.get("file")
    if upload is None:
        return JsonResponse({"error": "Không có tệp."}, status=422)
    try:
        evidence = actions.attach_file(row, upload, actor=request.actor, client_key=f"{client_id}:{index}")
    except Refused as refusal:
        return JsonResponse({"error": refusal.message, "code": refusal.code}, status=422)
    return JsonResponse({"id": evidence.pk}, status=201)


@staff_required
@require_POST
def record_sent(request: StaffRequest, client_id: UUID) -> HttpResponse:
    """Every photo has arrived: the draft goes to confirmation. Asking again changes nothing."""
    wrong_account = _of_another_account(request)
    if wrong_account is not None:
        return wrong_account
    row = _own_draft(request, client_id)
    try:
        actions.submit(row, actor=request.actor)
    except Refused as refusal:
        if refusal.code != "locked":  # confirmed already: it did arrive
            return JsonResponse({"error": refusal.message, "code": refusal.code}, status=422)
    return JsonResponse(_said(row))


@require_GET
def worker(request: StaffRequest) -> HttpResponse:
    """The service worker, at an address that limits it to the form. Holds no data, so anybody may read it."""
    path = finders.find("ledger/worker.js")
    with open(str(path), encoding="utf-8") as stream:
        script = stream.read()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
