"""What rooms above fill in: what an activity is for, who else may open a file, who wants to hear of changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from lantoa.ledger.models import Activity, StoredFile
from lantoa.organisation.access import Actor
from lantoa.ui.parts import ChainLink

RECORDED, SUBMITTED, HANDED_BACK, CONFIRMED, VOIDED, REPLACED = (
    "recorded",
    "submitted",
    "handed_back",
    "confirmed",
    "voided",
    "replaced",
)


class TowardsHandler(Protocol):
    """Writes, in the same transaction, that the activity counts towards the thing; refuses with `Refused`."""

    def __call__(self, activity: Activity, ref_id: int, *, actor: Actor) -> Any: ...


class FileDoor(Protocol):
    """Whether another room shows this file to the actor (an imported plan's original, for instance)."""

    def __call__(self, actor: Actor, file: StoredFile) -> bool: ...


class Watcher(Protocol):
    """Hears, inside the transaction, what became of an activity."""

    def __call__(self, event: str, activity: Activity, *, actor: Actor, reason: str) -> Any: ...


class ChainProvider(Protocol):
    """Links of the chain plan → task → activity → … → report that another room knows, for who looks."""

    def __call__(self, actor: Actor, activity: Activity) -> Sequence[ChainLink]: ...


class PurposeReader(Protocol):
    """What each of these activities counts towards, by its id, as far as the actor sees; read at once."""

    def __call__(self, actor: Actor, activities: Sequence[Activity]) -> Mapping[int, Sequence[ChainLink]]: ...


_towards: dict[str, TowardsHandler] = {}
_doors: dict[str, FileDoor] = {}
_watchers: dict[str, Watcher] = {}
_chains: dict[str, tuple[bool, ChainProvider]] = {}
_written: dict[str, str] = {}
_purposes: dict[str, PurposeReader] = {}


def register_towards(kind: str, handler: TowardsHandler) -> None:
    """A kind has one handler."""
    if _towards.get(kind, handler) is not handler:
        raise ValueError(f"{kind} is registered twice")
    _towards[kind] = handler


def towards_handler(kind: str) -> TowardsHandler:
    """Raises LookupError for a kind nobody registered."""
    return _towards[kind]


def is_towards(kind: str) -> bool:
    return kind in _towards


def register_file_door(room: str, door: FileDoor) -> None:
    _doors[room] = door


def opened_elsewhere(actor: Actor, file: StoredFile) -> bool:
    return any(door(actor, file) for door in _doors.values())


def register_watcher(name: str, watcher: Watcher) -> None:
    _watchers[name] = watcher


def tell(event: str, activity: Activity, *, actor: Actor, reason: str = "") -> None:
    for watcher in _watchers.values():
        watcher(event, activity, actor=actor, reason=reason)


def register_chain(name: str, provider: ChainProvider, *, before: bool) -> None:
    """`before` the activity (plans: superior plan, plan, task), or after its proof (criteria, reports)."""
    _chains[name] = (before, provider)


def chain_links(actor: Actor, activity: Activity, *, before: bool) -> list[ChainLink]:
    found: list[ChainLink] = []
    for stands_before, provider in _chains.values():
        if stands_before == before:
            found += provider(actor, activity)
    return found


def register_purposes(name: str, reader: PurposeReader) -> None:
    """For lists: what their activities count towards, in a number of queries that does not grow with the rows."""
    _purposes[name] = reader


def purposes_of(actor: Actor, activities: Sequence[Activity]) -> dict[int, list[ChainLink]]:
    found: dict[int, list[ChainLink]] = {activity.pk: [] for activity in activities}
    for reader in _purposes.values():
        for pk, links in reader(actor, activities).items():
            found[pk] += links
    return found


def register_written_measure(code: str, room: str) -> None:
    """Says that a room writes this measure itself, so that its row is not ended by mistake."""
    _written[code] = room


def written_measures() -> dict[str, str]:
    return dict(_written)
