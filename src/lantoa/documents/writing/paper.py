"""PDF of an official document: the same content and measures as the Word file, set by typst, tagged.

Everything goes over as data; the source is ours alone, so that no sign somebody wrote is ever a command.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lantoa.documents.writing import layout
from lantoa.documents.writing import wording as words
from lantoa.documents.writing.drawings import drawing_of
from lantoa.documents.writing.engine import FAMILIES, family, typeset
from lantoa.documents.writing.headers import header_rows, repeats, widths_mm
from lantoa.documents.writing.limits import MAX_ROWS_PDF, bounded
from lantoa.documents.writing.measure import lines_of
from lantoa.documents.writing.model import (
    Annex,
    Block,
    Bullets,
    Chart,
    OfficialDocument,
    Paragraph,
    Picture,
    Row,
    Table,
    Text,
)
from lantoa.documents.writing.outline import Numbered, ended, numbered
from lantoa.documents.writing.word.lists import TO_AT

_ENDLESS = re.compile(r"\S{60,}")
_BREAK = "\u200b"


def pdf_of(document: OfficialDocument) -> bytes:
    """Raises Refused when its tables are too long for paper."""
    return typeset("official", _data(bounded(document, MAX_ROWS_PDF)), made_at=document.made_at)


def _data(document: OfficialDocument) -> dict[str, Any]:
    signature = document.signature
    return {
        **_measures(),
        "title": " ".join(f"{document.kind_name} {words.said(document.subject)}".split()),
        "author": words.said(document.issuer),
        "words": {
            "country": words.COUNTRY,
            "motto": words.MOTTO,
            "to": words.TO,
            "recipients": words.RECIPIENTS,
            "draft": words.DRAFT,
        },
        "superior": [line for line in _lines(document.superior, "superior", layout.HEAD[0]) if line],
        "issuer": _lines(document.issuer, "issuer", layout.HEAD[0], bold=True),
        "number": _soft(words.number_line(document)),
        "date": _soft(words.place_and_day(document)),
        "about": _soft(words.about(document)) if document.is_letter else "",
        "kind": "" if document.is_letter else document.kind_name.upper(),
        "subject": [_soft(line) for line in _subject(document)],
        "to": [_soft(name) for name in words.addressees(document)],
        "bases": [_soft(base) for base in words.bases(document)],
        "body": list(_blocks(ended(document.body), layout.text_width())),
        "recipients": [_soft(name) for name in words.recipients(document)],
        "titles": [_soft(title) for title in words.titles(signature)] if signature else [],
        "signer": _soft(words.said(signature.name)) if signature else "",
        "draft": document.draft,
        "foot": words.foot_line(document),
        "annexes": [_annex(document, annex, at) for at, annex in enumerate(document.annexes, start=1)],
    }


def _measures() -> dict[str, Any]:
    return {
        "fonts": list(dict.fromkeys((family(), FAMILIES[-1]))),
        "sizes": layout.SIZES,
        "top": layout.TOP,
        "bottom": layout.BOTTOM,
        "left": layout.LEFT,
        "right": layout.RIGHT,
        "indent": layout.INDENT,
        "space": layout.SPACE,
        "line": layout.LINE,
        "head": layout.HEAD,
        "close": layout.CLOSE,
        "rule": layout.RULE,
        "weight": layout.RULE_WEIGHT,
        "sign_space": layout.SIGN_SPACE,
        "to_at": TO_AT,
    }


def _lines(name: str, size: str, room: float, *, bold: bool = False) -> list[str]:
    return [_soft(line) for line in lines_of(words.capitals(name), room, layout.SIZES[size], bold=bold)]


def _subject(document: OfficialDocument) -> list[str]:
    return lines_of(words.said(document.subject), layout.text_width(), layout.SIZES["subject"], bold=True)


def _annex(document: OfficialDocument, annex: Annex, at: int) -> dict[str, Any]:
    return {
        "label": words.annex_label(at, len(document.annexes)),
        "title": _soft(words.capitals(annex.title)),
        "caption": _soft(words.annex_caption(document, annex)),
        "landscape": annex.landscape,
        "blocks": list(_blocks(annex.blocks, layout.text_width(landscape=annex.landscape), depth=2)),
    }


def _blocks(blocks: Sequence[Block], width_mm: float, depth: int = 1) -> Iterator[dict[str, Any]]:
    course = list(numbered(blocks))
    levels = sorted({block.heading.level for block in course if isinstance(block, Numbered)})
    for block in course:
        if isinstance(block, Numbered):
            level, text = block.heading.level, words.said(block.heading.text)
            yield {
                "is": "heading",
                "level": level,
                "depth": depth + levels.index(level),
                "label": block.label,
                "text": _soft(text.upper() if level <= 1 else text),
            }
        elif isinstance(block, Paragraph):
            yield {"is": "text", "runs": _runs(block.text)}
        elif isinstance(block, Bullets):
            yield {"is": "bullets", "items": [_runs(item) for item in block.items]}
        elif isinstance(block, Table):
            yield _table(block, width_mm)
        elif isinstance(block, Picture | Chart):
            drawing = drawing_of(block)
            yield {
                "is": "drawing",
                "svg": drawing.svg,
                "words": drawing.words,
                "caption": _soft(drawing.caption),
                "width": min(drawing.width_mm, width_mm),
            }


def _runs(text: Text) -> list[tuple[str, bool, bool]]:
    return [(_soft(run.text), run.bold, run.italic) for run in words.said_runs(text)]


def _table(table: Table, width_mm: float) -> dict[str, Any]:
    header = [
        [
            {"label": _soft(words.said(cell.label)), "columns": cell.columns, "rows": cell.rows}
            for cell in cells
        ]
        for cells in header_rows(table)
    ]
    return {
        "is": "table",
        "title": _soft(words.said(table.title)),
        "widths": [round(width, 3) for width in widths_mm(table, width_mm)],
        "sides": [column.side for column in table.columns],
        "header": header,
        "repeated": repeats(table, width_mm),
        "rows": [_row(row, table) for row in table.each()],
    }


def _row(row: Row, table: Table) -> dict[str, Any]:
    if row.title:
        return {"title": True, "cells": [_soft(words.said(str(row.cells[0])))]}
    cells = [words.cell_text(value, column) for value, column in zip(row.cells, table.columns, strict=True)]
    whole = max(map(len, cells)) <= layout.LONGEST_WHOLE_ROW
    return {"title": False, "bold": row.bold, "whole": whole, "cells": [_soft(cell) for cell in cells]}


def _soft(text: str) -> str:
    """Places to break inside words without end, which would run off the page."""
    if not _ENDLESS.search(text):
        return text
    return _ENDLESS.sub(
        lambda hit: _BREAK.join(hit.group()[at : at + 20] for at in range(0, len(hit.group()), 20)), text
    )
