"""What a report holds, as plain values: gathered, frozen as canonical JSON, and read back the same. No Django.

Amounts are `Decimal`, written as strings without trailing zeros; days are ISO. The digest of a report is the
SHA-256 of its canonical JSON, so that two compiles of the same data are the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from lantoa.reports.chain import canonical, cover

FORMAT = 1
"""Of the JSON: a reader of frozen contents knows by it what it reads."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What a measure comes to. `value` None: nothing was measured, which is not zero. A ratio is in percent."""

    value: Decimal | None = None
    count: int = 0
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class UnitAmount:
    """The part of one unit in a figure; in a roll-up that of an agency, with what stands beside it.

    `id` is the unit's, in a roll-up the agency's: names change, and two may share one.
    """

    unit: str
    amount: Amount
    id: int | None = None
    before: Amount | None = None
    year_before: Amount | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table of figures: a measure in this period, beside the period before and a year before."""

    code: str
    label: str
    unit: str
    kind: str
    amount: Amount
    before: Amount | None = None
    year_before: Amount | None = None
    by_unit: Sequence[UnitAmount] = ()

    @property
    def change(self) -> Decimal | None:
        """This period less the one before; for a ratio in percentage points. None where either is not known."""
        if self.before is None or self.before.value is None or self.amount.value is None:
            return None
        return self.amount.value - self.before.value


def has_any(told: Figure | UnitAmount) -> bool:
    """Whether anything was measured in this period or in those it is compared with."""
    return any(part is not None and part.count for part in (told.amount, told.before, told.year_before))


@dataclass(frozen=True, slots=True)
class FormCount:
    """How many activities used a form of communication."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A plan on the last day of the figures: its progress by its rule, and its formula in words."""

    plan_id: int
    number: str
    title: str
    percent: Decimal | None
    formula: str
    tasks: int
    done: int
    late: int


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task as it stood on the last day of the figures. `state` is todo, doing, done, late or stopped."""

    plan: str
    ordinal: str
    text: str
    lead: str
    time: str
    product: str
    state: str
    activities: int


@dataclass(frozen=True, slots=True)
class ChildLine:
    """An agency below in a roll-up: the issue its figures come from, or why there are none.

    `state` is counted, missing (nothing issued) or inside (it became part of another that is counted).
    `ends` is the last day of its figures, which its superior may have asked for earlier than its own.
    """

    agency: str
    state: str
    document: str = ""
    issue_id: int | None = None
    digest: str = ""
    changed: Sequence[str] = ()
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class PassageText:
    """A heading of the outline with the officer's words below it, and what is gathered there."""

    key: str
    heading: str
    level: int
    content: str
    text: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the agency's people set once: where it is signed, by whom, and who gets a copy."""

    place: str = ""
    symbol: str = ""
    addressed_to: Sequence[str] = ()
    recipients: Sequence[str] = ()
    signer: str = ""
    signer_title: str = ""
    authority: str = ""
    on_behalf: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole report. `agencies` are the names of those whose entries are counted, the agency itself first.

    `traced` says that its lines name forms of communication and tasks, so that their counts can be opened.
    `template` is the SHA-256 of the agency's own Word file that it is printed in; "" for the built-in layout.
    `evidence` are all lines with proof, values that stand alone too; `proven` are activities, None where nobody counted
    them by themselves.
    """

    agency_id: int
    agency: str
    agency_code: str
    superior: str
    period: str
    label: str
    starts: date
    ends: date
    agencies: Sequence[str]
    figures: Sequence[Figure]
    forms: Sequence[FormCount]
    plans: Sequence[PlanStanding]
    tasks: Sequence[TaskLine]
    activities: int
    evidence: int
    waiting: int
    inputs: str
    children: Sequence[ChildLine] = ()
    passages: Sequence[PassageText] = ()
    head: Letterhead = Letterhead()
    template: str = ""
    traced: bool = False
    proven: int | None = None
    format: int = FORMAT

    @property
    def has_before(self) -> bool:
        """Whether there is a period before to compare with: a year has the year before alone."""
        return any(figure.before is not None for figure in self.figures)

    def own_part(self, code: str) -> Amount:
        """What the agency itself brought to a figure of a roll-up."""
        figure = self.figure(code)
        parts = figure.by_unit if figure else ()
        return next((part.amount for part in parts if part.id == self.agency_id), Amount())

    def figure(self, code: str) -> Figure | None:
        return next((figure for figure in self.figures if figure.code == code), None)


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is not what it was. `was` or `now` is None where there was no such figure."""

    code: str
    label: str
    unit: str
    was: Decimal | None
    now: Decimal | None


