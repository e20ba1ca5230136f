"""The house as data: rooms and their floors, source files, templates; and how exemptions are judged."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "lantoa"


@cache
def floors() -> dict[str, int]:
    """Each room with its floor, 0 at the bottom, as the import contract has them."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        contracts = tomllib.load(stream)["tool"]["importlinter"]["contracts"]
    lines = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return {
        room.strip(): floor
        for floor, line in enumerate(reversed(lines))
        for room in line.replace("|", ",").split(",")
    }


def may_know(room: str, other: str) -> bool:
    """Whether `room` may look at `other`: itself, or one on a lower floor."""
    return room == other or floors()[other] < floors()[room]


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


def python_files(*, within: str = "**/*.py", migrations: bool = False) -> list[Path]:
    found = sorted(SOURCE.glob(within))
    return [path for path in found if ("migrations" in path.parts) == migrations]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def templates() -> list[Path]:
    return sorted(path for path in SOURCE.glob("**/templates/**/*") if path.is_file())


def where(path: Path, line: int | None = None) -> str:
    return f"{path.relative_to(ROOT)}" + (f":{line}" if line else "")


def calls(node: ast.AST) -> Iterator[ast.Call]:
    return (found for found in ast.walk(node) if isinstance(found, ast.Call))


def name_of(call: ast.Call) -> str:
    """The last word of what is called: `note` for `actions.note(...)`."""
    target = call.func
    return (
        target.attr
        if isinstance(target, ast.Attribute)
        else target.id
        if isinstance(target, ast.Name)
        else ""
    )


def literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def judge(found: Iterable[str], exempt: dict[str, str]) -> None:
    """Fails for a finding that nobody exempted, and for an exemption that exempts nothing.

    An exemption is a beginning of the finding with its reason.
    """
    findings = sorted(set(found))
    wrong = [line for line in findings if not any(line.startswith(start) for start in exempt)]
    wrong += [
        f"stale exemption: {start}"
        for start in exempt
        if not any(line.startswith(start) for line in findings)
    ]
    wrong += [f"exemption without a reason: {start}" for start, why in exempt.items() if len(why.split()) < 4]
    assert not wrong, "\n" + "\n".join(wrong)
