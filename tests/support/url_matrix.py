"""The matrix of every address × everybody × every agency: what an example says, and how it is tried.

An example in tests/url_examples.py says how to reach an address and who may. The objects that it needs are built in
each of three agencies of the cast: `sxd` (Sở Xây dựng), `ward` and `snv` (its siblings). People of the province meet
them as children, people of each as their own, the others as siblings'.

What is built carries a word that only its readers may ever be shown (`World.unit_word`, `World.agency_word`): every
answer to everybody is searched for the words of others, so a list or an export that shows too much fails too.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http.cookie import SimpleCookie
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lantoa.audit.sealing import seal
from lantoa.organisation import middleware
from lantoa.organisation.access import Actor, actor_of
from lantoa.organisation.models import Account
from tests.cast import Cast

PLACES = ("sxd", "ward", "snv")
ANONYMOUS = "anonymous"
PEOPLE = (
    "officer", "head", "coordinator", "director", "editor", "other_officer", "superior", "appraiser", "outsider",
    "administrator", "ward_chair", "ward_officer",
)  # fmt: skip
NEWCOMERS = (
    "snv_coordinator", "province_director", "province_coordinator", "sxd_administrator", "messenger", "former",
)  # fmt: skip
"""Whom the matrix adds to the cast: tests/support/newcomers.py says who they are."""

SIGNED_IN = frozenset((*PEOPLE, *NEWCOMERS))
ANYONE = SIGNED_IN | {ANONYMOUS}
NOBODY: frozenset[str] = frozenset()

ABOVE = frozenset({"superior", "province_director"})
"""Who sees the work of all three places from the province."""

FOREIGN = ("account_", "mfa_", "socialaccount_", "openid_")
"""Names of allauth's addresses: how they answer other methods is not ours to say."""

READERS = {
    "unit": {
        "sxd": ABOVE | {"officer", "head", "coordinator", "director", "editor"},
        "ward": ABOVE | {"ward_officer", "ward_chair"},
        "snv": ABOVE | {"outsider", "snv_coordinator"},
    },
    "agency": {
        "sxd": ABOVE | {"officer", "head", "coordinator", "director", "editor", "other_officer"},
        "ward": ABOVE | {"ward_officer", "ward_chair"},
        "snv": ABOVE | {"outsider", "snv_coordinator", "appraiser"},
    },
}
"""Who may read the work of the place's unit, and what the whole agency there may read."""


@dataclass
class World:
    """What an example may build on. `place` is one of PLACES; `memo` is shared by the examples of one place."""

    cast: Cast
    place: str
    memo: dict[str, Any] = field(default_factory=dict)

    @property
    def agency(self) -> Any:
        return self.cast.agency(self.place)

    @property
    def unit_word(self) -> str:
        """To be written into what the place's unit does."""
        return f"Kin{self.place}viec"

    @property
    def agency_word(self) -> str:
        """To be written into what the agency's people read."""
        return f"Kin{self.place}chung"

    def words_kept_from(self, who: str) -> list[str]:
        """What must stand in no answer to this person."""
        words = {"unit": self.unit_word, "agency": self.agency_word}
        return [word for kind, word in words.items() if who not in READERS[kind][self.place]]


Audience = frozenset[str] | Mapping[str, frozenset[str]]
Data = Mapping[str, Any] | Callable[[World], Mapping[str, Any]]


