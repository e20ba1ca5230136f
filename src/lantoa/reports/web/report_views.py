"""*Báo cáo*: the list, beginning one, its page, its words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.foundation.text import whole
from lantoa.organisation.access import PLAN
from lantoa.organisation.guard import StaffRequest, posted, put_on_form, require, staff_required
from lantoa.reports import access, actions
from lantoa.reports.forms import AgencyForm, BeginForm, WordsForm
from lantoa.reports.models import Report
from lantoa.reports.queries import shown
from lantoa.reports.queries.gathering import outline_of
from lantoa.reports.web import issue_page, report_page
from lantoa.reports.web.report_tables import ReportExport, ReportFilter, ReportTable
from lantoa.ui.lists import ListPage
from lantoa.ui.tables import Table


@method_decorator(staff_required, name="dispatch")
class Reports(ListPage):
    template_name = "reports/list.html"
    title = "Báo cáo"
    noun = "báo cáo"
    table_class = ReportTable
    filter_class = ReportFilter
    export_name = "bao-cao"
    empty_title = "Chưa có báo cáo nào"
    request: StaffRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.may_look(self.request.actor):
            raise NotVisible
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> Any:
        return shown.listed(access.visible_reports(self.request.actor))

    @property
    def empty_text(self) -> str:  # type: ignore[override]
        if self.request.actor.scope(PLAN):
            return "Chọn kỳ; số liệu lấy từ sổ hoạt động, kế hoạch, phần còn lại là lời văn."
        return "Báo cáo hiện ở đây sau khi đầu mối cải cách hành chính ban hành."

    @property
    def empty_label(self) -> str:  # type: ignore[override]
        return "Lập báo cáo" if self.request.actor.scope(PLAN) else "Xem sổ hoạt động"

    @property
    def empty_url_name(self) -> str:  # type: ignore[override]
        return "reports:new" if self.request.actor.scope(PLAN) else "ledger:activities"

    def extra(self) -> dict[str, Any]:
        return {"may_write": bool(self.request.actor.scope(PLAN))}

    def export(self, table: Table, form: str) -> HttpResponseBase:
        return super().export(
            ReportExport(table.data.data, request=self.request, order_by=table.order_by), form
        )


@require(PLAN)
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Chooses a period and begins its report; one that was begun opens."""
    today = clock.today()
    agencies = shown.agencies_to_write_for(request.actor)
    if not agencies:
        raise NotVisible
    asked = whole(request.POST.get("co_quan") or request.GET.get("co_quan"))
    agency = next((row for row in agencies if row.pk == asked), agencies[0])
    periods = shown.periods_of(agency, today)
    owed = shown.owed(periods, today)
    others = [due for due in reversed(periods) if due not in owed]
    form = BeginForm(posted(request), owed=owed, others=others, initial={"period": request.GET.get("ky", "")})
    if request.method == "POST" and form.is_valid():
        try:
            report = actions.begin_report(agency, form.cleaned_data["period"], actor=request.actor)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            return redirect("reports:report", report.pk)
    choice = AgencyForm(agencies=agencies, initial={"co_quan": agency.pk}) if len(agencies) > 1 else None
    context = {"form": form, "agency": agency, "choice": choice, "owed": owed}
    return render(request, "reports/new.html", context, status=422 if form.errors else 200)


@staff_required
@require_safe
def report(request: StaffRequest, report_id: int) -> HttpResponse:
    """While it is written, its figures and words; frozen and issued, its last issue; to readers, the last one signed."""
    row = access.get_report(request.actor, report_id)
    if not access.sees_unfinished(request.actor, row):
        signed = shown.last_signed(row)
        if signed is None:
            raise NotVisible
        return render(request, "reports/issue.html", issue_page.context(signed, request.actor))
    if row.state != Report.State.WRITING and row.current is not None:
        return render(request, "reports/issue.html", issue_page.context(row.current, request.actor))
    return render(request, "reports/report.html", report_page.context(row, request.actor))


@staff_required
@require_POST
def write(request: StaffRequest, report_id: int) -> HttpResponse:
    """Keeps the words; the button below a passage of the period before takes that over first, without a script too."""
    row = access.get_report(request.actor, report_id, to=PLAN)
    outline = outline_of(row.agency)
    form = WordsForm(request.POST, outline=outline)
    if not form.is_valid():
        return _again(request, row, form, status=422)
    draft = form.draft()
    verb, _, key = request.POST.get("viec", "").partition(":")
    if verb == "dung-lai":
        before = shown.words_before(row)[1].get(key, "")
        draft.texts[key] = "\n".join(filter(None, [draft.texts.get(key, "").rstrip(), before]))
    try:
        actions.write_passages(row, draft.texts, actor=request.actor, edition=draft.edition, seen=draft.seen)
    except Refused as refusal:
        if refusal.code == "not_writing":
            messages.error(request, refusal.message)
            return redirect("reports:report", row.pk)
        put_on_form(form, refusal)
        return _again(request, row, form, status=409 if refusal.code == "edition" else 422)
    messages.success(request, "Đã lưu lời văn.")
    place = f"#muc-{key}" if verb == "dung-lai" else "#sau-luu"
    return redirect(reverse("reports:report", args=[row.pk]) + place)


def _again(request: StaffRequest, row: Report, form: WordsForm, *, status: int) -> HttpResponse:
    """The page with what was typed; beside a passage that another wrote meanwhile, their words.

    Sent once more it replaces them: the writer has seen both.
    """
    row.refresh_from_db()
    others = {}
    if status == 409:
        typed = form.draft().texts
        found = shown.texts_of(row)
        others = {key: text for key, text in found.items() if text and text != typed.get(key, "").strip()}
        data = request.POST.copy()
        data["edition"] = str(row.edition)
        form.data = data
    context = report_page.context(row, request.actor, form=form, others=others)
    return render(request, "reports/report.html", context, status=status)
