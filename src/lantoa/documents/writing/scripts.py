"""A script to be read into a microphone: large type, one breath a line, places to sign. Word and PDF."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.shared import Mm, Pt

from lantoa.documents.writing.engine import FAMILIES, family, typeset
from lantoa.documents.writing.layout import FONT
from lantoa.documents.writing.wording import said

READER, APPROVER, HOURS, TIME = "Người đọc", "Người duyệt", "Giờ phát", "Thời gian đọc"
SIGN = "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True, slots=True)
class Script:
    """`lines` are words and whether a sentence ends there; `unknown` are abbreviations that are read by letter."""

    owner: str
    station: str
    title: str
    lines: Sequence[tuple[str, bool]]
    time: str
    hours: str = ""
    unknown: Sequence[str] = ()
    made_at: dt.datetime | None = None

    @property
    def facts(self) -> list[tuple[str, str]]:
        facts = [(TIME, self.time), (HOURS, self.hours or "…" * 20)]
        if self.unknown:
            facts.append(("Đọc từng chữ cái", ", ".join(self.unknown)))
        return facts


def script_pdf(script: Script) -> bytes:
    data = {
        "fonts": list(dict.fromkeys((family(), FAMILIES[-1]))),
        "owner": said(script.owner), "station": said(script.station), "title": said(script.title),
        "facts": [[name, said(words)] for name, words in script.facts],
        "lines": [[said(words), ends] for words, ends in script.lines],
        "signs": [READER, APPROVER], "sign": SIGN,
    }  # fmt: skip
    return typeset("script", data, made_at=script.made_at)


def script_docx(script: Script) -> bytes:
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(16)  # type: ignore[attr-defined]
    for words in filter(None, (script.owner, script.station)):
        paper.add_paragraph(said(words))
    paper.add_paragraph().add_run(said(script.title)).bold = True
    for name, words in script.facts:
        paper.add_paragraph(f"{name}: {said(words)}")
    for words, ends in script.lines:
        line = paper.add_paragraph(said(words))
        line.paragraph_format.space_after = Pt(14 if ends else 2)
    table = paper.add_table(rows=1, cols=2)
    for cell, name in zip(table.rows[0].cells, (READER, APPROVER), strict=True):
        cell.text = f"{name}\n{SIGN}\n\n\n"
    paper.core_properties.title = said(script.title)[:250]
    paper.core_properties.author = said(script.owner)[:250]
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()
