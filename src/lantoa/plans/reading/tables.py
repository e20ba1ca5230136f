"""Which tables of a document list its tasks."""

from __future__ import annotations

import re

from lantoa.documents.blocks import Table
from lantoa.plans.reading.annex import Row, read_rows
from lantoa.plans.reading.columns import Columns, find_columns
from lantoa.plans.reading.nodes import Node
from lantoa.plans.reading.normalise import fold
from lantoa.plans.reading.picks import Pick
from lantoa.plans.reading.sections import Role
from lantoa.plans.reading.tree import TableSeen, main_role

_TEMPLATE = re.compile(
    r"\b(?:bieu mau|mau (?:so|bao cao|bieu)|de cuong|bieu so|thong ke|du toan|bang tong hop so lieu)\b"
)


def listing_rows(seen: list[TableSeen], picks: list[Pick]) -> list[list[Row]]:
    """The rows of every table that lists tasks, table by table; empty when the text itself is the list.

    A table without a heading row goes on with the one before it when it has as many columns.
    """
    found: list[list[Row]] = []
    before: tuple[Columns, int] | None = None
    for table in seen:
        if table.node.table is None:
            continue
        columns = find_columns(table.node.table)
        if columns is None:
            columns = _continued(table.node.table, before)
            if columns is None:
                continue
        if not _lists(table, columns, picks):
            continue
        rows = read_rows(table.node.table, columns)
        if not rows or (_TEMPLATE.search(fold(table.title)) and not any(row.values for row in rows)):
            continue
        before = (columns, len(table.node.table.rows[0]))
        found.append(rows)
    return found


def _continued(table: Table, before: tuple[Columns, int] | None) -> Columns | None:
    if before is None or not table.rows or len(table.rows[0]) != before[1]:
        return None
    kinds = before[0]
    return Columns(kinds.kinds, 0, 0, kinds.texts, kinds.periods, kinds.units)


def _lists(table: TableSeen, columns: Columns, picks: list[Pick]) -> bool:
    role = main_role(table.roles)
    if role in (Role.BUDGET, Role.OTHER, Role.OBJECTIVES, Role.REQUIREMENTS):
        return False
    if table.in_annex or table.owner is None:
        return not (role is Role.FORMS and not columns.of("lead"))
    inside = {id(node) for node in _below(table.owner)}
    others = sum(id(pick.node) not in inside for pick in picks)
    return others < 2 or bool(columns.of("lead") or columns.of("both"))


def _below(owner: Node) -> list[Node]:
    return list(owner.walk())
