"""What kinds of notices there are: rooms above register a word for each, to filter by."""

from __future__ import annotations

_kinds: dict[str, str] = {}


def register_kinds(labels: dict[str, str]) -> None:
    """`{"plans.reminder": "Nhắc hạn nhiệm vụ"}`. A kind is registered once."""
    for kind, label in labels.items():
        if _kinds.get(kind, label) != label:
            raise ValueError(f"notice kind {kind} has two labels")
        _kinds[kind] = label


def known(kind: str) -> bool:
    return kind in _kinds


def label_of(kind: str) -> str:
    """The word for a kind; the kind itself when its room is gone."""
    return _kinds.get(kind, kind)


def all_kinds() -> list[tuple[str, str]]:
    return sorted(_kinds.items(), key=lambda pair: pair[1])
