"""What we ask for, what is locked and what is imported are the same packages."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.house import ROOT, SOURCE, judge

REQUIREMENTS = ROOT / "requirements"
LOCKS = {"build.in": "build.txt", "runtime.in": "runtime.txt", "test.in": "test.txt"}
OURS = {"lantoa", "tests", "bench", "scripts"}
NOT_IMPORTED = {
    "django-htmx": "its middleware is named in the settings",
    "django-valkey": "a cache, named in the settings",
    "psycopg": "Django imports it for PostgreSQL",
}


def lines(name: str) -> list[str]:
    text = (REQUIREMENTS / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith(("#", "-"))]


def asked(name: str) -> dict[str, Requirement]:
    found = [Requirement(line.partition(" #")[0]) for line in lines(name)]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


@cache
def pinned(name: str) -> dict[str, set[str]]:
    """The versions of each package; several where they differ by the version of Python."""
    found: dict[str, set[str]] = {}
    for line in lines(name):
        requirement = Requirement(line.partition("--hash")[0].strip())
        (specifier,) = requirement.specifier
        found.setdefault(canonicalize_name(requirement.name), set()).add(specifier.version)
    return found


def imported(paths: list[Path]) -> set[str]:
    """The first names of all modules that the files import, without ours and Python's own."""
    names = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - OURS - sys.stdlib_module_names


def packages(paths: list[Path]) -> set[str]:
    known = packages_distributions()
    return {canonicalize_name(known[name][0]) for name in imported(paths) if name in known}


@pytest.mark.parametrize("wish", LOCKS)
def test_the_lock_holds_what_is_asked_for(wish: str) -> None:
    locked = pinned(LOCKS[wish])
    unmet = [
        str(requirement)
        for name, requirement in asked(wish).items()
        if not any(requirement.specifier.contains(version) for version in locked.get(name, ()))
    ]
    assert unmet == []


def test_no_package_is_locked_at_two_versions_by_two_locks() -> None:
    differing = [
        f"{name}: {one} {sorted(pinned(one)[name])}, {other} {sorted(pinned(other)[name])}"
        for one, other in (
            ("runtime.txt", "test.txt"),
            ("runtime.txt", "build.txt"),
            ("build.txt", "test.txt"),
        )
        for name in pinned(one).keys() & pinned(other).keys()
        if pinned(one)[name] != pinned(other)[name]
    ]
    assert differing == []


def test_the_constraints_are_the_versions_of_the_lock() -> None:
    assert pinned("constraints.txt") == pinned("runtime.txt")


@pytest.mark.parametrize("lock", LOCKS.values())
def test_a_lock_has_a_hash_for_each_package_and_names_no_host(lock: str) -> None:
    text = (REQUIREMENTS / lock).read_text(encoding="utf-8")
    assert [line for line in lines(lock) if "--hash=sha256:" not in line] == []
    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", text) == []


def test_what_the_product_imports_is_asked_for_by_name() -> None:
    # The catalogues are compiled while building, by a package that an installation does not need.
    building = {SOURCE / "ui" / "translations.py"}
    paths = [path for path in SOURCE.glob("**/*.py") if path not in building]
    assert packages(paths) - set(asked("runtime.in")) == set()
    assert packages([*building, ROOT / "setup.py"]) - set(asked("build.in")) == set()


def test_what_tests_and_benchmarks_import_is_asked_for_by_name() -> None:
    paths = [path for folder in ("tests", "bench", "scripts") for path in (ROOT / folder).glob("**/*.py")]
    known = {name for wish in LOCKS for name in asked(wish)}
    assert packages(paths) - known == set()


def test_nothing_is_asked_for_that_the_product_does_not_use() -> None:
    used = packages(list(SOURCE.glob("**/*.py")))
    judge((name for name in asked("runtime.in") if name not in used), NOT_IMPORTED)
