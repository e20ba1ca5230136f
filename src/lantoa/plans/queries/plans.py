"""Reads about plans and their versions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from lantoa.foundation.text import fold, format_number
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


# Of these, what a document sent to those below says; the rest is how the issuer's own house sorts its work.
SENT_BELOW = ("Nội dung", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm", "Chỉ tiêu", "Đối tượng")


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


def compare_versions(
    older: PlanVersion, newer: PlanVersion, *, labels: Collection[str] | None = None
) -> list[Difference]:
    """Task by task, by identity, in the order of the newer version; tasks only in the older one come last.

    With `labels`, only in those of COMPARED, and an added task comes with what it says under them.
    """
    links = ("partner_bodies", "forms", "themes", "reform_fields", "targets__measure")
    before, after = (
        {row.task_id: row for row in side.terms.select_related("task", "lead_body").prefetch_related(*links)}
        for side in (older, newer)
    )
    order = [*after, *(pk for pk in before if pk not in after)]
    return [_difference(before.get(pk), after.get(pk), labels) for pk in order]


def _difference(
    before: TaskTerms | None, after: TaskTerms | None, labels: Collection[str] | None
) -> Difference:
    if before is None and after is not None and labels is not None:
        told = [(label, "", of(after)) for label, of in COMPARED[1:] if label in labels]
        return Difference(None, after, tuple(row for row in told if row[2]))
    if before is None or after is None:
        return Difference(before, after, ())
    said = [(label, of(before), of(after)) for label, of in COMPARED if labels is None or label in labels]
    return Difference(before, after, tuple(row for row in said if row[1] != row[2]))


@dataclass(frozen=True, slots=True)
class ChangeAbove:
    """What changed in a superior's plan since it was last looked at: its documents since, tasks, and other words."""

    older: PlanVersion
    newer: PlanVersion
    documents: tuple[PlanVersion, ...]
    tasks: tuple[Difference, ...]
    kept: int
    words: tuple[tuple[str, str, str], ...]

    @property
    def nothing(self) -> bool:
        return not (self.tasks or self.words)


def change_above(citation: Citation, *, whole: bool) -> ChangeAbove:
    """The parent's version last looked at beside its current one; `whole` for who sees the parent's plan itself."""
    parent = citation.linked
    versions = list(parent.versions.order_by("number")) if parent else []
    newer = next(row for row in versions if parent and row.pk == parent.current_id)
    older = next((row for row in versions if row.pk == citation.seen_id), versions[0])
    found = compare_versions(older, newer, labels=[label for label, _ in COMPARED] if whole else SENT_BELOW)
    changed = tuple(row for row in found if row.kind != "kept")
    documents = tuple(row for row in versions if older.number < row.number <= newer.number)
    words = tuple(_words_changed(older, newer))
    return ChangeAbove(older, newer, documents, changed, len(found) - len(changed), words)


def _words_changed(older: PlanVersion, newer: PlanVersion) -> Iterator[tuple[str, str, str]]:
    """Objectives, requirements and arrangements that one version has and the other has not: (of what, old, new)."""
    before, after = (
        {(row.kind, fold(row.text)): row for row in side.clauses.all()} for side in (older, newer)
    )
    for key, row in before.items():
        if key not in after:
            yield row.get_kind_display(), row.text, ""
    for key, row in after.items():
        if key not in before:
            yield row.get_kind_display(), "", row.text
