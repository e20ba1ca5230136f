"""Linking entries into the chain, right after the transaction that wrote them has committed.

An entry is written by the action, with the action; its place in the chain is given a moment later, in a transaction
of its own that touches nothing but the audit. So no action holds the end of the chain while it waits for a row that
another action holds while *that* waits for the end of the chain. A process that dies in between leaves entries for
the next one to seal.
"""

from __future__ import annotations

from django.db import connection, transaction

from lantoa.audit.chain import digest_of
from lantoa.audit.models import Entry, Head

BATCH = 200


def seal_after_commit() -> None:
    """Once for each transaction, however many entries it writes."""
    inside = set(connection.savepoint_ids)
    if not any(one[1] is seal and one[0] <= inside for one in connection.run_on_commit):
        transaction.on_commit(seal, robust=True)


def seal() -> int:
    """Links every committed entry that is not linked yet, oldest first. Says how many."""
    if not Entry.objects.filter(sequence__isnull=True).exists():
        return 0
    with transaction.atomic():
        head = _locked_head()
        fresh = list(Entry.objects.filter(sequence__isnull=True).order_by("pk"))
        for entry in fresh:
            entry.sequence, entry.previous = head.sequence + 1, head.digest
            entry.digest = digest_of(entry)
            head.sequence, head.digest = entry.sequence, entry.digest
        if fresh:
            Entry.objects.bulk_update(fresh, ["sequence", "previous", "digest"], batch_size=BATCH)
            head.save(update_fields=["sequence", "digest"])
    return len(fresh)


def _locked_head() -> Head:
    head = Head.objects.select_for_update().filter(singleton=True).first()
    if head is not None:
        return head
    head, created = Head.objects.get_or_create(singleton=True)
    last = Entry.objects.exclude(sequence__isnull=True).order_by("-sequence").first() if created else None
    if last is not None and last.sequence is not None:
        # Somebody took the head away. Work goes on, and the gap left here keeps that visible for ever.
        head.sequence, head.digest = last.sequence + 1, last.digest or ""
    return head if created else Head.objects.select_for_update().get(singleton=True)
