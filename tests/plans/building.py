"""Plans for tests, made through the actions as everybody makes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from lantoa.ledger.actions import confirm, record_activity
from lantoa.ledger.drafts import ActivityDraft
from lantoa.ledger.models import Activity, ActivityKind
from lantoa.plans import actions
from lantoa.plans.drafts import PlanDraft, TaskDraft
from lantoa.plans.models import Plan


def task_draft(text: str = "Đăng tin bài về cải cách hành chính", **given: Any) -> TaskDraft:
    """A task due once, at the end of September, unless told otherwise."""
    return TaskDraft(text=text, **({"time_kind": "once", "end": date(2026, 9, 30)} | given))


def plan_draft(*tasks: TaskDraft, **given: Any) -> PlanDraft:
    facts = {
        "document_number": "46/KH-SXD",
        "issued_on": date(2026, 2, 12),
        "issuer": "Sở Xây dựng",
        "subject": "Tuyên truyền cải cách hành chính năm 2026",
        "year_from": 2026,
        "year_to": 2026,
    }
    return PlanDraft(tasks=tasks or (task_draft(),), **(facts | given))


def issue(cast: Any, *tasks: TaskDraft, agency: str = "sxd", by: str = "coordinator", **given: Any) -> Plan:
    return actions.issue_plan(plan_draft(*tasks, **given), cast.agency(agency), actor=cast.actor(by))


def proven_activity(cast: Any, *, by: str = "officer", day: date | None = None, **given: Any) -> Activity:
    """A confirmed activity with a link as evidence."""
    actor = cast.actor(by)
    body = next(iter(actor.body_ids))
    draft = ActivityDraft(
        kind=ActivityKind.objects.first().code,
        title="Đăng bài hướng dẫn nộp hồ sơ trực tuyến",
        day=day or actor.on,
        agency_id=cast.sxd.pk,
        body_id=body,
        **given,
    )
    activity = record_activity(draft, actor=actor)
    from lantoa.ledger.actions import attach_link

    attach_link(activity, "https://example.vn/bai-viet", actor=actor)
    return confirm(activity, actor=cast.actor("coordinator"))
