"""Tasks as the rows of a sheet, out; and what the sheet's names mean, back in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from lantoa.foundation import clock
from lantoa.foundation.text import fold, format_number
from lantoa.ledger.models import Form, Measure, ReformField, Row, Theme
from lantoa.ledger.queries import in_use, in_use_or
from lantoa.organisation.access import live_on
from lantoa.organisation.models import Body, Membership, Person
from lantoa.organisation.queries import agency_names, bodies_of, called_today, known_units
from lantoa.organisation.unit_names import match
from lantoa.plans import cells
from lantoa.plans.cells import Known, Names, Words
from lantoa.plans.exchange import COLUMNS, plain
from lantoa.plans.models import Assignment, Plan, Task, TaskTerms


def sheet_of(tasks: QuerySet[Task], words: Words) -> dict[int, dict[str, str]]:
    """`{task: {column: text}}` in the order of the plan, eight queries whatever the number."""
    people = Prefetch("assignments", Assignment.objects.select_related("person"))
    links = ("partner_bodies", "targets__measure", "forms", "themes", "reform_fields")
    rows = (
        tasks.select_related("terms", "lead_body")
        .prefetch_related(people, *(f"terms__{name}" for name in links))
        .order_by("plan_id", "position", "pk")
    )
    return {task.pk: _row(task, words) for task in rows}


def tasks_to_amend(plan: Plan) -> QuerySet[Task]:
    """Tasks that a document of the plan may change: neither the parts that units made of them, nor stopped ones."""
    return plan.tasks.filter(part_of=None).exclude(state=Task.State.STOPPED)


def rows_of(sheet: dict[int, dict[str, str]]) -> Iterator[list[str]]:
    """The rows of the sheet in the order of its columns."""
    for values in sheet.values():
        yield [values[name] for _, name in COLUMNS]


def _row(task: Task, words: Words) -> dict[str, str]:
    terms = task.terms
    assert terms is not None  # noqa: S101 - every issued task has terms
    named = sorted(task.assignments.all(), key=lambda row: (row.person.sort_key, row.person_id))
    values = {
        "id": str(task.pk),
        "code": task.code,
        "text": terms.text,
        "lead": task.lead_body.name if task.lead_body else "",
        "main": cells.names_cell(row.person.full_name for row in named if row.main),
        "people": cells.names_cell(row.person.full_name for row in named if not row.main),
        "partners": cells.names_cell(_partners(terms, words)),
        "kind": cells.kind_cell(terms.time_kind),
        "start": cells.day_cell(terms.start),
        "end": cells.day_cell(terms.end),
        "rule": cells.rule_cell(terms.rrule),
        "event": terms.event_text,
        "raw": terms.time_raw,
        "product": terms.product,
        "targets": cells.targets_cell(_targets(terms)),
        "forms": _names(terms.forms.all()),
        "themes": _names(terms.themes.all()),
        "fields": _names(terms.reform_fields.all()),
        "audience": terms.audience,
        "budget": terms.budget,
        "note": terms.note,
        "weight": format_number(terms.weight),
        "explanation": task.explanation,
        "state": Task.State(task.state).label,
    }
    return {name: plain(value) for name, value in values.items()}


def _partners(terms: TaskTerms, words: Words) -> list[str]:
    """Bodies, then what the document wrote and no body bears."""
    bodies = sorted(terms.partner_bodies.all(), key=lambda body: (body.position, body.sort_key))
    known = words.partners.resolve if bodies else None
    free = [name for name in terms.partners if not (known and known(name))]
    return [*(body.name for body in bodies), *free]


def _targets(terms: TaskTerms) -> list[tuple[Known, Decimal]]:
    rows = sorted(terms.targets.all(), key=lambda row: (row.measure.position, row.measure_id))
    return [(_known(row.measure), row.quantity) for row in rows]


def _names(rows: Iterable[Row]) -> str:
    return cells.names_cell(row.name for row in rows)


def _known(row: Any) -> Known:
    return Known(row.pk, row.name, getattr(row, "unit", ""))


def words_of(plan: Plan) -> Words:
    """What the cells of a plan's sheet may name: what is in use, and what its tasks hold though it ended since."""
    terms = TaskTerms.objects.filter(pk__in=plan.tasks.values("terms"))
    own = called_today(plan.agency)
    live = list(bodies_of(own))
    held = Body.objects.filter(pk__in=terms.values("partner_bodies")).exclude(pk__in=[row.pk for row in live])
    units, agency = known_units(own), agency_names(own)

    def resolve(name: str) -> int | None:
        return match(name, units, agency)

    def names(what: str, model: type[Row], link: str) -> Names:
        chosen = terms.filter(**{f"{link}__isnull": False}).values_list(link, flat=True)
        rows = list(in_use_or(model, chosen))
        live = set(in_use(model).values_list("pk", flat=True))
        return Names(what, [_known(row) for row in rows], ended=frozenset(row.pk for row in rows) - live)

    free = {fold(name): name for row in terms.values_list("partners", flat=True) for name in row}
    partners = [_known(row) for row in sorted([*live, *held], key=lambda row: (row.position, row.sort_key))]
    people = Person.objects.filter(
        pk__in=Membership.objects.filter(live_on(clock.today()), agency=own).values("person_id")
    )
    return Words(
        bodies=Names("đơn vị", [_known(row) for row in live], resolve),
        partners=Names("đơn vị", partners, resolve, free),
        people=Names(
            "cán bộ", [Known(row.pk, row.full_name) for row in people.order_by("sort_key", "pk")], shy=True
        ),
        forms=names("hình thức", Form, "forms"),
        themes=names("nội dung tuyên truyền", Theme, "themes"),
        fields=names("lĩnh vực", ReformField, "reform_fields"),
        measures=names("số đo", Measure, "targets__measure"),
        years=(plan.year_from, plan.year_to),
    )
