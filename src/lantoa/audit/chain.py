"""The arithmetic of the chain: what an entry's digest covers, and whether a run of entries is unbroken."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any, Protocol

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
    sequence: int
    previous: str
    digest: str
    at: Any


def digest_of(entry: Link) -> str:
    """SHA-256 over the covered columns and the moment in UTC, as canonical JSON."""
    values = {name: getattr(entry, name) for name in COVERED}
    values["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    canonical = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def first_break(entries: Iterable[Link], *, previous: str = "0" * 64, sequence: int = 0) -> str | None:
    """None for an unbroken run, else a Vietnamese sentence naming the first entry that does not fit."""
    for entry in entries:
        if entry.sequence != sequence + 1:
            return f"Thiếu dòng số {sequence + 1}."
        if entry.previous != previous:
            return f"Dòng số {entry.sequence} không nối với dòng trước."
        if entry.digest != digest_of(entry):
            return f"Dòng số {entry.sequence} đã bị sửa."
        previous, sequence = entry.digest, entry.sequence
    return None
