"""What plans hear of the ledger: that a finished task, or an occasion of one, has lost what proved it."""

from __future__ import annotations

from django.db.models import Q

from lantoa.ledger import registry as ledger
from lantoa.ledger.models import Activity
from lantoa.organisation.access import Actor
from lantoa.plans.actions.telling import heads_of, tell
from lantoa.plans.models import Credit, Task
from lantoa.plans.queries import proving


def hear(event: str, activity: Activity, *, actor: Actor, reason: str = "") -> None:
    """Tells who answers for the task, who may open it again; figures of days gone by stay as they were kept."""
    if event != ledger.VOIDED:
        return
    for credit in Credit.objects.filter(activity=activity).select_related("task__terms", "instance"):
        task, turn = credit.task, credit.instance
        turn_done = turn is not None and turn.done_on is not None
        # A closed task answers for itself; of an open one the occasion, by words of its own.
        explained = turn.explanation if turn is not None and turn_done else task.explanation
        if explained or not (turn_done or task.state == Task.State.DONE):
            continue
        if not proving(task, Q(instance=turn) if turn_done else Q()):
            people = heads_of(task, besides=actor.person_id)
            tell(task, "plans.proof_gone", "Đã xong nhưng không còn minh chứng", people, actor=actor)
