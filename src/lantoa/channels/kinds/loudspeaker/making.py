"""A message as a script on paper, and what its editor should know before it is approved."""

from __future__ import annotations

from collections.abc import Sequence

from lantoa.channels.contract import Message, Product, Settings, Text
from lantoa.channels.kinds.loudspeaker import script
from lantoa.channels.kinds.loudspeaker.numbers import LINH
from lantoa.channels.kinds.loudspeaker.settings import PACE
from lantoa.channels.kinds.loudspeaker.speech import Spoken, spoken
from lantoa.channels.kinds.loudspeaker.words import ABBREVIATIONS, read_table
from lantoa.documents.writing.scripts import Script, script_docx, script_pdf

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def remarks(text: Text, settings: Settings) -> Sequence[str]:
    """How long it takes to read, and which abbreviations the channel cannot read."""
    said = _spoken(settings, text.title, text.summary, text.text)
    found = [f"Đọc khoảng {script.said_time(script.seconds(said.text, _pace(settings)))}."]
    if said.unknown:
        found.append(
            f"Chưa có cách đọc: {', '.join(said.unknown)}. Viết ra chữ, hoặc thêm vào danh sách ở cài đặt kênh; "
            "không thì được đọc từng chữ cái."
        )
    return found


def produce(message: Message, settings: Settings) -> Sequence[Product]:
    """The script as Word, to be changed, and as PDF, to be signed."""
    said = _spoken(settings, message.title, message.summary, message.text)
    title = _spoken(settings, message.title).text
    lines = script.lines_of(_spoken(settings, message.summary, message.text).text)
    paper = Script(
        owner=message.agency,
        station=str(settings.get("station") or ""),
        title=title,
        lines=[(line.words, line.ends) for line in lines],
        time=script.said_time(script.seconds(said.text, _pace(settings))),
        hours=str(settings.get("hours") or ""),
        unknown=said.unknown,
        made_at=message.at,
    )
    return [
        Product("ban-doc.docx", WORD, script_docx(paper)),
        Product("ban-doc.pdf", "application/pdf", script_pdf(paper)),
    ]


def _spoken(settings: Settings, *parts: str) -> Spoken:
    table = settings.get("abbreviations")
    return spoken(
        "\n".join(
            part if part.rstrip().endswith((".", "!", "?")) else f"{part.rstrip()}."
            for part in parts
            if part.strip()
        ),
        read_table(ABBREVIATIONS if table is None else str(table)),
        zero=str(settings.get("zero") or LINH),
    )


def _pace(settings: Settings) -> int:
    return int(settings.get("pace") or PACE)
