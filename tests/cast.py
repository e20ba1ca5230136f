"""The named cast: one province, the same people in every test. `cast.officer` is a Person, `cast.sxd` an Agency.

`cast.actor("officer")` is who she is today, `cast.client("officer")` a browser in which she has signed in,
`cast.body("sxd.van_phong")` her unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model
from django.test import Client

from lantoa.audit.models import Entry, Head
from lantoa.foundation import clock
from lantoa.organisation import demo
from lantoa.organisation.access import Actor, actor_of_person
from lantoa.organisation.models import Account, Agency, AgencyEvent, Body, Membership, Person, Place

TODAY = date(2026, 9, 8)


class Cast:
    """Attributes are people and agencies by their keys in `organisation.demo`."""

    def __init__(self, made: demo.Demo) -> None:
        self._made = made

    def __getattr__(self, key: str) -> Any:
        made = self.__dict__["_made"]
        if key in made.people:
            return made.people[key]
        if key in made.agencies:
            return made.agencies[key]
        raise AttributeError(f"nobody and nothing in the cast is called {key}")

    def person(self, key: str) -> Person:
        return self._made.people[key]

    def agency(self, key: str) -> Agency:
        return self._made.agencies[key]

    def body(self, key: str) -> Body:
        """`cast.body("sxd.van_phong")`."""
        return self._made.bodies[key]

    def account(self, key: str) -> Account:
        return Account.objects.select_related("person").get(person=self._made.people[key])

    def actor(self, key: str, on: date | None = None) -> Actor:
        """Worked out anew at each call: roles may have changed."""
        account = Account.objects.filter(person=self._made.people[key]).first()
        return actor_of_person(self._made.people[key], on, account_id=account.pk if account else None)

    def client(self, key: str) -> Client:
        """A browser of somebody who signed in, without hashing a password."""
        client = Client()
        client.force_login(self.account(key))
        return client


# Rows in the order in which they may be inserted. Made once in a process by the demo's actions, then copied: the
# actions take a second, and nearly every test wants the cast.
_TABLES: tuple[type[Model], ...] = (
    Agency,
    AgencyEvent,
    AgencyEvent.predecessors.through,
    AgencyEvent.successors.through,
    Body,
    Body.members.through,
    Person,
    Place,
    Account,
    EmailAddress,
    Membership,
    Entry,
    Head,
)
_rows: dict[date, list[tuple[type[Model], list[Model]]]] = {}
_statements: dict[date, list[tuple[str, Any]]] = {}
"""What the first copy of these rows said to the database: the others say it again without working it out."""


def made() -> demo.Demo:
    day = clock.today()
    if day not in _rows:
        made = demo.build(day)
        _rows[day] = [(model, list(model._default_manager.order_by("pk"))) for model in _TABLES]
        return made
    if day not in _statements:
        _statements[day] = _copied(_rows[day])
    else:
        with connection.cursor() as cursor:
            for statement, values in _statements[day]:
                cursor.execute(statement, values)
    return demo.find()


def _copied(tables: list[tuple[type[Model], list[Model]]]) -> list[tuple[str, Any]]:
    said: list[tuple[str, Any]] = []

    def noting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noting), connection.cursor() as cursor:
        for model, rows in tables:
            model._default_manager.bulk_create(rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(_TABLES)):
            cursor.execute(statement)
    # Of the transactions and savepoints around them only the rows are said again.
    return [(sql, params) for sql, params in said if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]


@pytest.fixture
def cast(db: None) -> Cast:
    """The demo's organisation in the test's database. The day stays the real one unless the test stands elsewhere."""
    return Cast(made())


@pytest.fixture
def today() -> Iterator[date]:
    """A Tuesday on which the test stands."""
    with clock.standing_on(TODAY):
        yield TODAY
