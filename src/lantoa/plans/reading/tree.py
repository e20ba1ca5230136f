"""The tree read by roles: objectives, requirements, tasks and arrangements, and the tables met on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lantoa.plans.reading import phrases
from lantoa.plans.reading.duties import carries_duty, starts_with_verb
from lantoa.plans.reading.nodes import ANNEX, EXTRA, HEADING, ITEM, PARA, TABLE, Node, label_of_line
from lantoa.plans.reading.normalise import fold, is_upper
from lantoa.plans.reading.ordinals import SECTION_KINDS
from lantoa.plans.reading.picks import (
    Arranged,
    Inherited,
    Pick,
    arranged,
    pick_aims,
    pick_extra,
    pick_tasks,
    tidy,
)
from lantoa.plans.reading.sections import (
    AIMS,
    ARRANGED,
    Heading,
    Role,
    is_sentence,
    read_heading,
    starts_with_role,
)

_ENACTS = re.compile(
    r"(?:ban hanh|phe duyet|thong qua).{0,60}(?:kem theo|ke hoach)|quyet dinh nay (?:co hieu luc|thay the)|co hieu luc"
)
_WEAK = re.compile(r"\b(?:giai phap|bien phap|hoat dong|cong viec)\b")
_NORM = re.compile(
    r"(?:bao dam|dam bao|phai|yeu cau|(?:viec|noi dung|cong tac|hinh thuc|qua trinh).{0,120}\b(?:phai|can|dam bao|bao dam)\b)"
)
_MESSAGES = re.compile(
    r"(?:cac )?(?:noi dung|chu de|thong diep)\b(?!.*\b(?:nhiem vu|cong viec|hoat dong|thuc hien)\b)"
)
_FORM_TEMPLATE = re.compile(r"\b(?:bieu mau|mau|de cuong|bieu so|danh muc van ban|phieu|thong ke|du toan)\b")


@dataclass(slots=True)
class TableSeen:
    """A table with its place: in an annex, or inside an item that goes on after it."""

    node: Node
    in_annex: bool
    owner: Node | None
    roles: tuple[Role, ...]
    title: str


@dataclass(slots=True)
class Parts:
    """Everything that the tree holds, in order."""

    objectives: list[Pick] = field(default_factory=list)
    requirements: list[Pick] = field(default_factory=list)
    tasks: list[Pick] = field(default_factory=list)
    stray: list[Pick] = field(default_factory=list)
    loose: list[Pick] = field(default_factory=list)
    arrangements: list[Arranged] = field(default_factory=list)
    tables: list[TableSeen] = field(default_factory=list)
    sections: list[tuple[Node, tuple[Role, ...]]] = field(default_factory=list)
    listed: list[tuple[str, int, int]] = field(default_factory=list)


def read_tree(root: Node) -> Parts:
    """Sorts the items of a body by the role of their section."""
    reader = _TreeReader()
    reader.section(root, (), "", Inherited())
    _set_messages_apart(reader.parts)
    return reader.parts


def _set_messages_apart(parts: Parts) -> None:
    """Beside a section of duties, a list of mere themes ("Nội dung tuyên truyền") arranges, it holds no task."""
    duties = [span for span in parts.listed if not _MESSAGES.match(fold(span[0]))]
    for title, start, end in reversed(parts.listed):
        themes = parts.tasks[start:end]
        if (title, start, end) in duties or any(first < end and start < last for _, first, last in duties):
            continue
        if duties and not any(carries_duty(pick.text) or pick.fields for pick in themes):
            parts.arrangements += [Arranged(title, pick.text, pick.place, Role.OTHER) for pick in themes]
            del parts.tasks[start:end]


def section_roles(heading: Heading) -> tuple[Role, ...]:
    """The roles of a heading that names several: who arranges, arranges all; weak words yield to the others."""
    roles = heading.roles
    if roles[0] in (Role.IMPLEMENTATION, Role.REPORTING, Role.OTHER):
        rest = tuple(role for role in roles if role in ARRANGED)
        return (
            (roles[0], *(role for role in rest if role is not roles[0]))
            if roles[0] in ARRANGED
            else (roles[0],)
        )
    folded = _WEAK.sub(" ", fold(heading.title))
    strong = re.search(r"\b(?:noi dung|nhiem vu|dau viec|thong diep|ke hoach|viec)\b", folded)
    if Role.TASKS in roles and roles[0] is not Role.TASKS and not strong:
        roles = tuple(role for role in roles if role is not Role.TASKS)
    if roles[0] is Role.TASKS:
        roles = tuple(role for role in roles if role is not Role.OTHER)
    return roles


def main_role(roles: tuple[Role, ...]) -> Role | None:
    """The role of items that no subheading claims."""
    if not roles:
        return None
    return Role.TASKS if Role.TASKS in roles else roles[0]


class _TreeReader:
    def __init__(self) -> None:
        self.parts = Parts()
        self.in_annex = False

    def section(self, node: Node, roles: tuple[Role, ...], title: str, inherited: Inherited) -> None:
        """Reads the children of a section. Paragraphs count as items only where nothing is marked."""
        self.parts.sections.append((node, roles))
        current = main_role(roles)
        plain = not any(child.kind in (ITEM, HEADING, TABLE) for child in node.children)
        for child in node.children:
            if child.kind == TABLE:
                self._table(child, None, roles, title)
            elif child.kind == ANNEX:
                self._annex(child)
            elif child.kind == HEADING:
                self._heading(child, roles, title, inherited)
            elif child.kind == PARA:
                self._paragraph(child, current, title, plain, inherited, child is node.children[0])
            elif child.kind == EXTRA:
                self._extra(child, current, title, inherited)
            else:
                current = self._item(child, roles, current, title, inherited)

    # --- children ------------------------------------------------------------------------------

    def _table(self, node: Node, owner: Node | None, roles: tuple[Role, ...], title: str) -> None:
        self.parts.tables.append(TableSeen(node, self.in_annex, owner, roles, title))

    def _annex(self, node: Node) -> None:
        self.in_annex = True
        has_table = any(below.kind == TABLE for below in node.walk())
        template = _FORM_TEMPLATE.search(fold(node.text[:300]))
        role = Role.OTHER if template and not has_table else Role.TASKS
        self.section(node, (role,), node.text, Inherited())
        self.in_annex = False

    def _heading(self, node: Node, roles: tuple[Role, ...], title: str, inherited: Inherited) -> None:
        if node.lead_role is not None:
            self.section(node, (node.lead_role,), node.text, inherited)
            return
        heading = None if node.spoken else read_heading(node.text)
        if heading is None or not (heading.exact or node.word_level):
            if node.word_level and roles == () and node.children:
                self.section(node, (Role.TASKS,), node.text, inherited)
            else:
                name = node.text.rstrip(":. ")
                self.section(node, roles, title, Inherited(name, inherited.fields) if roles else inherited)
            return
        self._open(node, heading, inherited)

    def _open(self, node: Node, heading: Heading, inherited: Inherited) -> None:
        roles = section_roles(heading)
        if heading.rest:
            self._rest(node, heading, roles, inherited)
            return
        before = len(self.parts.tasks)
        self.section(node, roles, heading.title, inherited)
        if main_role(roles) is Role.TASKS and len(self.parts.tasks) > before:
            self.parts.listed.append((heading.title, before, len(self.parts.tasks)))

    def _rest(self, node: Node, heading: Heading, roles: tuple[Role, ...], inherited: Inherited) -> None:
        """ "1. Mục tiêu: Nâng cao …": the words after the colon are the item."""
        role = main_role(roles)
        if role in AIMS:
            self._aims(list(pick_aims(node)), role)
        elif role is Role.TASKS:
            if node.marked:
                self.section(node, roles, heading.title, inherited)
            else:
                pick = Pick(
                    node,
                    node.ordinal,
                    tidy(heading.rest),
                    node.place,
                    dict(inherited.fields),
                    inherited.group,
                )
                self.parts.tasks.append(pick)
        elif role in ARRANGED:
            body = Node(PARA, node.place, heading.rest, children=node.children)
            self._arrange(body, heading.title, role)

    def _paragraph(
        self,
        node: Node,
        role: Role | None,
        title: str,
        plain: bool,
        inherited: Inherited,
        leading: bool = False,
    ) -> None:
        if phrases.is_concluding(node.text) or phrases.points_to_annex(node.text):
            return
        if role in ARRANGED and role is not None:
            if not phrases.is_lead_in(node.text) or plain:
                self._arrange(node, title, role)
            return
        if phrases.is_lead_in(node.text) or not (plain or (role in AIMS and leading)):
            return
        pick = Pick(
            node, None, tidy(node.text), node.place, dict(inherited.fields), inherited.group, unmarked=True
        )
        if role in AIMS and role is not None:
            self._aims([pick], role)
        elif role is Role.TASKS:
            self.parts.tasks += [replace(found, unmarked=True) for found in pick_tasks(node, inherited)]
        elif role is None:
            self.parts.loose.append(pick)

    def _extra(self, node: Node, role: Role | None, title: str, inherited: Inherited) -> None:
        if role in AIMS and role is not None:
            self._aims(list(pick_aims(node)), role)
        elif role is Role.TASKS:
            self.parts.tasks += list(pick_extra(node, inherited))
        elif role is None:
            self.parts.stray += list(pick_extra(node, inherited))
        elif role in ARRANGED:
            self._arrange(node, title, role)

    def _item(
        self, node: Node, roles: tuple[Role, ...], current: Role | None, title: str, inherited: Inherited
    ) -> Role | None:
        """One item of a section: a section of its own, or an item by the section's role."""
        if node.marker is not None and node.marker.style == "dieu" and self._article(node, roles, inherited):
            return current
        heading = read_heading(node.text)
        if heading is not None and self._is_section(node, heading, roles):
            within = current is Role.TASKS and main_role(section_roles(heading)) is Role.TASKS
            self._open(node, heading, Inherited(heading.title, inherited.fields) if within else inherited)
            return current
        if not roles and self._is_unknown_section(node):
            self.section(node, (Role.TASKS,), node.text, Inherited(node.text.rstrip(":. "), {}))
            return current
        for below in node.walk():
            if below.kind == TABLE:
                self._table(below, node, roles, title)
        if current is None:
            self.parts.stray += list(pick_tasks(node, inherited))
        elif current is Role.TASKS:
            self._task(node, inherited)
        elif current in AIMS:
            self._aims(list(pick_aims(node)), current, mixed=set(roles) >= AIMS)
        elif current in ARRANGED:
            self._arrange(node, title, current)
        return current

    def _task(self, node: Node, inherited: Inherited) -> None:
        """A group under a task heading may itself part into contents and forms."""
        if not carries_duty(node.text) and any(self._claims(child) for child in node.marked):
            name = node.text.rstrip(":. ")
            self.section(node, (Role.TASKS,), name, Inherited(name, inherited.fields))
            return
        if phrases.points_to_annex(node.text) and not node.marked:
            return
        self.parts.tasks += list(pick_tasks(node, inherited))

    def _claims(self, node: Node) -> bool:
        heading = read_heading(node.text)
        return heading is not None and heading.exact and not label_of_line(node.text) and main_role(heading.roles) in (
            Role.TASKS, Role.IMPLEMENTATION
        ) and bool(node.marked)  # fmt: skip

    # --- decisions -----------------------------------------------------------------------------

    def _article(self, node: Node, roles: tuple[Role, ...], inherited: Inherited) -> bool:
        """An article of a decision: enacts, opens a section, or says who carries it out."""
        folded = fold(node.text[:300])
        heading = read_heading(node.text)
        if heading is not None and heading.exact:
            return False
        claims = [
            child
            for child in node.marked
            if (found := read_heading(child.text)) and (found.exact or starts_with_role(child.text))
        ]
        if claims:
            self.section(node, (), "", inherited)
            return True
        if _ENACTS.search(folded):
            return True
        if roles == () and (not node.marked or not starts_with_verb(node.text)):
            self._arrange(node, (node.marker.raw if node.marker else "").rstrip(". :"), Role.IMPLEMENTATION)
            return True
        return False

    def _is_section(self, node: Node, heading: Heading, roles: tuple[Role, ...]) -> bool:
        kind = node.marker.kind if node.marker else ""
        has_below = bool(node.children)
        current = main_role(roles)
        if current in ARRANGED or current is Role.OTHER:
            return heading.exact and len(roles) > 1 and (has_below or bool(heading.rest))
        if heading.exact:
            if kind == "bullet" and not (current in AIMS or current is None or has_below):
                return False
            if current in AIMS and main_role(heading.roles) is Role.TASKS:
                return False
            if current is Role.TASKS and set(heading.roles) <= {Role.OTHER}:
                return False
            if (
                current is Role.TASKS
                and heading.roles[0] is Role.REPORTING
                and "báo cáo" not in heading.title.lower()
            ):
                return False  # to watch and inspect is a duty among the others
            return has_below or bool(heading.rest) or kind in SECTION_KINDS or not roles
        if kind in SECTION_KINDS and not roles:
            return starts_with_role(node.text) or (
                set(heading.roles) != {Role.OTHER}
                and (is_upper(node.text) or not starts_with_verb(node.text))
            )
        if kind in SECTION_KINDS and is_upper(node.text):
            return starts_with_role(node.text)
        if not roles and kind in ("number", "decimal"):
            return has_below and starts_with_role(node.text) and not is_sentence(node.text)
        return False

    def _is_unknown_section(self, node: Node) -> bool:
        return node.marker is not None and node.marker.kind in SECTION_KINDS and bool(node.children)

    def _aims(self, picks: list[Pick], role: Role, mixed: bool = False) -> None:
        for pick in picks:
            if not pick.text:
                continue
            chosen = role
            if mixed and _NORM.match(fold(pick.text[:200])):
                chosen = Role.REQUIREMENTS
            (self.parts.requirements if chosen is Role.REQUIREMENTS else self.parts.objectives).append(pick)

    def _arrange(self, node: Node, title: str, role: Role) -> None:
        found = arranged(node, title, role)
        if found is not None:
            self.parts.arrangements.append(found)
