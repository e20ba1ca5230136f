"""A plan is issued or amended: the units that lead its tasks hear, once each, how many they owe."""

from __future__ import annotations

from collections import Counter, defaultdict

from lantoa.foundation import clock
from lantoa.notices.actions import notify
from lantoa.organisation import queries as organisation
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Body
from lantoa.plans.addresses import address_of_tasks
from lantoa.plans.models import Plan, PlanVersion, TaskTerms
from lantoa.plans.queries import compare_versions


def announce(version: PlanVersion, *, actor: Actor) -> None:
    """Tells the heads of each leading unit, the agency's coordinators where it has none; in the caller's transaction.

    An amendment is told only to units whose tasks are new or changed by it. A plan whose years are over tells nobody:
    it is taken in for its history. One reading of the tasks; after that the cost goes by the units.
    """
    plan = version.plan
    if plan.state != Plan.State.ISSUED or plan.year_to < clock.today().year:
        return
    owed = Counter(terms.lead_body for terms in _news(version) if terms.lead_body is not None)
    to_tell: dict[int, list[Body]] = defaultdict(list)
    coordinators: set[int] | None = None
    for body in owed:
        people = organisation.heads_of(body.pk)
        if not people:
            if coordinators is None:
                coordinators = organisation.coordinators_of(plan.agency_id)
            people = coordinators
        for person in people:
            to_tell[person].append(body)
    together: dict[tuple[Body, ...], list[int]] = defaultdict(list)
    for person, bodies in to_tell.items():
        together[tuple(bodies)].append(person)
    first = version.number == 1
    for led, people_told in together.items():
        notify(
            people_told,
            "plans.issued" if first else "plans.amended",
            _words(version, led, sum(owed[body] for body in led)),
            address_of_tasks(plan, led[0] if len(led) == 1 else None),
            actor=actor,
        )


def _news(version: PlanVersion) -> list[TaskTerms]:
    """What the document gives or changes: all of a first version, of a later one what it says otherwise."""
    if version.number == 1:
        return list(version.terms.select_related("lead_body"))
    before = version.plan.versions.get(number=version.number - 1)
    return [row.after for row in compare_versions(before, version) if row.after and row.kind != "kept"]


def _words(version: PlanVersion, bodies: tuple[Body, ...], count: int) -> str:
    """The unit by its name; somebody who answers for several hears of them in one line."""
    who = bodies[0].name if len(bodies) == 1 else f"{len(bodies)} đơn vị"
    if version.number == 1:
        return f"Kế hoạch {version.document_number} đã ban hành: {who} chủ trì {count} nhiệm vụ"
    return f"Kế hoạch {version.document_number} điều chỉnh, bổ sung: {who} chủ trì {count} nhiệm vụ mới hoặc thay đổi"
