"""The heat map of a plan, unit by month, each cell opening its records."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from lantoa.plans.models import Plan
from lantoa.plans.queries import Cell, heat_map
from lantoa.plans.queries.shown import bodies_in_order
from lantoa.plans.web.filters import NOBODY
from lantoa.ui.charts import Heat, HeatCell, HeatRow


def heat_of(plan: Plan, today: date) -> Heat:
    """The year shown is today's where the plan covers it, else the plan's last."""
    year = min(max(today.year, plan.year_from), plan.year_to)
    found = heat_map(plan, year)
    bodies = bodies_of(list(found))
    rows = []
    for body_id, name in bodies:
        cells = [_cell(plan, body_id, year, month, found[body_id].get(month)) for month in range(1, 13)]
        rows.append(HeatRow(name, cells, _link(plan, body_id)))
    return Heat(
        caption="Số việc hoàn thành trên số việc đến hạn trong tháng. Chạm vào ô để xem các việc.",
        rows=rows,
        now=today.month - 1 if today.year == year else None,
    )


def bodies_of(ids: list[int | None]) -> list[tuple[int | None, str]]:
    """Names in the order of the agency; work that nobody leads yet comes last."""
    named: list[tuple[int | None, str]] = [(row.pk, row.name) for row in bodies_in_order(ids)]
    return named + ([(None, "Chưa phân công")] if None in ids else [])


def _cell(plan: Plan, body_id: int | None, year: int, month: int, cell: Cell | None) -> HeatCell:
    if cell is None:
        return HeatCell()
    query = f"ke_hoach={plan.pk}{_body(body_id)}&thang={year}-{month:02}"
    return HeatCell(cell.done, cell.owed, cell.late, f"{reverse('plans:calendar')}?{query}")


def _link(plan: Plan, body_id: int | None) -> str:
    return f"{reverse('plans:tasks')}?ke_hoach={plan.pk}{_body(body_id)}"


def _body(body_id: int | None) -> str:
    return f"&don_vi={body_id or NOBODY}"
