"""The only door from a request to a plan, a draft or a task.

A plan is seen by its agency's people and by superiors; drafts by those who may plan. A task is seen by whoever
sees the plan's agency as a whole, by the bodies that lead or share it, and by the people named on it.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from lantoa.foundation.errors import NotVisible, Refused
from lantoa.organisation import access
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Agency, Body
from lantoa.plans.models import Citation, Draft, Plan, PlanVersion, Task, TaskTerms

SEE, EDIT, CONFIRM, PLAN, APPROVE, WORK = "see", "edit", "confirm", "plan", "approve", "work"


def person_of(actor: Actor) -> int:
    """The person who acts, where a row must name one. Raises Refused for the system itself."""
    if actor.person_id is None:
        raise Refused("Việc này phải do một người thực hiện.", code="no_person")
    return actor.person_id


def visible_plans(actor: Actor) -> QuerySet[Plan]:
    """Plans of agencies the actor belongs to, oversees, or whose predecessors' history they read.

    A whole plan is a public matter inside its agency: an officer sees all of its text, not all of its work.
    """
    if actor.system:
        return Plan.objects.all()
    agencies = set(actor.scope(access.SEE).agencies)
    for grant in actor.grants:
        if access.SEE in access.RIGHTS[grant.role]:
            agencies |= {grant.agency_id} | grant.past
    return Plan.objects.filter(agency_id__in=agencies)


def get_plan(actor: Actor, plan_id: int, *, to: str = SEE) -> Plan:
    """A plan the actor may see; with `to`=PLAN or APPROVE, one they may change so. Raises NotVisible."""
    plan = visible_plans(actor).select_related("agency", "current").filter(pk=plan_id).first()
    if plan is None or (to != SEE and not actor.may(to, plan.agency_id)):
        raise NotVisible
    return plan


def get_version(actor: Actor, plan_id: int, number: int) -> PlanVersion:
    version = PlanVersion.objects.filter(plan=get_plan(actor, plan_id), number=number).first()
    if version is None:
        raise NotVisible
    return version


def superiors_of(agency: Agency) -> frozenset[int]:
    """Agencies above this one today, and what these came from: whose plans it carries out and is sent."""
    above = {int(pk) for pk in agency.path.split("/") if pk} - {agency.pk}
    return frozenset(above | access.Origins.read().before(above))


def get_parent(actor: Actor, plan_id: int, citation_id: int, *, to: str = SEE) -> Citation:
    """A superior's plan in the system that the current version of a plan names. Raises NotVisible.

    A superior's plan is a document sent to those below: whoever sees a plan reads what it carries out, not who does
    what of it. A link to a plan of anybody else opens nothing; with `to`=PLAN it may still be said to be seen.
    """
    plan = get_plan(actor, plan_id, to=to)
    named = Citation.objects.select_related(
        "version__plan__agency", "linked__current", "linked__agency", "seen"
    )
    citation = named.filter(
        pk=citation_id, version=plan.current_id, kind=Citation.Kind.PARENT, linked__isnull=False
    ).first()
    if citation is None or citation.linked is None:
        raise NotVisible
    if to == SEE and citation.linked.agency_id not in superiors_of(plan.agency):
        raise NotVisible
    return citation


def visible_drafts(actor: Actor) -> QuerySet[Draft]:
    return Draft.objects.filter(agency_id__in=actor.scope(access.PLAN).agencies)


def get_draft(actor: Actor, draft_id: int) -> Draft:
    draft = visible_drafts(actor).select_related("agency", "file").filter(pk=draft_id).first()
    if draft is None:
        raise NotVisible
    return draft


def visible_tasks(actor: Actor) -> QuerySet[Task]:
    """Every task of agencies seen as a whole; elsewhere tasks led or shared by one's bodies, or naming oneself."""
    if actor.system:
        return Task.objects.all()
    scope = actor.scope(access.SEE)
    return Task.objects.filter(
        Q(agency_id__in=scope.agencies)
        | Q(lead_body_id__in=scope.bodies)
        | Q(lead_body__members__in=scope.bodies)
        | Q(terms__partner_bodies__in=scope.bodies)
        | Q(terms__partner_bodies__members__in=scope.bodies)
        | Q(assignments__person_id=actor.person_id or 0, agency_id__in=_agencies_of(actor))
    ).distinct()


def _agencies_of(actor: Actor) -> frozenset[int]:
    """Agencies where the actor works today, and what these came from: elsewhere being named opens nothing any more."""
    return frozenset[int]().union(*(grant.agencies | grant.past for grant in actor.grants))


def may_work(actor: Actor, task: Task) -> bool:
    """Whether the actor carries the task out: named on it, or of its leading body, or its coordinator.

    A collective has no people of its own: its members' carry its tasks out, and the coordinator closes them.
    """
    if actor.may(access.PLAN, task.agency_id) or leads(actor, task):
        return True
    named = task.assignments.filter(person_id=actor.person_id or 0).exists()
    if named and task.agency_id in _agencies_of(actor):
        return True
    bodies = actor.scope(access.SEE).bodies
    if task.lead_body is None or task.lead_body.kind != Body.Kind.COLLECTIVE:
        return task.lead_body_id in bodies
    return task.lead_body.members.filter(pk__in=bodies).exists()


def may_credit(actor: Actor, task: Task) -> bool:
    """Whether an activity of the actor's may count towards the task: theirs to work on, or shared by their bodies.

    Who shares a task does part of the work. To explain it, ask that it be closed or pass it on is for who leads it.
    """
    if may_work(actor, task):
        return True
    bodies = actor.scope(access.SEE).bodies
    shared = Q(partner_bodies__in=bodies) | Q(partner_bodies__members__in=bodies)
    return task.terms_id is not None and TaskTerms.objects.filter(shared, pk=task.terms_id).exists()


def work_lender(actor: Actor, task: Task) -> str:
    """Whose leave lets the actor carry the task out, for the audit; empty where they may by themselves."""
    return actor.lender_where(lambda alone: may_work(alone, task))


def credit_lender(actor: Actor, task: Task) -> str:
    """Whose leave lets the actor's activity count towards the task; empty where it may by itself."""
    return actor.lender_where(lambda alone: may_credit(alone, task))


def leads(actor: Actor, task: Task) -> bool:
    """Whether the actor heads the task's leading body, or coordinates its agency."""
    return actor.may(access.EDIT, task.agency_id, task.lead_body_id)


def get_task(actor: Actor, task_id: int, *, to: str = SEE) -> Task:
    """A visible task; `to`=WORK, EDIT (assign, split, hand back), CONFIRM or PLAN narrow it. Raises NotVisible."""
    task = (
        visible_tasks(actor)
        .select_related("plan__current", "agency", "terms", "lead_body", "done_by", "done_asked_by")
        .filter(pk=task_id)
        .first()
    )
    if task is None:
        raise NotVisible
    allowed = {
        SEE: lambda: True,
        WORK: lambda: may_work(actor, task),
        EDIT: lambda: leads(actor, task),
        CONFIRM: lambda: actor.may(access.CONFIRM, task.agency_id, task.lead_body_id),
        PLAN: lambda: actor.may(access.PLAN, task.agency_id),
    }[to]
    if not allowed():
        raise NotVisible
    return task
