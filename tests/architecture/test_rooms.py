"""What imports cannot show about rooms: tables, templates, addresses, jobs."""

from __future__ import annotations

import ast
import re
from importlib import import_module

from django.apps import apps
from django.db.models import Model
from django.db.models.fields.related import RelatedField

from tests.architecture.house import (
    calls,
    floors,
    judge,
    literal,
    may_know,
    name_of,
    python_files,
    room_of,
    templates,
    tree,
    where,
)


def test_no_two_rooms_have_a_template_of_one_name() -> None:
    """The room that is installed first would win, and the other's template would never be read."""
    names = [path.as_posix().partition("/templates/")[2] for path in templates()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def relations() -> list[tuple[str, str, str, RelatedField]]:
    """Every relation between two of our rooms: label, room, the other room, the field."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("lantoa.")]
    found = []
    for model in ours:
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = getattr(field, "related_model", None)
            if (
                isinstance(target, type)
                and issubclass(target, Model)
                and target.__module__.startswith("lantoa.")
            ):
                label = f"{model._meta.label}.{field.name}"
                found.append((label, model.__module__.split(".")[1], target.__module__.split(".")[1], field))
    return found


def test_every_room_is_on_a_floor() -> None:
    packages = {path.parent.name for path in python_files(within="*/__init__.py")}
    assert packages == set(floors())


def test_foreign_keys_only_point_down() -> None:
    judge((f"{label} → {other}" for label, room, other, _ in relations() if not may_know(room, other)), {})


def test_no_reverse_accessor_crosses_rooms() -> None:
    crossing = [(label, field) for label, room, other, field in relations() if room != other]
    judge((label for label, field in crossing if not field.remote_field.hidden), {})


NAMESPACE = re.compile(
    r"""\{%\s*(?:include|extends|url|load)\s+["']?([a-z_]+)[/:][^%]*%\}|\{%\s*load\s+lantoa_([a-z_]+)"""
)


def test_no_template_names_a_higher_room() -> None:
    found = []
    for path in templates():
        if path.suffix not in {".html", ".txt"}:
            continue
        for match in NAMESPACE.finditer(path.read_text(encoding="utf-8")):
            other = match[1] or match[2]
            if other in floors() and not may_know(room_of(path), other):
                found.append(f"{where(path)}: {match[0]}")
    judge(found, {})


def test_no_python_names_an_address_of_a_higher_room() -> None:
    found = []
    for path in python_files():
        for call in calls(tree(path)):
            if name_of(call) in {"reverse", "reverse_lazy", "redirect"} and call.args:
                other = (literal(call.args[0]) or "").partition(":")[0]
                if other in floors() and not may_know(room_of(path), other):
                    found.append(f"{where(path)}: {other}")
    judge(
        found,
        {"src/lantoa/portal/frame.py: desk": "the public header links to the staff door beside it"},
    )


def test_no_view_queries_a_table_itself() -> None:
    found = [
        f"{where(path, node.lineno)}: .{node.attr}"
        for path in python_files(within="*/web/**/*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
    ]
    judge(found, {})


def test_no_migration_imports_our_code() -> None:
    found = []
    for path in python_files(migrations=True):
        for node in ast.walk(tree(path)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            found += [f"{where(path, node.lineno)}: {name}" for name in names if name.startswith("lantoa")]
    judge(found, {})


def job_names() -> list[tuple[str, str]]:
    """Every function that is named to be run later, with where it is named."""
    found = []
    for path in python_files():
        for node in ast.walk(tree(path)):
            text = literal(node) if isinstance(node, ast.Constant) else None
            if text and re.fullmatch(r"lantoa\.[a-z_]+\.jobs\.[a-z_]+", text):
                found.append((text, where(path, node.lineno)))
    return found


def test_every_job_that_is_named_is_a_function() -> None:
    missing = []
    for name, place in job_names():
        module, _, function = name.rpartition(".")
        try:
            found = callable(getattr(import_module(module), function, None))
        except ImportError:
            found = False
        if not found:
            missing.append(f"{place}: {name}")
    judge(missing, {})


def test_later_is_always_called_with_a_literal_name_of_a_job() -> None:
    found = []
    for path in python_files():
        for call in calls(tree(path)):
            if name_of(call) == "later" and room_of(path) != "jobs":
                name = literal(call.args[0]) if call.args else None
                if not name or not re.fullmatch(r"lantoa\.[a-z_]+\.jobs\.[a-z_]+", name):
                    found.append(f"{where(path, call.lineno)}")
    judge(found, {})


def test_a_demo_writes_only_by_calling_actions() -> None:
    writing = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "update"}
    found = []
    for path in python_files(within="*/demo*.py"):
        for call in calls(tree(path)):
            if isinstance(call.func, ast.Attribute):
                chain = ast.unparse(call.func.value)
                if (name_of(call) in writing and "objects" in chain) or name_of(call) in {"save", "delete"}:
                    found.append(f"{where(path)}: {ast.unparse(call.func)}")
    judge(found, {})
