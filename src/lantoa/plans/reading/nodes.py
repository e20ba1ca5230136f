"""The tree of a body: what a node holds, and its text with what lies below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lantoa.documents.blocks import Place, Table
from lantoa.plans.reading.labels import label_alone, read_labels
from lantoa.plans.reading.ordinals import Marker
from lantoa.plans.reading.phrases import is_concluding
from lantoa.plans.reading.sections import Role

ROOT, ITEM, HEADING, PARA, TABLE, ANNEX, EXTRA = "root", "item", "heading", "para", "table", "annex", "extra"


@dataclass(slots=True, eq=False)
class Node:
    """A place in the tree. `text` is without its ordinal; `role` and `heading` are set when the tree is read."""

    kind: str
    place: Place
    text: str = ""
    marker: Marker | None = None
    children: list[Node] = field(default_factory=list)
    table: Table | None = None
    lead_role: Role | None = None
    word_level: int | None = None
    spoken: bool = False

    @property
    def marked(self) -> list[Node]:
        """The children that are items by their ordinal or bullet, or unmarked ones that count as items."""
        return [child for child in self.children if child.kind in (ITEM, EXTRA)]

    @property
    def ordinal(self) -> str | None:
        return self.marker.raw if self.marker and self.marker.numbered else None

    def walk(self) -> Iterator[Node]:
        """The node and everything below it, in order of the page."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


def value_of(node: Node) -> int:
    return node.marker.value if node.marker else 0


def label_of_line(text: str) -> bool:
    """Whether a line is nothing but labelled pieces ("Chủ trì: Văn phòng Sở")."""
    if label_alone(text):
        return True
    labelled = read_labels(text[:2000])
    return bool(labelled.fields) and len(labelled.text) < 3


def texts_of(nodes: Iterable[Node]) -> list[str]:
    """Each node with its ordinal, and what lies below it, one line each."""
    lines = []
    for node in nodes:
        for below in node.walk():
            if below.text and below.kind != TABLE and not (below.kind == PARA and is_concluding(below.text)):
                lines.append(f"{below.marker.raw} {below.text}" if below.marker else below.text)
    return lines
