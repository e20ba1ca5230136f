"""Which functions may run in the background: those of a room's `jobs` module, found by their dotted name."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable
from typing import Any

JobFunction = Callable[..., dict[str, Any] | None]

_NAME = re.compile(r"lantoa\.[a-z_]+\.jobs(\.[a-z][a-z0-9_]*)?\.[a-z][a-z0-9_]*")
_allowed_modules: set[str] = set()


_labels: dict[str, str] = {}


def register_labels(labels: dict[str, str]) -> None:
    """What functions do, in words without content: for the list that administrators see of everybody's jobs."""
    _labels.update(labels)


def label_of(name: str) -> str:
    """The words of a function's name; a function nobody has words for is called by its room's work in general."""
    return _labels.get(name, "Việc nền khác")


class UnknownJob(ValueError):
    """The name belongs to no function that may run as a job."""


def allow_module(module: str) -> None:
    """Lets the functions of one more module run as jobs: for tests, which have no room of their own."""
    _allowed_modules.add(module)


def resolve(name: str) -> JobFunction:
    """The function of that name. Raises UnknownJob for a name outside the rooms' `jobs` modules, for one that is
    missing or only imported there, and for a function whose first parameter is not `progress`."""
    module_name, _, function_name = name.rpartition(".")
    if not (_NAME.fullmatch(name) or (module_name in _allowed_modules and not function_name.startswith("_"))):
        raise UnknownJob(f"{name} is not the name of a job")
    try:
        module = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        raise UnknownJob(f"{name}: there is no module {module_name}") from error
    function = getattr(module, function_name, None)
    if not inspect.isfunction(function) or function.__module__ != module_name:
        raise UnknownJob(f"{name}: no such function in {module_name}")
    if next(iter(inspect.signature(function).parameters), None) != "progress":
        raise UnknownJob(f"{name}: the first parameter of a job is `progress`")
    return function
