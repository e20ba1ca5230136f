"""The arithmetic of the chain: what an entry's digest covers, and whether a run of entries is unbroken."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any, Protocol

START = "0" * 64  # what the first entry points back to

COVERED = (
    "sequence",
    "verb",
    "is_read",
    "actor_id",
    "actor_name",
    "lent_by",
    "agency_id",
    "target_kind",
    "target_id",
    "target_name",
    "summary",
    "changes",
    "previous",
)


class Link(Protocol):
    sequence: Any
    previous: str
    digest: Any
    at: Any


def digest_of(entry: Link) -> str:
    """SHA-256 over the covered columns and the moment in UTC, as canonical JSON."""
    values = {name: getattr(entry, name) for name in COVERED}
    values["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    canonical = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def breaks(entries: Iterable[Link], *, previous: str = START, sequence: int = 0) -> Iterator[str]:
    """A Vietnamese sentence for each entry that does not fit what came before; none for an unbroken run.

    After a break the run goes on from the entry found, so that one alteration is told once.
    """
    for entry in entries:
        if entry.sequence == sequence + 2:
            yield f"Thiếu dòng số {sequence + 1}."
        elif entry.sequence > sequence + 1:
            yield f"Thiếu các dòng từ số {sequence + 1} đến số {entry.sequence - 1}."
        elif entry.previous != previous:
            yield f"Dòng số {entry.sequence} không nối với dòng trước: có dòng bị thay hoặc chèn thêm."
        if entry.digest != digest_of(entry):
            yield f"Dòng số {entry.sequence} đã bị sửa."
        previous, sequence = entry.digest, entry.sequence
