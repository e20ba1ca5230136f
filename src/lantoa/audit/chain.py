"""The arithmetic of the chain: what an entry's digest covers, and whether a run of entries is unbroken."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any, Protocol

from lantoa.foundation import chains
from lantoa.foundation.chains import START

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


class Link(chains.Link, Protocol):
    @property
    def at(self) -> Any: ...


def digest_of(entry: Link) -> str:
    """SHA-256 over the covered columns and the moment in UTC, as canonical JSON."""
    values = {name: getattr(entry, name) for name in COVERED}
    values["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    canonical = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def breaks(entries: Iterable[Link], *, previous: str = START, sequence: int = 0) -> Iterator[str]:
    """A Vietnamese sentence for each entry that does not fit what came before; none for an unbroken run."""
    for flaw, entry, before in chains.breaks(entries, digest_of, previous=previous, sequence=sequence):
        yield _said(flaw, entry.sequence, before)


def _said(flaw: chains.Flaw, found: int, before: int) -> str:
    if flaw is chains.Flaw.ALTERED:
        return f"Dòng số {found} đã bị sửa."
    if flaw is chains.Flaw.UNLINKED:
        return f"Dòng số {found} không nối với dòng trước: có dòng bị thay hoặc chèn thêm."
    if found == before + 2:
        return f"Thiếu dòng số {before + 1}."
    return f"Thiếu các dòng từ số {before + 1} đến số {found - 1}."
