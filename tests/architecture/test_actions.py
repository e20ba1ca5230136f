"""Every verb says who acts and leaves a trace."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

from tests.architecture.house import (
    SOURCE,
    calls,
    judge,
    literal,
    name_of,
    python_files,
    room_of,
    tree,
    where,
)

NO_AUDIT = {"audit": "is the audit itself", "jobs": "a job row is its own record, kept and shown"}
NOBODY_ACTS = {
    "src/lantoa/ledger/actions/keeping.py: make_view": "a derivative that a job makes of a stored file",
    "src/lantoa/ledger/actions/reference.py: ensure_reference_rows": "the rows that every installation starts with",
    "src/lantoa/organisation/actions/accounts.py: accept_invitation": "whoever holds the token becomes the actor",
}
NO_TRACE = {
    "src/lantoa/ledger/actions/keeping.py: make_view": "a derivative that a job makes of a stored file",
    "src/lantoa/ledger/actions/reference.py: ensure_reference_rows": "the rows that every installation starts with",
    "src/lantoa/notices/actions.py: mark_": "reading one's own notices changes nothing for anybody else",
    "src/lantoa/notices/actions.py: notify": "follows an action that is in the audit already",
}
TRACES = {"note", "note_read"}


def verbs() -> list[tuple[Path, ast.FunctionDef]]:
    """Public functions of actions.py; of a folder of that name, those that its __init__ offers."""
    found = []
    for path in [*python_files(within="*/actions.py"), *python_files(within="*/actions/*.py")]:
        if room_of(path) in NO_AUDIT:
            continue
        offered = _offered(path)
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and offered(node.name):
                found.append((path, node))
    return found


def _offered(path: Path) -> Callable[[str], bool]:
    """A folder of actions must say what it offers in `__all__`; helpers are for its modules alone."""
    if path.name == "actions.py":
        return lambda name: True
    names = {
        literal(node)
        for node in ast.walk(tree(path.parent / "__init__.py"))
        if isinstance(node, ast.Constant)
    }
    return names.__contains__


def room_calls(room: str) -> dict[str, set[str]]:
    """Function name → names it calls, over the room's modules outside web."""
    graph: dict[str, set[str]] = {}
    for path in sorted((SOURCE / room).glob("**/*.py")):
        if {"web", "migrations"} & set(path.parts):
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                graph.setdefault(node.name, set()).update(name_of(call) for call in calls(node))
    return graph


def leaves_a_trace(name: str, graph: dict[str, set[str]]) -> bool:
    """Whether calling `name` may reach the audit through functions of its own room."""
    seen, queue = set(), [name]
    while queue:
        current = queue.pop()
        if current in TRACES:
            return True
        if current not in seen:
            seen.add(current)
            queue += graph.get(current, set())
    return False


def test_every_verb_takes_the_actor_by_name() -> None:
    found = [
        f"{where(path)}: {node.name}"
        for path, node in verbs()
        if "actor" not in [arg.arg for arg in node.args.kwonlyargs]
    ]
    judge(found, NOBODY_ACTS)


def test_every_verb_notes_the_audit() -> None:
    graphs = {room: room_calls(room) for room in {room_of(path) for path, _ in verbs()}}
    found = [
        f"{where(path)}: {node.name}"
        for path, node in verbs()
        if not leaves_a_trace(node.name, graphs[room_of(path)])
    ]
    judge(found, NO_TRACE)
