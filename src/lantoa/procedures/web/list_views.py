"""The register as a list."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator

from lantoa.organisation.guard import staff_required
from lantoa.procedures import access, queries
from lantoa.procedures.models import Procedure
from lantoa.procedures.web.filters import ProcedureFilter
from lantoa.procedures.web.tables import ProcedureTable
from lantoa.ui.lists import ListPage
from lantoa.ui.tables import Table


@method_decorator(staff_required, name="dispatch")
class ProcedureList(ListPage):
    """What the actor's agency lists, and what its superiors list for all below."""

    template_name = "procedures/list.html"
    title = "Thủ tục hành chính"
    noun = "thủ tục"
    table_class = ProcedureTable
    filter_class = ProcedureFilter
    export_name = "thu-tuc-hanh-chinh"
    empty_title = "Danh mục chưa có thủ tục nào"

    def rows(self) -> QuerySet[Procedure]:
        return queries.for_list(access.visible_procedures(self.request.actor))  # type: ignore[attr-defined]

    def export(self, table: Table, form: str) -> HttpResponseBase:
        for name in ProcedureTable.WIDE:
            table.columns.show(name)
        return super().export(table, form)

    def extra(self) -> dict[str, Any]:
        keeps = access.kept_agencies(self.request.actor).exists()  # type: ignore[attr-defined]
        text = (
            "Nhập danh mục từ tệp xuất của Cơ sở dữ liệu quốc gia, hoặc thêm từng thủ tục."
            if keeps
            else "Đầu mối cải cách hành chính của cơ quan hoặc của cấp trên lập danh mục này."
        )
        return {
            "keeps": keeps,
            "empty": {
                "title": self.empty_title,
                "text": text,
                "label": "Nhập từ tệp",
                "url": reverse("procedures:import") if keeps else "",
            },
        }
