"""The operator's guide and the code say the same: settings, commands, links."""

from __future__ import annotations

import ast
import re
from pathlib import Path

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
