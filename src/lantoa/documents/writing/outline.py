"""The course of the text: numbers of headings, and the mark that ends a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lantoa.documents.writing.model import MAX_LEVEL, Block, Bullets, Heading, Paragraph, Run, Text, runs_of
from lantoa.documents.writing.wording import END, letter, roman

AUTOMATIC_LETTERS = 4
"""Word letters a, b, c, d, e; Vietnamese goes on with đ. Longer lists get their letters as text."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading with its number. `automatic`: Word's own numbering writes the same."""

    heading: Heading
    label: str
    automatic: bool = True


def numbered(blocks: Sequence[Block]) -> Iterator[Block | Numbered]:
    """The blocks with every heading numbered; a level starts again under each heading above it."""
    counts = [0] * (MAX_LEVEL + 1)
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading):
            yield block
            continue
        level = block.level
        counts[level] += 1
        counts[level + 1 :] = [0] * (MAX_LEVEL - level)
        whole = counts[level] + _following(blocks[at + 1 :], level)
        automatic = level < MAX_LEVEL or whole <= AUTOMATIC_LETTERS
        yield Numbered(block, _label(level, counts[level]), automatic)


def _following(blocks: Sequence[Block], level: int) -> int:
    """How many more headings of this level come before one above it."""
    count = 0
    for block in blocks:
        if isinstance(block, Heading):
            if block.level < level:
                break
            count += block.level == level
    return count


def _label(level: int, number: int) -> str:
    forms = (f"Phần {roman(number)}", f"{roman(number)}.", f"{number}.", f"{letter(number)})")
    return forms[level]


def ended(blocks: Sequence[Block]) -> list[Block]:
    """The body with "./." right after its last word; below a table or a picture it stands alone."""
    if not blocks:
        return [Paragraph(END)]
    *before, last = blocks
    if isinstance(last, Paragraph):
        return [*before, replace(last, text=_marked(last.text))]
    if isinstance(last, Bullets) and last.items:
        *items, item = last.items
        return [*before, replace(last, items=(*items, _marked(item)))]
    if isinstance(last, Heading):
        return [*before, replace(last, text=last.text.rstrip(" .;\n") + END)]
    return [*blocks, Paragraph(END)]


def _marked(text: Text) -> tuple[Run, ...]:
    *before, last = runs_of(text) or (Run(""),)
    return (*before, replace(last, text=last.text.rstrip(" .;\n") + END))
