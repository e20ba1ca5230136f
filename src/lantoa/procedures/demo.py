"""The registers of the demo: a few procedures of the province for every commune, and those of Sở Xây dựng."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from lantoa.foundation import clock
from lantoa.organisation import demo as organisation
from lantoa.organisation.access import SYSTEM, Actor, actor_of_person
from lantoa.organisation.models import Agency
from lantoa.procedures import actions
from lantoa.procedures.demo_rows import DEPARTMENT_ROWS, OLD_LICENCE, OLD_NOTICE, PROVINCE_ROWS, Row
from lantoa.procedures.drafts import ProcedureDraft
from lantoa.procedures.models import Procedure

SOURCE = "Danh mục trình diễn (mã không có thật)"
RESOLVERS: dict[tuple[str, ...], str] = {("commune",): "Ủy ban nhân dân cấp xã", ("province",): "Sở Xây dựng"}


def build(today: date) -> None:
    """Lists the procedures, one of them replaced and one abolished this year."""
    made = organisation.find()
    with clock.standing_on(today):
        coordinator = actor_of_person(made.people["coordinator"], today)
        _list(PROVINCE_ROWS, made.agencies["province"], SYSTEM, today)
        listed = _list(DEPARTMENT_ROWS, made.agencies["sxd"], coordinator, today)
        old, notice = _list((OLD_LICENCE, OLD_NOTICE), made.agencies["sxd"], coordinator, today)
        actions.replace_procedure(old, today - timedelta(days=40), listed[0], actor=coordinator)
        actions.abolish_procedure(notice, today - timedelta(days=70), actor=coordinator)


def _list(rows: Iterable[Row], agency: Agency, actor: Actor, today: date) -> list[Procedure]:
    return [actions.add_procedure(_draft(row, today), agency, actor=actor) for row in rows]


def _draft(row: Row, today: date) -> ProcedureDraft:
    return ProcedureDraft(
        code=row.code,
        name=row.name,
        field=row.field,
        levels=row.levels,
        resolver=RESOLVERS.get(row.levels, "Sở Xây dựng; Ủy ban nhân dân cấp xã"),
        service=row.service,
        days=Decimal(row.days.replace(",", ".")) if row.days else None,
        time_text=row.time_text,
        fee=row.fee,
        legal_basis="Luật Xây dựng và văn bản hướng dẫn" if row.field != "Đường bộ" else "Luật Đường bộ",
        effective_from=date(2025, 7, 1) if today > date(2025, 12, 31) else None,
        source=SOURCE,
        synced_on=today - timedelta(days=12),
    )
