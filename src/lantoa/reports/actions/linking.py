"""Adding a step to the chain of issues, in the transaction of the action that takes it."""

from __future__ import annotations

from lantoa.reports import chain
from lantoa.reports.models import Head, Issue, Link
from lantoa.reports.queries.verifying import covered_by


def link(step: str, issue: Issue) -> Link:
    """Call it last: the end of the chain stays locked until the action commits."""
    Head.objects.get_or_create(singleton=True)
    head = Head.objects.select_for_update().get(singleton=True)
    covered = covered_by(step, issue)
    sequence = head.sequence + 1
    digest = chain.digest_of(sequence, step, issue.pk, covered, head.digest)
    added = Link.objects.create(
        sequence=sequence, step=step, issue=issue, covered=covered, previous=head.digest, digest=digest
    )
    head.sequence, head.digest = sequence, digest
    head.save(update_fields=["sequence", "digest"])
    return added
