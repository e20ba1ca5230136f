"""From a numbered item to what counts: the lowest one that carries a duty, with its fields and details."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lantoa.documents.blocks import Place
from lantoa.plans.reading import phrases
from lantoa.plans.reading.brackets import read_pieces
from lantoa.plans.reading.duties import carries_duty
from lantoa.plans.reading.labels import label_alone, read_labels
from lantoa.plans.reading.nodes import EXTRA, HEADING, ITEM, PARA, TABLE, Node, label_of_line, texts_of
from lantoa.plans.reading.normalise import fold, is_upper
from lantoa.plans.reading.people import body_heading, from_sentence
from lantoa.plans.reading.prose import unmarked_items
from lantoa.plans.reading.sections import Role, read_heading, starts_with_role
from lantoa.plans.reading.times import read_time

_GATHERS = re.compile(
    r"(?:doi voi|ve |cong tac|nhom|linh vuc|tren |tai |qua |thong qua|cho |trong |noi dung|hinh thuc|nhiem vu|hoat dong|giai phap|mot so"
    r"|cac (?:nhiem vu|hoat dong|noi dung|cong viec|giai phap)|phan )"
)


@dataclass(frozen=True, slots=True, eq=False)
class Pick:
    """An item taken from the tree. `fields` are labelled pieces, own ones over those of its group."""

    node: Node
    ordinal: str | None
    text: str
    place: Place
    fields: dict[str, str] = field(default_factory=dict)
    group: str | None = None
    unmarked: bool = False


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a group gives to the items below it."""

    group: str | None = None
    fields: dict[str, str] = field(default_factory=dict)


def tidy(text: str) -> str:
    """Without the marks that only close a list item."""
    text = phrases.END_MARK.sub("", text[-12:]).join([text[:-12], ""]) if len(text) > 12 else text
    return text.strip().rstrip(";").rstrip()


@dataclass(slots=True)
class _Parts:
    """The children of an item: labelled pieces, items that may be duties, the rest."""

    fields: dict[str, str]
    items: list[Node]
    details: list[Node]


def _parts(node: Node) -> _Parts:
    parts = _Parts({}, [], [])
    pending: str | None = None
    for child in node.children:
        if child.kind == TABLE:
            continue
        alone = label_alone(child.text)
        if pending and child.kind == ITEM and not alone and not read_labels(child.text).fields:
            below = [line for line in child.children if label_of_line(line.text)]
            rest = replace(
                child, marker=None, children=[line for line in child.children if line not in below]
            )
            _add(parts.fields, pending, tidy("; ".join(texts_of([rest]))))
            for line in below:
                for kind, value in read_labels(line.text).fields.items():
                    _add(parts.fields, kind, value)
            continue
        pending = None
        if alone:
            value = "; ".join(tidy(line) for below in child.children for line in texts_of([_bare(below)]))
            if value:
                _add(parts.fields, alone, value)
            elif child.kind == PARA:
                pending = alone
            continue
        labelled = read_labels(child.text)
        if labelled.fields and len(labelled.text) < 3:
            for kind, value in labelled.fields.items():
                more = [tidy(line) for line in texts_of(map(_bare, child.children))]
                _add(parts.fields, kind, "; ".join(filter(None, [value, *more])))
        elif child.kind in (ITEM, EXTRA):
            parts.items.append(child)
        elif not (
            phrases.is_concluding(child.text)
            or (child.text[:1] == "(" and phrases.points_to_annex(child.text))
        ):
            parts.details.append(child)
    _reclaim(parts)
    return parts


def _reclaim(parts: _Parts) -> None:
    """Labelled lines below the last of several bullets speak for the whole item, unless each bullet has its own."""
    bullets = [child for child in parts.items if child.marker and not child.marker.numbered]
    if len(bullets) < 2 or bullets[-1] is not parts.items[-1]:
        return
    labelled = [[below for below in bullet.children if label_of_line(below.text)] for bullet in bullets]
    if any(labelled[:-1]) or any(below.kind != PARA for below in labelled[-1]):
        return
    for below in labelled[-1]:
        bullets[-1].children.remove(below)
        for kind, value in read_labels(below.text).fields.items():
            _add(parts.fields, kind, value)


def _bare(node: Node) -> Node:
    return replace(node, marker=None)


def _add(fields: dict[str, str], kind: str, value: str) -> None:
    if value:
        fields[kind] = f"{fields[kind]}; {value}" if fields.get(kind) else value


