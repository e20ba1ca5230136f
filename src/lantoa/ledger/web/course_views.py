"""*Diễn biến*: one measure over periods, as bars with their figures; every figure opens the values behind it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.foundation.text import NBSP, format_number
from lantoa.ledger import access, queries, series
from lantoa.ledger.measurement_forms import CourseForm
from lantoa.ledger.models import Measure
from lantoa.ledger.web.measurement_tables import ALL, CONFIRMED
from lantoa.ledger.web.measurement_views import may_record, views_of
from lantoa.organisation.access import SEE
from lantoa.organisation.guard import StaffRequest, require
from lantoa.ui import registry
from lantoa.ui.charts import Bar, Bars
from lantoa.ui.lists import EXPORT_FIELD, FORMS
from lantoa.ui.registry import ExportColumn
from lantoa.ui.words import vndate


@require(SEE)
@require_safe
def course(request: StaffRequest) -> HttpResponseBase:
    begin = series.measure_to_begin_with(request.actor)
    form = CourseForm(_with_defaults(request, begin), actor=request.actor)
    form.is_valid()  # what is wrong is said at its field, and the rest holds
    measure = form.measure() or begin
    steps = _steps(request, form, measure) if measure else []
    if measure and EXPORT_FIELD in request.GET:
        return _export(request, measure, steps)
    context = {
        "form": form,
        "measure": measure,
        "bars": _bars(form, measure, steps) if measure else None,
        "steps": [step for step in steps if step.total.count],
        "list_views": views_of(request, "course"),
        "may_record": may_record(request),
    }
    return render(request, "ledger/course.html", context)


def _with_defaults(request: StaffRequest, begin: Measure | None) -> Any:
    """The form shows what is shown, also where the address says nothing."""
    asked = {"so_do": begin.pk if begin else "", "ky": "thang", "nam": series.years()[0]}
    return {key: request.GET.get(key) or default for key, default in asked.items()} | {
        "don_vi": request.GET.get("don_vi", "")
    }


def _steps(request: StaffRequest, form: CourseForm, measure: Measure) -> list[series.Step]:
    rows = access.visible_values(request.actor)
    body = form.body()
    if body is not None:
        rows = rows.filter(body=body)
    return series.course(rows, measure, form.periods())


def _bars(form: CourseForm, measure: Measure, steps: list[series.Step]) -> Bars:
    body = form.body()
    where = f", {body.name}" if body else ""
    return Bars(
        f"{measure.name}{where}",
        [
            Bar(
                step.period.label,
                step.total.value,
                _said(step, measure),
                _behind(step, measure, body.pk if body else None) if step.total.count else "",
                _made_of(step),
            )
            for step in steps
        ],
        heading="Kỳ",
        figure=f"Giá trị ({measure.unit})",
        most=100 if measure.kind == Measure.Kind.RATIO and measure.unit == "%" else None,
    )


def _said(step: series.Step, measure: Measure) -> str:
    total = step.total
    if total.value is None:
        return "–"
    if total.numerator is not None and total.denominator is not None:
        parts = f"{format_number(total.numerator)}/{format_number(total.denominator)}"
        return f"{format_number(total.value, 1)}{NBSP}({parts})"
    return format_number(total.value)


def _made_of(step: series.Step) -> str:
    parts = [f"{step.activities} hoạt động"] if step.activities else []
    parts += [f"{step.standing} số liệu theo kỳ"] if step.standing else []
    return ", ".join(parts)


def _behind(step: series.Step, measure: Measure, body_id: int | None) -> str:
    query = {
        "so_do": measure.pk,
        "tu": vndate(step.period.start),
        "den": vndate(step.period.end),
        "trang_thai": CONFIRMED,
        "nguon": ALL,
    }
    return f"{reverse('ledger:measurements')}?{urlencode(query | ({'don_vi': body_id} if body_id else {}))}"


def _export(request: StaffRequest, measure: Measure, steps: list[series.Step]) -> HttpResponse:
    form = request.GET[EXPORT_FIELD]
    if form not in FORMS:
        raise Http404
    columns = [
        ExportColumn("Kỳ", width=28), ExportColumn("Từ ngày", "date", 12), ExportColumn("Đến hết ngày", "date", 12),
        ExportColumn("Giá trị", "decimal", 14), ExportColumn("Đơn vị tính", width=16),
        ExportColumn("Tử số", "decimal", 12), ExportColumn("Mẫu số", "decimal", 12),
        ExportColumn("Số hoạt động", "decimal", 14), ExportColumn("Số liệu theo kỳ", "decimal", 14),
    ]  # fmt: skip
    rows = [
        (
            step.period.label, step.period.start, step.period.end, queries.exact(step.total.value), measure.unit,
            queries.exact(step.total.numerator), queries.exact(step.total.denominator), step.activities, step.standing,
        )
        for step in steps
    ]  # fmt: skip
    name = f"dien-bien-{measure.code.lower()}"
    return registry.exporter()(columns, rows, form=form, name=name, title=measure.name)  # type: ignore[return-value]
