"""The operator's guide and the code say the same: settings, commands, links."""

from __future__ import annotations

import ast
import re
from argparse import ArgumentParser
from pathlib import Path

import pytest
from django.core.management import BaseCommand, load_command_class

from tests.architecture.house import ROOT, SOURCE, calls, literal, name_of, python_files, tree

DOCS = ROOT / "docs"
READERS = {"text", "flag", "number", "choice", "day", "base_url", "words"}


def settings_read() -> set[str]:
    """Every LANTOA_ variable that the code reads."""
    found = set()
    for path in python_files():
        for call in calls(tree(path)):
            name = literal(call.args[0]) if call.args else None
            if name and name.startswith("LANTOA_") and name_of(call) in READERS | {"get", "setdefault"}:
                found.add(name)
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Subscript) and (literal(node.slice) or "").startswith("LANTOA_"):
                found.add(literal(node.slice))
    return {name for name in found if name}


def commands() -> set[str]:
    files = SOURCE.glob("*/management/commands/*.py")
    return {path.stem for path in files if not path.stem.startswith("_")}


def headings(path: Path, pattern: str) -> set[str]:
    return set(re.findall(pattern, path.read_text(encoding="utf-8"), re.M))


def test_every_setting_is_documented_and_no_other() -> None:
    assert headings(DOCS / "operating" / "settings.md", r"`(LANTOA_[A-Z_]+)`") == settings_read()


def test_every_command_is_documented_and_no_other() -> None:
    assert headings(DOCS / "operating" / "commands.md", r"^## `lantoa ([a-z_]+)") == commands()


def options(name: str) -> set[str]:
    """What a command takes besides what Django gives every command."""
    room = next(SOURCE.glob(f"*/management/commands/{name}.py")).parents[2].name
    found: set[str] = set()

    def walk(parser: ArgumentParser) -> None:
        for action in parser._actions:
            found.update(option for option in action.option_strings if option.startswith("--"))
            for sub in (action.choices or {}).values() if isinstance(action.choices, dict) else ():
                walk(sub)

    command = load_command_class(f"lantoa.{room}", name)
    walk(command.create_parser("lantoa", name))
    bare = BaseCommand().create_parser("lantoa", name)
    return found - {option for action in bare._actions for option in action.option_strings}


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_of_a_command_is_documented_and_no_other(name: str) -> None:
    text = (DOCS / "operating" / "commands.md").read_text(encoding="utf-8")
    sections = re.findall(rf"^## `lantoa {name}\b.*?(?=^## |\Z)", text, re.M | re.S)
    told = {option for section in sections for option in re.findall(r"--[a-z][a-z-]*", section)}
    assert told - {"--help"} == options(name)


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = []
    for path in [*sorted(DOCS.glob("**/*.md")), *sorted(ROOT.glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            if (
                "://" not in target
                and not target.startswith("mailto:")
                and not (path.parent / target).exists()
            ):
                broken.append(f"{path.relative_to(ROOT)}: {target}")
    assert broken == []
