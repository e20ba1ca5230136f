"""*Câu hỏi của tháng*: putting a published answer forward, deciding."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from lantoa.foundation.errors import NotVisible
from lantoa.organisation.guard import StaffRequest, posted, staff_required
from lantoa.portal import honour_access, honour_actions, honours
from lantoa.portal.access import approves_for
from lantoa.portal.honour_forms import QuestionForm, ReasonForm
from lantoa.portal.models import MonthlyQuestion
from lantoa.portal.web.honour_tables import QuestionFilter, QuestionTable
from lantoa.portal.web.honour_views import agency_for
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import ListPage

TITLE = "Câu hỏi của tháng"


@method_decorator(staff_required, name="dispatch")
class Questions(ListPage):
    template_name = "portal/desk/questions.html"
    title = TITLE
    sub = "Một câu hỏi, đáp đã đăng đứng ở trang chủ của cơ quan trong cả tháng, sau khi lãnh đạo duyệt."
    noun = "câu hỏi"
    table_class = QuestionTable
    filter_class = QuestionFilter
    export_name = "cau-hoi-cua-thang"
    empty_title = "Chưa đề nghị câu hỏi nào"
    empty_text = "Chọn một câu hỏi, đáp đã đăng và tháng đưa lên trang chủ."
    empty_label = "Đề nghị câu hỏi"
    empty_url_name = "honours:question_add"
    request: StaffRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not honour_access.may_nominate(self.request.actor):
            raise NotVisible
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[MonthlyQuestion]:
        return honour_access.visible_questions(self.request.actor).order_by("-month", "-pk")

    def table_options(self) -> dict[str, Any]:
        return {"decides": approves_for(self.request.actor)}


def _crumbs() -> list[Link]:
    return [Link(TITLE, reverse("honours:questions"))]


@staff_required
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    agency, _ = agency_for(request)
    form = QuestionForm(
        posted(request), answers=honours.answers_of(agency), months=honours.months_to_choose()
    )
    return form_page(
        request,
        form,
        lambda: honour_actions.nominate_question(agency, *form.chosen(), actor=request.actor),
        title="Đề nghị câu hỏi của tháng",
        intro=agency.legal_name,
        button="Gửi đề nghị",
        back=("honours:questions",),
        said="Đã gửi đề nghị; lãnh đạo sẽ duyệt.",
        crumbs=_crumbs(),
    )


def _to_decide(request: StaffRequest, question_id: int) -> MonthlyQuestion:
    row = honour_access.get_question(request.actor, question_id)
    if not honour_access.decides(request.actor, row.agency_id):
        raise NotVisible
    return row


@staff_required
@require_http_methods(["GET", "POST"])
def approve(request: StaffRequest, question_id: int) -> HttpResponse:
    row = _to_decide(request, question_id)
    return form_page(
        request,
        forms.Form(posted(request)),
        lambda: honour_actions.approve_question(row, actor=request.actor),
        title=f"Duyệt câu hỏi của tháng {row.month:%m/%Y}",
        intro=row.answer.title,
        button="Duyệt câu hỏi",
        back=("honours:questions",),
        said="Đã duyệt câu hỏi của tháng.",
        crumbs=_crumbs(),
    )


@staff_required
@require_http_methods(["GET", "POST"])
def refuse(request: StaffRequest, question_id: int) -> HttpResponse:
    row = _to_decide(request, question_id)
    form = ReasonForm(posted(request))
    return form_page(
        request,
        form,
        lambda: honour_actions.refuse_question(row, form.cleaned_data["reason"], actor=request.actor),
        title="Không duyệt câu hỏi của tháng",
        intro=row.answer.title,
        button="Không duyệt câu hỏi",
        back=("honours:questions",),
        said="Đã ghi quyết định không duyệt.",
        crumbs=_crumbs(),
    )
