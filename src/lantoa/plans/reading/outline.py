"""The body as a tree: sections, items, paragraphs and tables, each under what numbers or heads it."""

from __future__ import annotations

import re
from dataclasses import replace

from lantoa.documents.blocks import Place, Table
from lantoa.plans.reading import phrases
from lantoa.plans.reading.labels import label_alone, read_labels
from lantoa.plans.reading.layout import Line
from lantoa.plans.reading.nodes import (
    ANNEX,
    EXTRA,
    HEADING,
    ITEM,
    PARA,
    ROOT,
    TABLE,
    Node,
    label_of_line,
    value_of,
)
from lantoa.plans.reading.normalise import fold, is_upper
from lantoa.plans.reading.ordinals import SECTION_KINDS, Marker, letter_value, marker_of, roman, same_list
from lantoa.plans.reading.prose import announced_role, announcements
from lantoa.plans.reading.sections import Heading, Role, read_heading

_ANNEX_TITLE = re.compile(r"phu luc(?:\s+(?:so\s+)?(?:[ivx]{1,4}|\d{1,2}|[a-h]))?\s*(?:$|[:.\-–(])")
_CONTAINERS = (ROOT, ANNEX, HEADING)
_DEEPEST = 40  # no document nests so far; what follows reads the tree by recursion
_WORD_KINDS = ("word_cardinal", "word_ordinal")


def build(body: list[Line | Table], opening: Line | None) -> Node:
    """The tree of a body. `opening` is the last line before it: in an article it may announce the first list."""
    first = body[0].place if body else Place(line=1)
    root = Node(ROOT, first)
    builder = _Builder(root, body)
    if opening is not None:
        builder.announce(opening)
    index = 0
    while index < len(body):
        index = builder.take(index)
    return root


