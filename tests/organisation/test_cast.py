"""The cast stands: who they are, and what each may see."""

from __future__ import annotations

from typing import Any

import pytest

from lantoa.organisation import access, demo
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_everyone_of_the_cast_is_found_again(cast: Cast) -> None:
    found = demo.find()

    assert {key: row.pk for key, row in found.people.items()} == {
        spec.key: cast.person(spec.key).pk for spec in demo.PEOPLE
    }
    assert found.bodies["sxd.van_phong"] == cast.body("sxd.van_phong")


def test_an_officer_sees_her_unit_and_nothing_else(cast: Cast) -> None:
    scope = cast.actor("officer").scope(access.SEE)

    assert scope.agencies == frozenset()
    assert scope.bodies == {cast.body("sxd.van_phong").pk}


def test_the_code_of_the_merged_departments_is_that_of_the_new_one(cast: Cast) -> None:
    assert cast.sxd.code == "SXD"
    assert cast.old_sxd.code == "SXD"
    assert cast.old_sxd.valid_to is not None


def test_the_coordinator_reads_what_her_department_came_from(cast: Cast) -> None:
    actor = cast.actor("coordinator")

    assert cast.old_sxd.pk in actor.scope(access.SEE).agencies
    assert cast.old_sxd.pk not in actor.scope(access.EDIT).agencies


def test_a_client_of_the_cast_has_signed_in(cast: Cast) -> None:
    client = cast.client("officer")

    assert client.session["_auth_user_id"] == str(cast.account("officer").pk)


@pytest.mark.parametrize(("key", "queries"), [("officer", 4), ("coordinator", 4), ("superior", 5)])
def test_an_actor_costs_the_same_however_many_roles(
    cast: Cast, django_assert_num_queries: Any, key: str, queries: int
) -> None:
    person = cast.person(key)

    with django_assert_num_queries(queries):
        access.actor_of_person(person)
