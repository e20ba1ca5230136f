"""How far a draft is from what a person read out of the plan by hand.

In an expected file an absent field of a task is null, "*" is anything, and "*words" is a text that begins so;
`forms_in` names forms that must be among those found.
"""

from __future__ import annotations

from typing import Any

_TASK: dict[str, Any] = {
    "lead": None,
    "partners": [],
    "audience": None,
    "product": None,
    "budget": None,
    "note": None,
}
_TIME: dict[str, Any] = {
    "kind": None,
    "start": None,
    "end": None,
    "rrule": None,
    "event_text": None,
    "raw": None,
}


def differences(expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    told: list[str] = []
    _fields("document", expected["document"], found["document"], told)
    for part in ("parents", "references", "objectives", "requirements", "arrangements"):
        _list(part, expected[part], found[part], told)
    _list("tasks", [_whole(task) for task in expected["tasks"]], found["tasks"], told)
    codes = sorted(warning["code"] for warning in found["warnings"])
    if codes != sorted(expected["warnings"]):
        told.append(f"warnings: {sorted(expected['warnings'])} != {found['warnings']}")
    return told


def _whole(task: dict[str, Any]) -> dict[str, Any]:
    time = task.get("time", {})
    return {**_TASK, **task, "time": time if time == "*" else {**_TIME, **time}}


def _list(name: str, expected: Any, found: list[dict[str, Any]], told: list[str]) -> None:
    if expected == "*":
        return
    if len(expected) != len(found):
        told.append(f"{name}: {len(expected)} expected, found {[f.get('text', f) for f in found]}")
        return
    for number, (one, other) in enumerate(zip(expected, found, strict=True)):
        _fields(f"{name}[{number}]", one, other, told)


def _fields(where: str, expected: dict[str, Any], found: dict[str, Any], told: list[str]) -> None:
    for field, value in expected.items():
        if field == "forms_in":
            if missing := [form for form in value if form not in found["forms"]]:
                told.append(f"{where}.forms: no {missing} in {found['forms']}")
        elif isinstance(value, dict):
            _fields(f"{where}.{field}", value, found[field], told)
        elif not _same(value, found.get(field)):
            told.append(f"{where}.{field}: {value!r} != {found.get(field)!r}")


def _same(expected: Any, found: Any) -> bool:
    if isinstance(expected, str) and expected.startswith("*"):
        return expected == "*" or str(found).startswith(expected[1:])
    return bool(expected == found)
