"""*Lượt xem trang* and *Ý kiến về trang*: what readers did and said, by page, section and days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible
from lantoa.organisation.access import PUBLISH
from lantoa.organisation.guard import StaffRequest, require, staff_required
from lantoa.portal import access, reader_actions, reads
from lantoa.portal.web.reader_tables import OpinionFilter, OpinionTable, ReadsFilter, ReadsTable
from lantoa.ui.charts import Point, Spark
from lantoa.ui.filters import FilterSet
from lantoa.ui.lists import ListPage
from lantoa.ui.tables import Table
from lantoa.ui.words import vndate

DAYS = 30


class _OfReaders(ListPage):
    request: StaffRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.may_read_of_readers(self.request.actor):
            raise NotVisible
        return super().dispatch(request, *args, **kwargs)


@method_decorator(staff_required, name="dispatch")
class Reads(_OfReaders):
    template_name = "portal/desk/reads.html"
    title = "Lượt xem trang"
    sub = "Đếm tại chỗ, không dùng cookie, không lưu địa chỉ mạng. Một người xem hai lần là hai lượt; máy tìm kiếm không được tính."
    noun = "trang"
    table_class = ReadsTable
    filter_class = ReadsFilter
    export_name = "luot-xem"
    empty_title = "Chưa có lượt xem nào"
    empty_text = (
        "Trang công khai của cơ quan được đếm ngay khi có người mở; lượt xem hiện ở đây sau vài giây."
    )

    def rows(self) -> Any:
        rows = reads.by_page(access.reads_for(self.request.actor))
        asked = self.request.GET
        if asked.get("tu") or asked.get("den"):
            return rows
        return rows.filter(day__gt=clock.today() - timedelta(days=DAYS))

    def context(self, request: HttpRequest, table: Table, filterset: FilterSet | None) -> dict[str, Any]:
        found = super().context(request, table, filterset)
        first, last = filterset.days() if isinstance(filterset, ReadsFilter) else (None, None)
        last = last or clock.today()
        first = first or last - timedelta(days=DAYS - 1)
        ids = access.reads_for(self.request.actor)
        days = reads.by_day(ids, first, last)
        course = [first + timedelta(days=number) for number in range(min((last - first).days, 92) + 1)]
        found |= {
            "first": first,
            "last": last,
            "total": sum(days.values()),
            "trend": Spark(
                "Lượt xem theo ngày", [Point(vndate(day), days.get(day, 0)) for day in course], "lượt"
            ),
        }
        return found


@method_decorator(staff_required, name="dispatch")
class Opinions(_OfReaders):
    template_name = "portal/desk/opinions.html"
    title = "Ý kiến về trang"
    sub = "Trả lời câu hỏi “Trang này có ích không?”. Không biết ai gửi; phần viết thêm được xóa sau một năm."
    noun = "ý kiến"
    table_class = OpinionTable
    filter_class = OpinionFilter
    export_name = "y-kien-ve-trang"
    empty_title = "Chưa có ý kiến nào"
    empty_text = "Câu hỏi có ở cuối mọi trang công khai; người đọc trả lời thì ý kiến hiện ở đây."

    def rows(self) -> Any:
        return reads.opinions(access.reads_for(self.request.actor))

    def extra(self) -> dict[str, Any]:
        return {"may_mark": bool(self.request.actor.scope(PUBLISH)), "back": self.request.get_full_path()}


@require(PUBLISH)
@require_POST
def seen(request: StaffRequest) -> HttpResponse:
    """Everything that was written and not yet read, in the agencies whose pages the actor writes."""
    rows = access.visible_opinions(request.actor).filter(agency__in=access.writes_for(request.actor))
    marked = reader_actions.mark_seen(rows.filter(seen_at=None).exclude(words=""), actor=request.actor)
    messages.success(
        request, f"Đã đánh dấu đã đọc {marked} ý kiến." if marked else "Không còn ý kiến nào chưa đọc."
    )
    return redirect("readers:opinions")
