"""Units against months, a course over time, a year of tasks."""

from __future__ import annotations

from typing import Any

from lantoa.documents.writing.charts.canvas import (
    BAR,
    GREY,
    GRID,
    HEAT,
    LATE,
    LINE,
    ON_HEAT,
    SIZE,
    SOFT,
    WIDTH,
    Canvas,
    share,
    wrapped,
)  # fmt: skip

_LABEL, _GAP = 120.0, 8.0
_MOST_WORDS = 1_500


def heat_svg(value: Any, family: str) -> tuple[str, str]:
    """`ui.charts.Heat`: darker is more done; a late cell carries a triangle."""
    canvas, y = Canvas(family), LINE + 6
    room = (WIDTH - _LABEL - _GAP) / max(len(value.columns), 1)
    for at, (short, _) in enumerate(value.columns):
        canvas.text(_LABEL + _GAP + room * (at + 0.5), LINE, short, anchor="middle", fill=GREY, size=9)
    spoken = []
    for row, cells in value.lines:
        label = wrapped(row.label, _LABEL)
        height = max(len(label) * LINE, 18.0)
        for at, words in enumerate(label):
            canvas.text(_LABEL, y + SIZE + at * LINE, words, anchor="end")
        for at, (_, long, cell) in enumerate(cells):
            x = _LABEL + _GAP + room * at
            canvas.rect(x, y, room - 1.5, height, HEAT[cell.step], GRID)
            if cell.due:
                canvas.text(
                    x + (room - 1.5) / 2, y + height / 2 + 3.2, f"{cell.done}/{cell.due}",
                    anchor="middle", fill=ON_HEAT[cell.step], size=8,
                )  # fmt: skip
                spoken.append(f"{row.label}, {long}: {cell.words}")
            if cell.late:
                canvas.warning(x + 0.5, y + 5)
        y += height + 3
    return canvas.svg(y + 2), _short(f"{value.caption}. {'; '.join(spoken)}")


def spark_svg(value: Any, family: str) -> tuple[str, str]:
    """`ui.charts.Spark`: the course with a figure at each point."""
    canvas, left, room = Canvas(family), 30.0, WIDTH - 60
    spots = [tuple(map(float, spot.split(","))) for spot in value.polyline.split()]
    points = [(left + x / 100 * room, 20 + y * 3) for x, y in spots]
    canvas.line(left, 116, left + room, 116)
    if points:
        canvas.course(points)
    for (x, y), (label, text) in zip(points, value.figures, strict=True):
        canvas.text(x, y - 6, text, anchor="middle", size=9)
        canvas.text(x, 128, label, anchor="middle", fill=GREY, size=9)
    figures = "; ".join(f"{label}: {text}" for label, text in value.figures)
    return canvas.svg(134), _short(f"{value.words}. {figures}" if figures else value.words)


def gantt_svg(value: Any, family: str) -> tuple[str, str]:
    """`ui.charts.Gantt`: each row's spans over the year, what is done darker, today dashed."""
    canvas, left, room = Canvas(family), _LABEL + _GAP, WIDTH - _LABEL - _GAP
    starts = list(value.starts) or [0]
    for at, start in enumerate(starts, start=1):
        canvas.text(left + room * share(value.at(start)) + 2, LINE - 2, str(at), fill=GREY, size=9)
    y, lines = LINE + 4, []
    for row, lanes in value.lines:
        label = wrapped(row.label, _LABEL)
        height = max(len(label) * LINE, 16.0)
        lines.append((row, lanes, label, y, height))
        y += height + 5
    for mark in value.grid:
        canvas.line(left + room * share(mark), LINE, left + room * share(mark), y)
    for row, lanes, label, top, height in lines:
        for at, words in enumerate(label):
            canvas.text(_LABEL, top + SIZE + at * LINE, words, anchor="end")
        for lane in lanes:
            x, middle = left + room * share(lane.x), top + height / 2 - 5
            canvas.rect(x, middle, room * share(lane.width), 10, LATE if row.state == "late" else SOFT)
            canvas.rect(x, middle, room * share(lane.done), 10, BAR)
    if value.now:
        canvas.line(
            left + room * share(value.now), LINE, left + room * share(value.now), y, LATE, dashed=True
        )
    said = "; ".join(f"{row.label}: {row.words}" for row, *_ in lines)
    return canvas.svg(y + 2), _short(f"{value.caption}. {said}")


def _short(words: str) -> str:
    return words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]} …"
