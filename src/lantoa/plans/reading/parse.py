"""From a Source to a Draft: the steps in the order of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lantoa.documents.blocks import Place, Source, Table
from lantoa.plans.reading import assemble, phrases
from lantoa.plans.reading.annex import Row
from lantoa.plans.reading.checks import count_doubts, ordinal_doubts, row_doubts
from lantoa.plans.reading.citations import Citation, find_citations, is_parent, merged
from lantoa.plans.reading.draft import Arrangement, Cited, Draft, KnownUnit, Task, Warning
from lantoa.plans.reading.frame import Frame, read_frame
from lantoa.plans.reading.inline import part_inline
from lantoa.plans.reading.layout import Line, lay_out
from lantoa.plans.reading.leftover import beside_annex, left_out
from lantoa.plans.reading.nodes import EXTRA, PARA, Node
from lantoa.plans.reading.opening import Opened, read_identity
from lantoa.plans.reading.outline import build
from lantoa.plans.reading.picks import Pick
from lantoa.plans.reading.retold import read_prose
from lantoa.plans.reading.sections import Role
from lantoa.plans.reading.spelling import suspects
from lantoa.plans.reading.tables import listing_rows
from lantoa.plans.reading.tree import Parts, main_role, read_tree
from lantoa.plans.reading.warnings import Doubt

_MOST_CITED = 3000
_CITED_WITHIN = 200_000
_PLANS = ("Kế hoạch", "Kế hoạch liên tịch", "Quyết định", "Chương trình", "Phương án", None)


@dataclass(slots=True)
class _Reading:
    """One document while it is read."""

    stream: list[Line | Table]
    frame: Frame
    root: Node
    parts: Parts
    rows: list[list[Row]]


def parse(source: Source, *, units: Sequence[KnownUnit] | None = None) -> Draft:
    """Reads a document as a plan. Never fails on any text; what is in doubt becomes a warning.

    With `units`, leads are matched to them and the unknown ones are doubted.
    """
    stream = part_inline(lay_out(source))
    frame = read_frame(stream)
    root = build(frame.body, frame.opening[-1] if frame.opening else None)
    parts = read_tree(root)
    _fall_back(parts, frame)
    rows = listing_rows(parts.tables, parts.tasks)
    reading = _Reading(stream, frame, root, parts, rows)
    texts = list(_texts(stream))
    first = next((item.place for item in stream), Place(line=1))
    opened = read_identity(frame, texts, first)
    parents, references, cited_doubts = _cited(reading, opened)
    years = _years(opened, reading)
    assembly = assemble.Assembly(years, units)
    tasks, unlinked = _tasks(reading, assembly)
    doubts = [
        *opened.doubts,
        *cited_doubts,
        *_kind_doubts(opened, tasks, first, years),
        *ordinal_doubts(root),
        *(doubt for table in rows for doubt in row_doubts(table)),
        *count_doubts(root, frame.opening, parts, len(tasks)),
        *_unmarked(reading),
        *(Doubt("NOT_IN_ANNEX", pick.place) for pick in unlinked),
        *(left_out(root, parts) if frame.types else ()),
        *assembly.doubts,
    ]
    return Draft(
        document=opened.identity,
        parents=parents,
        references=references,
        objectives=assemble.items(parts.objectives),
        requirements=assemble.items(parts.requirements),
        tasks=tasks,
        arrangements=(
            *(Arrangement(found.heading, found.text, found.place) for found in parts.arrangements),
            *beside_annex(root, unlinked),
        ),
        warnings=(
            *_notes(source),
            *(doubt.worded() for doubt in doubts),
            *(d.worded() for d in suspects(stream)),
        ),
    )


def _texts(stream: list[Line | Table]) -> Iterator[str]:
    for item in stream:
        if isinstance(item, Line):
            yield item.text
        else:
            for row in item.rows:
                yield from (cell.text for cell in row if cell.origin)


def _notes(source: Source) -> Iterator[Warning]:
    for note in source.notes:
        yield Warning(note.code, note.message, note.place)


def _fall_back(parts: Parts, frame: Frame) -> None:
    """Where no section lists tasks: items under no heading, else the sentences of an unnumbered article."""
    has_table = bool(parts.tables)
    if not parts.tasks:
        parts.tasks += parts.stray
    parts.stray.clear()
    if parts.tasks and (frame.types or parts.objectives):
        return
    paragraphs = [(line.text, line.place) for line in frame.opening]
    paragraphs += [(pick.text, pick.place) for pick in parts.loose]
    listed, has_aims, has_needs = (
        bool(parts.tasks) or has_table,
        bool(parts.objectives),
        bool(parts.requirements),
    )
    for said in read_prose(paragraphs):
        node = Node(PARA, said.place, said.text)
        pick = Pick(node, None, said.text, said.place, unmarked=True)
        if said.role is Role.TASKS and not listed:
            parts.tasks.append(pick)
        elif said.role is Role.OBJECTIVES and not has_aims:
            parts.objectives.append(pick)
        elif said.role is Role.REQUIREMENTS and not has_needs:
            parts.requirements.append(pick)


def _tasks(reading: _Reading, assembly: assemble.Assembly) -> tuple[tuple[Task, ...], list[Pick]]:
    rows = [row for table in reading.rows for row in table]
    picks = [pick for pick in reading.parts.tasks if pick.text]
    if not rows:
        return tuple(assemble.task_of_pick(pick, n, assembly) for n, pick in enumerate(picks, start=1)), []
    linked, alone = assemble.link(picks, rows)
    assemble.fill(rows, picks, linked)
    tasks = tuple(
        assemble.task_of_row(row, n, assembly, tuple(linked.get(n - 1, ())))
        for n, row in enumerate(rows, start=1)
    )
    return tasks, alone


def _years(opened: Opened, reading: _Reading) -> tuple[int, int] | None:
    identity = opened.identity
    if identity.year_from is None or identity.year_to is None:
        return _year_of_times(reading)
    return identity.year_from, identity.year_to


def _year_of_times(reading: _Reading) -> tuple[int, int] | None:
    """For an annex alone: the year that its own time phrases name most."""
    said = [row.values.get("time", "") for table in reading.rows for row in table]
    said += [pick.fields.get("time", "") for pick in reading.parts.tasks]
    years = Counter(int(year) for text in said for year in re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d)", text))
    return (years.most_common(1)[0][0],) * 2 if years else None


def _cited(reading: _Reading, opened: Opened) -> tuple[tuple[Cited, ...], tuple[Cited, ...], list[Doubt]]:
    """Parents from the opening, every other document as a reference; the plan itself is neither."""
    basis_places = _basis_places(reading)
    found: list[Citation] = []
    for place, text in _cited_texts(reading.stream):
        if len(found) > _MOST_CITED:
            break
        for citation in find_citations(text[:_CITED_WITHIN], place):
            in_opening = place in basis_places
            found.append(citation if in_opening else _without_basis(citation))
    doubts = [
        Doubt("UNREADABLE_DATE", citation.place, citation.number.text)
        for citation in found
        if citation.bad_date and citation.key not in opened.own_keys
    ]
    parents: list[Cited] = []
    references: list[Cited] = []
    own_number, own_issuer = opened.identity.number, opened.identity.issuer
    for citation in merged(citation for citation in found if citation.key not in opened.own_keys):
        cited = Cited(citation.number.text, citation.issued_on, citation.issuer, citation.place)
        (parents if is_parent(citation, own_number, own_issuer) else references).append(cited)
    return tuple(parents), tuple(references), doubts


def _without_basis(citation: Citation) -> Citation:
    return Citation(citation.number, citation.issued_on, citation.issuer, citation.place, citation.bad_date)


def _cited_texts(stream: list[Line | Table]) -> Iterator[tuple[Place, str]]:
    for item in stream:
        if isinstance(item, Line):
            yield item.place, item.text
        else:
            for row in item.rows:
                yield from ((cell.place, cell.text) for cell in row if cell.origin and "/" in cell.text)


def _basis_places(reading: _Reading) -> set[Place]:
    """The places of the opening: before the first section, and in a section of legal bases."""
    places = {line.place for line in [*reading.frame.opening, *reading.frame.head]}
    for node, roles in reading.parts.sections:
        if main_role(roles) is Role.OTHER and phrases.BASIS.match(node.text.lower()) is None:
            places |= {below.place for below in node.walk()}
    return places


def _kind_doubts(
    opened: Opened, tasks: tuple[Task, ...], first: Place, years: tuple[int, int] | None
) -> Iterator[Doubt]:
    if opened.identity.type not in _PLANS:
        yield Doubt("NOT_A_PLAN", first, str(opened.identity.type).lower())
    if not tasks:
        yield Doubt("NO_TASKS", first)
    if years is None and tasks:
        yield Doubt("MISSING_YEAR", first)


def _unmarked(reading: _Reading) -> Iterator[Doubt]:
    """One doubt for each paragraph without ordinal that was taken as items."""
    if reading.rows:
        return
    picks = [*reading.parts.objectives, *reading.parts.requirements, *reading.parts.tasks]
    duties = {id(pick) for pick in reading.parts.tasks}
    seen: dict[int, tuple[Node, int]] = {}
    for pick in picks:
        if pick.unmarked and (pick.node.kind == EXTRA or id(pick) in duties):
            node, count = seen.get(id(pick.node), (pick.node, 0))
            seen[id(pick.node)] = (node, count + 1)
    for node, count in seen.values():
        yield Doubt("UNMARKED_ITEM", node.place, str(count))
