"""The verbs of the plans room, grouped by what they change."""

from lantoa.plans.actions.assigning import accept, assign, forward, hand_back, split
from lantoa.plans.actions.carrying import (
    ask_done,
    confirm_done,
    credit,
    explain_instance,
    finish_instance,
    reopen,
    reopen_instance,
    return_done,
    set_explanation,
    start,
    uncredit,
)
from lantoa.plans.actions.drafting import (
    change_draft,
    confirm_draft,
    drop_draft,
    make_draft,
    restore_draft,
    settle_draft,
)
from lantoa.plans.actions.issuing import (
    amend_plan,
    archive_plan,
    close_plan,
    issue_plan,
    mark_parent_seen,
    reopen_plan,
)
from lantoa.plans.actions.reckoning import choose_rule, publish_progress, take_snapshot, withdraw_progress
from lantoa.plans.actions.reminding import nudge, send_reminders

__all__ = [
    "accept",
    "amend_plan",
    "archive_plan",
    "ask_done",
    "assign",
    "change_draft",
    "choose_rule",
    "close_plan",
    "confirm_done",
    "confirm_draft",
    "credit",
    "drop_draft",
    "explain_instance",
    "finish_instance",
    "forward",
    "hand_back",
    "issue_plan",
    "make_draft",
    "mark_parent_seen",
    "nudge",
    "publish_progress",
    "reopen",
    "reopen_instance",
    "reopen_plan",
    "restore_draft",
    "return_done",
    "send_reminders",
    "set_explanation",
    "settle_draft",
    "split",
    "start",
    "take_snapshot",
    "uncredit",
    "withdraw_progress",
]
