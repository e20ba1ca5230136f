"""What one report shows outside its pages: the card of *Hôm nay*, the activity's side and chain, search."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from lantoa.foundation import clock
from lantoa.ledger.models import Activity
from lantoa.organisation.access import PLAN, Actor
from lantoa.reports import access
from lantoa.reports.queries import shown
from lantoa.reports.wording import countdown, days_of, look_of, state_word
from lantoa.ui import registry as ui
from lantoa.ui.parts import ChainLink
from lantoa.ui.registry import Hit

MOST = 3


def oversees(actor: Actor) -> bool:
    return bool(access.unfinished_agencies(actor))


def due_next(request: HttpRequest) -> SafeString | str:
    """The report due next; what a superior's round asks for stands in that card."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    agency = shown.own_agency(actor)
    if agency is None:
        return ""
    today = clock.today()
    owed = [due for due in shown.owed(shown.periods_of(agency, today), today) if not due.asked]
    if not owed:
        return ""
    rows = []
    for due in owed[:MOST]:
        state = due.report.state if due.report else ""
        correcting = bool(due.report and due.report.correction)
        begin = f"{reverse('reports:new')}?ky={due.code}&co_quan={agency.pk}"
        begins = actor.may(PLAN, agency.pk)
        rows.append(
            {
                "due": due,
                "url": reverse("reports:report", args=[due.report.pk])
                if due.report
                else begin
                if begins
                else "",
                "days": days_of(due.starts, due.ends),
                "countdown": "" if correcting else countdown(due.due_on, today),
                "look": look_of(state, due.due_on, today, correcting=correcting)
                if state
                else "late"
                if due.due_on < today
                else "todo",
                "word": state_word(state, correcting=correcting) if state else "Chưa lập",
            }
        )
    return render_to_string("reports/_due_card.html", {"rows": rows}, request)


def counted_in(request: HttpRequest, activity: Activity) -> SafeString | str:
    """ "Đã tính trong báo cáo": the issues that counted this activity, in which version."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = shown.counted_in(actor, activity)
    if not rows:
        return ""
    return render_to_string("reports/_counted.html", {"rows": rows, "activity": activity}, request)


def chain_of_activity(actor: Actor, activity: Activity) -> list[ChainLink]:
    """Onwards from an activity: the reports that stand and count it."""
    return [
        ChainLink(
            "Báo cáo",
            row.issue.report.label,
            reverse("reports:issue", args=[row.issue.report_id, row.issue.number]),
        )
        for row in shown.counted_in(actor, activity)[:MOST]
    ]


def find_reports(actor: Actor, query: str, limit: int) -> list[Hit]:
    """By the name of the period, a year, or the number on the paper."""
    return [
        Hit(
            str(row),
            reverse("reports:report", args=[row.pk]),
            " · ".join(filter(None, [row.agency.short_name, shown.number_of(row)])),
        )
        for row in shown.found(actor, query)[:limit]
    ]


def connect() -> None:
    ui.register_nav(ui.NavItem("bao-cao", "Báo cáo", "reports:list", 60, shown=access.may_look))
    ui.register_home_card(ui.HomeCard("reports.due", 14, due_next, "main", oversees))
    ui.register_slot("ledger.activity.side", counted_in, order=110)
    ui.register_search(ui.SearchSource("Báo cáo", find_reports, 60))
