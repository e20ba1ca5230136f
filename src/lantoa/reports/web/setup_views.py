"""*Thiết lập báo cáo*: an agency's head and foot, own Word file; the periods that all agencies report."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.documents.writing import FIELDS, starter_template
from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.organisation.access import CATALOGUE, PLAN, get_agency
from lantoa.organisation.actions import set_letterhead
from lantoa.organisation.guard import StaffRequest, posted, put_on_form, require, staff_required
from lantoa.organisation.letterheads import letterhead_of, lines_of
from lantoa.organisation.models import Agency, Letterhead
from lantoa.reports import actions
from lantoa.reports.models import ReportTemplate
from lantoa.reports.queries import settings as reads
from lantoa.reports.queries.previews import TemplateRefused, tried
from lantoa.reports.web.outline_views import outline_context
from lantoa.reports.web.setup_forms import LetterheadForm, PeriodForm, TemplateForm
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE = "Thiết lập báo cáo"
keeper = require(CATALOGUE, everywhere=True)
planner = require(PLAN)


@staff_required
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """Leads to the agency's settings, or to the periods for who keeps only those."""
    if not reads.may_set(request.actor):
        raise NotVisible
    agencies = reads.agencies_to_set(request.actor)
    return redirect("reports:settings", agencies[0].pk) if agencies else redirect("reports:periods")


def _agency(request: StaffRequest, agency_id: int) -> Agency:
    return get_agency(request.actor, agency_id, to=PLAN)


def _crumbs(agency: Agency) -> list[Link]:
    return [Link(TITLE, reverse("reports:settings", args=[agency.pk]))]


@planner
@require_safe
def settings(request: StaffRequest, agency_id: int) -> HttpResponse:
    agency = _agency(request, agency_id)
    own = list(reads.templates_of(request.actor, agency))
    context = {
        "agency": agency,
        "others": [row for row in reads.agencies_to_set(request.actor) if row.pk != agency.pk],
        "facts": _facts(letterhead_of(agency)),
        **outline_context(agency),
        "template": next((row for row in own if row.valid_to is None), None),
        "past": [row for row in own if row.valid_to is not None],
        "keeps_periods": request.actor.everywhere(CATALOGUE),
    }
    return render(request, "reports/setup_agency.html", context)


def _facts(row: Letterhead) -> list[tuple[str, str]]:
    """As it will be printed; what is left out is said in words."""
    upper = f"{row.authority} {row.on_behalf}".strip() if row.on_behalf else ""
    title = row.signer_title if upper else f"{row.authority} {row.signer_title}".strip()
    signed = ", ".join(filter(None, [upper, title, row.signer]))
    return [
        ("Địa danh", row.place or "chưa ghi"),
        ("Ký hiệu", f"BC-{row.symbol or row.agency.code}"),
        ("Kính gửi", "; ".join(lines_of(row.addressed_to)) or "cơ quan cấp trên"),
        ("Nơi nhận", "; ".join(lines_of(row.recipients)) or "cơ quan cấp trên; Lưu: VT"),
        ("Người ký", signed or "như báo cáo ban hành gần nhất"),
    ]


@planner
@require_http_methods(["GET", "POST"])
def letterhead(request: StaffRequest, agency_id: int) -> HttpResponse:
    agency = _agency(request, agency_id)
    form = LetterheadForm(posted(request), row=letterhead_of(agency))
    return form_page(
        request,
        form,
        lambda: set_letterhead(
            agency, form.draft(), actor=request.actor, edition=form.cleaned_data["edition"]
        ),
        title="Phần đầu, phần cuối văn bản",
        button="Lưu phần đầu, phần cuối",
        intro=f"{agency.legal_name}. Dùng cho báo cáo, kế hoạch in từ nay; bản đã chốt giữ nguyên.",
        crumbs=_crumbs(agency),
        back=("reports:settings", agency.pk),
        said="Đã lưu phần đầu, phần cuối văn bản.",
    )


# --- the agency's own Word file ----------------------------------------------------------------------


