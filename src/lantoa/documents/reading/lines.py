"""Plain text: one block for each line that is not blank; places are the lines of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lantoa.documents.blocks import Block, Place, Source
from lantoa.documents.cleaning import clean
from lantoa.documents.reading.finishing import Budget
from lantoa.documents.reading.legacy_text import convert, converted_note, decode, is_legacy
from lantoa.documents.reading.markdown import markdown_items

_LINE_END = re.compile("\r\n|\r|\n")


def read_lines(data: bytes, name: str) -> Source:
    """A .txt or .md file in whatever encoding it is."""
    found = decode(data)
    return _source(found.text, found.encoding, name, is_markdown=name.lower().endswith((".md", ".markdown")))


def read_pasted(text: str, name: str) -> Source:
    """Text from a form or the clipboard; old encodings are recognised there too."""
    found = convert(text)
    return _source(found.text, found.encoding, name, is_markdown=False)


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Line number (from 1) and cleaned text of every line, blank ones included."""
    at, number = 0, 1
    for end in _LINE_END.finditer(text):
        yield number, clean(text[at : end.start()])
        at, number = end.end(), number + 1
    yield number, clean(text[at:])


def _source(text: str, encoding: str, name: str, *, is_markdown: bool) -> Source:
    notes = (converted_note(encoding, Place(line=1)),) if is_legacy(encoding) else ()
    lines = numbered_lines(text)
    items = tuple(markdown_items(lines)) if is_markdown else tuple(_blocks(lines))
    return Source(name, "md" if is_markdown else "txt", items, encoding, notes)


def _blocks(lines: Iterator[tuple[int, str]]) -> Iterator[Block]:
    budget = Budget()
    for number, line in lines:
        if line := line.strip(" \n\t"):
            budget.block()
            yield Block(line, Place(line=number))
