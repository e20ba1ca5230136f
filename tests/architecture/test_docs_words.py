"""What documents say exists: words of the Makefile, commands, settings, headings, names of things, words on screen."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps

from lantoa.jobs import schedule
from lantoa.organisation.access import RIGHTS
from tests.architecture.house import ROOT, SOURCE, floors
from tests.architecture.test_docs import DOCS, commands, headings, settings_read

FENCE = re.compile(r"^\s*```.*?^\s*```", re.M | re.S)
SPAN = re.compile(r"`([^`\n]+)`")
ITALIC = re.compile(r"(?<![*\w])\*([^*\n]+)\*(?!\*)")
LINK = re.compile(r"\]\(([^)\s]*)#([^)\s]+)\)")


def documents() -> list[Path]:
    return [*sorted(DOCS.glob("**/*.md")), *sorted(ROOT.glob("*.md"))]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code_lines(path: Path) -> Iterator[str]:
    """Lines of fenced blocks, and spans between back-ticks."""
    text = text_of(path)
    for block in FENCE.findall(text):
        yield from (line.strip() for line in block.splitlines())
    yield from SPAN.findall(FENCE.sub("", text))


def slug(heading: str) -> str:
    """The anchor that a heading gets: small letters, no punctuation, hyphens for blanks."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def named(pattern: str) -> dict[str, str]:
    """What matches in the code lines of all documents, with a document that says it."""
    found = re.compile(pattern)
    return {
        word: str(path.relative_to(ROOT))
        for path in documents()
        for line in code_lines(path)
        for word in found.findall(line)
    }


def test_every_word_of_the_makefile_that_a_document_names_exists() -> None:
    targets = headings(ROOT / "Makefile", r"^([a-z][a-z-]*):")
    told = named(r"(?:^|&&|;)\s*(?:[A-Z_]+=\S+\s+)*make\s+([a-z][a-z-]*)")
    assert {"run", "test"} <= set(told)
    assert {word: where for word, where in told.items() if word not in targets} == {}


def test_every_command_that_a_document_names_exists() -> None:
    told = named(r"(?:^|\s|bin/)lantoa\s+([a-z_]+)")
    assert {"up", "backup"} <= set(told)
    assert {word: where for word, where in told.items() if word not in commands()} == {}


def test_every_setting_that_a_document_names_exists() -> None:
    known = settings_read()
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in documents()
        for name in re.findall(r"LANTOA_[A-Z]+(?:_[A-Z]+)*", text_of(path))
        if name.removesuffix("_FILE") not in known
    ]
    assert wrong == []


def test_every_link_to_a_heading_leads_to_one() -> None:
    broken = []
    for path in documents():
        for file, anchor in LINK.findall(text_of(path)):
            target = path if not file else path.parent / file
            if "://" not in file and anchor not in {slug(head) for head in headings(target, r"^#+ (.+)$")}:
                broken.append(f"{path.relative_to(ROOT)}: {file}#{anchor}")
    assert broken == []


def test_every_decision_is_listed_and_numbered_once() -> None:
    pages = sorted(path.name for path in (DOCS / "decisions").glob("*.md") if path.name != "index.md")
    numbers = [name[:4] for name in pages]
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", text_of(DOCS / "decisions" / "index.md"))
    assert listed == pages
    assert len(set(numbers)) == len(numbers)


def test_every_package_asked_for_has_its_reason_and_no_other() -> None:
    asked = set()
    for path in (ROOT / "requirements").glob("*.in"):
        asked |= headings(path, r"^([A-Za-z][\w.-]*)")
    told = headings(DOCS / "dependencies.md", r"^\| ([A-Za-z][\w.-]*) \| ") - {"Package"}
    assert told == asked


def test_the_table_of_roles_names_every_role_and_no_other() -> None:
    assert headings(DOCS / "architecture.md", r"^\| `([a-z]+)` \| (?:body|agency|below|) ?\|") == set(RIGHTS)


def test_every_benchmark_that_the_measurements_name_exists() -> None:
    import_module("bench.__main__").load()
    known = import_module("bench.registry").BENCHMARKS
    assert headings(DOCS / "operating" / "performance.md", r"^\| `(\w+)` \|") - set(known) == set()


def test_every_schedule_is_told_to_the_operator() -> None:
    told = text_of(DOCS / "operating" / "index.md")
    assert [entry.title for entry in schedule.registered() if entry.title not in told] == []


# --- the glossary ------------------------------------------------------------------------------------


@cache
def by_class_name() -> dict[str, Any]:
    """Our models and the choices in the modules that declare them, by the bare name of their class."""
    modules = {import_module(model.__module__) for model in apps.get_models() if _is_ours(model.__module__)}
    found: dict[str, Any] = {}
    for module in modules:
        found |= {
            name: thing
            for name, thing in inspect.getmembers(module, inspect.isclass)
            if _is_ours(thing.__module__)
        }
    return found


def _is_ours(module: str) -> bool:
    return module.startswith("lantoa.")


def resolves(name: str) -> bool:
    """Whether `plans.Task`, `plans.actions.ask_done` or `Task.due_on` names something in the code."""
    first, *rest = name.split(".")
    if first in floors():
        return any(_walk(start, rest) for start in (f"lantoa.{first}", f"lantoa.{first}.models"))
    return first in by_class_name() and _has(by_class_name()[first], rest)


def _walk(module: str, rest: list[str]) -> bool:
    while rest:
        try:
            module_object = import_module(f"{module}.{rest[0]}")
        except ModuleNotFoundError:
            break
        module, rest = module_object.__name__, rest[1:]
    try:
        return _has(import_module(module), rest)
    except ModuleNotFoundError:
        return False


def _has(thing: Any, rest: list[str]) -> bool:
    for index, part in enumerate(rest):
        fields = {field.name for field in thing._meta.get_fields()} if hasattr(thing, "_meta") else set()
        if part in fields:
            return index == len(rest) - 1
        if not hasattr(thing, part):
            return False
        thing = getattr(thing, part)
    return True


def terms() -> list[list[str]]:
    lines = text_of(DOCS / "glossary.md").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [row for row in rows if row[0] != "Vietnamese"]


def test_the_glossary_has_the_words_of_the_field() -> None:
    words = [row[0] for row in terms()]
    assert len(words) >= 60
    assert len(set(words)) == len(words)


def test_every_identifier_of_the_glossary_names_something_in_the_code() -> None:
    named = {name for row in terms() for name in re.findall(r"`([A-Za-z_]+(?:\.\w+)*)`", row[2])}
    ours = {name for name in named if not name.startswith(("LANTOA_", "allauth"))}
    assert sorted(name for name in ours if not resolves(name)) == []


# --- words on screen ---------------------------------------------------------------------------------


@cache
def screen() -> str:
    """Everything that could be shown: templates without tags, and code."""
    files = [*SOURCE.glob("**/templates/**/*.html"), *SOURCE.glob("**/*.py")]
    return " ".join(" ".join(re.sub(r"\{#.*?#\}", "", text_of(path)).split()) for path in sorted(files))


def test_words_that_the_guides_quote_are_on_the_screen() -> None:
    missing = []
    for path in [*sorted((DOCS / "using").glob("*.md")), ROOT / "README.vi.md"]:
        for phrase in ITALIC.findall(text_of(path)):
            parts = [part.strip() for part in phrase.split("…") if part.strip()]
            missing += [f"{path.name}: {part}" for part in parts if part not in screen()]
    assert missing == []
