"""Rounds for the superior: opening one, who has and who has not, reminding, closing, the letter."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.documents.writing import docx_of
from lantoa.foundation.errors import NotVisible
from lantoa.foundation.periods import ReportingRound
from lantoa.foundation.text import format_date
from lantoa.organisation.guard import StaffRequest, posted, staff_required
from lantoa.organisation.models import Agency
from lantoa.organisation.signing import superior_on
from lantoa.reports import access, actions
from lantoa.reports.labels import in_file_name
from lantoa.reports.letter import letter_of, opened_on
from lantoa.reports.models import Call, Round
from lantoa.reports.printing import in_sentence
from lantoa.reports.queries import rounds as queries
from lantoa.reports.queries.letterheads import letterhead_of
from lantoa.reports.round_forms import AddUnitsForm, ChangeRoundForm, OpenRoundForm
from lantoa.reports.web.round_tables import RoundCallFilter, RoundCallTable, RoundFilter, RoundTable
from lantoa.ui.form_pages import form_page
from lantoa.ui.frames import Link
from lantoa.ui.lists import ListPage

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@method_decorator(staff_required, name="dispatch")
class Rounds(ListPage):
    template_name = "reports/round_list.html"
    title = "Đợt báo cáo"
    sub = "Cấp trên yêu cầu các cơ quan trực thuộc báo cáo một kỳ."
    noun = "đợt"
    table_class = RoundTable
    filter_class = RoundFilter
    export_name = "dot-bao-cao"
    empty_title = "Chưa mở đợt báo cáo nào"
    empty_text = "Mở một đợt để các cơ quan trực thuộc biết kỳ, hạn gửi và yêu cầu."
    empty_label = "Mở đợt báo cáo"
    empty_url_name = "reports:round_open"

    request: StaffRequest

    def rows(self) -> QuerySet[Round]:
        if not access.opens_rounds(self.request.actor):
            raise NotVisible
        return queries.rounds_shown(access.visible_rounds(self.request.actor))


@staff_required
@require_http_methods(["GET", "POST"])
def open_round(request: StaffRequest) -> HttpResponse:
    """The period is chosen by link first: agencies, days and the proposed due day follow from it."""
    openers = queries.openers_of(request.actor)
    if not openers:
        raise NotVisible
    agency = next((row for row in openers if str(row.pk) == request.GET.get("co-quan")), openers[0])
    periods = queries.periods_to_ask(agency)
    wanted = _wanted(request, periods)
    if wanted is None:
        return render(request, "reports/round_none.html", {"agency": agency})
    units = queries.agencies_to_ask(agency, wanted.window.end)
    form = OpenRoundForm(posted(request), wanted=wanted, units=units)
    return form_page(
        request,
        form,
        lambda: actions.open_round(agency, form.draft(), actor=request.actor),
        title=f"Mở đợt báo cáo {in_sentence(wanted.period.label)}",
        button="Mở đợt báo cáo",
        intro=f"{agency.legal_name} · số liệu theo quy định từ {format_date(wanted.window.start)} đến {format_date(wanted.window.end)}"
        f", hạn {format_date(wanted.due)}",
        back=("reports:rounds",),
        to=lambda asked: ("reports:round", asked.pk),
        said=lambda asked: f"Đã mở đợt báo cáo {asked.spoken} và báo cho các cơ quan.",
        crumbs=[Link("Đợt báo cáo", reverse("reports:rounds"))],
        template="reports/round_open.html",
        agencies=_agency_links(openers, agency),
        periods=_period_links(periods, wanted, agency),
    )


def _wanted(request: StaffRequest, periods: list[ReportingRound]) -> ReportingRound | None:
    """The period of the address; else the next required one whose figures are not long since whole."""
    asked = next((one for one in periods if one.period.code == request.GET.get("ky")), None)
    if asked is not None or not periods:
        return asked
    required = queries.required_periods()
    main = [one for one in periods if (one.period.kind.value, one.period.index) in required]
    return next((one for one in main if queries.is_ahead(one)), (main or periods)[-1])


def _period_links(periods: list[ReportingRound], wanted: ReportingRound, agency: Agency) -> list[Link]:
    return [
        Link(
            f"{one.period.label}, hạn {format_date(one.due)}",
            f"?co-quan={agency.pk}&ky={one.period.code}",
            "page" if one is wanted else "",
        )
        for one in periods
    ]


def _agency_links(openers: list[Agency], chosen: Agency) -> list[Link]:
    if len(openers) < 2:
        return []
    return [Link(row.short_name, f"?co-quan={row.pk}", "page" if row == chosen else "") for row in openers]


@method_decorator(staff_required, name="dispatch")
class RoundPage(ListPage):
    """Who has, who has not, who is late; received and returned."""

    template_name = "reports/round.html"
    noun = "cơ quan"
    table_class = RoundCallTable
    filter_class = RoundCallFilter
    per_page = 50
    export_name = "dot-bao-cao"
    empty_title = "Đợt này chưa có cơ quan nào"

    request: StaffRequest

    def rows(self) -> QuerySet[Call]:
        self.asked = access.get_round(self.request.actor, self.kwargs["round_id"])
        self.title = f"Đợt báo cáo {self.asked.spoken}"
        return queries.calls_of(self.asked)

    def extra(self) -> dict[str, Any]:
        asked = self.asked
        calls = list(queries.calls_of(asked))
        own = queries.own_report(self.request.actor, asked)
        gone = queries.gone(calls)
        return {
            "asked": asked,
            "counts": queries.counts_of(asked),
            "addable": not asked.closed_at and queries.agencies_to_add(asked).exists(),
            "own": own,
            "drift": queries.drift_of(asked, own),
            "unmanned": [call for call in queries.without_coordinator(calls) if call.pk not in gone],
            "other_days": queries.with_other_days(asked, calls),
            "gone": [(call, gone[call.pk]) for call in calls if call.pk in gone],
            "newer": [call for call in calls if call.issue_id and call.newest != call.issue_id],  # type: ignore[attr-defined]
        }


@staff_required
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, round_id: int) -> HttpResponse:
    asked = access.get_round(request.actor, round_id)
    form = ChangeRoundForm(posted(request), asked=asked)
    return form_page(
        request,
        form,
        lambda: actions.change_round(asked, form.draft(), actor=request.actor),
        changes=asked,
        title="Sửa ngày, yêu cầu",
        intro=str(asked),
        button="Lưu và báo cho các cơ quan",
        back=("reports:round", asked.pk),
        said=_changed_said,
        crumbs=_crumbs(asked),
    )


def _changed_said(asked: Round) -> str:
    kept = [call.agency.short_name for call in queries.with_other_days(asked)]
    if not kept:
        return "Đã sửa đợt báo cáo."
    return f"Đã sửa đợt báo cáo. Báo cáo đã chốt, ban hành, gửi giữ nguyên số liệu: {', '.join(kept)}."


@staff_required
@require_http_methods(["GET", "POST"])
def add_units(request: StaffRequest, round_id: int) -> HttpResponse:
    asked = access.get_round(request.actor, round_id)
    units = queries.agencies_to_add(asked)
    if not units.exists():
        messages.info(request, f"{asked} đã có mọi cơ quan trực thuộc.")
        return redirect("reports:round", asked.pk)
    form = AddUnitsForm(posted(request), units=units)
    return form_page(
        request,
        form,
        lambda: actions.add_units(
            asked, [row.pk for row in form.cleaned_data["agencies"]], actor=request.actor
        ),
        title="Thêm cơ quan vào đợt",
        intro=str(asked),
        button="Thêm cơ quan đã chọn",
        back=("reports:round", asked.pk),
        said=lambda calls: f"Đã thêm {len(calls)} cơ quan và báo cho họ.",
        crumbs=_crumbs(asked),
    )


@staff_required
@require_POST
def nudge(request: StaffRequest, round_id: int) -> HttpResponse:
    asked = access.get_round(request.actor, round_id)
    count = actions.nudge_all(asked, actor=request.actor)
    if count:
        messages.success(request, f"Đã nhắc {count} cơ quan chưa gửi.")
    else:
        messages.info(request, "Hôm nay đã nhắc tất cả cơ quan chưa gửi.")
    return redirect("reports:round", asked.pk)


@staff_required
@require_POST
def set_closed(request: StaffRequest, round_id: int) -> HttpResponse:
    asked = access.get_round(request.actor, round_id)
    if request.POST.get("viec") == "mo-lai":
        actions.reopen_round(asked, actor=request.actor)
        messages.success(request, f"Đã mở lại đợt báo cáo {asked.spoken}.")
    else:
        actions.close_round(asked, actor=request.actor)
        messages.success(request, f"Đã đóng đợt báo cáo {asked.spoken}.")
    return redirect("reports:round", asked.pk)


@staff_required
@require_safe
def letter(request: StaffRequest, round_id: int) -> HttpResponseBase:
    """The request as an official letter, with blank number and day, for the registry."""
    asked = access.get_round(request.actor, round_id)
    superior = superior_on(asked.agency, opened_on(asked))
    document = letter_of(asked, list(queries.calls_of(asked)), letterhead_of(asked.agency), superior)
    name = f"cong-van-bao-cao-{in_file_name(asked.label)}.docx"
    return FileResponse(io.BytesIO(docx_of(document)), as_attachment=True, filename=name, content_type=DOCX)


def _crumbs(asked: Round) -> list[Link]:
    return [
        Link("Đợt báo cáo", reverse("reports:rounds")),
        Link(asked.label, reverse("reports:round", args=[asked.pk])),
    ]
