"""The desk's charts as drawings that stand alone: the same values, fixed colours and type, ready for paper.

The values are those of `ui.charts`; this room may not know that one, so it goes by their shape.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lantoa.documents.writing.charts.bars import bars_svg, stacks_svg
from lantoa.documents.writing.charts.grids import gantt_svg, heat_svg, spark_svg

_KINDS: tuple[tuple[tuple[str, ...], Callable[[Any, str], tuple[str, str]]], ...] = (
    (("bars", "lines"), bars_svg),
    (("stacks", "legend"), stacks_svg),
    (("rows", "columns", "corner"), heat_svg),
    (("points", "polyline"), spark_svg),
    (("rows", "days", "grid"), gantt_svg),
)


def chart_svg(value: Any, family: str) -> tuple[str, str]:
    """The SVG of a chart set in this font, and what it shows in words."""
    for names, draw in _KINDS:
        if all(hasattr(value, name) for name in names):
            return draw(value, family)
    raise TypeError(f"not a chart: {type(value).__name__}")
