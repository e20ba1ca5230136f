"""What a benchmark is: a name, a unit, a budget at a size, and a function that measures at a scale."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

LATEST = Path(__file__).with_name("latest.json")


@dataclass(frozen=True)
class Result:
    """`ratio` is the value over that of the thing it is compared with, where there is one. `notes` are printed."""

    value: float
    ratio: float | None = None
    notes: list[str] = field(default_factory=list)
    trouble: str = ""
    """Why the figure must not be believed (the load generator was the bottleneck, say): then nothing holds."""


@dataclass(frozen=True)
class Benchmark:
    """The budget is the most that the value may be or, where `at_least`, the least that the ratio must be."""

    name: str
    unit: str
    budget: float | None
    size: int
    size_unit: str
    at_least: bool
    measure: Callable[[int], Result]

    def run(self, scale: float) -> dict[str, object]:
        """Measures, prints, and gives the row of latest.json."""
        size = max(1, round(self.size * scale))
        started = time.monotonic()
        result = self.measure(size)
        row = {
            "value": round(result.value, 4),
            "unit": self.unit,
            "ratio": None if result.ratio is None else round(result.ratio, 3),
            "budget": self.budget,
            "holds": self.holds(result, size),
            "size": size,
        }
        verdict = {True: "giữ được", False: "VƯỢT", None: "không xét"}[row["holds"]]  # type: ignore[index]
        limit = "" if self.budget is None else f" (ngân sách {'≥' if self.at_least else '≤'} {self.budget:g})"
        ratio = "" if result.ratio is None else f", tỷ lệ {result.ratio:.2f}"
        print(
            f"{self.name}: {result.value:.4g} {self.unit}{ratio}{limit} với {size} {self.size_unit}: {verdict}"
        )
        for note in [
            *result.notes,
            *filter(None, [result.trouble]),
            f"đo trong {time.monotonic() - started:.0f} giây",
        ]:
            print(f"    {note}")
        return row

    def holds(self, result: Result, size: int) -> bool | None:
        """None at a size smaller than the budget's, without a budget, or when the figure is in doubt."""
        if self.budget is None or size < self.size or result.trouble:
            return None
        measured = result.ratio if self.at_least else result.value
        if measured is None:
            return None
        return measured >= self.budget if self.at_least else measured <= self.budget


BENCHMARKS: dict[str, Benchmark] = {}


def benchmark(
    name: str,
    *,
    unit: str,
    budget: float | None,
    size: int = 1,
    size_unit: str = "lần",
    at_least: bool = False,
) -> Callable[[Callable[[int], Result]], Callable[[int], Result]]:
    """Registers a measuring function, which is given the size to measure at."""

    def register(measure: Callable[[int], Result]) -> Callable[[int], Result]:
        BENCHMARKS[name] = Benchmark(name, unit, budget, size, size_unit, at_least, measure)
        return measure

    return register


def write(rows: dict[str, dict[str, object]], target: Path = LATEST) -> None:
    """Keeps the rows of benchmarks that were not run this time."""
    known = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    kept = {name: row for name, row in known.items() if name in BENCHMARKS}
    target.write_text(json.dumps(kept | rows, indent=1, sort_keys=True) + "\n", encoding="utf-8")
