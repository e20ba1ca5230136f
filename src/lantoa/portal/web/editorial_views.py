"""*Nội dung*: every page that the actor may write or approve, and what waits for them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from lantoa.foundation.errors import NotVisible
from lantoa.organisation.access import Actor
from lantoa.organisation.guard import StaffRequest, staff_required
from lantoa.portal import access, approvals, holding, inspecting, proving, standings
from lantoa.portal.models import Review
from lantoa.portal.web.editorial_tables import PagesFilter, PagesTable, days_of, kind_of, waits_for
from lantoa.ui.lists import ListPage
from lantoa.ui.words import vndate

MOST = 5


@method_decorator(staff_required, name="dispatch")
class Pages(ListPage):
    request: StaffRequest

    title = "Nội dung"
    sub = "Trang của cơ quan trên cổng: đang ở đâu, chờ ai, bao lâu."
    noun = "trang"
    table_class = PagesTable
    filter_class = PagesFilter
    export_name = "noi-dung"
    empty_title = "Chưa có trang nào"
    empty_text = "Viết trang đầu tiên trong trang soạn thảo; trang hiện ở đây ngay khi lưu nháp."
    empty_label = "Mở trang soạn thảo"
    empty_url_name = "wagtailadmin_home"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.writes_for(self.request.actor):
            raise NotVisible
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> Any:
        return standings.pages_for(self.request.actor).order_by("-changed_at", "-pk")


@staff_required
@require_safe
def page(request: StaffRequest, page_id: int) -> HttpResponse:
    """Where a page stands, what the check finds in its newest revision, and its four figures."""
    row: Any = standings.page_for(request.actor, page_id)
    newest = row.get_latest_revision_as_object()
    agency = approvals.agency_of(row)
    days = days_of(row)
    facts: list[tuple[str, Any]] = [
        ("Cơ quan", row.agency_name),
        ("Chuyên mục", row.section),
        ("Người viết", row.author or "chưa ghi"),
        ("Sửa ngày", vndate(row.changed_at)),
    ]
    if held := holding.set_name_of(row.pk):
        address = reverse("sets:set", args=[held[0]])
        facts.append(("Gói nội dung", format_html('<a href="{}">{}</a>', address, held[1])))
    due_on = Review.day_of(row.pk)
    if row.live:
        facts.append(("Rà soát lại trước", vndate(due_on) if due_on else "chưa hẹn ngày"))
    if waits_for(row):
        facts.append(("Chờ", f"{waits_for(row)}, {days} ngày" if days else waits_for(row)))
    context = {
        "row": row,
        "kind": kind_of(row),
        "look": standings.TONES[row.state],
        "words": standings.STATES[row.state],
        "facts": facts,
        "findings": inspecting.look(newest).findings,
        "kept": inspecting.latest_check(row),
        "qualities": inspecting.qualities_of(newest, agency) if agency is not None else [],
        "entry": proving.seen_entry(request.actor, row.pk),
    }
    return render(request, "portal/desk/page.html", context)


def writes(actor: Actor) -> bool:
    return bool(access.writes_for(actor))


def waiting(request: HttpRequest) -> SafeString | str:
    """The card on *Hôm nay*."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = list(standings.waiting_for(actor)[: MOST + 1])
    if not rows:
        return ""
    context = {"rows": rows[:MOST], "more": len(rows) > MOST}
    return render_to_string("portal/desk/_waiting.html", context, request)
