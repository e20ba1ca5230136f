"""What one agency owes in a round: for the agency, which sends it, and for the superior, who answers."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.audit.queries import history_of
from lantoa.audit.registry import label_of
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.foundation.text import format_date, whole
from lantoa.organisation.access import PLAN, RECEIVE
from lantoa.organisation.guard import StaffRequest, posted, staff_required
from lantoa.reports import access, actions
from lantoa.reports.models import Call
from lantoa.reports.queries import rounds as queries
from lantoa.reports.round_forms import CallDueForm, DropForm, ReturnForm
from lantoa.reports.web.round_tables import CallFilter, OwedTable, standing_of
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link, lies_under
from lantoa.ui.lists import ListPage
from lantoa.ui.parts import LogEntry
from lantoa.ui.words import vndatetime


@method_decorator(staff_required, name="dispatch")
class Calls(ListPage):
    """Empty for who reads no unfinished report of an agency: nothing is owed by them."""

    title = "Báo cáo phải gửi cấp trên"
    noun = "yêu cầu"
    table_class = OwedTable
    filter_class = CallFilter
    export_name = "bao-cao-phai-gui"
    empty_title = "Chưa có yêu cầu báo cáo nào"
    empty_text = "Khi cấp trên mở đợt báo cáo, yêu cầu và hạn gửi hiện ở đây."

    request: StaffRequest

    def rows(self) -> QuerySet[Call]:
        return queries.calls_shown(access.visible_calls(self.request.actor)).order_by("-due_on", "pk")


def _visible(request: StaffRequest, call_id: int) -> Call:
    """For the agency that owes it, or for the superior who asked. Raises NotVisible."""
    try:
        row = access.get_call(request.actor, call_id)
    except NotVisible:
        return _answered(request, call_id)
    if access.may_open_rounds(request.actor, row.round.agency_id) and not request.actor.may(
        PLAN, row.agency_id
    ):
        lies_under(request, "reports:rounds")
    return row


def _answered(request: StaffRequest, call_id: int) -> Call:
    """For the superior who asked: a unit of their round. Raises NotVisible."""
    row = access.get_call(request.actor, call_id, to=RECEIVE)
    lies_under(request, "reports:rounds")
    return row


@staff_required
@require_safe
def call(request: StaffRequest, call_id: int) -> HttpResponse:
    row = _visible(request, call_id)
    sends = request.actor.may(PLAN, row.agency_id)
    answers = access.may_open_rounds(request.actor, row.round.agency_id)
    stands = queries.standing_issue(row)
    is_open = row.round.closed_at is None
    context = {
        "call": row,
        "asked": row.round,
        "standing": standing_of(row),
        "facts": _facts(row),
        "stands": stands,
        "report": queries.report_of(row.agency_id, row.round.period),
        "sends": sends,
        "answers": answers,
        "may_send": sends and is_open and stands is not None and stands.pk != row.issue_id,
        "may_begin": sends and is_open and queries.has_begun(row.round),
        "may_receive": answers and is_open and row.issue_id and row.state != Call.State.RECEIVED,
        "may_return": answers and is_open and row.issue_id and row.state != Call.State.RETURNED,
        "may_nudge": answers and is_open and row.is_open,
        "may_change": answers and is_open,
        "may_drop": answers and is_open and row.issue_id is None,
        "changed": queries.changed_measures(row) if answers or sends else (),
        "return_form": ReturnForm(initial={"issue": row.issue_id}),
        "drop_form": DropForm(),
        "history": _history(row),
    }
    return render(request, "reports/call.html", context)


def _facts(row: Call) -> list[tuple[str, str]]:
    asked = row.round
    shown = [
        ("Cấp trên", asked.agency.legal_name),
        ("Cơ quan báo cáo", row.agency.legal_name),
        ("Số liệu", f"từ {format_date(asked.starts)} đến {format_date(asked.ends)}"),
        ("Hạn gửi", format_date(row.due_on)),
        ("Gửi lúc", vndatetime(row.submitted_at)),
        ("Trả lời lúc", vndatetime(row.answered_at)),
        ("Yêu cầu", asked.note),
    ]
    return [(label, value) for label, value in shown if value]


def _history(row: Call) -> list[LogEntry]:
    return [
        LogEntry(label_of(entry.verb), who=entry.actor_name, when=vndatetime(entry.at), text=entry.summary)
        for entry in history_of(row, limit=50)
    ]


@staff_required
@require_POST
def begin(request: StaffRequest, call_id: int) -> HttpResponse:
    """Begins the agency's report of the period, or opens the one begun."""
    row = access.get_call(request.actor, call_id, to=PLAN)
    report = actions.begin_asked(row, actor=request.actor)
    return redirect("reports:report", report.pk)


