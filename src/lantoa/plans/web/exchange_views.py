"""Tasks out to Excel and back: a dry run first, then all or nothing."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.documents.blocks import Source, Unreadable
from lantoa.documents.reading import read
from lantoa.foundation.errors import Refused
from lantoa.organisation.guard import StaffRequest, staff_required
from lantoa.plans import access, intake
from lantoa.plans.actions.exchanging import SheetRefused
from lantoa.plans.cells import guide, guide_rows
from lantoa.plans.exchange import (
    COLUMNS,
    SHEET,
    WORDS_SHEET,
    Change,
    Comparison,
    RowError,
    compare,
    in_order,
    is_sheet,
)
from lantoa.plans.models import Plan
from lantoa.plans.queries.exchange import rows_of, sheet_of, words_of
from lantoa.plans.queries.shown import tasks_to_exchange
from lantoa.ui.lists import EXPORT_FIELD
from lantoa.ui.registry import ExportColumn, exporter

SALT = "lantoa.plans.exchange"
MOST_BYTES = 10 * 1024 * 1024


class SheetForm(forms.Form):
    file = forms.FileField(label="Tệp Excel đã sửa", help_text="Tệp xuất từ trang này, dưới 10 MB.")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("Tệp lớn hơn 10 MB. Xuất lại và chỉ sửa các ô cần sửa.")
        return file


def _tasks(request: StaffRequest, plan: Plan) -> Any:
    return tasks_to_exchange(request.actor, plan)


@staff_required
@require_safe
def export(request: StaffRequest, plan_id: int) -> HttpResponseBase:
    """The plan's tasks that the actor sees, in the form that comes back; `?xuat=csv` as CSV."""
    plan = access.get_plan(request.actor, plan_id)
    words = words_of(plan)
    rows = rows_of(sheet_of(_tasks(request, plan), words))
    number = plan.current.document_number.replace("/", "-") if plan.current else str(plan.pk)
    columns = [ExportColumn(label) for label, _ in COLUMNS]
    form = "csv" if request.GET.get(EXPORT_FIELD) == "csv" else "xlsx"
    beside = [(WORDS_SHEET, [ExportColumn(label, width=40) for label, _ in guide(words)], guide_rows(words))]
    name = f"nhiem-vu-{slugify(number)}"
    return exporter()(columns, rows, form=form, name=name, title=SHEET, beside=beside)


@staff_required
@require_http_methods(["GET", "POST"])
def exchange(request: StaffRequest, plan_id: int) -> HttpResponse:
    """Upload → what would change, row by row → confirm."""
    plan = access.get_plan(request.actor, plan_id)
    if request.method == "POST" and "changes" in request.POST:
        return _confirm(request, plan)
    form = SheetForm(request.POST or None, request.FILES or None)
    comparison = None
    if request.method == "POST" and form.is_valid():
        try:
            comparison = _compare(request, plan, form.cleaned_data["file"])
        except Unreadable as problem:
            form.add_error("file", problem.message)
    return _show(request, plan, form, comparison)


def _compare(request: StaffRequest, plan: Plan, file: Any) -> Comparison:
    words = words_of(plan)
    found = compare(_rows(read(file.read(), file.name)), sheet_of(_tasks(request, plan), words), words)
    try:
        intake.try_sheet(plan, found.changes, actor=request.actor)
    except SheetRefused as refusal:
        return replace(found, errors=in_order((*found.errors, *refusal.errors)))
    return found


def _rows(source: Source) -> list[list[str]]:
    """The rows of the sheet of tasks, wherever it stands in the workbook, numbered as Excel shows them."""
    tables = [
        ([[c.text if c.origin else "" for c in row] for row in table.rows], table) for table in source.tables
    ]
    if not tables:
        return []
    rows, table = next(((rows, table) for rows, table in tables if is_sheet(rows)), tables[0])
    first = table.rows[0][0].place.cell or "A1"
    above = int("".join(letter for letter in first if letter in "0123456789") or "1") - 1
    return [[] for _ in range(above)] + rows


def _confirm(request: StaffRequest, plan: Plan) -> HttpResponse:
    try:
        kept = signing.loads(
            request.POST["changes"], salt=f"{SALT}.{plan.pk}.{request.actor.person_id}", max_age=3600
        )
    except signing.BadSignature:
        raise Refused("Bản so sánh đã quá một giờ hoặc không còn đúng. Nạp lại tệp.", code="stale") from None
    changes = [Change(**row) for row in kept]
    try:
        taken = intake.take_sheet(plan, changes, actor=request.actor)
    except SheetRefused as refusal:
        return _show(request, plan, SheetForm(), Comparison(len(changes), errors=refusal.errors))
    if taken.tasks:
        messages.success(request, f"Đã cập nhật {taken.tasks} nhiệm vụ.")
    if taken.draft is not None:
        messages.info(request, "Thay đổi nội dung văn bản đã đưa vào bản thảo điều chỉnh.")
        return redirect("plans:draft", taken.draft.pk)
    return redirect("plans:plan", plan.pk)


def _show(request: StaffRequest, plan: Plan, form: SheetForm, found: Comparison | None) -> HttpResponse:
    signed = ""
    if found and not found.errors and not found.unchanged:
        rows = [asdict(change) for change in found.changes]
        signed = signing.dumps(rows, salt=f"{SALT}.{plan.pk}.{request.actor.person_id}", compress=True)
    errors: tuple[RowError, ...] = found.errors if found else ()
    status = 422 if errors or (form.is_bound and form.errors) else 200
    context = {"plan": plan, "form": form, "found": found, "signed": signed, "errors": errors[:200]}
    return render(request, "plans/exchange.html", context, status=status)
