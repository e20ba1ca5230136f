"""The arithmetic of progress. Pure: figures in, a rate with its formula out.

A piece of work is a task, or each dated instance of a recurring task. Rates are exact; rounding is the screen's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

COUNT, WEIGHT, OUTPUT = "count", "weight", "output"

FORMULAS = {
    COUNT: "số việc hoàn thành ÷ tổng số việc; mỗi nhiệm vụ, hoặc mỗi kỳ của nhiệm vụ định kỳ, là một việc",
    WEIGHT: "tổng trọng số × phần đã hoàn thành ÷ tổng trọng số",
    OUTPUT: "trung bình phần đạt của từng chỉ tiêu, mỗi chỉ tiêu tính tối đa 100 %; "
    "nhiệm vụ không có chỉ tiêu tính theo hoàn thành",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One task: pieces done and owed, its weight, pairs (measured, target) for each of its targets, and how many
    of its pieces were due by the day asked about.
    """

    done: int
    owed: int
    weight: Decimal = Decimal(1)
    outputs: tuple[tuple[Decimal, Decimal], ...] = ()
    due: int = 0

    @property
    def share(self) -> Decimal:
        return Decimal(self.done) / Decimal(self.owed) if self.owed else Decimal(0)


@dataclass(frozen=True, slots=True)
class Progress:
    """`achieved` of `expected` by a rule. `rate` is None when nothing is owed: no data is not 0 %."""

    kind: str
    achieved: Decimal
    expected: Decimal

    @property
    def rate(self) -> Decimal | None:
        return self.achieved / self.expected if self.expected else None

    @property
    def percent(self) -> Decimal | None:
        """The rate in percent, one decimal, half up: for the screen."""
        return (
            None
            if self.rate is None
            else (self.rate * 100).quantize(Decimal("0.1"), rounding="ROUND_HALF_UP")
        )

    @property
    def formula(self) -> str:
        return FORMULAS[self.kind]


def measure(kind: str, figures: Sequence[Figure] | Iterable[Figure]) -> Progress:
    """Progress of a set of tasks under a rule: count, weight or output."""
    rows = list(figures)
    if kind == COUNT:
        return Progress(kind, Decimal(sum(row.done for row in rows)), Decimal(sum(row.owed for row in rows)))
    if kind == WEIGHT:
        live = [row for row in rows if row.owed]
        achieved = sum((row.weight * row.share for row in live), Decimal(0))
        return Progress(kind, achieved, sum((row.weight for row in live), Decimal(0)))
    if kind == OUTPUT:
        shares = [share for row in rows if row.owed for share in _shares(row)]
        return Progress(kind, sum(shares, Decimal(0)), Decimal(len(shares)))
    raise ValueError(f"unknown progress rule {kind}")


def expected(kind: str, figures: Iterable[Figure]) -> Decimal | None:
    """The rate that the same rule gives when all that was due is done and nothing else; None when nothing is owed."""
    as_due = [
        replace(row, done=row.due, outputs=((Decimal(row.due), Decimal(row.owed)),) * len(row.outputs))
        for row in figures
    ]
    return measure(kind, as_due).rate


def _shares(row: Figure) -> list[Decimal]:
    if not row.outputs:
        return [row.share]
    return [min(Decimal(1), measured / target) for measured, target in row.outputs]
