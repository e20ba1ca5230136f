"""Charts as values: the view fills them, components draw them on the server as HTML and SVG.

Positions are text with a point, in percent, so that a localised template cannot write "53,7%" into an SVG.
Every chart carries its figures in words or in a table; colour comes from classes, never from a style.
Pure: no Django.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lantoa.ui.words import NBSP, vnnumber

Value = int | float | Decimal


def percent(value: Value) -> str:
    """A length in percent for an SVG attribute, kept within 0 and 100: "53.70%"."""
    return f"{min(max(float(value), 0.0), 100.0):.2f}%"


@dataclass(frozen=True)
class HeatCell:
    """How much of what was due is done; `late` of it is late. Nothing due is an empty cell."""

    done: int = 0
    due: int = 0
    late: int = 0
    url: str = ""

    @property
    def step(self) -> int:
        """0 nothing due, 1 nothing done, 2 up to half, 3 more than half, 4 all."""
        if not self.due:
            return 0
        if not self.done:
            return 1
        return 4 if self.done >= self.due else 2 if self.done * 2 <= self.due else 3

    @property
    def text(self) -> str:
        return f"{'▲ ' if self.late else ''}{self.done}/{self.due}"

    @property
    def words(self) -> str:
        late = f", {self.late} việc trễ hạn" if self.late else ""
        return f"{self.done} trên {self.due} việc hoàn thành{late}" if self.due else "không có việc"


@dataclass(frozen=True)
class HeatRow:
    label: str
    cells: Sequence[HeatCell]
    url: str = ""


MONTHS = tuple((f"T{month}", f"tháng {month}") for month in range(1, 13))


@dataclass(frozen=True)
class Heat:
    """Rows (units) against columns (months): `columns` are pairs of a short heading and its words."""

    caption: str
    rows: Sequence[HeatRow]
    columns: Sequence[tuple[str, str]] = MONTHS
    now: int | None = None  # the column of today, from 0
    corner: str = "Đơn vị"

    @property
    def lines(self) -> list[tuple[HeatRow, list[tuple[str, str, HeatCell]]]]:
        return [
            (row, [(*column, cell) for column, cell in zip(self.columns, row.cells, strict=True)])
            for row in self.rows
        ]


@dataclass(frozen=True)
class Bar:
    """One bar; `text` is how its value is written, `url` the records behind it, `note` a line below its name."""

    label: str
    value: Value | None
    text: str = ""
    url: str = ""
    note: str = ""
    late: bool = False


@dataclass(frozen=True)
class Bars:
    """Bars on one scale: `most` is the full width; without it the longest bar is. None as a value is no bar."""

    caption: str
    bars: Sequence[Bar]
    heading: str = "Đơn vị"
    figure: str = "Số lượng"
    most: Value | None = None

    @property
    def lines(self) -> list[tuple[Bar, str, str]]:
        """Each bar with its width and its figure in words."""
        scale = (
            float(self.most if self.most is not None else max((b.value or 0 for b in self.bars), default=0))
            or 1.0
        )
        return [
            (
                bar,
                percent(100 * float(bar.value or 0) / scale),
                bar.text or ("–" if bar.value is None else vnnumber(bar.value)),
            )
            for bar in self.bars
        ]


LIKERT = ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng")


@dataclass(frozen=True)
class Part:
    """One piece of a stacked bar, ready to draw."""

    step: int
    x: str
    width: str
    middle: str
    text: str


@dataclass(frozen=True)
class Stack:
    """The answers to one question: how many chose each of the five levels, first to last."""

    label: str
    counts: Sequence[int]

    @property
    def total(self) -> int:
        return sum(self.counts)

    def shares(self) -> list[float]:
        return [100 * count / self.total if self.total else 0.0 for count in self.counts]

    @property
    def parts(self) -> list[Part]:
        """Pieces from left to right; a number is written where it fits (7 % and more)."""
        at, found = 0.0, []
        for step, share in enumerate(self.shares(), start=1):
            text = str(round(share)) if share >= 7 else ""
            found.append(Part(step, percent(at), percent(share), percent(at + share / 2), text))
            at += share
        return found

    def words(self, names: Sequence[str]) -> str:
        if not self.total:
            return f"{self.label}: chưa có trả lời"
        said = (
            f"{name.lower()} {round(share)}{NBSP}%" for name, share in zip(names, self.shares(), strict=True)
        )
        return f"{self.label}: {', '.join(said)}"


@dataclass(frozen=True)
class Stacks:
    caption: str
    stacks: Sequence[Stack]
    names: Sequence[str] = LIKERT
    heading: str = "Câu hỏi"

    @property
    def lines(self) -> list[tuple[Stack, str]]:
        return [(stack, stack.words(self.names)) for stack in self.stacks]

    @property
    def legend(self) -> list[tuple[int, str]]:
        return list(enumerate(self.names, start=1))


@dataclass(frozen=True)
class Point:
    label: str
    value: Value


@dataclass(frozen=True)
class Spark:
    """A course of values over time; `unit` is written after each value."""

    label: str
    points: Sequence[Point]
    unit: str = ""

    @property
    def polyline(self) -> str:
        """Points in a box of 100 × 30, the greatest value at 4, the least at 26; a level course lies in the middle."""
        values = [float(point.value) for point in self.points]
        if not values:
            return ""
        low, high = min(values), max(values)
        step = 100 / (len(values) - 1) if len(values) > 1 else 0
        spots = [
            (number * step, 15.0 if high == low else 26 - 22 * (value - low) / (high - low))
            for number, value in enumerate(values)
        ]
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)

    @property
    def figures(self) -> list[tuple[str, str]]:
        tail = f"{NBSP}{self.unit}" if self.unit else ""
        return [(point.label, f"{vnnumber(point.value)}{tail}") for point in self.points]

    @property
    def words(self) -> str:
        if not self.points:
            return f"{self.label}: chưa có số liệu"
        (_, first), (_, last) = self.figures[0], self.figures[-1]
        return f"{self.label}: {first}" if len(self.points) == 1 else f"{self.label}: từ {first} đến {last}"


@dataclass(frozen=True)
class Course:
    """A progress in percent against what should be reached by a day; either may be unknown."""

    value: Value | None
    expected: Value | None = None
    label: str = "Tiến độ"

    @property
    def width(self) -> str:
        return percent(self.value or 0)

    @property
    def mark(self) -> str:
        return "" if self.expected is None else percent(self.expected)

    @property
    def words(self) -> str:
        said = "chưa có số liệu" if self.value is None else f"{vnnumber(self.value, 1)} phần trăm"
        wanted = "" if self.expected is None else f", mức cần đạt {vnnumber(self.expected, 1)} phần trăm"
        return f"{self.label} {said}{wanted}"


@dataclass(frozen=True)
class Lane:
    """What the row of a timeline shows, ready to draw."""

    x: str
    width: str
    done: str


@dataclass(frozen=True)
class GanttRow:
    """One line of the year. Days are counted from 0; `share` (0–1) of the length is drawn as done."""

    label: str
    spans: Sequence[tuple[int, int]]
    url: str = ""
    share: float = 0.0
    state: str = "work"
    words: str = ""
    word: str = ""
    sub: str = ""


@dataclass(frozen=True)
class Gantt:
    """A year of `days` days; `today` is a day of it or None when it lies outside."""

    caption: str
    rows: Sequence[GanttRow]
    starts: Sequence[int] = field(default_factory=tuple)  # first day of each month, from 0
    days: int = 365
    today: int | None = None

    def at(self, day: float) -> str:
        return percent(100 * day / self.days)

    @property
    def grid(self) -> list[str]:
        return [self.at(day) for day in self.starts if day]

    @property
    def now(self) -> str:
        return "" if self.today is None else self.at(self.today + 0.5)

    def lanes(self, row: GanttRow) -> list[Lane]:
        """Both ends belong to a span; a single day is drawn at least four days wide, to be seen."""
        lanes = []
        for first, last in row.spans:
            length = max(last - first + 1, 4)
            start = min(first, self.days - length)
            lanes.append(
                Lane(self.at(start), self.at(length), self.at(length * min(max(row.share, 0.0), 1.0)))
            )
        return lanes

    @property
    def lines(self) -> list[tuple[GanttRow, list[Lane]]]:
        return [(row, self.lanes(row)) for row in self.rows]
