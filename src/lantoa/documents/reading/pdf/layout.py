"""What a page of a PDF gives before anything is understood: pieces of lines and drawn rulings, in points."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Segment:
    """Words on one baseline without a wide gap. `line` counts through the whole file, from 1."""

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool
    line: int
    page: int

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Ruling:
    """A drawn straight line: at `at` on its own axis, from `start` to `end` on the other."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Sheet:
    """One page, turned the way it is shown."""

    number: int
    width: float
    height: float
    segments: list[Segment] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    horizontals: list[Ruling] = field(default_factory=list)
    is_picture: bool = False