@planner
@require_http_methods(["GET", "POST"])
def template(request: StaffRequest, agency_id: int) -> HttpResponse:
    """Check a Word file and see the last report in it (`viec` = thu), or use it."""
    agency = _agency(request, agency_id)
    form = TemplateForm(posted(request), request.FILES or None)
    findings: list[Any] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            if request.POST.get("viec") == "thu":
                return _word(tried(agency, data), "xem-thu.docx")
            actions.set_template(agency, data, file.name, actor=request.actor)
        except TemplateRefused as refusal:
            findings = refusal.report.findings
            put_on_form(form, refusal)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, "Báo cáo Word từ nay in theo mẫu này. Báo cáo đã chốt giữ mẫu cũ.")
            return redirect("reports:settings", agency.pk)
    context = {"agency": agency, "form": form, "findings": findings[:100], "fields": FIELDS.values()}
    return render(request, "reports/setup_template.html", context, status=422 if form.errors else 200)


@planner
@require_safe
def starter(request: StaffRequest, agency_id: int) -> HttpResponse:
    """A template to begin with, which passes as it is."""
    _agency(request, agency_id)
    return _word(starter_template(), "mau-bao-cao.docx")


@planner
@require_POST
def end_template(request: StaffRequest, agency_id: int) -> HttpResponse:
    agency = _agency(request, agency_id)
    actions.end_template(agency, actor=request.actor)
    messages.success(request, "Báo cáo Word từ nay in theo mẫu có sẵn.")
    return redirect("reports:settings", agency.pk)


def _stored(request: StaffRequest, agency_id: int, template_id: int) -> ReportTemplate:
    return reads.get_template(request.actor, _agency(request, agency_id), template_id)


@planner
@require_safe
def template_file(request: StaffRequest, agency_id: int, template_id: int) -> HttpResponse:
    row = _stored(request, agency_id, template_id)
    return _word(reads.bytes_of(row), row.file.name)


@planner
@require_safe
def template_preview(request: StaffRequest, agency_id: int, template_id: int) -> HttpResponse:
    row = _stored(request, agency_id, template_id)
    return _word(tried(row.agency, reads.bytes_of(row)), f"xem-thu-{row.file.name}")


def _word(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=WORD)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


# --- periods ----------------------------------------------------------------------------------------


@keeper
@require_safe
def periods(request: StaffRequest) -> HttpResponse:
    agencies = reads.agencies_to_set(request.actor)
    context = {"rules": reads.period_rules(), "agency": agencies[0] if agencies else None}
    return render(request, "reports/setup_periods.html", context)


def _period_crumbs() -> list[Link]:
    return [Link("Kỳ báo cáo", reverse("reports:periods"))]


@keeper
@require_http_methods(["GET", "POST"])
def new_period(request: StaffRequest) -> HttpResponse:
    form = PeriodForm(posted(request), year=clock.today().year)
    return form_page(
        request,
        form,
        lambda: actions.add_period_rule(form.draft(), actor=request.actor),
        title="Thêm kỳ báo cáo",
        button="Thêm kỳ báo cáo",
        intro="Kỳ đã có mà đổi ngày từ một năm: thêm với năm đó, quy định cũ tự hết vào năm trước.",
        crumbs=_period_crumbs(),
        back=("reports:periods",),
        said=lambda rule: f"Đã thêm kỳ {rule}.",
    )


@keeper
@require_http_methods(["GET", "POST"])
def edit_period(request: StaffRequest, rule_id: int) -> HttpResponse:
    rule = reads.get_period_rule(request.actor, rule_id)
    form = PeriodForm(posted(request), rule=rule)
    return form_page(
        request,
        form,
        lambda: actions.revise_period_rule(
            rule, form.draft(), actor=request.actor, edition=form.cleaned_data["edition"]
        ),
        title=f"Sửa kỳ {rule}",
        button="Lưu kỳ báo cáo",
        intro="Báo cáo đã lập giữ ngày của lúc lập.",
        crumbs=_period_crumbs(),
        back=("reports:periods",),
        said="Đã lưu kỳ báo cáo.",
    )