def differences(frozen: Contents, now: Contents) -> list[Difference]:
    """The figures of `now` that are not those frozen, in the order of `now`, then those that are gone."""
    old = {figure.code: figure for figure in frozen.figures}
    new = {figure.code: figure for figure in now.figures}
    found = []
    for code, figure in {**new, **{code: old[code] for code in old if code not in new}}.items():
        was = old[code].amount if code in old else Amount()
        then = new[code].amount if code in new else Amount()
        if _told(was) != _told(then):
            found.append(Difference(code, figure.label, figure.unit, was.value, then.value))
    return found


def _told(amount: Amount) -> tuple[Decimal | None, Decimal | None, Decimal | None, int]:
    return amount.value, amount.numerator, amount.denominator, amount.count


def figures_seen(contents: Contents) -> list[list[Any]]:
    """The figures as plain values, to be kept beside words: code, label, unit, value, both parts, count."""
    return [
        [figure.code, figure.label, figure.unit, *_plain(list(_told(figure.amount)))]
        for figure in contents.figures
    ]


def changed_figures(seen: Sequence[Sequence[Any]], now: Contents) -> list[Difference]:
    """The figures that are not what they were when `figures_seen` kept them; how many entries make them is no matter."""
    old = {str(row[0]): row for row in seen}
    found = []
    for figure in now.figures:
        row = old.get(figure.code)
        was = None if row is None or row[3] is None else Decimal(str(row[3]))
        if was != figure.amount.value:
            found.append(Difference(figure.code, figure.label, figure.unit, was, figure.amount.value))
    return found


def figures_digest(contents: Contents) -> str:
    """Of the figures alone: whether words were written beside these figures or others."""
    return cover([_plain(figure) for figure in contents.figures])


def to_json(contents: Contents) -> str:
    """Canonical: keys sorted, no blanks, amounts and days as text."""
    return canonical(_plain(contents))


def from_json(text: str) -> Contents:
    """What `to_json` wrote. Raises ValueError when it is of another format or no report at all."""
    try:
        values = json.loads(text)
        if values.get("format") != FORMAT:
            raise ValueError(f"format {values.get('format')!r} is not known")
        found = _built(Contents, values)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("no contents of a report") from error
    assert isinstance(found, Contents)  # noqa: S101 (narrows the type)
    return found


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(item) for name, item in asdict(value).items()}
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def plain_decimal(value: Decimal) -> str:
    """One way to write a number, whatever scale the database gave it: 12, 0.5, never 1E+1 or -0."""
    text = format(value.normalize(), "f")
    return "0" if text == "-0" else text


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(kind: Any, value: Any) -> Any:
    """`value` (of JSON) as the annotated type."""
    if value is None:
        return None
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(
            **{
                item.name: _built(hints[item.name], value[item.name])
                for item in fields(kind)
                if item.name in value
            }
        )
    if isinstance(kind, UnionType):
        return _built(next(part for part in get_args(kind) if part is not type(None)), value)
    if get_origin(kind) is not None:
        return tuple(_built(get_args(kind)[0], item) for item in value)
    if kind is Decimal:
        return Decimal(value)
    return date.fromisoformat(value) if kind is date else value
