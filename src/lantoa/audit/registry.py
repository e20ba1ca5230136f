"""What verbs mean on screen: rooms above register their labels here."""

from __future__ import annotations

_verbs: dict[str, str] = {}


def register_verbs(labels: dict[str, str]) -> None:
    """`{"plans.task_done": "Xác nhận hoàn thành nhiệm vụ"}`. A verb is registered once."""
    for verb, label in labels.items():
        if _verbs.get(verb, label) != label:
            raise ValueError(f"audit verb {verb} has two labels")
        _verbs[verb] = label


def label_of(verb: str) -> str:
    return _verbs[verb]


def known(verb: str) -> bool:
    return verb in _verbs


def all_verbs() -> dict[str, str]:
    return dict(sorted(_verbs.items()))
