"""A frozen or issued report: its page, the entries it was made from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from lantoa.foundation.text import whole
from lantoa.organisation.guard import StaffRequest, staff_required
from lantoa.reports import access
from lantoa.reports.contents import from_json
from lantoa.reports.queries import frozen
from lantoa.reports.web import issue_page
from lantoa.ui.filters import FilterSet
from lantoa.ui.lists import ListPage
from lantoa.ui.parts import Chip
from lantoa.ui.tables import Column, DateColumn, HtmlColumn, MainColumn, NumberColumn, StatusColumn, Table


@staff_required
@require_safe
def issue(request: StaffRequest, report_id: int, number: int) -> HttpResponse:
    found = access.get_issue_of(request.actor, report_id, number)
    return render(request, "reports/issue.html", issue_page.context(found, request.actor))


_NOW = {
    frozen.SAME: ("done", "Như khi chốt"),
    frozen.CHANGED: ("risk", "Đã đính chính"),
    frozen.VOIDED: ("void", "Đã hủy"),
}


class EntryTable(Table):
    caption = "Bản ghi đã tính"
    kind = "lead"

    title = MainColumn("Bản ghi", accessor="entry__title", orderable=False)
    day = DateColumn("Ngày", accessor="entry__day", orderable=False)
    unit = Column("Đơn vị", accessor="entry__unit", orderable=False)
    value = NumberColumn("Giá trị", accessor="value", orderable=False)
    proofs = NumberColumn("Minh chứng", accessor="pk", orderable=False)
    now = StatusColumn("Nay", accessor="now", orderable=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened: tuple[set[int], set[int]] = (set(), set())

    def render_title(self, value: str, record: frozen.Line) -> Any:
        url = ""
        if record.stands_alone and record.pk in self.opened[1]:
            url = reverse("ledger:measurement", args=[record.pk])
        elif not record.stands_alone and record.pk in self.opened[0]:
            url = reverse("ledger:version", args=[record.pk, record.entry.version])
        under = " · ".join(filter(None, [record.entry.number, record.entry.kind]))
        return MainColumn(url=lambda row: url, sub=lambda row: under).render(value, record)

    def value_title(self, value: str) -> str:
        return value

    def render_value(self, record: frozen.Line) -> str:
        number = frozen.number_of(record.value)
        return NumberColumn().render(number) if number is not None else "–"

    def value_value(self, record: frozen.Line) -> Any:
        return frozen.number_of(record.value)

    def render_proofs(self, record: frozen.Line) -> int:
        return len(record.entry.proofs)

    def value_proofs(self, record: frozen.Line) -> int:
        return len(record.entry.proofs)

    def render_now(self, value: str, record: frozen.Line) -> Any:
        look, word = _NOW[value]
        return StatusColumn(word=lambda row: word).render(look, record)

    def value_now(self, value: str) -> str:
        return _NOW[value][1]


class EntryExport(EntryTable):
    number = Column("Số sổ", accessor="entry__number")
    kind_name = Column("Loại", accessor="entry__kind")
    proof = HtmlColumn(
        verbose_name="Mã băm, địa chỉ minh chứng", make=str, plain=lambda row: "; ".join(row.entry.proofs)
    )

    class Meta:
        sequence = ("number", "title", "kind_name", "...")


@method_decorator(staff_required, name="dispatch")
class Entries(ListPage):
    """The entries as they were counted, and how each stands today. The same rows whoever voids what afterwards."""

    template_name = "reports/entries.html"
    noun = "bản ghi"
    table_class = EntryTable
    export_name = "can-cu-bao-cao"
    empty_title = "Không có bản ghi nào"
    empty_text = "Trong kỳ không có bản ghi nào được xác nhận."
    request: StaffRequest

    def rows(self) -> Any:
        self.issue = access.get_issue_of(self.request.actor, self.kwargs["report_id"], self.kwargs["number"])
        asked = self.request.GET
        self.measure, self.unit = asked.get("so_do", "")[:40], asked.get("don_vi", "")[:250]
        self.form, self.task = asked.get("hinh_thuc", "")[:40], asked.get("nhiem_vu", "")[:60]
        self.title = f"Căn cứ của {self.issue.report}"
        body = whole(asked.get("ma_don_vi")) if self.unit else None
        return frozen.lines_of(self.issue, frozen.Wanted(self.measure, self.unit, body, self.form, self.task))

    def table_options(self) -> dict[str, Any]:
        return {} if self.measure else {"exclude": ("value",)}

    def context(self, request: HttpRequest, table: Table, filterset: FilterSet | None) -> dict[str, Any]:
        found = super().context(request, table, filterset)
        assert isinstance(table, EntryTable)  # noqa: S101 (narrows the type)
        table.opened = frozen.opened_by(self.request.actor, [row.record for row in table.page.object_list])
        contents = from_json(self.issue.contents)
        figure = contents.figure(self.measure) if self.measure else None
        chips = []
        rest = request.GET.copy()
        forms = {form.code: form.label for form in contents.forms}
        task = self.task.partition(":")[2] or self.task
        for name, label in (
            ("so_do", figure.label if figure else self.measure),
            ("don_vi", self.unit),
            ("hinh_thuc", forms.get(self.form, self.form)),
            ("nhiem_vu", f"Nhiệm vụ {task}" if task else ""),
        ):
            if label:
                query = rest.copy()
                query.pop(name, None)
                query.pop("trang", None)
                chips.append(Chip(label, f"?{query.urlencode()}"))
        return {**found, "issue": self.issue, "figure": figure, "chips": chips}

    def export(self, table: Table, form: str) -> HttpResponseBase:
        return super().export(
            EntryExport(table.data.data, request=self.request, **self.table_options()), form
        )
