"""*Số liệu theo kỳ*: the list, one value, entering, confirming, voiding and replacing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tables2.rows import BoundRows

from lantoa.audit.actions import note_read
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.ledger import access, actions, series
from lantoa.ledger.forms import ReasonForm, read_seen
from lantoa.ledger.measurement_forms import MeasureChoiceForm, MeasurementForm
from lantoa.ledger.models import Measure, Measurement, State
from lantoa.ledger.web import measurement_page
from lantoa.ledger.web.activity_page import proof_name
from lantoa.ledger.web.measurement_tables import (
    ALL,
    FROM_ACTIVITIES,
    ExportTable,
    MeasurementFilter,
    MeasurementTable,
)
from lantoa.organisation.access import CONFIRM, SEE, VOID, get_agency
from lantoa.organisation.guard import StaffRequest, posted, require
from lantoa.ui.filters import FilterSet
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import ForgivingPaginator, ListPage
from lantoa.ui.tables import Table

PER_PAGE, RECENT = 20, 6


def views_of(request: StaffRequest, here: str) -> list[Link]:
    """The ways to look at values; what waits only for who confirms."""
    links = [
        Link("Danh sách", reverse("ledger:measurements"), "page" if here == "list" else ""),
        Link("Diễn biến", reverse("ledger:course"), "page" if here == "course" else ""),
    ]
    if request.actor.scope(CONFIRM):
        waiting = access.measurements_waiting_for(request.actor).count()
        url = reverse("ledger:confirm_measurements")
        links.append(Link("Chờ xác nhận", url, "page" if here == "confirm" else "", waiting))
    return links


def may_record(request: StaffRequest) -> bool:
    return bool(access.recordable_bodies(request.actor) or access.agencies_to_record_for(request.actor))


@method_decorator(require(SEE), name="dispatch")
class MeasurementList(ListPage):
    template_name = "ledger/measurements.html"
    title = "Số liệu theo kỳ"
    sub = "Số liệu không đến từ một hoạt động: người theo dõi trang, tỷ lệ, số thống kê hằng tháng."
    noun = "số liệu"
    table_class = MeasurementTable
    filter_class = MeasurementFilter
    export_name = "so-lieu"
    empty_title = "Chưa có số liệu theo kỳ"
    empty_text = "Ghi số liệu của tháng, quý kèm nguồn; phụ trách đơn vị xác nhận thì số liệu được tính."
    request: StaffRequest

    def rows(self) -> Any:
        if self.request.GET.get("nguon") in (FROM_ACTIVITIES, ALL):
            return access.visible_values(self.request.actor)
        return access.visible_measurements(self.request.actor)

    def views(self) -> list[Link]:
        return views_of(self.request, "list")

    def context(self, request: HttpRequest, table: Table, filterset: FilterSet | None) -> dict[str, Any]:
        """Joins and counts only for the rows of the page."""
        found = super().context(request, table, filterset)
        found["total"] = filterset.total() if isinstance(filterset, MeasurementFilter) else ""
        shown = series.page_with_columns(list(table.page.object_list.data.values_list("pk", flat=True)))
        table.page.object_list = BoundRows(shown, table=table)
        return found

    def extra(self) -> dict[str, Any]:
        return {"may_record": may_record(self.request)}

    def export(self, table: Table, form: str) -> HttpResponseBase:
        wide = ExportTable(
            series.with_columns(table.data.data), request=self.request, order_by=table.order_by
        )
        response = super().export(wide, form)
        agency_id = self.request.actor.home_agency_id
        if agency_id is not None:
            agency = get_agency(self.request.actor, agency_id)
            note_read("ledger.measurements_exported", agency, actor=self.request.actor, agency_id=agency_id)
        return response


@require(SEE)
@require_safe
def measurement(request: StaffRequest, measurement_id: int) -> HttpResponse:
    row = access.get_measurement(request.actor, measurement_id)
    return render(request, "ledger/measurement.html", measurement_page.context(request, row))


@require(SEE)
@require_http_methods(["GET", "POST"])
def record(request: StaffRequest) -> HttpResponse:
    """First the measure, in the address, then its fields: they differ by kind, and nothing needs a script."""
    if not may_record(request):
        raise NotVisible
    choice = MeasureChoiceForm(request.GET if "so_do" in request.GET else None)
    if not choice.is_valid():
        context = {"form": choice}
        return render(request, "ledger/measure_choice.html", context, status=422 if choice.errors else 200)
    measure: Measure = choice.cleaned_data["so_do"]
    asked = {"period": request.GET.get("ky", "")} if request.GET.get("ky") else {}
    form = MeasurementForm(
        posted(request), request.FILES or None, actor=request.actor, measure=measure, initial=asked
    )
    return _form_page(
        request,
        form,
        lambda: actions.record_measurement_with_proof(form.draft(), form.proof(), actor=request.actor),
        title=f"Ghi số liệu: {measure.name}",
        button="Ghi số liệu",
        back=("ledger:measurements",),
        said="Đã ghi số liệu, đang chờ xác nhận.",
        more_url=f"{reverse('ledger:record_measurement')}",
    )


@require(SEE)
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, measurement_id: int) -> HttpResponse:
    """The same form over a draft, for who recorded it."""
    row = access.get_measurement(request.actor, measurement_id, to=access.EDIT)
    if row.state != State.DRAFT:
        raise Refused("Số liệu này đã được xác nhận hoặc đã hủy, không sửa được.", code="locked")
    form = MeasurementForm(
        posted(request), request.FILES or None, actor=request.actor, measure=row.measure, measurement=row
    )
    return _form_page(
        request,
        form,
        lambda: actions.revise_measurement_with_proof(
            row, form.draft(), form.proof(), actor=request.actor, seen=form.cleaned_data["edition"]
        ),
        title=f"Sửa số liệu: {row.measure.name}",
        button="Lưu số liệu",
        back=("ledger:measurement", row.pk),
        said="Đã lưu số liệu, đang chờ xác nhận.",
        evidence=measurement_page.proofs(request, row, may_remove=True),
    )


def _form_page(request: StaffRequest, form: MeasurementForm, write: Any, **words: Any) -> HttpResponse:
    """The form with what was recorded lately beside it; after writing, what is worth a second look is said."""

    def act() -> Measurement:
        try:
            outcome: actions.Measured = write()
        except Refused as refusal:
            refusal.field = form.field_of(refusal.field)
            raise
        for refused in outcome.refused:
            messages.error(request, refused.message)
        for text in measurement_page.doubts(outcome.measurement):
            messages.warning(request, text)
        return outcome.measurement

    return form_page(
        request,
        form,
        act,
        to=lambda row: ("ledger:measurement", row.pk),
        template="ledger/measurement_form.html",
        measure=form.measure,
        recent=measurement_page.lately(request, form.measure, RECENT),
        **words,
    )


@require(CONFIRM)
@require_http_methods(["GET", "POST"])
def confirm_page(request: StaffRequest) -> HttpResponse:
    """What waits, the oldest first; POST confirms what was ticked, each in the edition that was seen."""
    waiting = access.measurements_waiting_for(request.actor)
    if request.method == "POST":
        _confirm_ticked(request)
        return redirect("ledger:confirm_measurements")
    page = ForgivingPaginator(series.with_columns(waiting), PER_PAGE).page(request.GET.get("trang", 1))
    context = {
        "page": page,
        "rows": measurement_page.waiting_rows(list(page)),
        "count": page.paginator.count,
        "mine": measurement_page.others_confirm(request.actor),
        "list_views": views_of(request, "confirm"),
    }
    return render(request, "ledger/confirm_measurements.html", context)


def _confirm_ticked(request: StaffRequest) -> None:
    seen = read_seen(request.POST.getlist("muc"))
    if not seen:
        messages.warning(request, "Chưa chọn mục nào. Đánh dấu các mục rồi bấm lại.")
        return
    chosen = list(access.measurements_sent_to(request.actor).filter(pk__in=seen))
    outcome = actions.confirm_many_measurements(chosen, actor=request.actor, seen=seen)
    if outcome.done:
        messages.success(request, f"Đã xác nhận {len(outcome.done)} số liệu.")
    for _, why in outcome.refused:
        messages.error(request, why)
    if len(seen) > len(chosen):
        messages.warning(request, f"{len(seen) - len(chosen)} mục không còn chờ: người khác đã xử lý.")


@require(SEE)
@require_POST
def confirm(request: StaffRequest, measurement_id: int) -> HttpResponse:
    row = access.get_measurement(request.actor, measurement_id, to=CONFIRM)
    seen = request.POST.get("edition", "")
    actions.confirm_measurement(
        row,
        actor=request.actor,
        seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None,
    )
    messages.success(request, "Đã xác nhận số liệu.")
    return redirect("ledger:measurement", row.pk)


@require(SEE)
@require_POST
def discard(request: StaffRequest, measurement_id: int) -> HttpResponse:
    row = access.get_measurement(request.actor, measurement_id, to=access.EDIT)
    actions.discard_measurement(row, actor=request.actor)
    messages.success(request, "Đã bỏ số liệu chưa xác nhận.")
    return redirect("ledger:measurements")


@require(SEE)
@require_http_methods(["GET", "POST"])
def void(request: StaffRequest, measurement_id: int) -> HttpResponse:
    row = access.get_measurement(request.actor, measurement_id, to=VOID)
    form = ReasonForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.void_measurement(row, form.cleaned_data["reason"], actor=request.actor),
        title="Hủy số liệu",
        button="Hủy số liệu",
        kind="stop",
        intro=f"{row}. Số liệu vẫn đọc được nhưng không tính vào tổng nào nữa.",
        back=("ledger:measurement", row.pk),
        said="Đã hủy số liệu.",
    )


@require(SEE)
@require_http_methods(["GET", "POST"])
def replace(request: StaffRequest, measurement_id: int) -> HttpResponse:
    """Void-and-replace; of a value that was voided already no reason is asked again."""
    row = access.get_measurement(request.actor, measurement_id, to=VOID)
    form = ReasonForm(posted(request))
    if row.state == State.VOIDED:
        del form.fields["reason"]
    return form_page(
        request,
        form,
        lambda: actions.replace_measurement(row, form.cleaned_data.get("reason", ""), actor=request.actor),
        title="Đính chính số liệu",
        button="Hủy và thay thế" if row.state != State.VOIDED else "Ghi lại số liệu",
        intro=f"{row}. Số liệu này được giữ nguyên và đánh dấu đã thay thế; số liệu mới mở ra với giá trị và minh "
        "chứng cũ, sửa xong thì người khác xác nhận. Báo cáo đã ban hành không đổi.",
        back=("ledger:measurement", row.pk),
        to=lambda new: ("ledger:edit_measurement", new.pk),
        said="Đã mở số liệu thay thế; sửa lại cho đúng.",
    )


@require(SEE)
@require_http_methods(["GET", "POST"])
def remove_proof(request: StaffRequest, measurement_id: int, evidence_id: int) -> HttpResponse:
    row = access.get_measurement(request.actor, measurement_id, to=access.EDIT)
    evidence = series.evidence_of(row).filter(pk=evidence_id).first()
    if evidence is None:
        raise Http404
    form = ReasonForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.detach(evidence, form.cleaned_data["reason"], actor=request.actor),
        title=f"Bỏ minh chứng “{proof_name(evidence)}”",
        button="Bỏ minh chứng",
        kind="stop",
        intro=str(row),
        back=("ledger:measurement", row.pk),
        said="Đã bỏ minh chứng. Lý do nằm trong lịch sử của số liệu.",
    )
