"""What of the body went into no part of the draft: told to the person, never dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lantoa.documents.blocks import Place
from lantoa.plans.reading import phrases
from lantoa.plans.reading.draft import Arrangement
from lantoa.plans.reading.duties import carries_duty
from lantoa.plans.reading.nodes import ANNEX, EXTRA, HEADING, ITEM, PARA, TABLE, Node, label_of_line
from lantoa.plans.reading.normalise import fold
from lantoa.plans.reading.ordinals import SECTION_KINDS
from lantoa.plans.reading.picks import Pick
from lantoa.plans.reading.sections import Role, read_heading
from lantoa.plans.reading.tree import Parts, main_role
from lantoa.plans.reading.warnings import Doubt

_SHORTEST = 12
_MOST = 100
_ENACTS = re.compile(
    r"(?:ban hanh|phe duyet|thong qua).{0,60}(?:kem theo|ke hoach)|quyet dinh nay|co hieu luc"
)


def left_out(root: Node, parts: Parts) -> Iterator[Doubt]:
    """A doubt for each item or duty-like paragraph that no objective, task or arrangement holds.

    Sections that a plan only describes with (its situation, its bases) are left out by intent.
    """
    used = {pick.place for pick in (*parts.objectives, *parts.requirements, *parts.tasks)}
    used |= {found.place for found in parts.arrangements}
    silent = {id(node) for node, roles in parts.sections if main_role(roles) is Role.OTHER}
    for count, place in enumerate(_unused(root, used, silent)):
        if count == _MOST:
            return
        yield Doubt("LEFT_OUT", place)


def _unused(root: Node, used: set[Place], silent: set[int]) -> Iterator[Place]:
    """Depth first without recursion; a node above a used one is a heading."""
    heads = _above(root, used)
    waiting = list(reversed(root.children))
    while waiting:
        node = waiting.pop()
        if id(node) in silent or (node.place in used and node.kind in (ITEM, EXTRA, PARA)):
            continue
        if id(node) in heads or node.kind in (HEADING, ANNEX):
            waiting.extend(reversed(node.children))
        elif _says_something(node):
            yield node.place


def _above(root: Node, used: set[Place]) -> set[int]:
    """The nodes with a used one below them."""
    found: set[int] = set()
    order: list[tuple[Node, Node | None]] = [(root, None)]
    for node, _ in order:
        order += [(child, node) for child in node.children]
    for node, parent in reversed(order):
        if parent is not None and (node.place in used or id(node) in found or node.kind == TABLE):
            found.add(id(parent))
    return found


def _says_something(node: Node) -> bool:
    text = node.text.strip()
    if (
        len(text) < _SHORTEST
        or phrases.is_concluding(text)
        or phrases.points_to_annex(text)
        or label_of_line(text)
    ):
        return False
    if node.kind == ITEM:
        heading = read_heading(text)
        section = node.marker is not None and node.marker.kind in SECTION_KINDS
        return not (
            heading is not None and heading.exact and (section or not node.children)
        ) and not _ENACTS.search(fold(text[:300]))
    return node.kind == PARA and not phrases.is_lead_in(text) and carries_duty(text)


def beside_annex(root: Node, picks: Iterable[Pick]) -> Iterator[Arrangement]:
    """Section items that no row of the annex repeats: kept under their heading, so that a person can move them."""
    picks = list(picks)
    if not picks:
        return
    headings = _headings(root)
    for pick in picks:
        yield Arrangement(headings.get(id(pick.node)) or pick.group or "", pick.text, pick.place)


def _headings(root: Node) -> dict[int, str]:
    """The nearest heading above each node."""
    found: dict[int, str] = {}
    waiting: list[tuple[Node, str]] = [(root, "")]
    while waiting:
        node, above = waiting.pop()
        found[id(node)] = above
        own = node.text.split("\n")[0].rstrip(" .:;") if node.kind in (ITEM, HEADING, ANNEX) else ""
        waiting += [(child, own or above) for child in node.children]
    return found
