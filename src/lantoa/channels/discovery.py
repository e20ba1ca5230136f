"""Which kinds of channel there are: the folders of `channels.kinds`, each with a `KIND`. No list names them."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from lantoa.channels import kinds as package
from lantoa.channels.contract import ChannelKind, To, Way


@cache
def _found() -> dict[str, ChannelKind]:
    found: dict[str, ChannelKind] = {}
    for module in pkgutil.iter_modules(package.__path__):
        kind = import_module(f"{package.__name__}.{module.name}").KIND
        if kind.code in found:
            raise ValueError(f"two kinds of channel are called {kind.code}")
        _require_whole(kind)
        found[kind.code] = kind
    return found


def _require_whole(kind: ChannelKind) -> None:
    """A kind without what its way needs is noticed at the start, not when somebody sends."""
    if (kind.way == Way.AUTOMATIC) != (kind.deliver is not None) or (
        kind.way == Way.FILE and kind.produce is None
    ):
        raise ValueError(f"kind {kind.code}: its way and its functions do not agree")
    if kind.to == To.EACH and kind.check_address is None:
        raise ValueError(f"kind {kind.code}: it has recipients but checks no address")
    missing = set(kind.settings_form.secrets) - set(kind.settings_form.base_fields)
    if missing:
        raise ValueError(f"kind {kind.code}: secrets without a field: {sorted(missing)}")


def kinds() -> list[ChannelKind]:
    return sorted(_found().values(), key=lambda kind: (kind.order, kind.label))


def kind_of(code: str) -> ChannelKind | None:
    """None for a kind whose folder is gone."""
    return _found().get(code)


def forget() -> None:
    """Looks again at the next question: for tests that add a folder."""
    _found.cache_clear()
