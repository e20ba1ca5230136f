"""Tables of the plans room: drafts read from paper, plans in versions, tasks carried out, progress."""

from lantoa.plans.models.draft import Draft
from lantoa.plans.models.plan import Citation, Clause, Plan, PlanVersion, ProgressRule, Publication, Snapshot
from lantoa.plans.models.task import (
    Assignment,
    Credit,
    FeedToken,
    Handover,
    Instance,
    Reminder,
    Target,
    Task,
    TaskTerms,
)

__all__ = [
    "Assignment",
    "Citation",
    "Clause",
    "Credit",
    "Draft",
    "FeedToken",
    "Handover",
    "Instance",
    "Plan",
    "PlanVersion",
    "ProgressRule",
    "Publication",
    "Reminder",
    "Snapshot",
    "Target",
    "Task",
    "TaskTerms",
]
