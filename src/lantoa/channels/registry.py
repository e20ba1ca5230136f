"""What rooms above say of codes: where one may lead, and what it may be labelled with. Filled in `AppConfig.ready()`.

A code keeps a kind and a key, so that renaming what it leads to changes nothing on the wall. Keys mean something to
the room that registered the kind only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from lantoa.channels.contract import Picture, Text
from lantoa.ledger.refs import Ref, SourceKey
from lantoa.organisation.models import Agency

Of = tuple[int, str]
"""Whose code it is (the number of the agency), and the key."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a target is today. Without `address` nobody can open it, and `why` says the reason to staff."""

    name: str
    address: str = ""
    why: str = ""


@dataclass(frozen=True)
class TargetKind:
    """`look` tells of many targets at once, in a number of queries that does not grow with them.

    `choices` are the keys that an agency may choose, with their words. A kind without choices is typed: `accept`
    turns what was typed into the key, or raises Refused, and `typed` a key back into words; `hint` says what to type.
    Addresses are paths of our own; `outside` allows https.
    """

    code: str
    label: str
    look: Callable[[Collection[Of]], Mapping[Of, Seen]]
    choices: Callable[[Agency], Sequence[tuple[str, str]]] | None = None
    accept: Callable[[Agency, str], str] | None = None
    typed: Callable[[str], str] = str
    hint: str = ""
    outside: bool = False
    order: int = 100


@dataclass(frozen=True)
class LabelField:
    """A form field of a room's own, for labels too many to list. `make` builds it with what is held, `key_of` turns
    what it cleaned into the key, `allows` says whether an agency may choose a key."""

    make: Callable[[Agency, str], forms.Field]
    key_of: Callable[[Any], str]
    allows: Callable[[Agency, str], bool]


@dataclass(frozen=True)
class LabelKind:
    """`say` tells what keys are called today, many at once. Without `choices` and `field` a label is free words."""

    code: str
    label: str
    choices: Callable[[Agency], Sequence[tuple[str, str]]] | None = None
    field: LabelField | None = None
    say: Callable[[Collection[str]], Mapping[str, str]] | None = None
    order: int = 100


_targets: dict[str, TargetKind] = {}
_labels: dict[str, LabelKind] = {}


def register_target(kind: TargetKind) -> None:
    """Registering a code twice with something else raises ValueError."""
    if _targets.setdefault(kind.code, kind) != kind:
        raise ValueError(f"{kind.code} is registered twice")


def register_label(kind: LabelKind) -> None:
    if _labels.setdefault(kind.code, kind) != kind:
        raise ValueError(f"{kind.code} is registered twice")


def targets() -> list[TargetKind]:
    return sorted(_targets.values(), key=lambda kind: (kind.order, kind.label))


def target(code: str) -> TargetKind | None:
    """None for a kind whose room is gone."""
    return _targets.get(code)


def labels() -> list[LabelKind]:
    return sorted(_labels.values(), key=lambda kind: (kind.order, kind.label))


def label(code: str) -> LabelKind | None:
    return _labels.get(code)


# --- content that may be sent -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Content:
    """Something of a room above that may go out: its words today, where it is read, what it is for.

    `themes`, `audiences` and `reform_fields` are codes of the ledger's rows; `towards` says what the sending counts
    for. `pictures` are read when they are wanted.
    """

    agency_id: int
    source: SourceKey
    title: str
    summary: str = ""
    text: str = ""
    url: str = ""
    towards: tuple[Ref, ...] = ()
    themes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    reform_fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class ContentSource:
    """`look` gives the content of a key, None where it is not public today. `choices` are what an agency may send now,
    newest first, with words. `pictures` gives the pictures of a key; `translated` its words in a language, None where
    nobody has translated it or read the translation through."""

    code: str
    label: str
    look: Callable[[str], Content | None]
    choices: Callable[[Agency], Sequence[tuple[str, str]]]
    pictures: Callable[[str], Sequence[Picture]] = lambda key: ()
    translated: Callable[[str, str], Text | None] = lambda key, code: None


_sources: dict[str, ContentSource] = {}


def register_source(source: ContentSource) -> None:
    """Registering a code twice with something else raises ValueError."""
    if _sources.setdefault(source.code, source) != source:
        raise ValueError(f"{source.code} is registered twice")


def sources() -> list[ContentSource]:
    return sorted(_sources.values(), key=lambda source: source.label)


def source(code: str) -> ContentSource | None:
    """None for a source whose room is gone."""
    return _sources.get(code)
