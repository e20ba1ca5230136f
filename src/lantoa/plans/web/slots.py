"""What plans show on other rooms' pages: the choice of a task, what an activity counts towards, cards of the home page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from lantoa.foundation import clock
from lantoa.foundation.text import whole
from lantoa.ledger.models import Activity
from lantoa.organisation.access import CONFIRM, PLAN, SEE, Actor
from lantoa.organisation.models import Role
from lantoa.plans import access, queries
from lantoa.plans.models import Credit, Plan
from lantoa.plans.queries.shown import (
    credits_by_activity,
    credits_seen,
    next_occasion,
    parents_seen,
    waiting_for,
)
from lantoa.plans.web.heat import heat_of
from lantoa.ui.parts import ChainLink
from lantoa.ui.registry import Hit
from lantoa.ui.search import holding
from lantoa.ui.words import vnpercent

MOST, MOST_PLANS, MOST_LINKS = 8, 3, 3


def credits_of_activity(request: HttpRequest, activity: Activity) -> SafeString:
    """ "Tính vào nhiệm vụ": the tasks that this activity counts towards."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = credits_seen(actor, activity)
    counted = {credit.task_id for credit in rows}
    more = (
        []
        if activity.state == "voided" or activity.agency_id not in actor.agency_ids
        else queries.purposes(actor)
    )
    context = {"credits": rows, "activity": activity, "purposes": more, "counted": counted}
    return render_to_string("plans/_credits.html", context, request)


def chain_of_activity(actor: Actor, activity: Activity) -> list[ChainLink]:
    """Upwards from an activity: the superior's plan, the plan and the task, of the first tasks it counts towards."""
    tasks = [credit.task for credit in credits_seen(actor, activity)[:MOST_LINKS]]
    plans = list(dict.fromkeys(task.plan for task in tasks))
    return [
        *(ChainLink("Kế hoạch cấp trên", _number(row), _address(row)) for row in parents_seen(actor, plans)),
        *(ChainLink("Kế hoạch", _number(row), _address(row)) for row in plans),
        *(
            ChainLink("Nhiệm vụ", Truncator(str(task)).chars(60), reverse("plans:task", args=[task.pk]))
            for task in tasks
        ),
    ]


def purposes_of_activities(actor: Actor, activities: Sequence[Activity]) -> dict[int, list[ChainLink]]:
    """For a list of activities: the tasks that each counts towards, with the occasion of a recurring one."""
    return {
        pk: [
            ChainLink("Tính vào", _said_credit(row), reverse("plans:task", args=[row.task_id]))
            for row in rows
        ]
        for pk, rows in credits_by_activity(actor, activities).items()
    }


def _said_credit(credit: Credit) -> str:
    task = Truncator(str(credit.task)).chars(90)
    return f"{task} ({credit.instance.label})" if credit.instance else task


def _number(plan: Plan) -> str:
    return plan.current.document_number if plan.current else plan.title


def _address(plan: Plan) -> str:
    return reverse("plans:plan", args=[plan.pk])


def choose_task(request: HttpRequest, _: None = None) -> SafeString:
    """The first question of *Ghi hoạt động*: which task it is for. Nothing chosen is an answer too."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    chosen = request.POST.get("towards") or request.GET.get("towards", "")
    rows = queries.purposes(actor)
    if chosen.startswith("plans.task:") and not any(row.value == chosen for row in rows):
        chosen = _first_occasion(chosen.partition(":")[2], chosen)
    return render_to_string("plans/_choose_task.html", {"rows": rows, "chosen": chosen}, request)


def _first_occasion(task_id: str, otherwise: str) -> str:
    """A recurring task is chosen by its next open occasion."""
    number = whole(task_id)
    row = next_occasion(number) if number is not None else None
    return f"plans.instance:{row.pk}" if row else otherwise


def may_look(actor: Actor) -> bool:
    return bool(actor.scope(SEE))


def oversees(actor: Actor) -> bool:
    return actor.has_role(Role.COORDINATOR, Role.DIRECTOR, Role.SUPERIOR)


def strip(request: HttpRequest) -> SafeString | str:
    """Figures in the head of *Hôm nay*: progress of the plan for who oversees it, late and own work for all."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    tasks = access.visible_tasks(actor).filter(plan__state="issued")
    late = queries.with_lateness(tasks).count()
    own = queries.my_tasks(actor).count()
    parts = []
    for plan in _plans_of(actor):
        standing = queries.standing(plan)
        parts.append(
            _figure(
                f"Tiến độ kế hoạch {plan.current.document_number if plan.current else plan.title}"[:90],
                reverse("plans:plan", args=[plan.pk]),
                standing.progress.percent,
                f"cần đạt {vnpercent(standing.due * 100)} đến hôm nay" if standing.due is not None else "",
                percent=True,
            )
        )
    if own or not oversees(actor):
        parts.append(_figure("Việc của tôi", f"{reverse('plans:tasks')}?pham_vi=toi", own, "chưa xong"))
    parts.append(_figure("Trễ hạn", f"{reverse('plans:tasks')}?pham_vi=tre", late, "nhiệm vụ"))
    return SafeString("".join(parts))


