"""*Lịch rà soát*: the days of pages, setting one, and saying that a page was looked at."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible
from lantoa.organisation.access import Actor
from lantoa.organisation.guard import StaffRequest, posted, staff_required
from lantoa.portal import access, pages, review_actions, reviews
from lantoa.portal.review_forms import RemarkForm, ReviewForm
from lantoa.portal.web.review_tables import ReviewFilter, ReviewTable
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import ListPage
from lantoa.ui.words import vndate

TITLE = "Lịch rà soát trang"
MOST = 5


def views_of(request: HttpRequest) -> list[Link]:
    """The two lists of one matter, each leading to the other."""
    named = (("Cần rà soát", "duties:due"), ("Lịch rà soát", "duties:reviews"))
    return [
        Link(word, reverse(name), current="page" if request.path == reverse(name) else "")
        for word, name in named
    ]


@method_decorator(staff_required, name="dispatch")
class Reviews(ListPage):
    request: StaffRequest

    title = TITLE
    sub = "Trang đang đăng: rà soát lại trước ngày nào, ai phụ trách."
    noun = "trang"
    table_class = ReviewTable
    filter_class = ReviewFilter
    export_name = "lich-ra-soat-trang"
    empty_title = "Chưa có trang nào đang đăng"
    empty_text = "Trang hiện ở đây ngay khi được đăng."
    empty_label = "Mở danh sách nội dung"
    empty_url_name = "editorial:pages"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = self.request.actor
        if not access.may_read_of_readers(actor) and not reviews.answers_for_any(actor):
            raise NotVisible
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> Any:
        return reviews.pages_for(self.request.actor).order_by(F("due_on").asc(nulls_last=True), "pk")

    def views(self) -> list[Link]:
        return views_of(self.request) if access.may_read_of_readers(self.request.actor) else []

    def table_options(self) -> dict[str, Any]:
        return {"actor": self.request.actor}


def _crumbs() -> list[Link]:
    return [Link(TITLE, reverse("duties:reviews"))]


@staff_required
@require_http_methods(["GET", "POST"])
def plan(request: StaffRequest, page_id: int) -> HttpResponse:
    row = reviews.page_to_plan(request.actor, page_id)
    home = pages.home_above(row)
    if home is None:
        raise NotVisible
    kept = reviews.review_of(page_id)
    initial = (
        {"due_on": kept.due_on, "months": kept.months, "body": kept.body_id, "person": kept.person_id}
        if kept
        else {"due_on": reviews.months_later(clock.today(), 6), "months": 6}
    )
    form = ReviewForm(posted(request), initial=initial, agency=home.agency)
    return form_page(
        request,
        form,
        lambda: review_actions.plan_review(row, form.draft(), actor=request.actor),
        title="Hẹn ngày rà soát",
        intro=row.title,
        button="Lưu lịch rà soát",
        back=("duties:reviews",),
        said=lambda review: f"Trang được nhắc rà soát trước {vndate(review.due_on)}.",
        crumbs=_crumbs(),
        changes=kept,
    )


@staff_required
@require_http_methods(["GET", "POST"])
def reviewed(request: StaffRequest, page_id: int) -> HttpResponse:
    row = reviews.page_to_confirm(request.actor, page_id)
    kept = reviews.review_of(page_id)
    form = RemarkForm(posted(request))
    return form_page(
        request,
        form,
        lambda: review_actions.confirm_review(row, form.cleaned_data["remark"], actor=request.actor),
        title="Xác nhận đã rà soát",
        button="Xác nhận đã rà soát",
        back=("duties:reviews",),
        said=lambda review: f"Đã ghi. Lần rà soát tới: trước {vndate(review.due_on)}.",
        crumbs=_crumbs(),
        changes=kept,
        template="portal/desk/reviewed.html",
        row=row,
        kept=kept,
        may_write=reviews.may_plan(request.actor, row),
    )


def waiting(request: HttpRequest) -> SafeString | str:
    """The card on *Hôm nay*."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows: list[Any] = list(reviews.waiting_for(actor)[: MOST + 1])
    if not rows:
        return ""
    shown = [(row, reviews.TONES[row.review], reviews.STATES[row.review]) for row in rows[:MOST]]
    return render_to_string("portal/desk/_reviews.html", {"rows": shown, "more": len(rows) > MOST}, request)
