"""A sheet to draw on: shapes and text collected as SVG. Units are points of a picture 150 mm wide."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from lantoa.documents.writing.measure import MM_PER_POINT, width_mm
from lantoa.documents.writing.wording import said

WIDTH = 425.0
SIZE = 10.5
LINE = 13.0

INK, GREY, GRID = "#16201f", "#47534f", "#d4dbd9"
BAR, TRACK, SOFT, LATE = "#0b5a66", "#e4eef0", "#98bfc6", "#a03408"
LIKERT = ("#a8470f", "#eeb78e", "#d7dcda", "#a3cae4", "#1a659a")
ON_LIKERT = ("#ffffff", "#2b1200", "#16201f", "#06263d", "#ffffff")
HEAT = ("#ffffff", "#e4eef0", "#c4dbdf", "#98bfc6", "#0b5a66")
ON_HEAT = (GREY, INK, INK, INK, "#ffffff")


def share(percent: str) -> float:
    """ "53.70%" as 0.537."""
    return float(percent.rstrip("%")) / 100


class Canvas:
    def __init__(self, family: str) -> None:
        self._family = family
        self._shapes: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, fill: str, stroke: str = "") -> None:
        edge = f' stroke="{stroke}" stroke-width="0.5"' if stroke else ""
        self._shapes.append(
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" height="{height:.2f}" fill="{fill}"{edge}/>'
        )

    def line(
        self, x: float, y: float, to_x: float, to_y: float, stroke: str = GRID, *, dashed: bool = False
    ) -> None:
        dashes = ' stroke-dasharray="3 2"' if dashed else ""
        self._shapes.append(
            f'<line x1="{x:.2f}" y1="{y:.2f}" x2="{to_x:.2f}" y2="{to_y:.2f}" stroke="{stroke}" '
            f'stroke-width="0.75"{dashes}/>'
        )

    def course(self, points: list[tuple[float, float]]) -> None:
        spots = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        self._shapes.append(f'<polyline points="{spots}" fill="none" stroke="{BAR}" stroke-width="1.5"/>')
        for x, y in points:
            self._shapes.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="2" fill="{BAR}"/>')

    def warning(self, x: float, y: float) -> None:
        """A small triangle, so that late is not told by colour alone."""
        self._shapes.append(
            f'<polygon points="{x:.2f},{y:.2f} {x + 4.5:.2f},{y:.2f} {x + 2.25:.2f},{y - 4.5:.2f}" fill="{LATE}"/>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: str = "start",
        fill: str = INK,
        size: float = SIZE,
        bold: bool = False,
    ) -> None:
        weight = ' font-weight="bold"' if bold else ""
        self._shapes.append(
            f'<text x="{x:.2f}" y="{y:.2f}" font-family={quoteattr(self._family)} font-size="{size}" fill="{fill}" '
            f'text-anchor="{anchor}"{weight}>{escape(said(words))}</text>'
        )

    def svg(self, height: float) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {height:.2f}" '
            f'width="{WIDTH:.0f}" height="{height:.2f}">{"".join(self._shapes)}</svg>'
        )


def wrapped(words: str, room: float, lines: int = 2, size: float = SIZE) -> list[str]:
    """The words in at most so many lines of `room` points, shortened with … where they do not fit."""
    found: list[str] = []
    rest = said(words).split()
    while rest and len(found) < lines:
        taken = 1
        while taken < len(rest) and points(" ".join(rest[: taken + 1]), size) <= room:
            taken += 1
        found.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    if rest and found:
        found[-1] += " …"
    return [_cut(line, room, size) for line in found] or [""]


def _cut(line: str, room: float, size: float) -> str:
    if points(line, size) <= room:
        return line
    bare = line.removesuffix(" …")
    while bare and points(f"{bare} …", size) > room:
        bare = bare[:-1]
    return f"{bare.rstrip()} …"


def points(words: str, size: float) -> float:
    """How long the words are on one line."""
    return width_mm(words, size) / MM_PER_POINT