def _figure(label: str, url: str, value: Any, sub: str, *, percent: bool = False) -> SafeString:
    shown = "–" if value is None else vnpercent(value) if percent else f"{value}"
    return format_html(
        '<div><dt>{}</dt><dd><a class="fig" href="{}">{}</a></dd><dd class="sub">{}</dd></div>',
        label,
        url,
        shown,
        sub,
    )


def _plans_of(actor: Actor) -> list[Plan]:
    """Plans of the actor's own agency being carried out, for who oversees them; the yearly one and what came later."""
    if not oversees(actor):
        return []
    return list(queries.current_plans(actor).filter(agency_id=actor.home_agency_id or 0)[:MOST_PLANS])


def own_work(request: HttpRequest) -> SafeString | str:
    """What the actor owes. Who oversees others and owes nothing is not told so."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    tasks = queries.my_tasks(actor).select_related("terms", "lead_body", "plan").order_by("due_on", "pk")
    rows = list(tasks[: MOST + 1])
    if not rows and oversees(actor):
        return ""
    context = {"rows": rows[:MOST], "more": len(rows) > MOST, "actor": actor}
    return render_to_string("plans/_own_work.html", context, request)


def late_work(request: HttpRequest) -> SafeString | str:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    tasks = access.visible_tasks(actor).filter(plan__state="issued")
    rows = list(
        queries.with_lateness(tasks)
        .select_related("terms", "lead_body", "agency", "plan")
        .order_by("due_on", "pk")[: MOST + 1]
    )
    if not rows:
        return ""
    leads = {task.pk for task in rows if task.state in ("todo", "work") and access.leads(actor, task)}
    context = {"rows": rows[:MOST], "more": len(rows) > MOST, "home": actor.home_agency_id, "leads": leads}
    return render_to_string("plans/_late_work.html", context, request)


def waiting_done(request: HttpRequest) -> SafeString | str:
    """Tasks whose closing waits for this actor."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.scope(CONFIRM):
        return ""
    rows = list(waiting_for(actor)[: MOST + 1])
    if not rows:
        return ""
    return render_to_string("plans/_waiting.html", {"rows": rows[:MOST], "more": len(rows) > MOST}, request)


def heat(request: HttpRequest) -> SafeString | str:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = [(plan, heat_of(plan, clock.today())) for plan in _plans_of(actor)]
    return render_to_string("plans/_heat.html", {"rows": rows}, request) if rows else ""


def first_steps(request: HttpRequest) -> SafeString | str:
    """For a coordinator without a plan of this year: the way to one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    agencies = actor.scope(PLAN).agencies
    year = clock.today().year
    if not agencies or access.visible_plans(actor).filter(agency_id__in=agencies, year_to__gte=year).exists():
        return ""
    return render_to_string("plans/_first_steps.html", {"year": year}, request)


def find_plans(actor: Actor, query: str, limit: int) -> list[Hit]:
    plans = holding(access.visible_plans(actor).select_related("current"), query)
    return [
        Hit(row.title, reverse("plans:plan", args=[row.pk]), str(row.current or "")) for row in plans[:limit]
    ]


def find_tasks(actor: Actor, query: str, limit: int) -> list[Hit]:
    tasks = holding(access.visible_tasks(actor).select_related("terms", "lead_body", "plan"), query)
    return [
        Hit(
            str(row),
            reverse("plans:task", args=[row.pk]),
            f"{row.lead_body.name if row.lead_body else ''} · {row.plan}",
        )
        for row in tasks.order_by("-plan__year_to", "position")[:limit]
    ]
