"""Bars on one scale, and answers stacked by level."""

from __future__ import annotations

from typing import Any

from lantoa.documents.writing.charts.canvas import (
    BAR,
    GREY,
    LATE,
    LIKERT,
    LINE,
    ON_LIKERT,
    SIZE,
    TRACK,
    WIDTH,
    Canvas,
    points,
    share,
    wrapped,
)  # fmt: skip

_LABEL, _GAP, _FIGURE = 150.0, 8.0, 52.0


def bars_svg(value: Any, family: str) -> tuple[str, str]:
    """`ui.charts.Bars`: label, bar, figure; a late one in another colour and with a triangle."""
    canvas, y = Canvas(family), 4.0
    left, room = _LABEL + _GAP, WIDTH - _LABEL - 2 * _GAP - _FIGURE
    for bar, width, text in value.lines:
        label = wrapped(bar.label, _LABEL)
        height = max(len(label) * LINE, 16.0)
        for at, words in enumerate(label):
            canvas.text(_LABEL, y + SIZE + at * LINE, words, anchor="end")
        middle = y + (len(label) * LINE) / 2 - 5
        if bar.value is not None:
            canvas.rect(left, middle, room, 10, TRACK)
            canvas.rect(left, middle, room * share(width), 10, LATE if bar.late else BAR)
        if bar.late:
            canvas.warning(left + room + 3, middle + 8)
        canvas.text(WIDTH - 2, middle + 9, text, anchor="end")
        y += height + 6
    said = "; ".join(f"{bar.label}: {text}" for bar, _, text in value.lines)
    return canvas.svg(max(y, 20.0)), f"{value.caption}. {said}"


def stacks_svg(value: Any, family: str) -> tuple[str, str]:
    """`ui.charts.Stacks`: one bar of a hundred percent for each question, its legend above."""
    canvas, y, x = Canvas(family), 4.0, 0.0
    for step, name in value.legend:
        length = 12 + points(name, 9) + 10
        if x and x + length > WIDTH:
            x, y = 0.0, y + LINE
        canvas.rect(x, y, 9, 9, LIKERT[(step - 1) % 5], GREY)
        canvas.text(x + 12, y + 8.5, name, size=9)
        x += length
    y += 20
    left, room = _LABEL + _GAP, WIDTH - _LABEL - 2 * _GAP - _FIGURE
    for stack, _ in value.lines:
        label = wrapped(stack.label, _LABEL)
        for at, words in enumerate(label):
            canvas.text(_LABEL, y + SIZE + at * LINE, words, anchor="end")
        middle = y + len(label) * LINE / 2 - 8
        for part in stack.parts if stack.total else ():
            tone = (part.step - 1) % 5
            canvas.rect(left + room * share(part.x), middle, room * share(part.width), 16, LIKERT[tone])
            canvas.text(
                left + room * share(part.middle),
                middle + 11.5,
                part.text,
                anchor="middle",
                fill=ON_LIKERT[tone],
            )
        canvas.text(WIDTH - 2, middle + 11.5, f"{stack.total} phiếu", anchor="end", size=9)
        y += max(len(label) * LINE, 18.0) + 6
    return canvas.svg(max(y, 20.0)), f"{value.caption}. {'; '.join(words for _, words in value.lines)}"
