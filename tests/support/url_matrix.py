"""The matrix of every address × everybody × every agency: what an example says, and how it is tried.

An example in tests/url_examples.py says how to reach an address and who may. The objects that it needs are built in
each of three agencies of the cast, so that everybody meets an own, a child's and a sibling's: `sxd` (Sở Xây dựng),
`ward` (below the province, beside Sở Xây dựng) and `snv` (another sibling). `superior`, `appraiser` and
`administrator` hold their roles at the province, above all three.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import Cast

PLACES = ("sxd", "ward", "snv")
ANONYMOUS = "anonymous"
PEOPLE = (
    "officer", "head", "coordinator", "director", "editor", "other_officer", "superior", "appraiser", "outsider",
    "administrator", "ward_chair", "ward_officer",
)  # fmt: skip

ANYONE = frozenset({ANONYMOUS, *PEOPLE})
SIGNED_IN = frozenset(PEOPLE)
NOBODY: frozenset[str] = frozenset()


@dataclass
class World:
    """What an example may build on. `place` is one of PLACES; `memo` is shared by the examples of one place."""

    cast: Cast
    place: str
    memo: dict[str, Any] = field(default_factory=dict)

    @property
    def agency(self) -> Any:
        return self.cast.agency(self.place)


Audience = frozenset[str] | Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Example:
    """How to reach one address, and who may.

    `to` is a set of people, or one set for each place when the address names an object. `kwargs` builds the object
    in the world's place and gives the arguments of the address (or `path` gives the whole path). `data` is posted
    when `method` is "post"; it need not be valid: a form with errors was let in too. `answers` lists the statuses
    that mean "let in"; `why` explains an example that tries less than usual.
    """

    to: Audience
    kwargs: Callable[[World], Mapping[str, Any]] | None = None
    path: Callable[[World], str] | None = None
    method: str = "get"
    data: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""
    answers: tuple[int, ...] = (200, 204, 302, 303, 400, 409, 422, 429)
    why: str = ""

    @property
    def names_an_object(self) -> bool:
        return self.kwargs is not None or self.path is not None

    def may(self, who: str, place: str) -> bool:
        return who in (self.to[place] if isinstance(self.to, Mapping) else self.to)


def addresses() -> dict[str, str]:
    """Every address of the URLconf: its name (or route when nameless) and its route."""
    return dict(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: list[Any], prefix: str, spaces: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route, (*spaces, *filter(None, [pattern.namespace])))
        elif isinstance(pattern, URLPattern):
            yield (":".join([*spaces, pattern.name]) if pattern.name else route), route


def outcome(response: Any, answers: tuple[int, ...]) -> str:
    """`in`, `out` (404, 403 or sent to sign in), or what else happened, in words."""
    status = response.status_code
    if status in {301, 302, 303} and response.headers.get("Location", "").startswith(
        reverse("account_login")
    ):
        return "out"
    if status in {403, 404}:
        return "out"
    return "in" if status in answers else f"status {status}"


def try_example(name: str, example: Example, cast: Cast) -> list[str]:
    """Everybody tries the address in every place; returns what differs from the example, one line each."""
    clients = {who: Client() if who == ANONYMOUS else cast.client(who) for who in sorted(ANYONE)}
    wrong = []
    for place in PLACES if example.names_an_object else PLACES[:1]:
        world = World(cast, place)
        kwargs = example.kwargs(world) if example.kwargs else {}
        path = (example.path(world) if example.path else reverse(name, kwargs=kwargs)) + example.query
        for who, client in clients.items():
            found = outcome(_send(client, example, path), example.answers)
            expected = "in" if example.may(who, place) else "out"
            if found != expected:
                wrong.append(f"{who} at {place} {path}: expected {expected}, was {found}")
    return wrong


def _send(client: Client, example: Example, path: str) -> Any:
    """One request whose effects are undone, so that the next person meets the same object."""
    with transaction.atomic():
        client.raise_request_exception = False
        response = getattr(client, example.method)(path, data=example.data)
        transaction.set_rollback(True)
    return response
