"""The entries behind the figures of a report: each with the version read, its values and its proofs.

A hundred thousand entries are read as plain columns, in a fixed number of queries.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from lantoa.ledger.models import Activity, ActivityVersion, Evidence, Form, Measurement, State
from lantoa.ledger.queries import goes_by
from lantoa.plans.models import Credit
from lantoa.reports.contents import plain_decimal
from lantoa.reports.queries.figures import all_measures, counted

# One encoder for all: `json.dumps` makes another for each of a hundred thousand lines.
_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Entry:
    """One confirmed activity (or a measurement standing alone, without number) as a line of the annex.

    `values` are (code, unit, value or percentage), the code that of the measure it counts under. `body` is the unit's
    id, `forms` are codes, `tasks` as `task_key` writes them: what the counts of a report are opened by. `proofs` are SHA-256 of files, addresses, or document numbers.
    """

    key: str
    version: int
    number: str
    day: date
    title: str
    kind: str
    unit: str
    values: tuple[tuple[str, str, str], ...]
    proofs: tuple[str, ...]
    body: int | None = None
    forms: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()

    def line(self) -> str:
        values = [self.key, self.version, self.number, self.day.isoformat(), self.title, self.kind, self.unit]
        return _LINE([*values, self.values, self.proofs, self.body, self.forms, self.tasks])

    @classmethod
    def of_line(cls, line: str) -> Entry:
        """Lines frozen before units, forms and tasks were kept in them end with the proofs."""
        key, version, number, day, title, kind, unit, values, proofs, *more = json.loads(line)
        told = tuple((str(code), str(name), str(value)) for code, name, value in values)
        body, forms, tasks = more or (None, (), ())
        return cls(
            key, version, number, date.fromisoformat(day), title, kind, unit, told, tuple(proofs),
            body, tuple(forms), tuple(tasks),
        )  # fmt: skip


def activities_in(starts: date, ends: date, agency_ids: tuple[int, ...]) -> QuerySet[Activity]:
    """Confirmed activities that ended in these days."""
    return Activity.objects.filter(ended_in(starts, ends), state=State.CONFIRMED, agency_id__in=agency_ids)


def ended_in(starts: date, ends: date, prefix: str = "") -> Q:
    """Activities whose last day is one of these: what a report counts, wherever it counts activities."""
    return Q(**{f"{prefix}last_day__range": (starts, ends)})


def entries_in(starts: date, ends: date, agency_ids: tuple[int, ...]) -> Iterator[Entry]:
    """What the figures are made from: activities by day and number, then measurements that stand alone."""
    activities = activities_in(starts, ends, agency_ids)
    values = _values_of(counted(starts, ends, agency_ids).filter(activity__in=activities))
    proofs = _proofs_of("activity_id", Evidence.objects.filter(activity__in=activities, detached_at=None))
    forms, tasks = _forms_of(activities), _tasks_of(activities)
    columns = (
        "pk",
        "current__number",
        "year",
        "serial",
        "day",
        "title",
        "kind__name",
        "body__name",
        "body_id",
    )
    rows = activities.order_by("day", "agency_id", "serial", "pk").values_list(*columns)
    for pk, version, year, serial, day, title, kind, unit, body in rows.iterator(chunk_size=5000):
        yield Entry(
            f"a{pk}", version, f"HĐ-{year}-{serial:04}", day, title, kind, unit or "",
            tuple(values.get(pk, ())), tuple(proofs.get(pk, ())),
            body, tuple(forms.get(pk, ())), tuple(tasks.get(pk, ())),
        )  # fmt: skip
    yield from _standing(counted(starts, ends, agency_ids).filter(activity=None))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many entries there are, and how many of them have proof."""

    activities: int
    proven_activities: int
    standing: int
    proven_standing: int

    @classmethod
    def together(cls, tallies: Iterable[Tally]) -> Tally:
        """Of several stretches of days."""
        rows = [(t.activities, t.proven_activities, t.standing, t.proven_standing) for t in tallies]
        return cls(*(sum(column) for column in zip(*rows, strict=True)))

    @property
    def count(self) -> int:
        return self.activities + self.standing

    @property
    def proven(self) -> int:
        return self.proven_activities + self.proven_standing


