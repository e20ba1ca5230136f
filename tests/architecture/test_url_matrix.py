"""Who may open what: every address of the URLconf × everybody of the cast × own, child and sibling agency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from lantoa.foundation import clock
from tests import cast as casting
from tests.support import newcomers
from tests.support.url_matrix import Example, Matrix, addresses
from tests.url_examples import EXAMPLES, UNREACHABLE

CASES = [
    pytest.param(name, number, example, id=f"{name}-{number}" if number else name)
    for name, several in sorted(EXAMPLES.items())
    for number, example in enumerate(several)
]


@pytest.fixture(scope="module")
def matrix(django_db_setup: None, django_db_blocker: Any) -> Iterator[Matrix]:
    """Built once for the module, in a transaction that is undone at its end."""
    cache.clear()
    with django_db_blocker.unblock(), clock.standing_on(casting.TODAY), transaction.atomic():
        matrix = Matrix(newcomers.add_to(casting.Cast(casting.made())), EXAMPLES)
        yield matrix
        assert matrix.is_still_true()
        transaction.set_rollback(True)


def test_every_address_has_an_example() -> None:
    assert sorted(set(addresses()) - set(EXAMPLES) - set(UNREACHABLE)) == []


def test_no_example_is_of_an_address_that_is_gone() -> None:
    assert sorted((set(EXAMPLES) | set(UNREACHABLE)) - set(addresses())) == []


def test_every_address_with_an_object_builds_one() -> None:
    lacking = [name for name, route in addresses().items() if "<" in route and name in EXAMPLES]
    assert [name for name in lacking if not all(one.names_an_object for one in EXAMPLES[name])] == []


@pytest.mark.parametrize(("name", "number", "example"), CASES)
def test_only_those_who_may_are_let_in(matrix: Matrix, name: str, number: int, example: Example) -> None:
    wrong = matrix.try_example(name, number, example)
    assert not wrong, "\n" + "\n".join(wrong)
