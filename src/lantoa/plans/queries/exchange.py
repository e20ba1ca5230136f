"""Tasks as the rows of a sheet, out; and what the sheet's names mean, back in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Prefetch, QuerySet

from lantoa.foundation import clock
from lantoa.foundation.text import fold, format_date, format_number, nfc
from lantoa.organisation.access import live_on
from lantoa.organisation.models import Body, Membership, Person
from lantoa.plans.exchange import COLUMNS
from lantoa.plans.models import Assignment, Plan, Task, TaskTerms
from lantoa.plans.when import when_of


def sheet_of(tasks: QuerySet[Task]) -> dict[int, dict[str, str]]:
    """`{task: {column: text}}` in the order of the plan, five queries whatever the number."""
    people = Prefetch("assignments", Assignment.objects.select_related("person"))
    rows = (
        tasks.select_related("terms", "lead_body")
        .prefetch_related(people, "terms__partner_bodies", "terms__targets__measure")
        .order_by("plan_id", "position", "pk")
    )
    return {task.pk: _row(task) for task in rows}


def tasks_to_amend(plan: Plan) -> QuerySet[Task]:
    """Tasks that a document of the plan may change: neither the parts that units made of them, nor stopped ones."""
    return plan.tasks.filter(part_of=None).exclude(state=Task.State.STOPPED)


def rows_of(sheet: dict[int, dict[str, str]]) -> Iterator[list[str]]:
    """The rows of the sheet in the order of its columns."""
    for values in sheet.values():
        yield [values[name] for _, name in COLUMNS]


def _row(task: Task) -> dict[str, str]:
    terms = task.terms
    assert terms is not None  # noqa: S101 - every issued task has terms
    named = sorted(task.assignments.all(), key=lambda row: row.person.sort_key)
    values = {
        "id": str(task.pk),
        "code": task.code,
        "text": terms.text,
        "lead": task.lead_body.name if task.lead_body else "",
        "main": "; ".join(row.person.full_name for row in named if row.main),
        "people": "; ".join(row.person.full_name for row in named if not row.main),
        "partners": "; ".join(body.name for body in _in_order(terms)) or "; ".join(terms.partners),
        "time": terms.time_raw or when_of(terms),
        "start": _day(terms.start),
        "end": _day(terms.end),
        "product": terms.product,
        "targets": "; ".join(
            f"{row.measure.name}: {format_number(row.quantity)} {row.measure.unit}"
            for row in terms.targets.all()
        ),
        "audience": terms.audience,
        "budget": terms.budget,
        "note": terms.note,
        "weight": f"{terms.weight.normalize():f}",
        "explanation": task.explanation,
        "state": Task.State(task.state).label,
    }
    return {name: nfc(value).strip() for name, value in values.items()}


def _in_order(terms: TaskTerms) -> list[Body]:
    return sorted(terms.partner_bodies.all(), key=lambda body: (body.position, body.sort_key))


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def people_by_name(agency_id: int) -> dict[str, Person | None]:
    """Live people of an agency by folded name; None where two share it."""
    held = Membership.objects.filter(live_on(clock.today()), agency=agency_id).values("person_id")
    rows = list(Person.objects.filter(pk__in=held))
    counts = Counter(fold(row.full_name) for row in rows)
    return {fold(row.full_name): row if counts[fold(row.full_name)] == 1 else None for row in rows}


def bodies_by_name(agency_id: int) -> dict[str, Body]:
    rows: Iterable[Body] = Body.objects.filter(live_on(clock.today()), agency=agency_id)
    return {fold(row.name): row for row in rows}