class _Builder:
    def __init__(self, root: Node, body: list[Line | Table]) -> None:
        self.body = body
        self.stack = [root]

    @property
    def top(self) -> Node:
        return self.stack[-1]

    def announce(self, opening: Line) -> None:
        marker = self._marker_at(0)
        first = self.body[0] if self.body else None
        if marker is None or marker.kind in SECTION_KINDS or not isinstance(first, Line) or marker.value != 1:
            return
        heading = read_heading(first.text[marker.length :])
        if heading is not None and heading.exact:
            return
        role = announced_role(opening.text)
        if role:
            node = Node(HEADING, opening.place, opening.text, lead_role=role, spoken=True)
            self._push(node)

    def take(self, index: int) -> int:
        item = self.body[index]
        if isinstance(item, Table):
            self.top.children.append(Node(TABLE, item.place, table=item))
            return index + 1
        marker = marker_of(item.text, item.label)
        if _ANNEX_TITLE.match(fold(item.text[:40])) and (marker is None or marker.style == "phu luc"):
            return self._annex(item, index)
        if marker is not None:
            return self._item(item, self._settled(marker), index)
        self._unmarked(item, index)
        return index + 1

    # --- items ---------------------------------------------------------------------------------

    def _settled(self, marker: Marker) -> Marker:
        """Letters that are also Roman numerals: what the open list expects decides."""
        letter = marker.raw.strip("()[]./-–: ")
        if marker.kind == "roman" and len(letter) == 1:
            value = letter_value(letter)
            if (
                self._last_value("upper") in (value - 1, value)
                and self._last_value("roman") != marker.value - 1
            ):
                return replace(marker, kind="upper", path=(value,), style="")
            if letter in "LC" and self._last_value("roman") != marker.value - 1:
                return replace(marker, kind="upper", path=(value,), style="")
        if marker.kind == "letter" and (small := roman(letter.upper())):
            before = self._last_value("letter")
            if before != marker.value - 1 and (small == 1 or self._last_value("lower_roman") == small - 1):
                return replace(marker, kind="lower_roman", path=(small,))
        if marker.kind == "lower_roman" and len(letter) == 1 and marker.style == "(":
            value = letter_value(letter)
            if self._last_value("paren_letter") == value - 1:
                return replace(marker, kind="paren_letter", path=(value,))
        return marker

    def _last_value(self, kind: str) -> int | None:
        for node in reversed(self.stack):
            if node.marker is not None and node.marker.kind == kind:
                return node.marker.value
        return None

    def _item(self, line: Line, marker: Marker, index: int) -> int:
        text = line.text[marker.length :].strip()
        following = index + 1
        if not text and marker.kind in (*SECTION_KINDS, "number") and following < len(self.body):
            after = self.body[following]
            if isinstance(after, Line) and not marker_of(after.text, after.label):
                text, following = after.text, following + 1
        node = Node(ITEM, line.place, text, marker)
        if marker.kind == "bullet" and label_of_line(text) and self.top.kind == ITEM:
            self._pop_to_owner(marker)
        else:
            self._make_room(marker, text)
        self._push(node)
        return following

    def _pop_to_owner(self, marker: Marker) -> None:
        """A labelled bullet belongs to the item above it: close bullets of the same sign."""
        while (
            self.top.kind == ITEM
            and self.top.marker is not None
            and self.top.marker.kind == "bullet"
            and len(self.stack) > 1
        ):
            if self.top.marker.style == marker.style or label_of_line(self.top.text):
                self.stack.pop()
            else:
                break

    def _make_room(self, marker: Marker, text: str) -> None:
        """Closes what the new item does not belong to."""
        if marker.kind == "decimal" and self._room_for_decimal(marker):
            return
        depth = self._sibling_depth(marker, text)
        if depth is not None:
            del self.stack[depth:]
            return
        while len(self.stack) > 1 and self._outranked(self.top, marker):
            self.stack.pop()

    def _outranked(self, node: Node, marker: Marker) -> bool:
        if node.kind in (ROOT, ANNEX):
            return False
        if node.kind == HEADING:
            return marker.kind in SECTION_KINDS and (node.spoken or not is_upper(node.text))
        if node.marker is None:
            return True
        if node.marker.kind == "part" or marker.kind in SECTION_KINDS:
            return node.marker.rank > marker.rank
        return node.marker.kind == "bullet" and marker.kind != "bullet"

    def _sibling_depth(self, marker: Marker, text: str) -> int | None:
        """Where on the stack the new item has its elder sibling; nothing when it opens a list."""
        candidates = [
            depth
            for depth, node in enumerate(self.stack)
            if node.kind == ITEM and node.marker is not None and same_list(node.marker, marker)
        ]
        if not candidates:
            return self._loose_sibling(marker)
        if marker.kind == "bullet" or len(candidates) == 1:
            depth = candidates[-1]
            return None if self._nests(self.stack[depth], marker, text) else depth
        following = [depth for depth in candidates if value_of(self.stack[depth]) + 1 == marker.value]
        heading = read_heading(text)
        if following and heading is not None and heading.exact:
            return following[0]
        chosen = (following or candidates)[-1]
        return None if not following and self._nests(self.stack[chosen], marker, text) else chosen

    def _nests(self, elder: Node, marker: Marker, text: str) -> bool:
        """A list that starts again from one right under a heading of the same style lies below that heading."""
        if (
            not marker.numbered
            or marker.value != 1
            or value_of(elder) < 1
            or elder.children
            or self.stack[-1] is not elder
        ):
            return False
        above, below = read_heading(elder.text), read_heading(text)
        return (
            above is not None and above.exact and not above.rest and not (below is not None and below.exact)
        )

    def _loose_sibling(self, marker: Marker) -> int | None:
        """ "1." then "2)": another sign, but the next value of the list on top."""
        for depth in range(len(self.stack) - 1, 0, -1):
            node = self.stack[depth]
            if node.marker is None or node.marker.kind == "bullet":
                continue
            if node.marker.kind == marker.kind and marker.numbered and node.marker.value + 1 == marker.value:
                return depth if marker.kind != "part" or node.marker.style == marker.style else None
            return None
        return None

    def _room_for_decimal(self, marker: Marker) -> bool:
        """ "2.1" goes below "2.", beside "2.0", or below the section that its first figure counts."""
        for depth in range(len(self.stack) - 1, 0, -1):
            own = self.stack[depth].marker
            if own is None or own.kind not in ("number", "decimal", "roman", "named"):
                continue
            if own.kind == "roman" and len(marker.path) > 2:
                continue
            length = len(own.path)
            if length < len(marker.path) and own.path == marker.path[:length]:
                del self.stack[depth + 1 :]
                return True
        return False

    # --- what has no ordinal --------------------------------------------------------------------

    def _annex(self, line: Line, index: int) -> int:
        del self.stack[1:]
        node = Node(ANNEX, line.place, line.text)
        following = index + 1
        while following < len(self.body) and following < index + 6:
            after = self.body[following]
            if not isinstance(after, Line) or marker_of(after.text, after.label):
                break
            if not (is_upper(after.text) or after.centered or after.bold or after.text.startswith("(")):
                break
            node.text = f"{node.text}\n{after.text}"
            following += 1
        self._push(node)
        return following

    def _unmarked(self, line: Line, index: int) -> None:
        heading = read_heading(line.text)
        if heading is not None and self._opens_section(line, heading, index):
            self._close_for_heading(line)
            self._push(Node(HEADING, line.place, line.text, word_level=line.heading))
            return
        if line.heading:
            self._close_for_heading(line)
            self._push(Node(HEADING, line.place, line.text, word_level=line.heading))
            return
        if phrases.is_extra(line.text) and self._in_list() and not self._starts_list(index + 1):
            self._close_items()
            self.top.children.append(Node(EXTRA, line.place, line.text))
            return
        if self._speaks_role(line, index):
            return
        if self._heads_group(line, index):
            self._close_items()
            if self.top.kind == HEADING and self.top.spoken and self.top.lead_role is None:
                self.stack.pop()  # the group before it, not one above
            self._push(Node(HEADING, line.place, line.text, spoken=True))
            return
        if (
            self.top.marker is not None
            and self.top.marker.kind in _WORD_KINDS
            and not label_of_line(line.text)
        ):
            self._close_items()
        self.top.children.append(Node(PARA, line.place, line.text))

    def _opens_section(self, line: Line, heading: Heading, index: int) -> bool:
        if line.heading:
            return True
        if not heading.exact:
            return False
        if is_upper(line.text) or (line.centered and line.bold):
            return True
        if self._inside_item() and (label_alone(line.text) or read_labels(line.text).fields):
            if heading.rest and heading.roles[0] in (Role.TIME, Role.FORMS, Role.AUDIENCE, Role.OTHER):
                return False
            return not self._list_goes_on(index) and not (heading.rest and self._siblings_use(line.text))
        if heading.rest:
            return set(heading.roles) <= {*Role} and len(heading.title) < 60
        return line.text.endswith(":") or line.bold or len(line.text) < 60

    def _siblings_use(self, text: str) -> bool:
        """Whether an earlier item of the open list carries the same label."""
        label = fold(text.split(":")[0])
        owner = next((node for node in reversed(self.stack) if self._is_section(node)), self.stack[0])
        earlier = [child for child in owner.children if child is not self.stack[-1]]
        return any(
            fold(below.text).lstrip("- ").startswith(label + ":")
            for node in earlier
            for below in node.children
        )

    def _inside_item(self) -> bool:
        return self.top.kind == ITEM and self.top.marker is not None and not self._is_section(self.top)

    def _is_section(self, node: Node) -> bool:
        if node.kind in _CONTAINERS:
            return True
        if node.marker is None or node.kind != ITEM:
            return False
        if node.marker.kind in SECTION_KINDS:
            return True
        heading = read_heading(node.text)
        return heading is not None and heading.exact and not heading.rest and node.marker.kind != "bullet"

    def _list_goes_on(self, index: int) -> bool:
        """Whether the next ordinal of an open list continues it."""
        for later in self.body[index + 1 :]:
            if isinstance(later, Table):
                return False
            marker = marker_of(later.text, later.label)
            if marker is None or not marker.numbered:
                continue
            return any(
                node.marker is not None
                and same_list(node.marker, marker)
                and value_of(node) + 1 == marker.value
                for node in self.stack
                if not self._is_section(node)
            )
        return False

    def _close_items(self) -> None:
        while len(self.stack) > 1 and not self._is_section(self.top):
            self.stack.pop()

    def _close_for_heading(self, line: Line) -> None:
        """Up to the section under which an unnumbered heading stands: capitals stand on top."""
        if line.heading:
            while len(self.stack) > 1 and not (
                self.top.kind == ANNEX
                or (self.top.word_level is not None and self.top.word_level < line.heading)
            ):
                self.stack.pop()
            return
        self._close_items()
        if is_upper(line.text):
            while len(self.stack) > 1 and self.top.kind != ANNEX:
                self.stack.pop()
        elif self.top.kind == HEADING and (not is_upper(self.top.text) or self.top.spoken):
            self.stack.pop()

    def _in_list(self) -> bool:
        return any(node.kind == ITEM and node.marker and node.marker.numbered for node in self.stack) or bool(
            self.top.marked
        )

    def _marker_at(self, index: int) -> Marker | None:
        item = self.body[index] if index < len(self.body) else None
        return marker_of(item.text, item.label) if isinstance(item, Line) else None

    def _starts_list(self, index: int) -> bool:
        marker = self._marker_at(index)
        return marker is not None and (marker.value == 1 or not marker.numbered)

    def _speaks_role(self, line: Line, index: int) -> bool:
        """A sentence that announces the next list of an article: "… đề ra 9 nhiệm vụ cụ thể … như sau:"."""
        marker = self._marker_at(index + 1)
        if marker is None or marker.value != 1 or marker.kind in SECTION_KINDS:
            return False
        if any(node.marker is not None and node.marker.kind in SECTION_KINDS for node in self.stack):
            section = next(node for node in reversed(self.stack) if self._is_section(node))
            heading = read_heading(section.text)
            role = announced_role(line.text)
            if heading is None or len(heading.roles) < 2 or role not in heading.roles:
                return False
        elif self._inside_item() and self.top.marker is not None and self.top.marker.kind not in _WORD_KINDS:
            counted = any(True for _ in announcements(line.text))
            if not counted and not any(node.lead_role for node in self.stack):
                return False
        role = announced_role(line.text)
        if role is None:
            return False
        self._close_items()
        if self.top.kind == HEADING:
            self.stack.pop()
        self._push(Node(HEADING, line.place, line.text, lead_role=role, spoken=True))
        return True

    def _heads_group(self, line: Line, index: int) -> bool:
        """A short line over a list that starts again from one."""
        marker = self._marker_at(index + 1)
        if (
            marker is None
            or not marker.numbered
            or marker.value != 1
            or len(line.text) > 150
            or line.text.endswith((".", ";"))
        ):
            return False
        return any(node.marker is not None and same_list(node.marker, marker) for node in self.stack)

    def _push(self, node: Node) -> None:
        del self.stack[_DEEPEST:]
        self.top.children.append(node)
        self.stack.append(node)
