"""*Gói nội dung* on the desk: the list, a set with where each page stands, and what is done to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.foundation.errors import NotVisible
from lantoa.foundation.text import fold
from lantoa.organisation.guard import StaffRequest, posted, staff_required
from lantoa.portal import releasing, set_access, set_actions
from lantoa.portal.models import ReleaseSet
from lantoa.portal.set_forms import NewSetForm, PagesForm, SetForm, TimeForm, WhyForm
from lantoa.portal.web.set_tables import SetFilter, SetTable, state_of
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import ListPage
from lantoa.ui.words import vndatetime

TITLE = "Gói nội dung"
FORM = "portal/desk/set_form.html"


@method_decorator(staff_required, name="dispatch")
class Sets(ListPage):
    template_name = "portal/desk/sets.html"
    title = TITLE
    sub = "Nhiều trang đăng cùng một lúc: đủ cả gói mới đăng, thiếu một trang thì chưa trang nào ra."
    noun = "gói"
    table_class = SetTable
    filter_class = SetFilter
    export_name = "goi-noi-dung"
    empty_title = "Chưa có gói nội dung nào"
    empty_text = "Lập gói khi một đợt truyền thông có nhiều trang phải ra cùng lúc: tin, hướng dẫn, hỏi đáp."
    empty_label = "Lập gói nội dung"
    empty_url_name = "sets:add"
    request: StaffRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not set_access.agencies_of(self.request.actor).exists():
            raise NotVisible
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[ReleaseSet]:
        rows = releasing.counted(set_access.visible_sets(self.request.actor))
        return rows.order_by("-made_at", "-pk")


def _crumbs(row: ReleaseSet | None = None) -> list[Link]:
    found = [Link(TITLE, reverse("sets:list"))]
    return [*found, Link(row.name, reverse("sets:set", args=[row.pk]))] if row is not None else found


def _act(request: StaffRequest, row: ReleaseSet, form: forms.Form, act: Any, **words: Any) -> HttpResponse:
    """The page of one verb upon a set; who acts is told where the set has changed since the page was opened."""
    return form_page(
        request,
        form,
        act,
        back=("sets:set", row.pk),
        crumbs=_crumbs(row),
        changes=row,
        template=FORM,
        **words,
    )


@staff_required
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    agencies = list(set_access.agencies_of(request.actor))
    if not agencies:
        raise NotVisible
    form = NewSetForm(posted(request), agencies=agencies)
    return form_page(
        request,
        form,
        lambda: set_actions.make(
            form.agency_chosen(), form.cleaned_data["name"], form.cleaned_data["purpose"], actor=request.actor
        ),
        title="Lập gói nội dung",
        intro="Trang trong gói được duyệt thì chờ, đến khi cả gói được đăng.",
        button="Lập gói",
        back=("sets:list",),
        to=lambda row: ("sets:set", row.pk),
        said=lambda row: f"Đã lập gói “{row.name}”. Thêm trang vào gói.",
        crumbs=_crumbs(),
    )


@staff_required
@require_safe
def shown(request: StaffRequest, set_id: int) -> HttpResponse:
    row = set_access.get_set(request.actor, set_id)
    found = releasing.pages_of(row)
    look, words = state_of(row)
    is_open = row.state == ReleaseSet.State.OPEN
    releases = set_access.releases(request.actor, row.agency_id)
    context = {
        "row": row,
        "look": look,
        "words": words,
        "facts": _facts(row),
        "pages": found,
        "waiting": [one for one in found if one.why] if is_open else [],
        "is_open": is_open,
        "may_change": is_open and row.release_at is None,
        "may_release": is_open and releases and bool(found),
        "may_untime": is_open and releases and row.release_at is not None,
        "may_take_down": row.state == ReleaseSet.State.RELEASED and releases,
    }
    return render(request, "portal/desk/set.html", context)


def _facts(row: ReleaseSet) -> list[tuple[str, str]]:
    found = [("Cơ quan", row.agency.legal_name), ("Người lập", _signed(row.made_by, row.made_at))]
    if row.purpose:
        found.insert(0, ("Dùng cho việc gì", row.purpose))
    if row.release_at is not None:
        found.append(("Hẹn đăng lúc", f"{vndatetime(row.release_at)} (hẹn bởi {_name(row.timed_by)})"))
    if row.released_at is not None:
        found.append(("Đã đăng", _signed(row.released_by, row.released_at)))
    if row.ended_at is not None:
        found.append(
            (row.get_state_display(), f"{_signed(row.ended_by, row.ended_at)}. Lý do: {row.ended_why}")
        )
    return found


def _name(person: Any) -> str:
    return person.full_name if person is not None else "Hệ thống"


def _signed(person: Any, moment: Any) -> str:
    return f"{_name(person)}, {vndatetime(moment)}"


@staff_required
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, set_id: int) -> HttpResponse:
    row = set_access.get_set(request.actor, set_id)
    form = SetForm(posted(request), initial={"name": row.name, "purpose": row.purpose})
    return _act(
        request, row, form,
        lambda: set_actions.rename(
            row, form.cleaned_data["name"], form.cleaned_data["purpose"], actor=request.actor
        ),
        title="Sửa tên, mục đích của gói", button="Lưu gói", said="Đã lưu gói.",
    )  # fmt: skip


@staff_required
@require_http_methods(["GET", "POST"])
def add_pages(request: StaffRequest, set_id: int) -> HttpResponse:
    row = set_access.get_set(request.actor, set_id)
    asked = request.GET.get("tu_khoa", "").strip()[:200]
    rows = releasing.offered(request.actor, row)
    if asked:
        rows = rows.filter(folded__contains=fold(asked))
    found = list(rows[: releasing.MOST_OFFERED + 1])
    form = PagesForm(posted(request), offered=found[: releasing.MOST_OFFERED])
    return _act(
        request, row, form,
        lambda: set_actions.add_pages(row, form.chosen(), actor=request.actor),
        title="Thêm trang vào gói",
        intro="Trang của cơ quan chưa đăng, hoặc đang đăng và có bản sửa. Mỗi trang ở nhiều nhất một gói đang chuẩn bị.",
        button="Thêm trang đã chọn", said=lambda made: f"Đã thêm {len(made)} trang vào gói.",
        searching=True, asked=asked, none_offered=not found, more=len(found) > releasing.MOST_OFFERED,
    )  # fmt: skip


@staff_required
@require_http_methods(["GET", "POST"])
def remove_page(request: StaffRequest, set_id: int, row_id: int) -> HttpResponse:
    row = set_access.get_set(request.actor, set_id)
    one = set_access.get_row(request.actor, set_id, row_id)
    return _act(
        request, row, forms.Form(posted(request)),
        lambda: set_actions.remove_page(one, actor=request.actor),
        title=f"Lấy “{one.title}” ra khỏi gói",
        intro="Trang không bị xóa. Trang đã được duyệt thì lãnh đạo tự đăng trong trang soạn thảo.",
        button="Lấy trang ra khỏi gói", said="Đã lấy trang ra khỏi gói.",
    )  # fmt: skip


@staff_required
@require_http_methods(["GET", "POST"])
def release(request: StaffRequest, set_id: int) -> HttpResponse:
    row = set_access.get_set(request.actor, set_id, to_release=True)
    return _act(
        request, row, forms.Form(posted(request)),
        lambda: set_actions.release(row, actor=request.actor),
        title="Đăng cả gói",
        intro="Mọi trang của gói ra cổng cùng lúc. Còn trang chưa sẵn sàng thì chưa trang nào được đăng.",
        button="Đăng cả gói", said="Đã đăng cả gói.", pages=releasing.pages_of(row),
    )  # fmt: skip


@staff_required
@require_http_methods(["GET", "POST"])
def timed(request: StaffRequest, set_id: int) -> HttpResponse:
    row = set_access.get_set(request.actor, set_id, to_release=True)
    form = TimeForm(posted(request))
    return _act(
        request, row, form,
        lambda: set_actions.time(row, form.at(), actor=request.actor),
        title="Hẹn giờ đăng gói",
        intro="Đến giờ mà còn trang chưa sẵn sàng thì chưa trang nào được đăng; người lập và người hẹn giờ được báo.",
        button="Hẹn giờ đăng", said=lambda done: f"Đã hẹn đăng gói lúc {vndatetime(done.release_at)}.",
        pages=releasing.pages_of(row),
    )  # fmt: skip


@staff_required
@require_http_methods(["GET", "POST"])
def untimed(request: StaffRequest, set_id: int) -> HttpResponse:
    row = set_access.get_set(request.actor, set_id, to_release=True)
    return _act(
        request, row, forms.Form(posted(request)),
        lambda: set_actions.untime(row, actor=request.actor),
        title="Bỏ hẹn giờ đăng gói", button="Bỏ hẹn giờ",
        said="Đã bỏ hẹn giờ; gói sửa được.",
    )  # fmt: skip


@staff_required
@require_http_methods(["GET", "POST"])
def take_down(request: StaffRequest, set_id: int) -> HttpResponse:
    row = set_access.get_set(request.actor, set_id, to_release=True)
    form = WhyForm(posted(request))
    down, stay = releasing.goes_down(row) if row.state == ReleaseSet.State.RELEASED else ([], [])
    return _act(
        request, row, form,
        lambda: set_actions.take_down(row, form.cleaned_data["reason"], actor=request.actor),
        title="Gỡ cả gói",
        intro="Trang do gói đưa ra cổng được gỡ cùng lúc. Hoạt động và minh chứng trong sổ giữ nguyên.",
        button="Gỡ cả gói", kind="stop", said="Đã gỡ gói khỏi cổng.", down=down, stay=stay,
    )  # fmt: skip


@staff_required
@require_http_methods(["GET", "POST"])
def drop(request: StaffRequest, set_id: int) -> HttpResponse:
    row = set_access.get_set(request.actor, set_id)
    form = WhyForm(posted(request))
    return _act(
        request, row, form,
        lambda: set_actions.drop(row, form.cleaned_data["reason"], actor=request.actor),
        title="Bỏ gói nội dung",
        intro="Gói không đăng nữa. Các trang còn nguyên, đăng riêng được hoặc vào gói khác.",
        button="Bỏ gói", kind="stop", said="Đã bỏ gói; các trang còn nguyên.",
    )  # fmt: skip
