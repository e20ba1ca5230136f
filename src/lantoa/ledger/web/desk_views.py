"""*Sổ hoạt động*: the list, one activity, and what may be done with it."""

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
from lantoa.foundation.text import whole
from lantoa.ledger import access, actions, queries
from lantoa.ledger.forms import ProofForm, ReasonForm
from lantoa.ledger.models import Activity
from lantoa.ledger.web import activity_page
from lantoa.ledger.web.tables import ActivityFilter, ActivityTable, ExportTable
from lantoa.organisation.access import get_agency
from lantoa.organisation.guard import StaffRequest, put_on_form, staff_required
from lantoa.ui.filters import FilterSet
from lantoa.ui.lists import ListPage
from lantoa.ui.tables import Table


@method_decorator(staff_required, name="dispatch")
class ActivityList(ListPage):
    template_name = "ledger/activities.html"
    title = "Sổ hoạt động"
    noun = "hoạt động"
    table_class = ActivityTable
    filter_class = ActivityFilter
    export_name = "so-hoat-dong"
    empty_title = "Sổ chưa có hoạt động nào"
    empty_text = "Ghi việc đã làm kèm ảnh; phụ trách đơn vị xác nhận thì hoạt động được tính."
    request: StaffRequest

    def rows(self) -> Any:
        return access.visible_activities(self.request.actor)

    def context(self, request: HttpRequest, table: Table, filterset: FilterSet | None) -> dict[str, Any]:
        """Joins and counts only for the rows of the page: the list may have a hundred thousand."""
        found = super().context(request, table, filterset)
        ids = list(table.page.object_list.data.values_list("pk", flat=True))
        table.page.object_list = BoundRows(queries.page_with_columns(ids), table=table)
        return found

    def extra(self) -> dict[str, Any]:
        may_record = bool(queries.bodies_to_record_for(self.request.actor))
        return {"may_record": may_record, "sub": "", "record_url": reverse("ledger:record")}

    def export(self, table: Table, form: str) -> HttpResponseBase:
        rows = queries.with_list_columns(table.data.data)
        wide = ExportTable(rows, request=self.request, order_by=table.order_by)
        response = super().export(wide, form)
        agency_id = self.request.actor.home_agency_id
        if agency_id is not None:
            agency = get_agency(self.request.actor, agency_id)
            note_read("ledger.exported", agency, actor=self.request.actor, agency_id=agency_id)
        return response


@staff_required
@require_safe
def activity(request: StaffRequest, activity_id: int) -> HttpResponse:
    """One activity: what it says, its values, its proof, its history, and what it is used for."""
    row = access.get_activity(request.actor, activity_id)
    return render(request, "ledger/activity.html", activity_page.context(request, row))


@staff_required
@require_safe
def version(request: StaffRequest, activity_id: int, number: int) -> HttpResponse:
    """What one version said, and what proved it then."""
    row = access.get_activity(request.actor, activity_id)
    found = row.versions.select_related("kind", "confirmed_by", "voided_by").filter(number=number).first()
    if found is None:
        raise NotVisible
    context = activity_page.version_context(request, row, found)
    return render(request, "ledger/version.html", context)


_VERBS: dict[str, tuple[str, str]] = {
    # last part of the address: right at the door, what is said afterwards
    "gui": (access.EDIT, "Đã gửi {number} để xác nhận."),
    "lay-lai": (access.EDIT, "Đã lấy lại {number}; sửa xong thì gửi lại."),
    "bo": (access.EDIT, "Đã bỏ bản nháp {number}."),
    "xac-nhan": (access.CONFIRM, "Đã xác nhận {number}."),
}


@staff_required
@require_POST
def act(request: StaffRequest, activity_id: int, verb: str) -> HttpResponse:
    """A verb that needs no page for its reason: send, take back, throw away, confirm."""
    right, said = _VERBS[verb]
    row = access.get_activity(request.actor, activity_id, to=right)
    actor = request.actor
    if verb == "xac-nhan":
        actions.confirm(row, actor=actor, seen=whole(request.POST.get("edition")))
    elif verb == "bo":
        actions.discard(row, request.POST.get("reason", ""), actor=actor)
    else:
        {"gui": actions.submit, "lay-lai": actions.withdraw}[verb](row, actor=actor)
    messages.success(request, said.format(number=row.number))
    return redirect("ledger:activity", row.pk)


