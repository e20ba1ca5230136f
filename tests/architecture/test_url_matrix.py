"""Who may open what: every address of the URLconf × everybody of the cast × own, child and sibling agency."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.support.url_matrix import Example, addresses, try_example
from tests.url_examples import EXAMPLES, UNREACHABLE


def test_every_address_has_an_example() -> None:
    assert sorted(set(addresses()) - set(EXAMPLES) - set(UNREACHABLE)) == []


def test_no_example_is_of_an_address_that_is_gone() -> None:
    assert sorted((set(EXAMPLES) | set(UNREACHABLE)) - set(addresses())) == []


def test_every_address_with_an_object_builds_one() -> None:
    lacking = [name for name, route in addresses().items() if "<" in route and name in EXAMPLES]
    assert [name for name in lacking if not EXAMPLES[name].names_an_object] == []


@pytest.mark.parametrize(("name", "example"), sorted(EXAMPLES.items()), ids=sorted(EXAMPLES))
def test_only_those_who_may_are_let_in(name: str, example: Example, cast: Cast) -> None:
    assert try_example(name, example, cast) == []
