"""The workbook of units and people: the template to fill in, and reading one that somebody sent."""

from __future__ import annotations

from io import BytesIO

from lantoa.documents.blocks import Unreadable
from lantoa.documents.reading import read as read_document
from lantoa.documents.tables_out import Column, Sheet, write_xlsx
from lantoa.foundation.errors import Refused
from lantoa.organisation import roster
from lantoa.organisation.roster import Roster


def template() -> bytes:
    """An empty workbook with our headings, and a third sheet that says which words are known."""
    stream = BytesIO()
    words = [
        (role, kind)
        for role, kind in zip(
            list(roster.ROLE_WORDS.values()), [*roster.KIND_WORDS.values(), ""], strict=False
        )
    ]
    write_xlsx(
        stream,
        [
            Sheet("Người", [Column(name, width=26) for name in roster.PEOPLE_HEADINGS], []),
            Sheet("Đơn vị", [Column(name, width=26) for name in roster.UNIT_HEADINGS], []),
            Sheet(
                "Hướng dẫn", [Column("Vai trò dùng được", width=32), Column("Loại đơn vị", width=32)], words
            ),
        ],
    )
    return stream.getvalue()


def read_file(data: bytes, name: str, known_units: list[str] | None = None) -> Roster:
    """The rows of a workbook, hostile until read. Raises Refused with the reader's words and way out."""
    try:
        source = read_document(data, name)
    except Unreadable as error:
        raise Refused(error.message, code=error.code.lower(), field="file") from error
    return roster.read(source.tables, known_units or [])