@staff_required
@require_POST
def submit(request: StaffRequest, call_id: int) -> HttpResponse:
    row = access.get_call(request.actor, call_id, to=PLAN)
    issue = access.get_issue(request.actor, _issue_id(request))
    actions.submit_report(row, issue, actor=request.actor)
    messages.success(
        request, f"Đã gửi báo cáo {issue.signing.document_number} đến {row.round.agency.legal_name}."
    )
    return redirect("reports:call", row.pk)


def _issue_id(request: StaffRequest) -> int:
    found = whole(request.POST.get("issue"))
    if found is None:
        raise NotVisible
    return found


@staff_required
@require_POST
def receive(request: StaffRequest, call_id: int) -> HttpResponse:
    row = _answered(request, call_id)
    issue = access.get_issue(request.actor, _issue_id(request))
    actions.receive_report(row, issue, actor=request.actor)
    messages.success(request, f"Đã nhận báo cáo của {row.agency.short_name}.")
    return redirect("reports:round", row.round_id)


@staff_required
@require_http_methods(["GET", "POST"])
def give_back(request: StaffRequest, call_id: int) -> HttpResponse:
    row = _answered(request, call_id)
    form = ReturnForm(posted(request), initial={"issue": row.issue_id})

    def act() -> Call:
        if row.issue is None:
            raise Refused("Đơn vị chưa gửi báo cáo.", code="not_sent")
        issue = access.get_issue(request.actor, form.cleaned_data["issue"])
        return actions.return_report(row, issue, form.cleaned_data["reason"], actor=request.actor)

    return form_page(
        request,
        form,
        act,
        title="Trả lại báo cáo",
        intro=str(row),
        button="Trả lại đơn vị",
        back=("reports:call", row.pk),
        to=("reports:round", row.round_id),
        said=f"Đã trả lại báo cáo của {row.agency.short_name} kèm lý do.",
        crumbs=_crumbs(row),
    )


@staff_required
@require_POST
def nudge(request: StaffRequest, call_id: int) -> HttpResponse:
    row = _answered(request, call_id)
    actions.nudge(row, actor=request.actor)
    messages.success(request, f"Đã nhắc {row.agency.short_name}.")
    return redirect("reports:round", row.round_id)


@staff_required
@require_http_methods(["GET", "POST"])
def change_due(request: StaffRequest, call_id: int) -> HttpResponse:
    row = _answered(request, call_id)
    form = CallDueForm(posted(request), call=row)
    return form_page(
        request,
        form,
        lambda: actions.change_due(
            row, form.cleaned_data["due_on"], form.cleaned_data["reason"], actor=request.actor
        ),
        title="Đổi hạn gửi",
        intro=str(row),
        button="Đổi hạn và báo đơn vị",
        back=("reports:call", row.pk),
        said=f"Đã đổi hạn gửi của {row.agency.short_name}.",
        crumbs=_crumbs(row),
    )


@staff_required
@require_http_methods(["GET", "POST"])
def drop(request: StaffRequest, call_id: int) -> HttpResponse:
    row = _answered(request, call_id)
    form = DropForm(posted(request))
    name, asked = row.agency.short_name, row.round_id
    return form_page(
        request,
        form,
        lambda: actions.drop_unit(row, form.cleaned_data["reason"], actor=request.actor),
        title="Đưa ra khỏi đợt",
        intro=str(row),
        button="Đưa ra khỏi đợt",
        kind="stop",
        back=("reports:call", row.pk),
        to=lambda _: ("reports:round", asked),
        said=f"{name} không phải báo cáo trong đợt này nữa.",
        crumbs=_crumbs(row),
    )


def _crumbs(row: Call) -> list[Link]:
    return [
        Link("Đợt báo cáo", reverse("reports:rounds")),
        Link(row.round.label, reverse("reports:round", args=[row.round_id])),
        Link(row.agency.short_name, reverse("reports:call", args=[row.pk])),
    ]
