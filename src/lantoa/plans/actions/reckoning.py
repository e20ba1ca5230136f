"""How progress is counted, remembered and shown."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import format_date
from lantoa.organisation import access
from lantoa.organisation.access import Actor
from lantoa.plans import progress
from lantoa.plans.access import person_of
from lantoa.plans.models import Plan, ProgressRule, Publication, Snapshot
from lantoa.plans.queries import figures_of, rule_of


def choose_rule(plan: Plan, kind: str, reason: str, *, actor: Actor) -> ProgressRule:
    """A new version of the plan's progress rule from today on. Snapshots already taken keep theirs."""
    actor.require(access.PLAN, plan.agency_id)
    if kind not in ProgressRule.Kind.values:
        raise Refused("Chọn cách tính tiến độ.", code="bad_rule", field="kind")
    if not reason.strip():
        raise Refused("Ghi lý do đổi cách tính.", code="no_reason", field="reason")
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=plan.pk)
        take_snapshot(plan, clock.today(), actor=actor)
        last = plan.rules.order_by("-number").first()
        if last is not None and last.kind == kind:
            raise Refused("Kế hoạch đang dùng cách tính này.", code="same_rule", field="kind")
        rule = ProgressRule.objects.create(
            plan=plan,
            number=(last.number if last else 0) + 1,
            kind=kind,
            valid_from=clock.today(),
            reason=reason.strip()[:300],
            chosen_by_id=actor.person_id,
        )
        note(
            "plans.rule_chosen",
            plan,
            actor=actor,
            using=access.PLAN,
            changes={"Cách tính": [last.get_kind_display() if last else "", rule.get_kind_display()]},
            summary=reason,
        )
    return rule


def take_snapshot(plan: Plan, day: date, *, actor: Actor) -> list[Snapshot]:
    """Keeps today's progress of the plan and of each leading body. A day already kept is left as it is."""
    if plan.current_id is None or Snapshot.objects.filter(plan=plan, day=day).exists():
        return []
    rule = rule_of(plan, day)
    by_body = figures_of(plan)
    rows = []
    everything = [figure for figures in by_body.values() for figure in figures]
    for body_id, figures in [
        (0, everything),
        *((pk, rows_) for pk, rows_ in by_body.items() if pk is not None),
    ]:
        result = progress.measure(rule.kind, figures)
        rows.append(
            Snapshot(
                plan=plan,
                day=day,
                body_id=body_id,
                rule=rule,
                version_id=plan.current_id,
                achieved=result.achieved,
                expected=result.expected,
                formula=result.formula[:300],
            )
        )
    with transaction.atomic():
        made = Snapshot.objects.bulk_create(rows, ignore_conflicts=True)
        note("plans.snapshot_taken", plan, actor=actor, summary=format_date(day))
    return made


def publish_progress(plan: Plan, *, actor: Actor, show_late: bool = False) -> Publication:
    """Shows the plan's progress on the portal, in the actor's name. Needs the right to approve."""
    actor.require(access.APPROVE, plan.agency_id, message="Công bố tiến độ do lãnh đạo cơ quan quyết định.")
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=plan.pk)
        plan.publications.filter(withdrawn_at=None).update(
            withdrawn_at=clock.now(), withdrawn_by_id=actor.person_id
        )
        row = Publication.objects.create(
            plan=plan, published_by_id=person_of(actor), published_at=clock.now(), show_late=show_late
        )
        note(
            "plans.progress_published",
            plan,
            actor=actor,
            using=access.APPROVE,
            summary="có nêu nhiệm vụ trễ hạn" if show_late else "",
        )
    return row


def withdraw_progress(plan: Plan, *, actor: Actor) -> None:
    """Takes the plan's progress off the portal."""
    actor.require(access.APPROVE, plan.agency_id, message="Gỡ công bố do lãnh đạo cơ quan quyết định.")
    with transaction.atomic():
        plan.publications.filter(withdrawn_at=None).update(
            withdrawn_at=clock.now(), withdrawn_by_id=actor.person_id
        )
        note("plans.progress_withdrawn", plan, actor=actor, using=access.APPROVE)
