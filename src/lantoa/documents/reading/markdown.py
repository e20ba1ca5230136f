"""Markdown as officials and wikis write it: headings, lists, emphasis, links, pipe tables. Not a full parser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lantoa.documents.blocks import Block, Place, Table
from lantoa.documents.reading.finishing import Budget
from lantoa.documents.reading.grids import GridCell, open_grid

_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_RULE = re.compile(r"(?:[-*_=]\s*){3,}\Z")
_FENCE = re.compile(r"(?:```|~~~)")
_DELIMITER = re.compile(r"\|?(?:\s*:?-{1,}:?\s*\|)+(?:\s*:?-{1,}:?\s*)?\Z")
_STAR_ITEM = re.compile(r"[*•]\s+")
_ITEM = re.compile(r"(?:[-+*•–]\s|(?:\d{1,3}|[A-Za-zđĐ]|[IVXLivxl]{1,6})[.)]\s)")
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,2000}\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,2000})(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]{1,2000})(?<=\S)\*(?![\w*])")
_CODE = re.compile(r"`([^`]{1,500})`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")
_TERMINAL = (".", ";", ":", "!", "?", "…")
_WRAPPED_FROM = 40
_LAYOUT_UP_TO = 1_000
_CELL_BREAK = re.compile(r"(?<!\\)\|")

Line = tuple[int, str]


def markdown_items(lines: Iterable[Line]) -> Iterator[Block | Table]:
    """Blocks and pipe tables. List markers stay in the text; wrapped lines join the line they continue."""
    budget = Budget()
    waiting: Block | None = None
    for item in _raw_items(list(lines), budget):
        if isinstance(item, Block) and waiting is not None and _continues(waiting, item):
            waiting = Block(f"{waiting.text} {item.text}", waiting.place, bold=waiting.bold and item.bold)
            continue
        if waiting is not None:
            yield waiting
        waiting = None
        budget.block()
        if isinstance(item, Table):
            yield item
        else:
            waiting = item
    if waiting is not None:
        yield waiting


def _continues(before: Block, block: Block) -> bool:
    follows = block.place.line is not None and block.place.line == (before.place.line or 0) + 1
    plain = before.heading is None and block.heading is None and not _ITEM.match(block.text)
    wrapped = len(before.text) >= _WRAPPED_FROM and not before.text.endswith(_TERMINAL)
    return follows and plain and wrapped and block.text[:1].islower()


def _raw_items(lines: list[Line], budget: Budget) -> Iterator[Block | Table]:
    at = 0
    while at < len(lines):
        number, text = lines[at][0], lines[at][1].strip()
        if "|" in text and at + 1 < len(lines) and _is(_DELIMITER, lines[at + 1][1].strip()):
            end = at + 2
            while end < len(lines) and "|" in lines[end][1]:
                end += 1
            yield _table([lines[at], *lines[at + 2 : end]], budget)
            at = end
            continue
        at += 1
        if text and not _is(_RULE, text) and not _FENCE.match(text):
            block = _block(number, text)
            if block.text:
                yield block


def _block(number: int, text: str) -> Block:
    heading = None
    text = text.lstrip("> ") if text.startswith(">") else text
    if found := _HEADING.match(text):
        heading, text = len(found[1]), found[2].rstrip("# ")
    text = _STAR_ITEM.sub("- ", text, count=1) if _STAR_ITEM.match(text) else text
    bold = bool(re.fullmatch(r"(\*\*|__)[^*_]+\1", text))
    return Block(_plain(text), Place(line=number), heading=heading, bold=bold)


def _plain(text: str) -> str:
    for pattern, kept in (
        (_LINK, r"\1"),
        (_STRONG, r"\2"),
        (_EMPHASIS, r"\1"),
        (_CODE, r"\1"),
        (_ESCAPE, r"\1"),
    ):
        text = pattern.sub(kept, text)
    return text.replace("<br>", "\n").replace("<br/>", "\n").strip()


def _is(pattern: re.Pattern[str], text: str) -> bool:
    """Layout lines are short: a long one is not even looked at."""
    return len(text) <= _LAYOUT_UP_TO and pattern.match(text) is not None


def _table(lines: list[Line], budget: Budget) -> Table:
    rows = [_cells(text) for _, text in lines]
    width = len(rows[0])
    budget.add_cells(len(rows) * width)
    cells = [
        GridCell(row, column, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts[:width])
    ]
    return open_grid(cells, len(rows), width, lambda row, column: Place(line=lines[row][0]))


def _cells(text: str) -> list[str]:
    text = text.strip().removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    return [_plain(cell.strip()) for cell in _CELL_BREAK.split(text)]
