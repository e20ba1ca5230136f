"""The arithmetic of the chain of issues: what a link covers, and whether a run of links is unbroken. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lantoa.foundation import chains
from lantoa.foundation.chains import START

__all__ = ["START", "Joint", "breaks", "canonical", "cover", "digest_of"]


@dataclass(frozen=True, slots=True)
class Joint:
    """A link as found in the table. `said` is how it is named to people."""

    sequence: int
    step: str
    issue_id: int
    covered: str
    previous: str
    digest: str
    said: str = ""


def canonical(values: object) -> str:
    """One way to write plain values as JSON: keys sorted, no blanks. Raises TypeError for others."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def cover(values: object) -> str:
    """The digest of what a link covers: plain values of the rows it speaks of."""
    return hashlib.sha256(canonical(values).encode()).hexdigest()


def digest_of(sequence: int, step: str, issue_id: int, covered: str, previous: str) -> str:
    return cover([sequence, step, issue_id, covered, previous])


def breaks(joints: Iterable[Joint]) -> Iterator[str]:
    """A Vietnamese sentence for each link that does not fit the one before, or itself."""
    for flaw, joint, _ in chains.breaks(joints, _own_digest):
        if flaw is chains.Flaw.GAP:
            yield f"Chuỗi báo cáo thiếu mắt xích trước số {joint.sequence}."
        elif flaw is chains.Flaw.UNLINKED:
            yield f"Mắt xích số {joint.sequence} ({joint.said}) không nối với mắt xích trước."
        else:
            yield f"Mắt xích số {joint.sequence} ({joint.said}) đã bị sửa."


def _own_digest(joint: Joint) -> str:
    return digest_of(joint.sequence, joint.step, joint.issue_id, joint.covered, joint.previous)
