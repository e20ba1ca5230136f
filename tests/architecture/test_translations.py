"""Catalogues compile, keep the placeholders of what they translate, and hold nothing unsure."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.architecture.house import SOURCE

CATALOGUES = sorted(SOURCE.glob("**/LC_MESSAGES/*.po"))


def test_there_are_catalogues() -> None:
    assert CATALOGUES != []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parents[1].name}.{path.stem}")
def test_a_catalogue_is_sound(path) -> None:
    with path.open("rb") as stream:
        catalogue: Catalog = read_po(stream, locale=path.parents[1].name, abort_invalid=True)
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert [f"{message.id}: {errors}" for message, errors in catalogue.check()] == []