_REASONED: dict[str, tuple[str, str, str, str]] = {
    # right, title, button, what is said afterwards
    "tra-lai": (access.CONFIRM, "Trả lại người ghi", "Trả lại", "Đã trả lại {number} cho người ghi."),
    "huy": (access.VOID, "Hủy bản ghi", "Hủy bản ghi", "Đã hủy {number}."),
    "dinh-chinh": (
        access.VOID,
        "Đính chính hoạt động đã xác nhận",
        "Hủy và thay thế",
        "Đã mở bản thay thế của {number}; sửa rồi gửi xác nhận lại.",
    ),
}


@staff_required
@require_http_methods(["GET", "POST"])
def act_with_reason(request: StaffRequest, activity_id: int, verb: str) -> HttpResponse:
    """A verb that needs a reason. Opened by itself where there is no script; else its form stands in a dialog."""
    right, title, button, said = _REASONED[verb]
    row = access.get_activity(request.actor, activity_id, to=right)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, actor = form.cleaned_data["reason"], request.actor
        try:
            _do_with_reason(verb, row, reason, actor)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, said.format(number=row.number))
            place = (
                "ledger:edit" if verb == "dinh-chinh" and access.may_edit(actor, row) else "ledger:activity"
            )
            return redirect(place, row.pk)
    context = {"activity": row, "form": form, "title": title, "button": button, "verb": verb}
    return render(request, "ledger/reason.html", context, status=422 if form.errors else 200)


def _do_with_reason(verb: str, row: Activity, reason: str, actor: Any) -> None:
    if verb == "tra-lai":
        actions.hand_back(row, reason, actor=actor)
    elif verb == "huy":
        actions.void(row, reason, actor=actor)
    else:
        actions.replace(row, reason, actor=actor)


@staff_required
@require_http_methods(["GET", "POST"])
def add_proof(request: StaffRequest, activity_id: int) -> HttpResponse:
    """Files, a link or a numbered document on a draft; each file that is refused is named, the others stay."""
    row = access.get_activity(request.actor, activity_id, to=access.EDIT)
    form = ProofForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        outcome = actions.add_proof(row, form.proof(), actor=request.actor)
        added, refused = len(outcome.added), outcome.refused
        say_if_used_elsewhere(request, outcome)
        for refusal in refused:
            refusal.field = _FIELDS.get(refusal.field or "", refusal.field)
            put_on_form(form, refusal)
        if added and not refused:
            messages.success(request, f"Đã thêm {added} minh chứng vào {row.number}.")
            return redirect(reverse("ledger:activity", args=[row.pk]) + "#minh-chung")
        if added:
            messages.success(request, f"Đã thêm {added} minh chứng; phần còn lại chưa thêm được.")
        elif not refused:
            form.add_error(None, "Chọn tệp, ghi liên kết, hoặc ghi số, ký hiệu văn bản.")
    context = {
        "activity": row,
        "form": form,
        "evidence": activity_page.proofs(request, row),
        "gives_up_confirming": access.may_confirm(request.actor, row),
    }
    return render(request, "ledger/add_proof.html", context, status=422 if form.errors else 200)


_FIELDS = {"file": "uploads", "url": "link", "number": "document"}


def say_if_used_elsewhere(request: StaffRequest, outcome: actions.Outcome) -> None:
    """The same file proves another activity that the person may see: worth knowing, and allowed."""
    seen = access.visible_activities(request.actor)
    for file in [evidence.file for evidence in outcome.added if evidence.file is not None]:
        uses = queries.other_uses(file, besides=outcome.activity)
        other = uses.filter(pk__in=seen.values("pk")).first()
        if other is not None:
            messages.info(request, f"Tệp “{file.name}” đã là minh chứng của {other.number} {other.title}.")


@staff_required
@require_http_methods(["GET", "POST"])
def remove_proof(request: StaffRequest, activity_id: int, evidence_id: int) -> HttpResponse:
    """Takes proof off a draft, with a reason."""
    row = access.get_activity(request.actor, activity_id, to=access.EDIT)
    evidence = queries.evidence_of(row).filter(pk=evidence_id).first()
    if evidence is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.detach(evidence, form.cleaned_data["reason"], actor=request.actor)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, "Đã bỏ minh chứng. Lý do nằm trong lịch sử của bản ghi.")
            return redirect("ledger:activity", row.pk)
    context = {
        "activity": row,
        "form": form,
        "title": f"Bỏ minh chứng “{activity_page.proof_name(evidence)}”",
        "button": "Bỏ minh chứng",
        "verb": "bo-minh-chung",
    }
    return render(request, "ledger/reason.html", context, status=422 if form.errors else 200)
