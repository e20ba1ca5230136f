"""Officials read Vietnamese: what our catalogue adds to the libraries', counted from the installed packages."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.utils.translation import gettext, ngettext, override, pgettext

import lantoa.ui

OURS = Path(lantoa.ui.__file__).parent / "locale" / "vi" / "LC_MESSAGES"
# Every installed package whose screens people see. Figures only go down.
UNTRANSLATED = {
    "allauth": 0,
    "wagtail": 0,
    "wagtail.admin": 0,
    "wagtail.contrib.redirects": 0,
    "wagtail.contrib.settings": 0,
    "wagtail.documents": 0,
    "wagtail.embeds": 0,
    "wagtail.images": 0,
    "wagtail.search": 0,
    "wagtail.sites": 0,
    "wagtail.snippets": 0,
    "wagtail.users": 0,
    "taggit": 0,
    "django_tables2": 0,
}
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}|</?[a-zA-Z][^>]*>")


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream)


def key(message: Message) -> tuple[str | None, str]:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def translated(found: Catalog) -> set[tuple[str | None, str]]:
    return {key(message) for message in found if message.id and all(texts(message)) and not message.fuzzy}


@pytest.mark.parametrize("domain", ["django", "djangojs"])
@pytest.mark.parametrize("package", UNTRANSLATED)
def test_no_more_messages_lack_vietnamese_than_are_known(package, domain):
    spec = importlib.util.find_spec(package)
    folder = Path(spec.submodule_search_locations[0]) / "locale"
    source = folder / "en" / "LC_MESSAGES" / f"{domain}.po"
    if not source.exists():
        assert domain == "djangojs", f"{package} has lost its list of messages"
        return
    theirs = folder / "vi" / "LC_MESSAGES" / f"{domain}.po"
    known = translated(catalogue(OURS / f"{domain}.po")) | (
        translated(catalogue(theirs)) if theirs.exists() else set()
    )
    missing = sorted(
        key(message)[1] for message in catalogue(source) if message.id and key(message) not in known
    )
    assert len(missing) <= UNTRANSLATED[package], missing


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_a_translation_keeps_every_placeholder_and_tag(domain):
    for message in catalogue(OURS / f"{domain}.po"):
        if not message.id:
            continue
        source = message.id if isinstance(message.id, str) else message.id[-1]
        for text in texts(message):
            assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(source)), source
            assert text.startswith("\n") == source.startswith("\n") and text.endswith(
                "\n"
            ) == source.endswith("\n"), source


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_translations_speak_as_officials_do(domain):
    for message in catalogue(OURS / f"{domain}.po"):
        for text in texts(message) if message.id else []:
            assert "!" not in text and not re.search(r"\b[Bb]ạn\b", text), text


def test_the_compiled_catalogue_is_the_one_that_is_shown():
    with override("vi"):
        assert gettext("This field is required.") == "Cần điền mục này."
        assert pgettext("field label", "Login") == "Đăng nhập bằng"
        assert ngettext("%(num)d day", "%(num)d days", 3) % {"num": 3} == "3 ngày"
