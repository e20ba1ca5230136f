"""In which languages people are written to besides Vietnamese: what the room above that has them says."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.translation import get_language

from lantoa.ui.frames import Link

VIETNAMESE = "vi"
ASKED = "tieng"
"""The field of an address in a letter that names a language: where it was closed since, the page is in Vietnamese."""


@dataclass(slots=True)
class Spoken:
    """`opened` gives the codes that are open today, `links` the same page in each of them."""

    opened: Callable[[], Collection[str]] = lambda: ()
    links: Callable[[str], list[Link]] = lambda path: []


_spoken = Spoken()


def register(opened: Callable[[], Collection[str]], links: Callable[[str], list[Link]]) -> None:
    _spoken.opened, _spoken.links = opened, links


def settled(code: str | None) -> str:
    """The code itself while that language is open, else Vietnamese."""
    return code if code and code != VIETNAMESE and code in _spoken.opened() else VIETNAMESE


def current() -> str:
    """The language of this request."""
    return settled(get_language())


def links(path: str) -> list[Link]:
    return _spoken.links(path)
