"""What verbs mean on screen: rooms above register their labels here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.apps import apps

_verbs: dict[str, str] = {}


def register_verbs(labels: dict[str, str]) -> None:
    """`{"plans.task_done": "Xác nhận hoàn thành nhiệm vụ"}`. A verb is registered once."""
    for verb, label in labels.items():
        if _verbs.get(verb, label) != label:
            raise ValueError(f"audit verb {verb} has two labels")
        _verbs[verb] = label


def label_of(verb: str) -> str:
    """The word for a verb; the verb itself when its room is gone."""
    return _verbs.get(verb, verb)


def known(verb: str) -> bool:
    return verb in _verbs


def all_verbs() -> dict[str, str]:
    return dict(sorted(_verbs.items()))


_open: set[str] = set()


def register_open_kinds(kinds: Iterable[str]) -> None:
    """Objects of other rooms (`ledger.theme`) that are settings and no content: administrators see their values."""
    _open.update(kinds)


def is_open(kind: str) -> bool:
    return kind in _open


AgencyNames = Callable[[Iterable[int]], Mapping[int, str]]
_agency_names: AgencyNames | None = None


def set_agency_names(names: AgencyNames) -> None:
    """`organisation` says here how agencies are called: entries hold numbers."""
    global _agency_names
    _agency_names = names


def agency_names(agency_ids: Iterable[int]) -> Mapping[int, str]:
    """The names of these agencies, in the order they are listed; nothing while nobody knows them."""
    return _agency_names(agency_ids) if _agency_names else {}


def kind_label(kind: str) -> str:
    """The word for a kind of object (`plans.task`), or the kind itself when its room is gone."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind
