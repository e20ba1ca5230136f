"""What a reader makes of a file: blocks of text and tables in the order of the page, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the file it came from: a line, a paragraph, or a cell of a sheet; 1-based.

    A table inside a Word file has sheet "Bảng 1", "Bảng 2"… and cells as in a workbook ("B4").
    A PDF counts lines through the whole file and also carries its page.
    """

    line: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    cell: str | None = None
    page: int | None = None

    def as_dict(self) -> dict[str, int | str]:
        """`{line}`, `{paragraph}` or `{sheet, cell}`: the JSON shape of a source."""
        if self.cell is not None:
            return {"sheet": self.sheet or "", "cell": self.cell}
        if self.paragraph is not None:
            return {"paragraph": self.paragraph}
        return {"line": self.line or 1}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. `label` is automatic numbering as Word would print it ("1.", "a)", "-"), not part of `text`."""

    text: str
    place: Place
    label: str = ""
    level: int | None = None
    heading: int | None = None
    bold: bool = False
    centered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell after merges were opened: every covered position repeats the text, only the first is `origin`."""

    text: str
    place: Place
    origin: bool = True
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length. `title` is a sheet's name or ""."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    title: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt that the reader itself has: `code` is stable, `message` is Vietnamese."""

    code: str
    message: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A whole file as text. `encoding` is "utf-8", "tcvn3", "vni", "windows-1258", …; `kind` the file's true type."""

    name: str
    kind: str
    items: tuple[Block | Table, ...]
    encoding: str = "utf-8"
    notes: tuple[Note, ...] = field(default=())

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(item for item in self.items if isinstance(item, Block))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(item for item in self.items if isinstance(item, Table))


class Unreadable(Exception):
    """The file cannot be read. `message` says in Vietnamese what it is and the way out; `code` is stable.

    Codes: EMPTY, TOO_LARGE, UNKNOWN_TYPE, OLD_WORD, SCANNED_PDF, ENCRYPTED, CORRUPT, MISLABELLED, MACROS, BOMB.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
