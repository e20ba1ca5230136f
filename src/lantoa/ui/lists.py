"""The page of a list: filter, sort, pages, count, export of what is shown, and what to do when it is empty.

A room derives from `ListPage`, says which rows the actor may see, and names table, filter and words.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View

from lantoa.ui import registry
from lantoa.ui.filters import FilterSet
from lantoa.ui.frames import Link
from lantoa.ui.remembering import last_filter
from lantoa.ui.tables import PAGE_FIELD, Table

EXPORT_FIELD = "xuat"
FORMS = ("xlsx", "csv")


class ForgivingPaginator(Paginator):
    """A page beyond the last is the last one, nonsense is the first: a kept link still opens."""

    def page(self, number: Any) -> Page:
        try:
            return super().page(number)
        except PageNotAnInteger:
            return super().page(1)
        except EmptyPage:
            return super().page(self.num_pages)


class ListPage(View):
    http_method_names = ["get", "head", "options"]

    template_name = "ui/list.html"
    title = ""
    sub = ""
    noun = "dòng"
    table_class: type[Table]
    filter_class: type[FilterSet] | None = None
    per_page = 25
    export_name = "danh-sach"
    remembered_as = ""
    """Under which name the last filter is kept, where several views share it; else under the address."""

    empty_title = "Chưa có gì ở đây"
    empty_text = ""
    empty_label = ""
    empty_url_name = ""

    @abstractmethod
    def rows(self) -> Any:
        """The rows that `self.request.actor` may see: a queryset with what the columns need joined in."""

    def views(self) -> list[Link]:
        """The same list seen in other ways; nothing when there is only one."""
        return []

    def extra(self) -> dict[str, Any]:
        return {}

    def table_options(self) -> dict[str, Any]:
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = self.rows()
        filterset = None
        if self.filter_class is not None:
            filterset = self.filter_class(request.GET or None, queryset=rows, request=request)
            rows = filterset.qs
        table = self.table_class(rows, request=request, **self.table_options())
        wanted = request.GET.getlist(table.prefixed_order_by_field)
        if wanted:
            table.order_by = wanted
        form = request.GET.get(EXPORT_FIELD)
        if form is not None:
            return self.export(table, form)
        return render(request, self.template_name, self.context(request, table, filterset))

    def export(self, table: Table, form: str) -> HttpResponseBase:
        if form not in FORMS:
            raise Http404
        write = registry.exporter()
        return write(
            table.export_columns(), table.values(), form=form, name=self.export_name, title=self.title
        )

    def context(self, request: HttpRequest, table: Table, filterset: FilterSet | None) -> dict[str, Any]:
        table.paginate(
            paginator_class=ForgivingPaginator, page=request.GET.get(PAGE_FIELD, 1), per_page=self.per_page
        )
        chips = filterset.chips(request) if filterset is not None else []
        return {
            "title": self.title,
            "sub": self.sub,
            "noun": self.noun,
            "table": table,
            "filterset": filterset,
            "chips": chips,
            "last": last_filter(request, filterset, chips, self.remembered_as),
            "count": table.paginator.count,
            "list_views": self.views(),
            "empty": {
                "title": self.empty_title,
                "text": self.empty_text,
                "label": self.empty_label,
                "url": reverse(self.empty_url_name) if self.empty_url_name else "",
            },
            **self.extra(),
        }
