"""What is done with a report as a whole: files, freezing, taking back, issuing, beginning a correction."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.foundation.errors import Refused
from lantoa.organisation.access import PLAN
from lantoa.organisation.guard import StaffRequest, posted, staff_required
from lantoa.reports import access, actions
from lantoa.reports.contents import from_json
from lantoa.reports.forms import FreezeForm, SigningForm, WhyForm
from lantoa.reports.models import Report
from lantoa.reports.web import report_page
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link


@staff_required
@require_POST
def download(request: StaffRequest, report_id: int, form: str) -> HttpResponse:
    """The report as it stands now, as a job whose page offers the file."""
    row = access.get_report(request.actor, report_id)
    access.require_unfinished(request.actor, row)
    job = actions.ask_for_file(row, form, actor=request.actor)
    return redirect("jobs:job", job.pk)


@staff_required
@require_POST
def download_issue(request: StaffRequest, report_id: int, number: int, form: str) -> HttpResponse:
    issue = access.get_issue_of(request.actor, report_id, number)
    job = actions.ask_for_file(issue.report, form, actor=request.actor, issue=issue)
    return redirect("jobs:job", job.pk)


@staff_required
@require_http_methods(["GET", "POST"])
def freeze(request: StaffRequest, report_id: int) -> HttpResponse:
    """Says what will be kept and what is wanting; then begins the job that keeps it. Of two at once the second is told."""
    row = access.get_report(request.actor, report_id, to=PLAN)
    if row.state != Report.State.WRITING:
        messages.info(request, f"{row} đã chốt.")
        return redirect("reports:report", row.pk)
    form = FreezeForm(posted(request), initial={"edition": row.edition})
    if request.method == "POST" and form.is_valid():
        try:
            job = actions.ask_to_freeze(row, actor=request.actor, edition=form.cleaned_data["edition"])
        except Refused as refusal:
            if refusal.code in ("not_writing", "freezing"):
                words = refusal.message if refusal.code == "freezing" else f"Người khác vừa chốt {row}."
                messages.error(request, words)
                return redirect("reports:report", row.pk)
            row.refresh_from_db()
            form = FreezeForm(initial={"edition": row.edition})
            messages.error(request, refusal.message)
        else:
            return redirect("jobs:job", job.pk)
    context = report_page.context(row, request.actor)
    blocked = bool(context["missing"]) or not context["days_over"] or not context["may_freeze"]
    status = 422 if request.method == "POST" else 200
    return render(
        request, "reports/freeze.html", {**context, "form": form, "blocked": blocked}, status=status
    )


@staff_required
@require_http_methods(["GET", "POST"])
def reopen(request: StaffRequest, report_id: int) -> HttpResponse:
    row = access.get_report(request.actor, report_id, to=PLAN)
    if row.state != Report.State.FROZEN:
        return _not_now(request, row, "Chỉ mở lại được báo cáo đã chốt mà chưa ban hành.")
    form = WhyForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.reopen(row, form.cleaned_data["reason"], actor=request.actor),
        title="Mở lại báo cáo đã chốt",
        intro=f"{row}: bản đã chốt được giữ, số thứ tự của bản đó không dùng lại. Tệp đã in từ bản đó không dùng để ký nữa.",
        button="Mở lại để soạn",
        said="Đã mở lại; số liệu được tổng hợp lại từ sổ.",
        **_around(row),
    )


@staff_required
@require_http_methods(["GET", "POST"])
def sign(request: StaffRequest, report_id: int) -> HttpResponse:
    """Number, day and signed file, as the registry gave them: *đã ban hành*."""
    row = access.get_report(request.actor, report_id, to=PLAN)
    if row.state != Report.State.FROZEN or row.current is None:
        return _not_now(request, row, "Chỉ ban hành được báo cáo đã chốt.")
    head = from_json(row.current.contents).head
    initial = {"signer": head.signer, "signer_title": head.signer_title}
    form = SigningForm(posted(request), request.FILES or None, initial=initial)
    return form_page(
        request,
        form,
        lambda: actions.issue_with_upload(row, form.draft(), form.cleaned_data["file"], actor=request.actor),
        title="Nhập số, ngày và tệp đã ký",
        intro=f"{row}, bản {row.current.number}, ký hiệu {head.symbol}. Sau bước này báo cáo là đã ban hành và không sửa được; sửa thì ban hành bản mới.",
        button="Ghi nhận ban hành",
        said=lambda signing: f"Đã ban hành {row}, số {signing.document_number}.",
        **_around(row),
    )


@staff_required
@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, report_id: int) -> HttpResponse:
    row = access.get_report(request.actor, report_id, to=PLAN)
    if row.state != Report.State.ISSUED:
        return _not_now(request, row, "Chỉ sửa được báo cáo đã ban hành.")
    form = WhyForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.begin_correction(row, form.cleaned_data["reason"], actor=request.actor),
        title="Sửa báo cáo đã ban hành",
        intro=f"{row} đã ban hành có hiệu lực đến khi ban hành bản sửa. Lý do và những số thay đổi được in trong bản mới.",
        button="Soạn bản sửa",
        said="Đang soạn bản sửa; số liệu được tổng hợp lại từ sổ.",
        **_around(row),
    )


def _around(row: Report) -> dict[str, Any]:
    back = ("reports:report", row.pk)
    crumbs = [Link("Báo cáo", reverse("reports:list")), Link(row.label, reverse(*back[:1], args=back[1:]))]
    return {"back": back, "crumbs": crumbs}


def _not_now(request: StaffRequest, row: Report, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("reports:report", row.pk)
