"""*Danh mục dùng chung*: the vocabularies, one of them as a list, one row, and what may be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.foundation.errors import NotVisible
from lantoa.foundation.text import whole
from lantoa.ledger import access, actions, vocabulary
from lantoa.ledger.models import ActivityKind, Form, Measure, Row
from lantoa.ledger.vocabulary import VOCABULARIES, Vocabulary
from lantoa.ledger.vocabulary_forms import EndRowForm, MergeRowForm, form_for
from lantoa.ledger.web.activity_page import entries_of
from lantoa.ledger.web.vocabulary_tables import (
    FILTERS,
    ORDER_FORM,
    SHOWN,
    TABLES,
    RowFilter,
    RowTable,
    standing_word,
)
from lantoa.organisation.access import CATALOGUE
from lantoa.organisation.guard import StaffRequest, posted, require
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import ListPage
from lantoa.ui.tables import Table
from lantoa.ui.words import vndate

keeper = require(CATALOGUE, everywhere=True)


@keeper
@require_safe
def vocabularies(request: StaffRequest) -> HttpResponse:
    rows = [
        (found, reverse("ledger:vocabulary", args=[found.word]), *vocabulary.size_of(found))
        for found in VOCABULARIES.values()
    ]
    return render(request, "ledger/vocabularies.html", {"rows": rows})


def _asked(word: str) -> Vocabulary:
    if word not in VOCABULARIES:
        raise NotVisible
    return VOCABULARIES[word]


@method_decorator(keeper, name="dispatch")
class RowList(ListPage):
    """One vocabulary, in its own order unless another is asked for."""

    template_name = "ledger/vocabulary.html"
    empty_label = "Thêm mục"
    empty_text = "Thêm mục đầu tiên để chọn được khi ghi hoạt động."

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = self.vocabulary = VOCABULARIES.get(kwargs["word"])
        if found is None:
            return
        self.title, self.sub, self.noun = found.title, found.meaning, found.noun
        self.empty_title = f"Chưa có {found.noun} nào"
        self.export_name = f"danh-muc-{found.word}"
        self.table_class = TABLES.get(found.model, RowTable)
        self.filter_class = FILTERS.get(found.model, RowFilter)

    def rows(self) -> Any:
        return vocabulary.with_use(vocabulary.rows_of(_asked(self.kwargs["word"])))

    def table_options(self) -> dict[str, Any]:
        """Moving up and down makes sense only where the whole list stands in its own order."""
        asked = {name for name, value in self.request.GET.items() if value}
        return {"may_order": asked <= {"trang"}}

    def export(self, table: Table, form: str) -> HttpResponseBase:
        for name in RowTable.WIDE:
            table.columns.show(name)
        return super().export(table, form)

    def extra(self) -> dict[str, Any]:
        word = self.kwargs["word"]
        return {
            "vocabulary": self.vocabulary,
            "order_form": ORDER_FORM,
            "empty": {
                "title": self.empty_title,
                "text": self.empty_text,
                "label": self.empty_label,
                "url": reverse("ledger:new_row", args=[word]),
            },
        }


@keeper
@require_POST
def move(request: StaffRequest, word: str) -> HttpResponse:
    """One row one place up (`len`) or down (`xuong`)."""
    up = "len" in request.POST
    number = whole(request.POST.get("len" if up else "xuong"))
    if number is None:
        raise NotVisible
    row = vocabulary.get_row(request.actor, word, number)
    actions.move_row(row, up=up, actor=request.actor)
    page = whole(request.POST.get("trang"))
    tail = f"?trang={page}" if page else ""
    return redirect(reverse("ledger:vocabulary", args=[word]) + tail)


@keeper
@require_safe
def row(request: StaffRequest, word: str, row_id: int) -> HttpResponse:
    found, one = _asked(word), vocabulary.get_row(request.actor, word, row_id)
    uses = vocabulary.uses_of(one)
    merged = list(vocabulary.merged_here(one))
    standing = vocabulary.standing_of(one)
    context = {
        "vocabulary": found,
        "row": one,
        "standing": SHOWN[standing],
        "standing_word": standing_word(one),
        "merged_into": one.merged_into,
        "facts": facts(one),
        "uses": uses,
        "merged": merged,
        "history": entries_of(one),
        "list_url": reverse("ledger:vocabulary", args=[word]),
        "found_url": f"{reverse('ledger:activities')}?{found.found_by}={one.pk}"
        if request.actor.scope(access.SEE)
        else "",
        "may_resume": one.valid_to is not None,
        "may_end": standing in (vocabulary.LIVE, vocabulary.FUTURE),
        "may_discard": not uses and not merged,
    }
    return render(request, "ledger/row.html", context)


def facts(row: Row) -> list[tuple[str, str]]:
    """Label and value; what does not apply is left out."""
    found = [("Mã", row.code)]
    if isinstance(row, Measure):
        found += [("Đơn vị tính", row.unit), ("Cách cộng", row.get_kind_display())]
        found += [("Tử số là", row.numerator_label), ("Mẫu số là", row.denominator_label)]
        found += [("Giá trị nhận", "số nguyên" if row.whole else "số có phần thập phân")]
    if isinstance(row, Form):
        found.append(("Nhóm", row.get_family_display()))
    if isinstance(row, ActivityKind):
        found.append(("Hình thức thường dùng", str(row.form or "")))
        found.append(("Số đo hỏi trước", "; ".join(measure.name for measure in row.measures.all())))
    found += [("Dùng từ ngày", vndate(row.valid_from)), ("Đến hết ngày", vndate(row.valid_to))]
    return [(label, value) for label, value in found if value]


def _crumbs(found: Vocabulary, one: Row | None = None) -> list[Link]:
    links = [
        Link("Danh mục dùng chung", reverse("ledger:vocabularies")),
        Link(found.title, reverse("ledger:vocabulary", args=[found.word])),
    ]
    return [*links, Link(one.name, reverse("ledger:row", args=[found.word, one.pk]))] if one else links


@keeper
@require_http_methods(["GET", "POST"])
def new_row(request: StaffRequest, word: str) -> HttpResponse:
    """A new row; `?theo=12` begins with the values of another, for a measure that needs another unit, say."""
    found = _asked(word)
    number = whole(request.GET.get("theo"))
    like = None if number is None else vocabulary.get_row(request.actor, word, number)
    form = form_for(found.model)(posted(request), model=found.model, like=like)
    return form_page(
        request,
        form,
        lambda: actions.add_row(found.model, form.draft(), actor=request.actor),
        title=f"Thêm {found.noun}",
        button=f"Thêm {found.noun}",
        crumbs=_crumbs(found),
        back=("ledger:vocabulary", word),
        said=lambda one: f"Đã thêm “{one.name}”.",
    )


@keeper
@require_http_methods(["GET", "POST"])
def edit_row(request: StaffRequest, word: str, row_id: int) -> HttpResponse:
    found, one = _asked(word), vocabulary.get_row(request.actor, word, row_id)
    form = form_for(found.model)(posted(request), model=found.model, row=one)
    used = vocabulary.is_used(one)
    return form_page(
        request,
        form,
        lambda: actions.revise_row(one, form.draft(), actor=request.actor),
        changes=one,
        title=f"Sửa “{one.name}”",
        button=f"Lưu {found.noun}",
        crumbs=_crumbs(found, one),
        back=("ledger:row", word, one.pk),
        said=f"Đã lưu {found.noun}.",
        template="ledger/row_form.html",
        used=used,
        new_url=f"{reverse('ledger:new_row', args=[word])}?theo={one.pk}",
        fixed=used and isinstance(one, Measure),
    )


@keeper
@require_http_methods(["GET", "POST"])
def end_row(request: StaffRequest, word: str, row_id: int) -> HttpResponse:
    found, one = _asked(word), vocabulary.get_row(request.actor, word, row_id)
    form = EndRowForm(posted(request))
    return form_page(
        request,
        form,
        lambda: actions.end_row(one, **form.cleaned_data, actor=request.actor),
        changes=one,
        title=f"Thôi dùng “{one.name}”",
        button=f"Thôi dùng {found.noun} này",
        kind="stop",
        intro="Sau ngày này không ai chọn được mục này nữa. Bản ghi, số liệu cũ giữ nguyên tên.",
        crumbs=_crumbs(found, one),
        back=("ledger:row", word, one.pk),
        said=f"“{one.name}” thôi dùng theo ngày đã nhập.",
    )


@keeper
@require_http_methods(["GET", "POST"])
def merge_row(request: StaffRequest, word: str, row_id: int) -> HttpResponse:
    found, one = _asked(word), vocabulary.get_row(request.actor, word, row_id)
    form = MergeRowForm(posted(request), row=one)
    same = " cùng đơn vị tính và cách cộng" if isinstance(one, Measure) else ""
    return form_page(
        request,
        form,
        lambda: actions.merge_rows(one, form.cleaned_data["into"], actor=request.actor),
        changes=one,
        title=f"Gộp “{one.name}”",
        button=f"Gộp {found.noun} này",
        kind="stop",
        intro=f"Dùng khi hai mục{same} nói cùng một việc. Bản ghi cũ giữ tên cũ; lọc và tổng hợp theo mục giữ lại "
        "tính cả các bản ghi đó. Có thể tách lại bằng “Dùng lại”.",
        crumbs=_crumbs(found, one),
        back=("ledger:row", word, one.pk),
        said=lambda done: f"Đã gộp “{done.name}” vào “{done.merged_into}”.",
    )


@keeper
@require_POST
def resume_row(request: StaffRequest, word: str, row_id: int) -> HttpResponse:
    one = vocabulary.get_row(request.actor, word, row_id)
    actions.resume_row(one, actor=request.actor)
    messages.success(request, f"“{one.name}” dùng lại được.")
    return redirect("ledger:row", word, one.pk)


@keeper
@require_POST
def discard_row(request: StaffRequest, word: str, row_id: int) -> HttpResponse:
    one = vocabulary.get_row(request.actor, word, row_id)
    actions.discard_row(one, actor=request.actor)
    messages.success(request, f"Đã xóa “{one.name}”.")
    return redirect("ledger:vocabulary", word)
