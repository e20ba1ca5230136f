"""A file of procedures: upload → what would change, row by row → confirm."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.foundation.errors import NotVisible, Refused
from lantoa.organisation.guard import StaffRequest, posted, put_on_form, staff_required
from lantoa.procedures import access, actions, codes, intaking, queries, sheet
from lantoa.procedures.comparing import Comparison, Listed, shown
from lantoa.procedures.drafts import LABELS
from lantoa.procedures.intake_forms import FileForm, TakeForm
from lantoa.procedures.models import Intake
from lantoa.ui.frames import Link
from lantoa.ui.lists import ForgivingPaginator
from lantoa.ui.registry import ExportColumn, exporter
from lantoa.ui.tables import PAGE_FIELD

PER_PAGE = 50
MOST_ERRORS = 200
PARTS = {
    "thay-doi": ("Thay đổi", "changed"),
    "moi": ("Mới", "new"),
    "thieu": ("Không có trong tệp", "missing"),
    "khong-doi": ("Không đổi", "unchanged"),
    "cap-tren": ("Cấp trên quản lý", "above"),
}
WIDE = {"name": 60, "legal_basis": 60, "time_text": 40, "fee": 30, "resolver": 40, "field": 30}


@staff_required
@require_http_methods(["GET", "POST"])
def upload(request: StaffRequest) -> HttpResponse:
    agencies = access.kept_agencies(request.actor)
    first = agencies.first()
    if first is None:
        raise NotVisible
    files = request.FILES if request.method == "POST" else None
    form = FileForm(posted(request), files, agencies=agencies)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            intake, job = actions.start_intake(
                data["file"].read(),
                data["file"].name,
                data.get("agency") or first,
                source=data["source"],
                synced_on=data["synced_on"],
                actor=request.actor,
            )
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            return redirect("jobs:job", job.pk) if job else redirect("procedures:intake", intake.pk)
    waiting = queries.open_intakes(agencies)
    context = {"form": form, "waiting": waiting}
    return render(request, "procedures/upload.html", context, status=422 if form.errors else 200)


@staff_required
@require_safe
def template(request: StaffRequest) -> HttpResponseBase:
    """An empty list with our headings, one row that shows how, and beside it the words that may be used."""
    if not access.kept_agencies(request.actor).exists():
        raise NotVisible
    columns = [ExportColumn(label, width=WIDE.get(name, 18)) for name, label in LABELS.items()]
    example = {
        "code": codes.EXAMPLE,
        "name": "Tên thủ tục như trong quyết định công bố",
        "field": "Hoạt động xây dựng",
        "levels": "Cấp tỉnh; Cấp xã",
        "service": "Toàn trình",
        "days": "20",
        "state": "Còn hiệu lực",
        "effective_from": "01/07/2026",
    }
    words = [
        list(row) for row in zip_longest(*(said.split("; ") for said in sheet.SAID.values()), fillvalue="")
    ]
    beside = [("Từ dùng được", [ExportColumn(LABELS[name], width=32) for name in sheet.SAID], words)]
    rows = [[example.get(name, "") for name in LABELS]]
    return exporter()(columns, rows, form="xlsx", name="mau-thu-tuc", title=sheet.SHEET, beside=beside)


@staff_required
@require_http_methods(["GET", "POST"])
def intake(request: StaffRequest, intake_id: int) -> HttpResponse:
    row = access.get_intake(request.actor, intake_id)
    if row.state != Intake.State.READ:
        return render(request, "procedures/intake_done.html", {"intake": row, "result": _result(row)})
    found = intaking.comparison_of(row)
    form = TakeForm(posted(request), found=found)
    problem, errors = "", found.errors
    if request.method == "POST" and form.is_valid():
        try:
            return _take(request, row, found, form.cleaned_data)
        except actions.FileRefused as refusal:
            errors = refusal.errors
        except Refused as refusal:
            problem = refusal.message
            form = TakeForm(None, found=found)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "procedures/intake.html", _context(request, row, found, form, problem, errors), status=status
    )


def _take(request: StaffRequest, row: Intake, found: Comparison, data: dict[str, Any]) -> HttpResponse:
    which, day = data.get("which", ""), data.get("day")
    size = len(found.new) + len(found.changed) + len(intaking.to_abolish(found, which))
    if size > intaking.MANY:
        job = intaking.take_later(row, data["digest"], which, day, actor=request.actor)
        return redirect("jobs:job", job.pk)
    taken = actions.take_intake(row, data["digest"], which, day, actor=request.actor)
    messages.success(request, f"Đã nhập danh mục: {intaking.said_counts(taken.result)}.")
    return redirect("procedures:list")


@staff_required
@require_POST
def drop(request: StaffRequest, intake_id: int) -> HttpResponse:
    row = access.get_intake(request.actor, intake_id)
    actions.drop_intake(row, actor=request.actor)
    messages.success(request, f"Đã bỏ tệp {row.file_name}. Danh mục giữ nguyên.")
    return redirect("procedures:import")


def _context(
    request: StaffRequest, row: Intake, found: Comparison, form: TakeForm, problem: str, errors: Any
) -> dict[str, Any]:
    parts = {word: getattr(found, name) for word, (_, name) in PARTS.items()}
    chosen = request.GET.get("xem", "")
    if not parts.get(chosen):
        chosen = next((word for word, rows in parts.items() if rows), "moi")
    views = [
        Link(label, f"?xem={word}", "page" if word == chosen else "", len(parts[word]))
        for word, (label, _) in PARTS.items()
        if parts[word]
    ]
    rows: tuple[Listed, ...] = parts[chosen]
    once = intaking.told_once(row)
    return {
        "intake": row,
        "found": found,
        "form": form,
        "problem": problem,
        "errors": errors[:MOST_ERRORS],
        "error_count": len(errors),
        "list_views": views,
        "part": chosen,
        "part_label": PARTS[chosen][0],
        "page": ForgivingPaginator(rows, PER_PAGE).page(request.GET.get(PAGE_FIELD, 1)),
        "once": once,
        "told_once": [found_label(name, value) for name, value in once.items()],
        "writes": len(found.new) + len(found.changed),
    }


def found_label(name: str, value: str) -> str:
    return f"{LABELS[name]}: {shown(name, value)}"


def _result(row: Intake) -> str:
    return intaking.said_counts(row.result) if row.state == Intake.State.TAKEN else ""
