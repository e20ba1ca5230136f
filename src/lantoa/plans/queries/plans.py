"""Reads about plans and their versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from lantoa.foundation.text import format_number
from lantoa.organisation.access import Actor
from lantoa.plans.access import visible_plans
from lantoa.plans.models import Citation, Plan, PlanVersion, Publication, Target, TaskTerms
from lantoa.plans.when import when_of


def _names(rows: Iterable[object]) -> str:
    return "; ".join(sorted(str(row) for row in rows))


def _said(target: Target) -> str:
    return f"{target.measure.name}: {format_number(target.quantity)} {target.measure.unit}"


# What two versions are compared in: the label, and the words for it in one version.
COMPARED: tuple[tuple[str, Callable[[TaskTerms], str]], ...] = (
    ("Nội dung", lambda terms: terms.text),
    ("Chủ trì", lambda terms: terms.lead_body.name if terms.lead_body else terms.lead),
    ("Phối hợp", lambda terms: _names(terms.partner_bodies.all()) or "; ".join(terms.partners)),
    ("Thời gian", when_of),
    ("Sản phẩm", lambda terms: terms.product),
    ("Chỉ tiêu", lambda terms: _names(map(_said, terms.targets.all()))),
    ("Hình thức", lambda terms: _names(terms.forms.all())),
    ("Nội dung tuyên truyền", lambda terms: _names(terms.themes.all())),
    ("Lĩnh vực cải cách", lambda terms: _names(terms.reform_fields.all())),
    ("Đối tượng", lambda terms: terms.audience),
    ("Kinh phí", lambda terms: terms.budget),
    ("Trọng số", lambda terms: format_number(terms.weight)),
    ("Ghi chú", lambda terms: terms.note),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One task in two versions: `before` or `after` is None where it is absent; `fields` are (label, old, new)."""

    before: TaskTerms | None
    after: TaskTerms | None
    fields: tuple[tuple[str, str, str], ...]

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
    links = ("partner_bodies", "forms", "themes", "reform_fields", "targets__measure")
    before, after = (
        {row.task_id: row for row in side.terms.select_related("task", "lead_body").prefetch_related(*links)}
        for side in (older, newer)
    )
    order = [*after, *(pk for pk in before if pk not in after)]
    return [_difference(before.get(pk), after.get(pk)) for pk in order]


def _difference(before: TaskTerms | None, after: TaskTerms | None) -> Difference:
    if before is None or after is None:
        return Difference(before, after, ())
    said = [(label, of(before), of(after)) for label, of in COMPARED]
    return Difference(before, after, tuple(row for row in said if row[1] != row[2]))
