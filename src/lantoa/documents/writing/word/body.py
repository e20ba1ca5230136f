"""The blocks of the text as WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from lantoa.documents.writing.drawings import Drawing, drawing_of
from lantoa.documents.writing.model import Block, Bullets, Chart, Heading, Paragraph, Picture, Table
from lantoa.documents.writing.outline import Numbered, numbered
from lantoa.documents.writing.word.lists import DASHES, HEADINGS
from lantoa.documents.writing.word.markup import attribute, line, paragraph, runs, text_run
from lantoa.documents.writing.word.tables import table_markup
from lantoa.documents.writing.wording import said, said_runs

HEADING_STYLES = ("Phan", "Heading1", "Heading2", "Heading3")
_EMU_PER_MM = 36_000


class Media(Protocol):
    """Where pictures go: gives the relation by which the text refers to one, and its number."""

    def add(self, png: bytes) -> tuple[str, int]: ...


def blocks_markup(
    blocks: Sequence[Block],
    width_mm: float,
    media: Media,
    *,
    headings: int = HEADINGS,
    keep_last: bool = False,
) -> Iterator[str]:
    """The blocks one by one. `headings` is the list that numbers them; `keep_last` holds the last to what follows."""
    course = list(numbered(blocks))
    for at, block in enumerate(course):
        keep = keep_last and at == len(course) - 1
        if isinstance(block, Numbered):
            yield _heading(block, headings, keep)
        elif isinstance(block, Paragraph):
            yield paragraph("ThanVanBan", runs(said_runs(block.text)), keep_next=keep)
        elif isinstance(block, Bullets):
            for number, item in enumerate(block.items, start=1):
                last = keep and number == len(block.items)
                content = runs(said_runs(item))
                yield paragraph("GachDauDong", content, keep_next=last, number=(DASHES, 0))
        elif isinstance(block, Table):
            yield from table_markup(block, width_mm)
        elif isinstance(block, Picture | Chart):
            yield from _drawing(drawing_of(block), width_mm, media)


def _heading(found: Numbered, headings: int, keep: bool) -> str:
    heading: Heading = found.heading
    text = said(heading.text)
    if heading.level <= 1:
        text = text.upper()
    if heading.level == 0:
        text = f"\n{text}"
    if not found.automatic:
        return paragraph(
            HEADING_STYLES[heading.level], text_run(f"{found.label} {text}"), keep_next=keep, number=(0, 0)
        )
    place = (headings, heading.level)
    return paragraph(HEADING_STYLES[heading.level], text_run(text), keep_next=keep, number=place)


def _drawing(drawing: Drawing, width_mm: float, media: Media) -> Iterator[str]:
    relation, number = media.add(drawing.png())
    width = min(drawing.width_mm, width_mm)
    across, down = round(width * _EMU_PER_MM), round(width * drawing.ratio * _EMU_PER_MM)
    words = attribute(drawing.words)
    yield paragraph(
        "Hinh",
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="{number}" name="Hình {number}" descr={words}/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Hình {number}" descr={words}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
        keep_next=bool(drawing.caption),
    )
    if drawing.caption:
        yield line("ChuThichHinh", drawing.caption)