def tally(starts: date, ends: date, agency_ids: tuple[int, ...]) -> Tally:
    """Of the lines that `entries_in` gives, without reading them: one pass over activities, one over values."""
    of_activity = Evidence.objects.filter(activity=OuterRef("pk"), detached_at=None)
    of_value = Evidence.objects.filter(measurement=OuterRef("pk"), detached_at=None)
    standing = counted(starts, ends, agency_ids).filter(activity=None)
    found = []
    for rows, proofs in ((activities_in(starts, ends, agency_ids), of_activity), (standing, of_value)):
        told = rows.aggregate(all=Count("pk"), proven=Count("pk", filter=Exists(proofs)))
        found += [told["all"], told["proven"]]
    return Tally(*found)


def _standing(rows: QuerySet[Measurement]) -> Iterator[Entry]:
    proofs = _proofs_of("measurement_id", Evidence.objects.filter(measurement__in=rows, detached_at=None))
    codes = _codes()
    shown = rows.select_related("measure", "body").order_by("ends", "measure__position", "pk")
    for row in shown:
        told = (codes[row.measure_id], row.measure.unit, _told(row.value, row.numerator, row.denominator))
        unit = row.body.name if row.body else ""
        title = f"Số liệu: {row.measure.name}"
        found = tuple(proofs.get(row.pk, ()))
        yield Entry(f"m{row.pk}", 1, "", row.ends, title, "", unit, (told,), found, row.body_id)


def task_key(plan_id: int, code: str) -> str:
    """How a line names a task that an activity counts towards."""
    return f"{plan_id}:{code}"


def _codes() -> dict[int, str]:
    """`{measure: the code its values count under}`."""
    measures = all_measures()
    return {pk: measures[goes_by(measure)].code for pk, measure in measures.items()}


def _forms_of(activities: QuerySet[Activity]) -> dict[int, list[str]]:
    """Codes of the forms of communication of each activity, of merged ones that they go by."""
    forms = {form.pk: form for form in Form.objects.all()}
    through = ActivityVersion.forms.through._default_manager
    rows = through.filter(activityversion__in=activities.values("current_id"))
    found: dict[int, list[str]] = defaultdict(list)
    for pk, form_id in rows.order_by("activityversion_id", "id").values_list(
        "activityversion__activity_id", "form_id"
    ):
        found[pk].append(forms[goes_by(forms[form_id])].code)
    return found


def _tasks_of(activities: QuerySet[Activity]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Credit.objects.filter(activity__in=activities).order_by("activity_id", "task_id")
    for pk, plan_id, code in rows.values_list("activity_id", "task__plan_id", "task__code"):
        found[pk].append(task_key(plan_id, code))
    return found


def _values_of(rows: QuerySet[Measurement]) -> dict[int, list[tuple[str, str, str]]]:
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    codes = _codes()
    columns = ("activity_id", "measure_id", "measure__unit", "value", "numerator", "denominator")
    for pk, measure_id, unit, value, above, below in rows.order_by(
        "activity_id", "measure__position", "pk"
    ).values_list(*columns):
        found[pk].append((codes[measure_id], unit, _told(value, above, below)))
    return found


def _told(value: Decimal | None, above: Decimal | None, below: Decimal | None) -> str:
    if value is not None:
        return plain_decimal(value)
    return f"{plain_decimal(above or Decimal(0))}/{plain_decimal(below or Decimal(0))}"


def _proofs_of(of: str, rows: QuerySet[Evidence]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    columns: tuple[Any, ...] = (of, "file__sha256", "url", "document_number")
    for pk, sha, url, number in rows.order_by(of, "pk").values_list(*columns):
        found[pk].append(sha or url or number)
    return found


def waiting_in(starts: date, ends: date, agency_ids: tuple[int, ...]) -> int:
    """Entries of these days that were sent and that nobody has confirmed: they are not in the figures."""
    rows = Activity.objects.filter(state=State.DRAFT, submitted_at__isnull=False, agency_id__in=agency_ids)
    return rows.filter(ended_in(starts, ends)).count()
