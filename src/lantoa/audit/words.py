"""How an entry reads on screen. Pure, but for the words that rooms registered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lantoa.audit import registry
from lantoa.audit.models import Entry
from lantoa.ui.parts import LogEntry
from lantoa.ui.words import vndatetime


def verb(entry: Entry) -> str:
    return registry.label_of(entry.verb)


def who(entry: Entry) -> str:
    """The actor, and on whose behalf."""
    return f"{entry.actor_name}, thay mặt {entry.lent_by}" if entry.lent_by else entry.actor_name


def target(entry: Entry, *, named: bool) -> str:
    """The kind of object with its name, or with its number only where the reader may not know the name."""
    return (
        f"{registry.kind_label(entry.target_kind)}: {entry.target_name if named else f'số {entry.target_id}'}"
    )


def fields(entry: Entry) -> str:
    """Which fields changed, without their values."""
    return ", ".join(entry.changes)


def differences(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Field, before, after. A change that is no pair stands as what came after."""
    for label, value in entry.changes.items():
        before, after = value if isinstance(value, list) and len(value) == 2 else ("", value)
        yield label, say(before), say(after)


def say(value: Any) -> str:
    if value is None or value == "":
        return "(trống)"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return ", ".join(map(say, value)) or "(trống)"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {say(part)}" for key, part in value.items())
    return str(value)


def log(entries: Iterable[Entry]) -> list[LogEntry]:
    """The history of one object for `<c-log>`, with values: for pages whose reader may see the object."""
    return [LogEntry(verb(entry), who(entry), vndatetime(entry.at), _text(entry)) for entry in entries]


def _text(entry: Entry) -> str:
    told = [f"{field}: {before} → {after}" for field, before, after in differences(entry)]
    return "; ".join(filter(None, [entry.summary, *told]))
