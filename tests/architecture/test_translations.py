"""Catalogues compile, name nothing that the original does not, and hold nothing unsure."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.architecture.house import SOURCE

CATALOGUES = sorted(SOURCE.glob("**/LC_MESSAGES/*.po"))
NAMED = re.compile(r"%\((\w+)\)[sdif]|\{(\w+)\}")
UNNAMED = re.compile(r"(?<!%)%[sd]")


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def unknown_names(message: Message) -> set[str]:
    """Placeholders of the translation that no form of the original has: they would fail where the page is shown."""
    given = {"".join(found) for form in forms(message.id) for found in NAMED.findall(form)}
    used = {"".join(found) for form in forms(message.string) for found in NAMED.findall(form)}
    return used - given


def loses_a_place(message: Message) -> bool:
    """Whether a translation has other unnamed places (%s) than its original."""
    counts = [Counter(UNNAMED.findall(form)) for form in forms(message.id)]
    return any(form and Counter(UNNAMED.findall(form)) not in counts for form in forms(message.string))


def test_there_are_catalogues() -> None:
    assert CATALOGUES != []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parents[1].name}.{path.stem}")
def test_a_catalogue_is_sound(path: Path) -> None:
    with path.open("rb") as stream:
        catalogue: Catalog = read_po(stream, locale=path.parents[1].name, abort_invalid=True)
    messages = [message for message in catalogue if message.id and any(forms(message.string))]
    assert [message.id for message in messages if message.fuzzy] == []
    assert [f"{message.id}: {unknown_names(message)}" for message in messages if unknown_names(message)] == []
    assert [message.id for message in messages if loses_a_place(message)] == []
