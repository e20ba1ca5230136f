"""What a frozen issue was made from, read back: its entries, and how each stands in the ledger today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lantoa.ledger import access as ledger
from lantoa.ledger.models import Measurement, State
from lantoa.organisation.access import Actor
from lantoa.reports.models import Counted, Issue
from lantoa.reports.queries.entries import Entry
from lantoa.reports.queries.gathering import WHOLE_AGENCY, entries_of

SAME, CHANGED, VOIDED = "same", "changed", "voided"


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it was counted; `value` is that of the measure asked for. `now` is same, changed or voided."""

    entry: Entry
    value: str
    now: str

    @property
    def pk(self) -> int:
        return int(self.entry.key[1:])

    @property
    def stands_alone(self) -> bool:
        """A measurement without an activity."""
        return self.entry.key.startswith("m")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: of a measure, a unit (by name, and by id where it is known), a form, a task; all where nothing is said."""

    measure: str = ""
    unit: str = ""
    body: int | None = None
    form: str = ""
    task: str = ""

    def has(self, entry: Entry) -> bool:
        return (
            (not self.measure or any(code == self.measure for code, *_ in entry.values))
            and (not self.unit or (entry.unit or WHOLE_AGENCY) == self.unit)
            and (self.body is None or entry.body == self.body)
            and (not self.form or self.form in entry.forms)
            and (not self.task or self.task in entry.tasks)
        )


ALL = Wanted()


def lines_of(issue: Issue, wanted: Wanted = ALL) -> list[Line]:
    """The entries of an issue that are wanted. Three queries."""
    rows = [entry for entry in entries_of(bytes(issue.inputs.lines)) if wanted.has(entry)]
    standing = _standing_today(issue, rows)
    return [Line(entry, _value(entry, wanted.measure), standing.get(entry.key, VOIDED)) for entry in rows]


def _standing_today(issue: Issue, rows: Iterable[Entry]) -> dict[str, str]:
    counted = Counted.objects.filter(issue=issue).values_list(
        "activity_id", "version", "activity__state", "activity__current__number"
    )
    found = {}
    for pk, version, state, current in counted:
        same = SAME if version == current else CHANGED
        found[f"a{pk}"] = same if state == State.CONFIRMED else VOIDED
    alone = [int(entry.key[1:]) for entry in rows if entry.key.startswith("m")]
    confirmed = Measurement.objects.filter(activity=None, state=State.CONFIRMED)
    if alone:
        chosen = confirmed.filter(pk__range=(min(alone), max(alone))).values_list("pk", flat=True)
        found.update({f"m{pk}": SAME for pk in chosen})
    return found


def _value(entry: Entry, measure: str) -> str:
    return next((value for code, _, value in entry.values if code == measure), "")


def number_of(value: str) -> Decimal | None:
    """A value of a line as a number; a ratio in percent."""
    if not value:
        return None
    above, _, below = value.partition("/")
    if not below:
        return Decimal(above)
    return Decimal(above) * 100 / Decimal(below) if Decimal(below) else None


def opened_by(actor: Actor, lines: Iterable[Line]) -> tuple[set[int], set[int]]:
    """Which activities and which standing values of these lines the actor may open."""
    told = list(lines)
    activities = [line.pk for line in told if not line.stands_alone]
    values = [line.pk for line in told if line.stands_alone]
    return (
        set(ledger.visible_activities(actor).filter(pk__in=activities).values_list("pk", flat=True)),
        set(ledger.visible_measurements(actor).filter(pk__in=values).values_list("pk", flat=True)),
    )
