"""What I was told, and how I want to be told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.foundation.errors import Refused
from lantoa.notices import access, actions, queries
from lantoa.notices.forms import MailForm
from lantoa.notices.web.tables import NoticeFilter, NoticeTable
from lantoa.organisation.guard import StaffRequest, put_on_form, staff_required
from lantoa.ui.lists import ListPage


@method_decorator(staff_required, name="dispatch")
class NoticeList(ListPage):
    template_name = "notices/list.html"
    title = "Thông báo"
    sub = "Chỉ người nhận xem được."
    noun = "thông báo"
    table_class = NoticeTable
    filter_class = NoticeFilter
    export_name = "thong-bao"
    empty_title = "Chưa có thông báo"
    empty_text = "Khi có việc được giao, đến hạn hoặc chờ xác nhận, thông báo hiện ở đây."
    empty_label = "Về trang Hôm nay"
    empty_url_name = "desk:today"

    def rows(self) -> Any:
        return access.own_notices(self.request.actor)  # type: ignore[attr-defined]

    def extra(self) -> dict[str, Any]:
        return {"unread": queries.unread_count(self.request.actor)}  # type: ignore[attr-defined]


@staff_required
@require_safe
def open_notice(request: StaffRequest, notice_id: int) -> HttpResponse:
    """Marks it read and goes where it leads. A GET, because a link must open in a new tab as well; repeating it
    changes nothing."""
    notice = actions.mark_read(access.get_notice(request.actor, notice_id), actor=request.actor)
    return redirect(notice.url)


@staff_required
@require_POST
def read_notice(request: StaffRequest, notice_id: int) -> HttpResponse:
    actions.mark_read(access.get_notice(request.actor, notice_id), actor=request.actor)
    return redirect("notices:list")


@staff_required
@require_POST
def read_all(request: StaffRequest) -> HttpResponse:
    count = actions.mark_all_read(actor=request.actor)
    messages.success(request, f"Đã đánh dấu đã đọc {count} thông báo.")
    return redirect("notices:list")


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: StaffRequest) -> HttpResponse:
    form = MailForm(request.POST or None, initial={"mail": queries.mail_choice(request.actor)})
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.choose_mail(form.cleaned_data["mail"], actor=request.actor)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, f"Đã lưu cách nhận thư: {row.get_mail_display().lower()}.")
            return redirect("notices:list")
    return render(request, "notices/settings.html", {"form": form})
