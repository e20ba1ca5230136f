"""*Nêu gương*: putting forward, deciding, writing down that the person agrees, taking that back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.foundation.errors import NotVisible
from lantoa.foundation.text import whole
from lantoa.organisation.guard import StaffRequest, posted, staff_required
from lantoa.organisation.models import Agency
from lantoa.portal import honour_access, honour_actions, honours, pages
from lantoa.portal.access import writes_for
from lantoa.portal.honour_forms import ConsentForm, NominationForm, ReasonForm
from lantoa.portal.models import Nomination
from lantoa.portal.web.honour_tables import NominationFilter, NominationTable
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import ListPage
from lantoa.ui.words import vndate, vndatetime

TITLE = "Nêu gương"


@method_decorator(staff_required, name="dispatch")
class Nominations(ListPage):
    template_name = "portal/desk/nominations.html"
    title = TITLE
    sub = "Đề nghị, lãnh đạo duyệt, người được nêu đồng ý, rồi mới đăng. Trước khi có sự đồng ý, không gì ra công khai."
    noun = "đề nghị"
    table_class = NominationTable
    filter_class = NominationFilter
    export_name = "neu-guong"
    empty_title = "Chưa có đề nghị nào"
    empty_text = "Đề nghị nêu gương cá nhân, tập thể có quyết định khen thưởng hoặc sáng kiến được công nhận."
    empty_label = "Đề nghị nêu gương"
    empty_url_name = "honours:add"
    request: StaffRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not honour_access.may_nominate(self.request.actor):
            raise NotVisible
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Nomination]:
        rows = honour_access.visible_nominations(self.request.actor)
        return honours.with_standing(rows).order_by("-nominated_at", "-pk")


def agency_for(request: StaffRequest) -> tuple[Agency, list[Agency]]:
    """Whose it is: asked for in the address, else the first. Raises NotVisible for who works nowhere."""
    agencies = list(honour_access.nominates_for(request.actor))
    if not agencies:
        raise NotVisible
    asked = whole(request.GET.get("co-quan"))
    return next((row for row in agencies if row.pk == asked), agencies[0]), agencies


def _crumbs(row: Nomination | None = None) -> list[Link]:
    found = [Link(TITLE, reverse("honours:list"))]
    return [*found, Link(row.name, _address(row))] if row else found


def _address(row: Nomination) -> str:
    return reverse("honours:nomination", args=[row.pk])


@staff_required
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    agency, _ = agency_for(request)
    form = NominationForm(posted(request), request.FILES or None)
    return form_page(
        request,
        form,
        lambda: honour_actions.nominate(agency, form.draft(), form.cleaned_data["file"], actor=request.actor),
        title="Đề nghị nêu gương",
        intro=f"{agency.legal_name}. Chỉ người có việc mới xem được; chưa có gì ra công khai.",
        button="Gửi đề nghị",
        back=("honours:list",),
        to=lambda row: ("honours:nomination", row.pk),
        said=lambda row: f"Đã gửi đề nghị nêu gương {row.name}; lãnh đạo sẽ duyệt.",
        crumbs=_crumbs(),
    )


@staff_required
@require_safe
def nomination(request: StaffRequest, nomination_id: int) -> HttpResponse:
    honour_access.get_nomination(request.actor, nomination_id)
    rows = honours.with_standing(honour_access.visible_nominations(request.actor))
    row = rows.get(pk=nomination_id)
    standing = honours.standing_of(row)
    look, words = honours.STANDINGS[standing]
    page = honours.page_of(row)
    context = {
        "nomination": row,
        "look": look,
        "words": words,
        "facts": _facts(row),
        "consents": honours.consents_of(row),
        "page": page,
        "may_decide": standing == "wait" and _may_decide(request, row),
        "may_ask": standing in ("ask", "taken"),
        "may_withdraw": standing in ("ready", "shown"),
        "write_url": _write_url(request, row) if standing == "ready" and page is None else "",
    }
    return render(request, "portal/desk/nomination.html", context)


def _may_decide(request: StaffRequest, row: Nomination) -> bool:
    own = row.nominated_by_id == request.actor.person_id
    return honour_access.decides(request.actor, row.agency_id) and not own


def _write_url(request: StaffRequest, row: Nomination) -> str:
    """Where the page is written; empty for who does not write pages."""
    if row.agency_id not in writes_for(request.actor):
        return ""
    section = pages.section_for(row.agency, "ket-qua")
    return reverse("wagtailadmin_pages:add", args=["portal", "exemplarpage", section.pk]) if section else ""


def _facts(row: Nomination) -> list[tuple[str, Any]]:
    proof = format_html('<a href="{}">{}</a>', reverse("ledger:file", args=[row.proof_id]), row.proof.name)
    found: list[tuple[str, Any]] = [
        (row.get_kind_display(), f"{row.name}{f', {row.role}' if row.role else ''}"),
        ("Việc đã làm", row.deed),
        ("Căn cứ", f"{row.basis_said} ngày {vndate(row.basis_day)}, {row.basis_issuer}"),
        ("Tệp căn cứ", proof),
        ("Đề nghị", _signed(row.nominated_by, row.nominated_at)),
    ]
    if row.story:
        found.insert(2, ("Kể rõ hơn", row.story))
    if row.decided_at is not None:
        note = f": {row.decision_note}" if row.decision_note else ""
        found.append((row.get_state_display(), f"{_signed(row.decided_by, row.decided_at)}{note}"))
    return found


def _signed(person: Any, moment: Any) -> str:
    return f"{person.full_name if person else 'Hệ thống'}, {vndatetime(moment)}"


@staff_required
@require_http_methods(["GET", "POST"])
def approve(request: StaffRequest, nomination_id: int) -> HttpResponse:
    row = _to_decide(request, nomination_id)
    return form_page(
        request,
        forms.Form(posted(request)),
        lambda: honour_actions.approve_nomination(row, actor=request.actor),
        title=f"Duyệt nêu gương {row.name}",
        intro=f"{row.deed}. {row.basis_said}. Duyệt xong vẫn chưa công khai: còn chờ sự đồng ý của người được nêu.",
        button="Duyệt đề nghị",
        back=("honours:nomination", row.pk),
        said=f"Đã duyệt nêu gương {row.name}.",
        crumbs=_crumbs(row),
    )


@staff_required
@require_http_methods(["GET", "POST"])
def refuse(request: StaffRequest, nomination_id: int) -> HttpResponse:
    row = _to_decide(request, nomination_id)
    form = ReasonForm(posted(request))
    return form_page(
        request,
        form,
        lambda: honour_actions.refuse_nomination(row, form.cleaned_data["reason"], actor=request.actor),
        title=f"Không duyệt nêu gương {row.name}",
        button="Không duyệt đề nghị",
        back=("honours:nomination", row.pk),
        said="Đã ghi quyết định không duyệt.",
        crumbs=_crumbs(row),
    )


def _to_decide(request: StaffRequest, nomination_id: int) -> Nomination:
    row = honour_access.get_nomination(request.actor, nomination_id)
    if not honour_access.decides(request.actor, row.agency_id):
        raise NotVisible
    return row


@staff_required
@require_http_methods(["GET", "POST"])
def consent(request: StaffRequest, nomination_id: int) -> HttpResponse:
    row = honour_access.get_nomination(request.actor, nomination_id)
    form = ConsentForm(posted(request), request.FILES or None, initial={"given_by": row.name})
    return form_page(
        request,
        form,
        lambda: honour_actions.record_consent(
            row, form.draft(), form.cleaned_data["file"], actor=request.actor
        ),
        title="Ghi sự đồng ý được nêu tên",
        intro=f"{row.name}. Nói rõ với người được nêu: đăng gì, ở đâu, và rút lại được bất cứ lúc nào.",
        button="Ghi sự đồng ý",
        back=("honours:nomination", row.pk),
        said="Đã ghi sự đồng ý; biên tập viên viết trang được.",
        crumbs=_crumbs(row),
    )


@staff_required
@require_http_methods(["GET", "POST"])
def withdraw(request: StaffRequest, nomination_id: int) -> HttpResponse:
    row = honour_access.get_nomination(request.actor, nomination_id)
    form = ReasonForm(posted(request))
    return form_page(
        request,
        form,
        lambda: honour_actions.withdraw_consent(row, form.cleaned_data["reason"], actor=request.actor),
        title="Rút sự đồng ý được nêu tên",
        intro=f"{row.name}. Trang đang đăng được gỡ khỏi cổng ngay; lịch đăng và việc trình duyệt bị hủy.",
        button="Rút và gỡ trang",
        kind="stop",
        back=("honours:nomination", row.pk),
        said="Đã rút sự đồng ý; trang không còn trên cổng.",
        crumbs=_crumbs(row),
    )
