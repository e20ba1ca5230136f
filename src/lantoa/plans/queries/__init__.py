"""Named reads of the plans room."""

from lantoa.plans.queries.figures import (
    Cell,
    Standing,
    figures_of,
    heat_map,
    pieces_of,
    rule_of,
    standing,
)
from lantoa.plans.queries.plans import (
    change_above,
    citations_to_review,
    compare_versions,
    current_plans,
    publication_of,
    with_review_flag,
)
from lantoa.plans.queries.tasks import (
    activities_of,
    chain_of,
    late_days,
    measured_outputs,
    my_tasks,
    proving,
    purposes,
    terms_naming,
    with_lateness,
)

__all__ = [
    "Cell",
    "Standing",
    "activities_of",
    "chain_of",
    "change_above",
    "citations_to_review",
    "compare_versions",
    "current_plans",
    "figures_of",
    "heat_map",
    "late_days",
    "measured_outputs",
    "my_tasks",
    "pieces_of",
    "proving",
    "publication_of",
    "purposes",
    "rule_of",
    "standing",
    "terms_naming",
    "with_lateness",
    "with_review_flag",
]