def pick_tasks(node: Node, inherited: Inherited) -> Iterator[Pick]:
    """The duties in an item: itself, or the lowest ones below it when it only heads them."""
    if node.kind == EXTRA:
        yield from pick_extra(node, inherited)
        return
    own = read_pieces(node.text)
    parts = _parts(node)
    if not _is_group(own.text, parts):
        fields = {**_given(own.text, inherited), **parts.fields, **{k: v for k, v in own.fields.items() if v}}
        lines = [own.text] if own.text else []
        kept = {id(child) for child in (*parts.items, *parts.details)}
        lines += texts_of(child for child in node.children if id(child) in kept)
        yield Pick(node, node.ordinal, tidy("\n".join(lines)), node.place, fields, inherited.group)
        return
    below = _below(own.text, {**own.fields, **parts.fields}, inherited)
    for child in parts.items:
        yield from pick_tasks(child, below)


def _is_group(text: str, parts: _Parts) -> bool:
    """Whether an item only heads the duties below it."""
    if not parts.items:
        return False
    own_duty = carries_duty(text)
    numbered = [
        child for child in parts.items if child.kind == EXTRA or (child.marker and child.marker.numbered)
    ]
    if numbered:
        below = any(child.kind == EXTRA or _is_duty(child) for child in numbered)
        return below or (not own_duty and (_gathers(text) or not text.rstrip().endswith(":")))
    if own_duty:
        return any(_has_own_fields(child) for child in parts.items)
    return _gathers(text) or any(_is_duty(child) for child in parts.items)


def _is_duty(node: Node) -> bool:
    return bool(node.marked) or carries_duty(read_labels(node.text).text) or _has_own_fields(node)


def _gathers(text: str) -> bool:
    """A heading that sorts what is below it by people, field, channel, body or time."""
    title = text.strip().rstrip(":. ")
    if is_upper(title) or _GATHERS.match(fold(title)) or body_heading(title):
        return True
    return len(title) < 40 and read_time(title).when.kind is not None


def _has_own_fields(node: Node) -> bool:
    """A bullet that says who or when by itself is a duty of its own."""
    labelled = read_labels(node.text)
    if labelled.text and {"lead", "time", "both"} & set(labelled.fields):
        return True
    return any(label_of_line(child.text) for child in node.children)


def _below(text: str, fields: dict[str, str], inherited: Inherited) -> Inherited:
    """What a group heading gives: labelled pieces, the body that it names, the time that it is."""
    given = {**inherited.fields, **{kind: value for kind, value in fields.items() if value}}
    title = text.strip().rstrip(":. ")
    body = body_heading(title)
    said = from_sentence(title)
    if body or said.lead:
        given.setdefault("lead", body or said.lead or "")
        if said.partners and not body:
            given.setdefault("partners", "; ".join(said.partners))
    elif len(title) < 40 and "time" not in given and read_time(title).when.kind:
        given["time"] = title
    return Inherited(title or inherited.group, given)


def _given(text: str, inherited: Inherited) -> dict[str, str]:
    """What the group gives, but for who leads when the duty's own sentence names another."""
    if "lead" in inherited.fields and from_sentence(text).lead:
        return {
            kind: value
            for kind, value in inherited.fields.items()
            if kind not in ("lead", "partners", "both")
        }
    return inherited.fields


def pick_extra(node: Node, inherited: Inherited) -> Iterator[Pick]:
    """The duties of a paragraph without ordinal."""
    for text in unmarked_items(node.text):
        labelled = read_pieces(text)
        fields = {**_given(labelled.text, inherited), **labelled.fields}
        yield Pick(node, None, tidy(labelled.text), node.place, fields, inherited.group, unmarked=True)


def pick_aims(node: Node) -> Iterator[Pick]:
    """The objectives or requirements in an item: itself with its details, or those below a mere heading."""
    if node.kind == EXTRA:
        yield Pick(node, None, tidy(node.text), node.place, unmarked=True)
        return
    items = node.marked
    if items and _heads_aims(node):
        for child in items:
            yield from pick_aims(child)
        return
    heading = read_heading(node.text)
    text = heading.rest if heading and heading.exact and heading.rest else node.text
    lines = [text, *texts_of(child for child in node.children if not phrases.is_concluding(child.text))]
    yield Pick(node, node.ordinal, tidy("\n".join(filter(None, lines))), node.place)


def _heads_aims(node: Node) -> bool:
    heading = read_heading(node.text)
    if heading is not None and heading.exact:
        return not heading.rest
    if starts_with_role(node.text) and node.text.rstrip().endswith(":") and len(node.text) < 160:
        return True
    numbered = any(child.marker and child.marker.numbered for child in node.marked)
    short = len(node.text) < 60 and not node.text.rstrip().endswith(".")
    return short and (not carries_duty(node.text) or numbered)


@dataclass(frozen=True, slots=True)
class Arranged:
    """An item that is no task, under its heading."""

    heading: str
    text: str
    place: Place
    role: Role


def arranged(node: Node, heading: str, role: Role) -> Arranged | None:
    """An item or paragraph of an arranging section, whole."""
    lines = texts_of([_bare(node)])
    text = tidy("\n".join(lines))
    if not text or node.kind == HEADING:
        return None
    return Arranged(heading, text, node.place, role)
