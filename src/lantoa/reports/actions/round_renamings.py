"""Units that get another name while a round runs: they are asked under the name that the figures are reported under."""

from __future__ import annotations

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.organisation.access import SYSTEM, Actor, Origins, live_on
from lantoa.organisation.models import Agency
from lantoa.reports.actions.round_days import follow
from lantoa.reports.actions.rounds import locked_call, locked_round
from lantoa.reports.actions.writing import begin_report
from lantoa.reports.models import Call, Report, Round


def follow_renamings(*, actor: Actor) -> int:
    """Of all open rounds; run every morning. How many units were moved."""
    return sum(_follow(asked, actor) for asked in Round.objects.filter(closed_at=None).order_by("pk"))


def begin_asked(call: Call, *, actor: Actor) -> Report:
    """The unit's report for the round, under the name it has on the last day of the figures. Raises Refused."""
    _follow(call.round, SYSTEM)
    return begin_report(locked_call(call).agency, call.round.period, actor=actor)


@transaction.atomic
def _follow(asked: Round, actor: Actor) -> int:
    """Moves calls that nothing was sent for, and reports of them that were begun.

    A unit renamed after the last day reports those days under its old name; one that merged or was split is the
    superior's to decide. Where the new name is asked already, that call stands and the old one stays to be dropped.
    """
    locked = locked_round(asked)
    today = clock.today()
    renamed = locked.calls.filter(
        issue=None, agency__valid_to__lt=min(locked.ends, today), state=Call.State.WAITING
    )
    moved = 0
    origins = Origins.read()
    for call in renamed.select_related("agency").order_by("pk"):
        called = origins.now_called(call.agency_id) - {call.agency_id}
        new = Agency.objects.filter(live_on(min(locked.ends, today)), pk__in=called).first()
        if new is None or locked.calls.filter(agency=new).exists():
            continue
        _move(call, new, locked, actor)
        moved += 1
    return moved


def _move(call: Call, new: Agency, asked: Round, actor: Actor) -> None:
    old = call.agency
    call.agency = new
    call.save(update_fields=["agency"])
    if not Report.objects.filter(agency=new, period=asked.period).exists():
        begun = Report.objects.filter(
            agency=old, period=asked.period, state=Report.State.WRITING, current=None
        )
        begun.update(agency=new)
    follow(new.pk, asked.period)
    note(
        "reports.round_changed", asked, actor=actor, agency_id=asked.agency_id,
        summary=f"{old.short_name} nay là {new.short_name}",
    )  # fmt: skip
