"""*Ngôn ngữ*: which languages the portal is read in, and the translations of pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.foundation.errors import NotVisible
from lantoa.organisation.access import APPROVE, PUBLISH
from lantoa.organisation.guard import StaffRequest, posted, require, staff_required
from lantoa.portal import access, catalogue, language_actions, languages
from lantoa.portal.language_actions import TranslationDraft
from lantoa.portal.models.languages import Language
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import ListPage
from lantoa.ui.tables import DateColumn, HtmlColumn, MainColumn, Table


class ReviewerForm(forms.Form):
    reviewer = forms.CharField(
        label="Người hiệu đính",
        max_length=160,
        help_text="Họ tên, chức danh người đã đọc hết và chịu trách nhiệm về bản dịch. Hiện trên trang.",
    )


class TranslationForm(forms.Form):
    title = forms.CharField(label="Tiêu đề", max_length=255)
    summary = forms.CharField(
        label="Tóm tắt", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    body = forms.CharField(
        label="Nội dung",
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Các đoạn cách nhau một dòng trống. Dòng bắt đầu bằng ## là đề mục.",
    )
    machine = forms.BooleanField(label="Bản do máy dịch", required=False)

    def draft(self) -> TranslationDraft:
        given = self.cleaned_data
        return TranslationDraft(given["title"], given["summary"], given["body"], given["machine"])


def _known(code: str) -> str:
    if code not in Language.values:
        raise NotVisible
    return languages.NAMES[code]


@require(PUBLISH)
@require_safe
def overview(request: StaffRequest) -> HttpResponse:
    opened = languages.opened()
    rows = [
        {"code": code, "name": name, "open": opened.get(code), "words": len(catalogue.words(code))}
        for code, name in Language.choices
    ]
    may = request.actor.everywhere(APPROVE)
    return render(request, "portal/desk/languages.html", {"rows": rows, "may_open": may})


@require(PUBLISH)
@require_safe
def words(request: StaffRequest, code: str) -> HttpResponse:
    """Every phrase of the public pages beside its translation: what the reviewer reads."""
    context = {
        "name": _known(code),
        "code": code,
        "words": catalogue.words(code),
        "open": languages.opened().get(code),
    }
    return render(request, "portal/desk/language_words.html", context)


def _crumbs() -> list[Link]:
    return [Link("Ngôn ngữ của cổng", reverse("readers:languages"))]


@require(APPROVE, everywhere=True)
@require_http_methods(["GET", "POST"])
def open_one(request: StaffRequest, code: str) -> HttpResponse:
    name = _known(code)
    form = ReviewerForm(posted(request))
    return form_page(
        request,
        form,
        lambda: language_actions.open_language(code, form.cleaned_data["reviewer"], actor=request.actor),
        title=f"Mở {name}",
        intro="Mở khi đã có người đọc hết bản dịch các câu chữ của cổng. Bài viết vẫn bằng tiếng Việt cho đến khi có bản dịch riêng.",
        button="Mở ngôn ngữ",
        back=("readers:languages",),
        said=f"Cổng đã đọc được bằng {name}.",
        crumbs=_crumbs(),
    )


@require(APPROVE, everywhere=True)
@require_http_methods(["GET", "POST"])
def close_one(request: StaffRequest, code: str) -> HttpResponse:
    row = languages.opened().get(code)
    if row is None:
        raise NotVisible
    return form_page(
        request,
        forms.Form(posted(request)),
        lambda: language_actions.close_language(row, actor=request.actor),
        title=f"Đóng {languages.NAMES[code]}",
        intro="Các địa chỉ bằng ngôn ngữ này thôi mở được. Bản dịch của trang vẫn giữ.",
        button="Đóng ngôn ngữ",
        kind="stop",
        back=("readers:languages",),
        said=f"Đã đóng {languages.NAMES[code]}.",
        crumbs=_crumbs(),
    )


def _state(row: Any, code: str) -> str:
    found = row.translated.get(code)
    if found is None:
        return "Chưa dịch"
    if found.reviewed_at is None:
        return "Chưa hiệu đính"
    if row.last_published_at and row.last_published_at > found.reviewed_at:
        return "Trang gốc đã đổi"
    return "Đang hiện"


def _states(row: Any) -> SafeString:
    links = (
        (reverse("readers:translation", args=[row.pk, code]), name, _state(row, code), row.title)
        for code, name in Language.choices
    )
    return format_html_join(" · ", '<a href="{}">{}: {}<span class="vh"> {}</span></a>', links)


class TranslationTable(Table):
    caption = "Bản dịch của trang"

    title = MainColumn(verbose_name="Trang", order_by=("title", "pk"))
    first_published_at = DateColumn(verbose_name="Đăng ngày", order_by=("first_published_at", "pk"))
    states = HtmlColumn(
        verbose_name="Bản dịch",
        make=_states,
        plain=lambda row: "; ".join(f"{name}: {_state(row, code)}" for code, name in Language.choices),
    )


@method_decorator(staff_required, name="dispatch")
class Translations(ListPage):
    title = "Bản dịch của trang"
    sub = (
        "Trang đã đăng, dịch sang tiếng Khmer, tiếng Anh. Bản dịch chỉ hiện khi có người hiệu đính đứng tên."
    )
    noun = "trang"
    table_class = TranslationTable
    export_name = "ban-dich"
    empty_title = "Chưa có trang nào để dịch"
    empty_text = "Trang đã đăng của cơ quan hiện ở đây."
    request: StaffRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.writes_for(self.request.actor):
            raise NotVisible
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> Any:
        rows: list[Any] = list(languages.translatable(access.writes_for(self.request.actor)))
        found = languages.translations([row.pk for row in rows])
        for row in rows:
            row.translated = {
                code: found[row.pk, code] for code in Language.values if (row.pk, code) in found
            }
        return rows


@require(PUBLISH)
@require_http_methods(["GET", "POST"])
def translation(request: StaffRequest, page_id: int, code: str) -> HttpResponse:
    name = _known(code)
    page = languages.page_to_translate(access.writes_for(request.actor), page_id)
    row = languages.draft_of(page, code)
    initial = (
        {"title": row.title, "summary": row.summary, "body": row.body, "machine": row.machine} if row else {}
    )
    form = TranslationForm(posted(request), initial=initial)
    return form_page(
        request,
        form,
        lambda: language_actions.write_translation(page, code, form.draft(), actor=request.actor),
        title=f"{name}: {page.title}",
        intro="Lưu thì bản dịch chờ hiệu đính, chưa hiện với người đọc.",
        button="Lưu bản dịch",
        back=("readers:translations",),
        to=("readers:translation", page.pk, code),
        said="Đã lưu bản dịch, chờ hiệu đính.",
        crumbs=[Link("Bản dịch của trang", reverse("readers:translations"))],
        template="portal/desk/translation.html",
        page=page,
        row=row,
        code=code,
    )


@require(PUBLISH)
@require_http_methods(["GET", "POST"])
def show(request: StaffRequest, page_id: int, code: str) -> HttpResponse:
    """Names the reviewer and shows the translation; shown already, takes it from the public."""
    _known(code)
    page = languages.page_to_translate(access.writes_for(request.actor), page_id)
    row = languages.draft_of(page, code)
    if row is None:
        raise NotVisible
    back = ("readers:translation", page.pk, code)
    crumbs = [Link("Bản dịch của trang", reverse("readers:translations"))]
    if row.reviewed_at is not None:
        return form_page(
            request,
            forms.Form(posted(request)),
            lambda: language_actions.hide_translation(page, row, actor=request.actor),
            title=f"Ẩn bản dịch: {row.title}", button="Ẩn bản dịch", kind="stop", back=back, said="Đã ẩn bản dịch.",
            crumbs=crumbs,
        )  # fmt: skip
    form = ReviewerForm(posted(request))
    return form_page(
        request,
        form,
        lambda: language_actions.show_translation(page, row, form.cleaned_data["reviewer"], actor=request.actor),
        title=f"Hiện bản dịch: {row.title}", button="Hiện bản dịch", back=back, said="Bản dịch đang hiện với người đọc.",
        intro=str(format_html("{}", "Người hiệu đính đã đọc hết bản dịch và đối chiếu với bản tiếng Việt.")),
        crumbs=crumbs,
    )  # fmt: skip