@dataclass(frozen=True)
class Example:
    """How to reach one address, and who may.

    `to` is a set of people, or one set for each place when the address names an object. `told` are those who see
    the object and are told that the act is not theirs (403); for all others the address does not exist (404), and
    who is not signed in is sent to do so. `kwargs` builds the object in the world's place and gives the arguments of
    the address (or `path` gives the whole path). `data` is posted when `method` is "post"; it need not be valid
    where `answers` says so. `answers` lists the statuses that mean "let in": 200, and 302 for a post, when nothing
    is said. With `by_key` whoever holds the address may read what it shows. `headers` are sent along: a script asks for a part of a page.
    `why` explains an example that tries less than usual, `places` one that is not built everywhere.
    """

    to: Audience
    kwargs: Callable[[World], Mapping[str, Any]] | None = None
    path: Callable[[World], str] | None = None
    method: str = "get"
    data: Data = field(default_factory=dict)
    query: str = ""
    answers: tuple[int, ...] = ()
    told: Audience = NOBODY
    by_key: bool = False
    why: str = ""
    places: tuple[str, ...] = PLACES
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def names_an_object(self) -> bool:
        return self.kwargs is not None or self.path is not None

    @property
    def tried_in(self) -> tuple[str, ...]:
        return self.places if self.names_an_object else self.places[:1]

    @property
    def let_in(self) -> tuple[int, ...]:
        return self.answers or ((302,) if self.method == "post" else (200,))

    def expected(self, who: str, place: str) -> str:
        """`in`, `told` or `out`."""
        if who in _at(self.to, place):
            return "in"
        return "told" if who in _at(self.told, place) else "out"


def _at(audience: Audience, place: str) -> frozenset[str]:
    return audience[place] if isinstance(audience, Mapping) else audience


EDITOR = "soan-trang/"
"""Below it lies Wagtail's editor with its hundreds of addresses: tests/portal/test_editor_door.py walks them all."""


def addresses() -> dict[str, str]:
    """Every address of the URLconf outside the editor: its name (or route when nameless) and its route."""
    return {name: route for name, route in every_address() if not route.startswith(EDITOR)}


def every_address() -> list[tuple[str, str]]:
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: list[Any], prefix: str, spaces: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route, (*spaces, *filter(None, [pattern.namespace])))
        elif isinstance(pattern, URLPattern):
            yield (":".join([*spaces, pattern.name]) if pattern.name else route), route


def outcome(response: Any, answers: tuple[int, ...], *, signed_in: bool) -> str:
    """`in`, `told`, `out` as `Example.expected` says, or the status in words where it is none of them."""
    status = response.status_code
    to_sign_in = status in {301, 302, 303} and re.search(
        r"/tai-khoan/dang-nhap/", response.headers.get("Location", "")
    )
    if to_sign_in:
        return "sent to sign in" if signed_in else "out"
    if status in answers:
        return "in"
    return {404: "out", 403: "told"}.get(status, f"status {status}")


