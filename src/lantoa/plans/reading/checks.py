"""Doubts about a list: what repeats, what is missing, what was announced and not found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from lantoa.documents.blocks import Place
from lantoa.plans.reading import phrases
from lantoa.plans.reading.annex import Row
from lantoa.plans.reading.layout import Line
from lantoa.plans.reading.nodes import HEADING, ITEM, PARA, Node
from lantoa.plans.reading.normalise import fold
from lantoa.plans.reading.ordinals import SECTION_KINDS, Marker, same_list
from lantoa.plans.reading.prose import announcements
from lantoa.plans.reading.sections import Role, read_heading
from lantoa.plans.reading.sequence import faults, written
from lantoa.plans.reading.tree import Parts
from lantoa.plans.reading.warnings import Doubt

_NOUNS = {Role.OBJECTIVES: "mục tiêu", Role.REQUIREMENTS: "yêu cầu", Role.TASKS: "nhiệm vụ"}
_UNCOUNTED = ("part", "named")


def ordinal_doubts(root: Node) -> Iterator[Doubt]:
    """Repeated and missing ordinals of every list of the tree.

    A list may begin where the one before it ended; one that starts again from one below a subheading is new.
    """
    last: dict[tuple[str, str], int] = {}
    for node in root.walk():
        for run in _runs(node):
            markers = [child.marker for child in run if child.marker]
            key = (markers[0].kind, markers[0].style)
            yield from _run_doubts(run, markers, last.get(key, 0))
            last[key] = markers[-1].value


def _runs(node: Node) -> list[list[Node]]:
    """The numbered children of one style, in order, parted where a subheading starts a list anew."""
    runs: list[list[Node]] = []
    open_runs: list[list[Node]] = []
    fresh = False
    for child in node.children:
        if child.kind in (HEADING, PARA):
            fresh = True
        if child.kind != ITEM or child.marker is None or not child.marker.numbered:
            continue
        mine = next((run for run in open_runs if _same(run[-1].marker, child.marker)), None)
        if mine is None or (fresh and child.marker.value == 1):
            mine = []
            runs.append(mine)
            open_runs = [run for run in open_runs if not run or not _same(run[-1].marker, child.marker)]
            open_runs.append(mine)
        mine.append(child)
        fresh = False
    return runs


def _same(first: Marker | None, second: Marker) -> bool:
    if first is None:
        return False
    if first.kind == "decimal" and second.kind == "decimal":
        return first.path[:-1] == second.path[:-1]
    loose = first.kind == second.kind and first.kind in ("number", "letter")
    return loose or same_list(first, second)


def _run_doubts(run: list[Node], markers: list[Marker], before: int) -> Iterator[Doubt]:
    kind = markers[0].kind
    first = markers[0].value
    if first > 1 and first != before + 1 and kind not in _UNCOUNTED and kind != "upper":
        missing = ", ".join(written(markers[0], value) for value in range(1, min(first, 5)))
        yield Doubt("MISSING_ORDINAL", run[0].place, missing)
    for fault in faults(markers):
        node = run[fault.index]
        if not fault.missing:
            yield Doubt("DUPLICATE_ORDINAL", node.place, markers[fault.index].raw)
        elif kind not in _UNCOUNTED:
            yield Doubt("MISSING_ORDINAL", node.place, ", ".join(fault.missing))


def row_doubts(rows: Sequence[Row]) -> Iterator[Doubt]:
    """The same for the rows of an annex: numbers may start again in a new group."""
    runs: dict[tuple[str, int], list[Row]] = {}
    group: object = None
    for row in rows:
        if row.marker is None or not row.counted:
            continue
        key = (row.marker.kind, len(row.marker.path))
        if key not in runs or (row.group != group and row.marker.value == 1) or row.marker.kind == "decimal":
            if key in runs and row.marker.kind == "decimal":
                before = runs[key][-1].marker
                if before and before.path[:-1] == row.marker.path[:-1]:
                    runs[key].append(row)
                    group = row.group
                    continue
            yield from _rows_run(runs.pop(key, []))
            runs[key] = []
        runs[key].append(row)
        group = row.group
    for run in runs.values():
        yield from _rows_run(run)


def _rows_run(run: list[Row]) -> Iterator[Doubt]:
    markers = [row.marker for row in run if row.marker]
    for fault in faults(markers):
        place = run[fault.index].place
        if fault.missing:
            yield Doubt("MISSING_ORDINAL", place, ", ".join(fault.missing).rstrip("."))
        else:
            yield Doubt("DUPLICATE_ORDINAL", place, run[fault.index].ordinal)


def count_doubts(root: Node, opening: Sequence[Line], parts: Parts, task_count: int) -> Iterator[Doubt]:
    """What a heading or a sentence announces ("9 nhiệm vụ") against what was found under it."""
    totals = {
        Role.OBJECTIVES: len(parts.objectives),
        Role.REQUIREMENTS: len(parts.requirements),
        Role.TASKS: task_count,
    }
    told = {node.place for node in root.walk() if node.spoken}
    numbered = {Role.TASKS: sum(not pick.unmarked for pick in parts.tasks)}
    for line in opening:
        if line.place in told and phrases.is_lead_in(line.text):
            continue
        if phrases.is_lead_in(line.text) or phrases.BASIS.match(fold(line.text)) is None:
            yield from _compared(line.text, line.place, totals, numbered)
    picked = _Picked(root, parts)
    for node in root.walk():
        for child in node.children:
            if child.kind == PARA and _announces(child, node):
                yield from _scoped(child, node, picked, totals, parts)
            elif child.kind == HEADING or (child.kind == ITEM and _is_heading(child)):
                yield from _scoped(child, child, picked, totals, parts)


class _Picked:
    """How many items of each role lie below a node: counted in one walk, asked for any node."""

    def __init__(self, root: Node, parts: Parts) -> None:
        order = list(root.walk())
        self.position = {id(node): number for number, node in enumerate(order)}
        self.size: dict[int, int] = {}
        for node in reversed(order):
            self.size[id(node)] = 1 + sum(self.size[id(child)] for child in node.children)
        self.found = {
            role: sorted(self.position[id(pick.node)] for pick in picks if id(pick.node) in self.position)
            for role, picks in (
                (Role.OBJECTIVES, parts.objectives),
                (Role.REQUIREMENTS, parts.requirements),
                (Role.TASKS, [*parts.tasks, *parts.loose, *parts.stray]),
            )
        }

    def below(self, node: Node) -> dict[Role, int]:
        first = self.position[id(node)]
        last = first + self.size[id(node)]
        return {role: bisect_left(at, last) - bisect_left(at, first) for role, at in self.found.items()}


def _announces(child: Node, node: Node) -> bool:
    is_container = node.kind != ITEM or _is_heading(node)
    return is_container and (phrases.is_lead_in(child.text) or phrases.points_to_annex(child.text))


def _is_heading(node: Node) -> bool:
    if node.marker is not None and node.marker.kind in SECTION_KINDS:
        return True
    heading = read_heading(node.text)
    return heading is not None and heading.exact and not heading.rest


def _scoped(
    said: Node, scope: Node, picked: _Picked, totals: dict[Role, int], parts: Parts
) -> Iterator[Doubt]:
    counts = picked.below(scope)
    if not counts[Role.TASKS] or (parts.tables and totals[Role.TASKS] != len(parts.tasks)):
        counts[Role.TASKS] = totals[Role.TASKS]
    direct = sum(child.kind == ITEM for child in scope.children)
    yield from _compared(said.text, said.place, counts, dict.fromkeys(counts, direct))


def _compared(text: str, place: Place, counts: dict[Role, int], others: dict[Role, int]) -> Iterator[Doubt]:
    """`others` are counts that also agree: the numbered items alone, the groups."""
    folded = fold(text[:3000])
    for said in announcements(text):
        found = counts.get(said.role)
        after = folded[said.at : said.at + 60]
        if found is None or said.count in (found, others.get(said.role)) or said.groups:
            continue
        if said.count == 6 and re.search(r"cai cach|cchc|linh vuc", after[:40]):
            continue  # the six fields of administrative reform
        yield Doubt("COUNT_MISMATCH", place, str(said.count), (str(found), _NOUNS[said.role]))
