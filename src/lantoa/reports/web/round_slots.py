"""What rounds show outside their pages: navigation and cards of *Hôm nay*."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.organisation.access import PLAN, Actor
from lantoa.organisation.models import Role
from lantoa.reports import access
from lantoa.reports.queries import rounds as queries
from lantoa.reports.web.round_tables import standing_of
from lantoa.ui import registry as ui

MOST = 5


def connect() -> None:
    ui.register_nav(
        ui.NavItem("bao-cao", "Báo cáo phải gửi", "reports:calls", 61, shown=owes),
        ui.NavItem("bao-cao", "Đợt báo cáo", "reports:rounds", 62, shown=access.opens_rounds),
    )
    ui.register_slot("reports.list.actions", mailings_link)
    ui.register_home_card(ui.HomeCard("reports.calls", 15, owed_card, "main", owes))
    ui.register_home_card(ui.HomeCard("reports.rounds", 16, rounds_card, "main", access.opens_rounds))


def owes(actor: Actor) -> bool:
    """Who answers for an agency's reports or signs them."""
    return actor.has_role(Role.COORDINATOR, Role.DIRECTOR)


def mailings_link(request: HttpRequest, _: object = None) -> SafeString | str:
    """The way to figures mailed by themselves, beside the list of reports."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.scope(PLAN):
        return ""
    return format_html('<a class="btn" href="{}">Lịch gửi số liệu</a>', reverse("reports:mailings"))


def owed_card(request: HttpRequest) -> SafeString | str:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = list(queries.owed_by(actor)[: MOST + 1])
    if not rows:
        return ""
    context = {"rows": [(call, standing_of(call)) for call in rows[:MOST]], "more": len(rows) > MOST}
    return render_to_string("reports/_calls_card.html", context, request)


def rounds_card(request: HttpRequest) -> SafeString | str:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    open_ones = access.visible_rounds(actor).filter(closed_at=None).order_by("due_on", "pk")
    rows = list(queries.rounds_shown(open_ones)[: MOST + 1])
    if not rows:
        return ""
    context = {"rows": rows[:MOST], "more": len(rows) > MOST}
    return render_to_string("reports/_rounds_card.html", context, request)