class Matrix:
    """The cast in three worlds, everybody signed in, every object built: ready to try examples."""

    def __init__(self, cast: Cast, examples: Mapping[str, tuple[Example, ...]]) -> None:
        self.worlds = {place: World(cast, place) for place in PLACES}
        self.cookies = {who: _signed_in(cast, who) for who in sorted(ANYONE)}
        self.client = Client(raise_request_exception=False)
        self.paths: dict[tuple[str, int, str], str] = {}
        for name, several in examples.items():
            for number, example in enumerate(several):
                for place in example.tried_in:
                    self.paths[name, number, place] = self._path(name, example, self.worlds[place])
        seal()  # nothing commits here, and the audit shows only what is sealed
        self.known = {account.pk: actor_of(account) for account in self._accounts()}

    def _accounts(self) -> list[Account]:
        return list(Account.objects.select_related("person").order_by("pk"))

    def is_still_true(self) -> bool:
        """Whether everybody may still do what they could when the worlds stood: ask at the end, see `ask`."""
        return self.known == {account.pk: actor_of(account) for account in self._accounts()}

    @staticmethod
    def _path(name: str, example: Example, world: World) -> str:
        kwargs = example.kwargs(world) if example.kwargs else {}
        return (example.path(world) if example.path else reverse(name, kwargs=kwargs)) + example.query

    def try_example(self, name: str, number: int, example: Example) -> list[str]:
        """Everybody tries the address in every place; returns what differs from the example, one line each."""
        wrong = []
        for place in example.tried_in:
            path = self.paths[name, number, place]
            for who in self.cookies:
                response = self.send(who, example, place, path)
                wrong += self._differences(who, place, path, example, response)
        return wrong + self._try_other_methods(name, number, example)

    def _differences(self, who: str, place: str, path: str, example: Example, response: Any) -> list[str]:
        expected = example.expected(who, place)
        found = outcome(response, example.let_in, signed_in=who != ANONYMOUS)
        wrong = []
        if found != expected:
            wrong.append(f"{who} at {place} {example.method} {path}: expected {expected}, was {found}")
        shown = "" if example.by_key else body_of(response)
        for world in self.worlds.values():
            kept = [word for word in world.words_kept_from(who) if word in shown]
            wrong += [f"{who} at {place} {path}: is shown {word}" for word in kept]
        return wrong

    def _try_other_methods(self, name: str, number: int, example: Example) -> list[str]:
        """A post that is not meant is refused (405) or asks for the same right; a DELETE is never taken."""
        if name.startswith(FOREIGN):
            return []
        wrong = []
        for place in example.tried_in[:1]:
            path = self.paths[name, number, place]
            welcome = next((who for who in self.cookies if example.expected(who, place) == "in"), None)
            if welcome is None:
                continue
            for method in ("delete", *(("get",) if example.method == "post" else ())):
                status = self.ask(welcome, method, path, {}).status_code
                if status not in {405, 403, 404}:
                    wrong.append(f"{welcome} {method} {path}: expected 405, was {status}")
            if example.method == "post" or self.ask(welcome, "post", path, {}).status_code == 405:
                continue
            for who in self.cookies:
                if example.expected(who, place) == "in":
                    continue
                found = outcome(self.ask(who, "post", path, {}), (), signed_in=who != ANONYMOUS)
                if found not in {"out", "told", "status 405"}:
                    wrong.append(f"{who} at {place} post {path}: expected out, was {found}")
        return wrong

    def send(self, who: str, example: Example, place: str, path: str) -> Any:
        data = example.data(self.worlds[place]) if callable(example.data) else example.data
        return self.ask(who, example.method, path, data, example.headers)

    def ask(
        self,
        who: str,
        method: str,
        path: str,
        data: Mapping[str, Any],
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """One request whose effects are undone, so that the next person meets the same object.

        Who somebody is was worked out when the worlds stood: it is the same at the beginning of every request, and
        was a third of the work of each.
        """
        self.client.cookies = SimpleCookie(self.cookies[who])
        fresh = {key: _fresh(value) for key, value in data.items()}
        with mock.patch.object(middleware, "actor_of", self._actor_of), transaction.atomic():
            response = getattr(self.client, method)(
                path, headers=headers, **({"data": fresh} if fresh else {})
            )
            body_of(response)
            transaction.set_rollback(True)
        return response

    def _actor_of(self, account: Account) -> Actor:
        return self.known[account.pk] if account.pk in self.known else actor_of(account)


def _fresh(value: Any) -> Any:
    """A file is read once, and the next person sends it again."""
    if isinstance(value, SimpleUploadedFile):
        value.seek(0)
    return value


def _signed_in(cast: Cast, who: str) -> dict[str, str]:
    if who == ANONYMOUS:
        return {}
    client, account = cast.client(who), cast.account(who)
    session = client.session
    # As after the password was asked for once more, for as long as the run lasts.
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time() + 86400, "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def body_of(response: Any) -> str:
    """What can be read in an answer; nothing of pictures and workbooks."""
    if response.streaming and not hasattr(response, "read_once"):
        response.read_once = b"".join(response.streaming_content)  # which also closes the file
    content: bytes = response.read_once if response.streaming else response.content
    kind = response.headers.get("Content-Type", "")
    readable = kind.startswith(("text/", "application/json", "application/javascript"))
    return content.decode("utf-8", "replace") if readable else ""
