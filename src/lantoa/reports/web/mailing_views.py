"""Figures that are mailed by themselves: the list with how the last time went, adding, pausing, removing, the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.foundation.errors import NotVisible
from lantoa.ledger import storage
from lantoa.organisation.access import PLAN
from lantoa.organisation.guard import StaffRequest, posted, require, staff_required
from lantoa.reports import access, actions
from lantoa.reports.mailing_forms import MailingForm
from lantoa.reports.models import Mailing, MailingRun
from lantoa.reports.queries import mailings as queries
from lantoa.reports.queries.letterheads import template_of
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import ListPage
from lantoa.ui.tables import DateTimeColumn, MainColumn, StatusColumn, Table, TextColumn

LOOKS = {MailingRun.State.PREPARING: "work", MailingRun.State.SENT: "done", MailingRun.State.FAILED: "late"}


def _word(mailing: Any) -> str:
    if mailing.paused_on:
        return "Tạm dừng"
    if not mailing.last_state:
        return "Chưa gửi lần nào"
    return str(MailingRun.State(mailing.last_state).label)


def _look(mailing: Any) -> str:
    if mailing.paused_on:
        return "void"
    if mailing.last_state == MailingRun.State.SENT and mailing.last_error:
        return "risk"
    return LOOKS.get(mailing.last_state, "todo")


class MailingTable(Table):
    caption = "Lịch gửi số liệu"

    name = MainColumn(
        verbose_name="Gửi gì",
        accessor="get_what_display",
        order_by=("what", "pk"),
        url=lambda mailing: reverse("reports:mailing", args=[mailing.pk]),
        sub=lambda mailing: mailing.agency.short_name,
    )
    when = TextColumn(verbose_name="Khi nào", order_by=("timing", "number"))
    form = TextColumn(verbose_name="Dạng tệp", accessor="get_form_display", order_by="form")
    people = TextColumn(verbose_name="Người nhận", empty_values=(), orderable=False)
    last_at = DateTimeColumn(verbose_name="Lần cuối")
    state = StatusColumn(verbose_name="Kết quả", accessor="pk", order_by="last_state", word=_word)
    error = TextColumn(verbose_name="Lý do", accessor="last_error", orderable=False)

    def render_people(self, record: Mailing) -> str:
        return ", ".join(sorted(person.full_name for person in record.recipients.all()))

    def value_people(self, record: Mailing) -> str:
        return self.render_people(record)

    def render_state(self, record: Mailing, bound_column: Any) -> Any:
        return bound_column.column.render(_look(record), record)


@method_decorator(require(PLAN), name="dispatch")
class Mailings(ListPage):
    template_name = "reports/mailing_list.html"
    title = "Lịch gửi số liệu"
    sub = "Số liệu của kỳ báo cáo được lập và báo cho người nhận qua thư, kể cả khi chưa có số liệu nào."
    noun = "lịch gửi"
    table_class = MailingTable
    export_name = "lich-gui-so-lieu"
    empty_title = "Chưa đặt lịch gửi nào"
    empty_text = "Đặt một lịch để lãnh đạo, đầu mối nhận số liệu đều đặn mà không phải mở hệ thống."
    empty_label = "Đặt lịch gửi"
    empty_url_name = "reports:mailing_add"

    request: StaffRequest

    def rows(self) -> QuerySet[Mailing]:
        return queries.mailings_shown(access.visible_mailings(self.request.actor))


@require(PLAN)
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    agencies = queries.planned_by(request.actor)
    if not agencies:
        raise NotVisible
    agency = next((row for row in agencies if str(row.pk) == request.GET.get("co-quan")), agencies[0])
    form = MailingForm(posted(request), agency=agency)
    return form_page(
        request,
        form,
        lambda: actions.add_mailing(agency, form.draft(), actor=request.actor),
        title="Đặt lịch gửi số liệu",
        intro=agency.legal_name,
        button="Đặt lịch gửi",
        back=("reports:mailings",),
        to=lambda mailing: ("reports:mailing", mailing.pk),
        said="Đã đặt lịch gửi. Bấm “Gửi ngay” để thử.",
        crumbs=[Link("Lịch gửi số liệu", reverse("reports:mailings"))],
    )


@require(PLAN)
@require_safe
def mailing(request: StaffRequest, mailing_id: int) -> HttpResponse:
    row = access.get_mailing(request.actor, mailing_id)
    context = {
        "mailing": row,
        "people": list(row.recipients.order_by("sort_key")),
        "runs": [(run, _look_of(run)) for run in queries.runs_of(row)],
        "facts": [
            ("Cơ quan", row.agency.legal_name),
            ("Số liệu của", row.get_what_display()),
            ("Gửi lúc", row.when),
            ("Dạng tệp", _form_said(row)),
            ("Người đặt lịch", row.owner.full_name),
        ],
    }
    return render(request, "reports/mailing.html", context)


def _form_said(row: Mailing) -> str:
    """The kind of file; where the agency has a Word file of its own, that a PDF does not follow it."""
    apart = row.form == "pdf" and template_of(row.agency) is not None
    return f"{row.get_form_display()}{', theo mẫu có sẵn' if apart else ''}"


def _look_of(run: MailingRun) -> str:
    return "risk" if run.error and run.state == MailingRun.State.SENT else LOOKS[MailingRun.State(run.state)]


@require(PLAN)
@require_POST
def act(request: StaffRequest, mailing_id: int) -> HttpResponse:
    row = access.get_mailing(request.actor, mailing_id)
    verbs: dict[str, tuple[Callable[[], Any], str]] = {
        "gui": (
            lambda: actions.mail_now(row, actor=request.actor),
            "Đang lập số liệu. Người nhận được báo khi xong.",
        ),
        "dung": (lambda: actions.pause_mailing(row, actor=request.actor), "Đã tạm dừng lịch gửi."),
        "tiep": (lambda: actions.resume_mailing(row, actor=request.actor), "Lịch gửi chạy tiếp từ hôm nay."),
        "xoa": (lambda: actions.remove_mailing(row, actor=request.actor), "Đã xóa lịch gửi."),
    }
    wish = request.POST.get("viec", "")
    if wish not in verbs:
        raise NotVisible
    verb, said = verbs[wish]
    verb()
    messages.success(request, said)
    return redirect("reports:mailings") if wish == "xoa" else redirect("reports:mailing", row.pk)


@staff_required
@require_safe
def mailed(request: StaffRequest, run_id: int) -> FileResponse:
    """The file that the letter leads to: a download for its recipients, after they signed in."""
    run = access.get_mailed(request.actor, run_id)
    if run.file is None:
        raise NotVisible
    try:
        content = storage.path_of(run.file.sha256).open("rb")
    except FileNotFoundError:
        raise NotVisible from None
    response = FileResponse(content, as_attachment=True, filename=run.file.name)
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
