"""What the public may read: agencies, and the progress of plans that somebody published. Units only, no names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible
from lantoa.organisation.access import live_on
from lantoa.organisation.models import Agency, AgencyEvent, Body
from lantoa.organisation.origins import Origins
from lantoa.plans.models import Plan, Publication, Task
from lantoa.plans.queries import Standing, border_of, late_days_of, pieces_of, standing


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One leading unit of a published plan; `late` is 0 where the agency does not show lateness."""

    name: str
    owed: int
    done: int
    late: int


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as the public sees it. `late` counts working days.

    Where lateness is not shown, neither is the time: a past date beside a state tells the same.
    """

    code: str
    text: str
    unit: str
    due_on: date | None
    time: str
    state: str
    late: int


@dataclass(frozen=True, slots=True)
class PlanFigure:
    """A published plan as the agency's page lists it: where it stands, without its tasks."""

    plan: Plan
    standing: Standing


@dataclass(frozen=True, slots=True)
class PublicPlan:
    plan: Plan
    publication: Publication
    standing: Standing
    units: list[UnitRow]
    tasks: list[TaskRow]


def roots() -> list[Agency]:
    """Live agencies with nothing above them: the province, or the one agency of a small installation."""
    return list(Agency.objects.filter(live_on(clock.today()), parent=None).order_by("sort_key"))


def listed_agencies() -> list[Agency]:
    """Live agencies below the roots: by level as officials list them, then by name."""
    order = {level: place for place, level in enumerate(Agency.Level.values)}
    rows = Agency.objects.filter(live_on(clock.today())).exclude(parent=None)
    return sorted(rows, key=lambda row: (order[row.level], row.sort_key))


def public_agency(slug: str) -> Agency:
    """An agency by its address, also one that has ended: its pages stay readable. Raises NotVisible."""
    agency = Agency.objects.select_related("parent").filter(slug=slug).first()
    if agency is None:
        raise NotVisible
    return agency


def history_of(agency: Agency) -> list[dict[str, Any]]:
    """Events that made or ended the agency, oldest first."""
    found = []
    events = AgencyEvent.objects.filter(predecessors=agency) | AgencyEvent.objects.filter(successors=agency)
    for event in events.distinct().order_by("day", "pk").prefetch_related("predecessors", "successors"):
        found.append(
            {"event": event, "before": list(event.predecessors.all()), "after": list(event.successors.all())}
        )
    return found


def _in_force() -> QuerySet[Publication]:
    """Publications that nobody has taken back, newest years first."""
    rows = Publication.objects.filter(withdrawn_at=None).select_related("plan__current")
    return rows.order_by("-plan__year_to", "plan_id")


def published_plans(agency: Agency) -> QuerySet[Publication]:
    """Publications in force of an agency's plans, newest years first."""
    return _in_force().filter(plan__agency=agency)


def figures_of(rows: Iterable[Publication]) -> list[PlanFigure]:
    """Where each of these plans stands today."""
    return [PlanFigure(row.plan, standing(row.plan)) for row in rows]


def published_by_agency() -> dict[int, list[Publication]]:
    """Every publication in force, by the number of its agency: one query for the whole sitemap."""
    found: dict[int, list[Publication]] = defaultdict(list)
    for row in _in_force():
        found[row.plan.agency_id].append(row)
    return found


def public_plan(agency: Agency, plan_id: int) -> PublicPlan:
    """A published plan with its figures. Raises NotVisible for one that is not published."""
    publication = published_plans(agency).filter(plan_id=plan_id).first()
    if publication is None:
        raise NotVisible
    plan = publication.plan
    return PublicPlan(
        plan,
        publication,
        standing(plan),
        _units(plan, show_late=publication.show_late),
        _tasks(plan, show_late=publication.show_late),
    )


def _units(plan: Plan, *, show_late: bool) -> list[UnitRow]:
    border = border_of(plan)
    grouped: dict[int | None, list[Any]] = defaultdict(list)
    for piece in pieces_of(plan):
        grouped[piece.body_id].append(piece)
    bodies = {row.pk: row for row in Body.objects.filter(pk__in=[pk for pk in grouped if pk])}
    rows = [
        (
            bodies[pk].sort_key if pk else "",
            UnitRow(
                bodies[pk].name if pk else "Chưa phân công đơn vị",
                len(pieces),
                sum(1 for piece in pieces if piece.done_on is not None),
                sum(1 for piece in pieces if piece.late_before(border)) if show_late else 0,
            ),
        )
        for pk, pieces in grouped.items()
    ]
    return [row for _, row in sorted(rows, key=lambda pair: pair[0] or "~")]


def _tasks(plan: Plan, *, show_late: bool) -> list[TaskRow]:
    tasks = plan.tasks.exclude(state=Task.State.STOPPED).select_related("terms", "lead_body")
    rows = []
    for task in tasks:
        late = late_days_of(plan, task.due_on) if show_late and task.state != Task.State.DONE else 0
        shown = Task.State.WORK if task.state == Task.State.WAIT else task.state
        terms = task.terms
        rows.append(
            TaskRow(
                task.code,
                terms.text if terms else "",
                task.lead_body.name if task.lead_body else "",
                task.due_on if show_late else None,
                terms.time_raw if terms and show_late else "",
                "late" if late else shown,
                late,
            )
        )
    return rows


def plans_by_number(plan_ids: Iterable[int]) -> dict[int, tuple[Plan, bool]]:
    """Each plan, and whether its progress is published today. Two queries."""
    rows = Plan.objects.filter(pk__in=set(plan_ids)).select_related("agency")
    shown = set(_in_force().filter(plan__in=set(plan_ids)).values_list("plan_id", flat=True))
    return {row.pk: (row, row.pk in shown) for row in rows}


def agencies_today(agency_ids: Iterable[int]) -> dict[int, Agency]:
    """Each agency as it stands today: after a renaming or a merger, what it became; one that is no more, itself."""
    wanted = set(agency_ids)
    found = {row.pk: row for row in Agency.objects.filter(pk__in=wanted)}
    ended = {pk for pk, row in found.items() if row.valid_to is not None and row.valid_to < clock.today()}
    if not ended:
        return found
    origins = Origins.read()
    later = {pk: origins.after({pk}) for pk in ended}
    every = set[int]().union(*later.values())
    live = Agency.objects.filter(live_on(clock.today()), pk__in=every)
    heirs = {row.pk: row for row in live.order_by("pk")}
    for pk, after in later.items():
        found[pk] = next((heirs[one] for one in sorted(after) if one in heirs), found[pk])
    return found
