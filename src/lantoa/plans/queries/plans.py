"""Reads about plans and their versions."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from lantoa.organisation.access import Actor
from lantoa.plans.access import visible_plans
from lantoa.plans.models import Citation, Plan, PlanVersion, Publication, TaskTerms

COMPARED = (
    ("text", "Nội dung"),
    ("lead", "Chủ trì"),
    ("time_raw", "Thời gian"),
    ("start", "Từ ngày"),
    ("end", "Đến ngày"),
    ("rrule", "Chu kỳ"),
    ("product", "Sản phẩm"),
    ("budget", "Kinh phí"),
    ("audience", "Đối tượng"),
    ("weight", "Trọng số"),
    ("note", "Ghi chú"),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One task in two versions: `before` or `after` is None where it is absent; `fields` are (label, old, new)."""

    before: TaskTerms | None
    after: TaskTerms | None
    fields: tuple[tuple[str, object, object], ...]

    @property
    def kind(self) -> str:
        if self.before is None:
            return "added"
        if self.after is None or (self.after.change == "stopped" and self.before.change != "stopped"):
            return "stopped"
        return "amended" if self.fields else "kept"


def current_plans(actor: Actor) -> QuerySet[Plan]:
    """Plans being carried out, newest years first."""
    return (
        visible_plans(actor)
        .filter(state=Plan.State.ISSUED)
        .select_related("agency", "current")
        .order_by("-year_to", "pk")
    )


def citations_to_review() -> QuerySet[Citation]:
    """Parents whose current version is newer than the one last looked at, on current versions of live plans."""
    return Citation.objects.filter(
        linked__isnull=False, version=F("version__plan__current"), version__plan__state=Plan.State.ISSUED
    ).exclude(linked__current=F("seen"))


def with_review_flag(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Adds `needs_review`: *cần rà soát*, because a parent changed."""
    return plans.annotate(needs_review=Exists(citations_to_review().filter(version__plan=OuterRef("pk"))))


def publication_of(plan: Plan) -> Publication | None:
    """The publication in force, if the plan's progress is public."""
    return plan.publications.filter(withdrawn_at=None).select_related("published_by").first()


def compare_versions(older: PlanVersion, newer: PlanVersion) -> list[Difference]:
    """Task by task, by identity, in the order of the newer version; tasks only in the older one come last."""
    before = {row.task_id: row for row in older.terms.select_related("lead_body")}
    after = {row.task_id: row for row in newer.terms.select_related("lead_body")}
    order = [*after, *(pk for pk in before if pk not in after)]
    return [_difference(before.get(pk), after.get(pk)) for pk in order]


def _difference(before: TaskTerms | None, after: TaskTerms | None) -> Difference:
    if before is None or after is None:
        return Difference(before, after, ())
    fields = tuple(
        (label, getattr(before, name), getattr(after, name))
        for name, label in COMPARED
        if getattr(before, name) != getattr(after, name)
    )
    return Difference(before, after, fields)
