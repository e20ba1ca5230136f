"""The word lists are accounted for, and hold what they say they hold."""

import re
import unicodedata
from importlib import resources
from pathlib import Path

import pytest

from lantoa.foundation.spelling_lexicon import canonical, lexicon
from lantoa.foundation.syllables import is_syllable

FOLDER = Path(str(resources.files("lantoa.foundation"))) / "data"
LISTS = sorted(path.name for path in FOLDER.iterdir() if path.name != "README.md")
VIETNAMESE = [name for name in LISTS if name not in ("foreign.txt", "syllables.txt", "places.txt")]


def lines(name: str) -> list[str]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_the_readme_tells_of_every_list_and_of_no_other() -> None:
    told = re.findall(r"`([a-z]+\.txt)`", (FOLDER / "README.md").read_text(encoding="utf-8"))

    assert sorted(set(told)) == LISTS


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_composed_and_not_empty(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")

    assert lines(name)
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("name", VIETNAMESE)
def test_every_word_of_a_vietnamese_list_is_a_syllable_in_small_letters(name: str) -> None:
    words = {word for line in lines(name) for word in re.split(r"[\s:,|]+", line) if word}

    assert [word for word in sorted(words) if not is_syllable(word) or word != word.lower()] == []


@pytest.mark.parametrize("name", ["compounds.txt", "core.txt", "chief.txt"])
def test_a_phrase_has_two_syllables_at_least(name: str) -> None:
    for line in lines(name):
        head, colon, tails = line.partition(":")
        phrases = [f"{head} {tail}" for tail in tails.split()] if colon else line.split(",")

        assert all(len(phrase.split()) > 1 for phrase in phrases), line


@pytest.mark.parametrize("name", ["compounds.txt", "chief.txt", "common.txt", "free.txt", "seldom.txt"])
def test_nothing_stands_twice_in_a_list(name: str) -> None:
    entries: list[str] = []
    for line in lines(name):
        head, colon, tails = line.partition(":")
        phrases = [phrase.strip() for phrase in line.split(",")]
        pairs = [f"{head} {tail}" for tail in tails.split()]
        entries += pairs if colon else phrases if "," in line else line.split()

    assert len(entries) == len(set(entries))


def test_the_table_of_syllables_gives_syllables_the_rules_allow() -> None:
    known = lexicon().alone

    assert {canonical(word) for word in ("nghiêng", "quý", "giữ", "ghế", "khuỷu")} <= set(known)
    assert [key for key in known if not is_syllable(key)] == []
