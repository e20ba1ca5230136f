"""The audit, for administrators."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from lantoa.audit import access, queries, registry, words
from lantoa.audit.actions import note_read
from lantoa.audit.sealing import seal
from lantoa.audit.web.tables import EntryFilter, EntryTable
from lantoa.ui.filters import FilterSet
from lantoa.ui.lists import ListPage
from lantoa.ui.tables import Table


def actor_of(request: HttpRequest) -> access.Reading:
    actor: access.Reading = request.actor  # type: ignore[attr-defined]
    return actor


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0


@method_decorator(login_required, name="dispatch")
class EntryList(ListPage):
    """Pages by keyset: the thousandth page costs as much as the first."""

    template_name = "audit/list.html"
    title = "Nhật ký"
    sub = "Ai đã làm gì, với đối tượng nào. Không sửa, không xóa được."
    noun = "dòng nhật ký"
    table_class = EntryTable
    filter_class = EntryFilter
    export_name = "nhat-ky"
    empty_title = "Chưa có dòng nhật ký nào"
    empty_text = "Mỗi việc làm trên hệ thống được ghi một dòng tại đây."

    def rows(self) -> Any:
        seal()
        order = "sequence" if self.oldest_first() else "-sequence"
        return access.visible_entries(actor_of(self.request)).order_by(order)

    def oldest_first(self) -> bool:
        return self.request.GET.get("thu-tu") == "cu"

    def table_options(self) -> dict[str, Any]:
        agencies = actor_of(self.request).scope(access.ADMINISTER).agencies
        return {"agencies": registry.agency_names(agencies)}

    def export(self, table: Table, form: str) -> HttpResponseBase:
        """The export is itself an entry: it takes the names of people out of the system."""
        if form in ("xlsx", "csv"):
            filters = self.request.GET.copy()
            for name in ("xuat", "thu-tu"):
                filters.pop(name, None)
            summary = f"Tệp {form}" + (", có lọc" if any(filters.values()) else ", toàn bộ")
            actor = actor_of(self.request)
            note_read("audit.exported", queries.head(), actor=actor, summary=summary)
        return super().export(table, form)

    def _turned(self, request: HttpRequest) -> str:
        """The same list, filtered alike, in the other order from its beginning."""
        query = request.GET.copy()
        for name in ("tiep", "lui", "thu-tu"):
            query.pop(name, None)
        if not self.oldest_first():
            query["thu-tu"] = "cu"
        return f"?{query.urlencode()}"

    def context(self, request: HttpRequest, table: Table, filterset: FilterSet | None) -> dict[str, Any]:
        entries = table.data.data
        part = queries.page(
            entries.order_by(),
            on=_number(request.GET.get("tiep")),
            back=_number(request.GET.get("lui")),
            oldest_first=self.oldest_first(),
        )
        shown = self.table_class(part.entries, **self.table_options())
        counted = queries.count(entries)
        return {
            "title": self.title,
            "sub": self.sub,
            "noun": self.noun,
            "table": shown,
            "filterset": filterset,
            "chips": filterset.chips(request) if filterset is not None else [],
            "count": min(counted, queries.MOST_COUNTED),
            "more": counted > queries.MOST_COUNTED,
            "part": part,
            "oldest_first": self.oldest_first(),
            "turned_url": self._turned(request),
            "empty": {"title": self.empty_title, "text": self.empty_text, "label": "", "url": ""},
        }


@login_required
@require_safe
def entry_page(request: HttpRequest, sequence: int) -> HttpResponse:
    entry = access.get_entry(actor_of(request), sequence)
    context = {
        "entry": entry,
        "who": words.who(entry),
        "verb": words.verb(entry),
        "target": words.target(entry, named=access.shows_values(entry)),
        "agency": registry.agency_names([entry.agency_id]).get(entry.agency_id) if entry.agency_id else "",
        "fields": words.fields(entry),
        "differences": list(words.differences(entry)) if access.shows_values(entry) else None,
        "summary": entry.summary if access.shows_values(entry) else "",
    }
    return render(request, "audit/entry.html", context)
