"""An official document as plain values: what stands on the page, not how.

Names are given as they are written in a sentence ("Sở Xây dựng"); writers put them in capitals where the layout
asks for it. A line break inside a name ("\\n") is kept. Rows of a table may be a sequence, or a function that gives
them anew each time, so that a long annex is never held in memory as a whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lantoa.documents.writing.kinds import AUTHORITIES, KINDS, LETTER

COLUMN_KINDS = ("text", "int", "decimal", "percent", "date", "datetime", "order")
ALIGNMENTS = ("left", "center", "right")
MAX_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | Run | Sequence[str | Run]


def runs_of(text: Text) -> tuple[Run, ...]:
    if isinstance(text, str):
        return (Run(text),)
    if isinstance(text, Run):
        return (text,)
    return tuple(Run(part) if isinstance(part, str) else part for part in text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: level 0 "Phần I", 1 "I.", 2 "1.", 3 "a)". The number is the writer's work."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.level <= MAX_LEVEL:
            raise ValueError(f"no such level of heading: {self.level}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    """Lines that begin with a dash."""

    items: Sequence[Text]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `width` is a share of the table's width, `places` are decimals to show.

    Neighbours with the same `group` stand under a common heading. `order` is a running number ("TT").
    """

    label: str
    kind: str = "text"
    width: float = 1.0
    align: str = ""
    places: int | None = None
    group: str = ""

    def __post_init__(self) -> None:
        if self.kind not in COLUMN_KINDS:
            raise ValueError(f"unknown kind of column: {self.kind}")
        if self.align and self.align not in ALIGNMENTS:
            raise ValueError(f"unknown alignment: {self.align}")
        if self.width <= 0:
            raise ValueError("a column has a width")

    @property
    def side(self) -> str:
        if self.align:
            return self.align
        if self.kind in ("int", "decimal", "percent"):
            return "right"
        return "left" if self.kind == "text" else "center"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is more than values: bold (a sum), or a title over all columns (`cells` holds it alone)."""

    cells: Sequence[object]
    bold: bool = False
    title: bool = False


Rows = Sequence[Row | Sequence[object]] | Callable[[], Iterable[Row | Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header that repeats on every page. `counted` adds the row (1) (2) (3) under the header."""

    columns: Sequence[Column]
    rows: Rows
    title: str = ""
    counted: bool = False

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("a table has columns")

    def each(self) -> Iterator[Row]:
        """The rows, each with a cell for every column, from the start each time."""
        for row in self.rows() if callable(self.rows) else self.rows:
            full = row if isinstance(row, Row) else Row(row)
            wanted = 1 if full.title else len(self.columns)
            if len(full.cells) != wanted:
                raise ValueError(f"a row of {len(full.cells)} cells in a table of {wanted} columns")
            yield full


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing (SVG without anything from elsewhere). `words` say for a blind reader what it shows."""

    svg: str
    words: str
    caption: str = ""
    width_mm: float = 150.0


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of the desk (`ui.charts` Bars, Stacks, Heat or Spark) as a picture; its shape tells which."""

    value: object
    caption: str = ""
    width_mm: float = 150.0


Block = Heading | Paragraph | Bullets | Table | Picture | Chart


@dataclass(frozen=True, slots=True)
class Title:
    """A line over a signature: Title("Giám đốc", "KT.") is "KT. GIÁM ĐỐC"."""

    title: str
    authority: str = ""

    def __post_init__(self) -> None:
        if self.authority not in AUTHORITIES:
            raise ValueError(f"unknown authority to sign: {self.authority}")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: `titles` from top to bottom, then the name without academic titles."""

    titles: Sequence[Title]
    name: str


@dataclass(frozen=True, slots=True)
class Annex:
    """A further part on pages of its own, numbered from 1. `caption` replaces "(Kèm theo Báo cáo số …)"."""

    title: str
    blocks: Sequence[Block] = ()
    landscape: bool = True
    caption: str = ""

    @property
    def tables(self) -> list[Table]:
        return [block for block in self.blocks if isinstance(block, Table)]


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """What the writers print. Without `number` and `day` their places stay blank, for the registry to fill.

    `symbol` is what stands after the stroke ("BC-SXD", of a letter "SXD-VP"). `year` is printed with a blank day.
    `content_hash` is printed small at the foot of each page. `made_at` goes into the file's properties.
    """

    kind: str
    issuer: str
    subject: str
    symbol: str
    place: str
    body: Sequence[Block]
    superior: str = ""
    number: int | str | None = None
    day: dt.date | None = None
    year: int | None = None
    bases: Sequence[str] = ()
    addressed_to: Sequence[str] = ()
    recipients: Sequence[str] = ()
    signature: Signature | None = None
    annexes: Sequence[Annex] = ()
    content_hash: str = ""
    draft: bool = False
    made_at: dt.datetime | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of document: {self.kind}")

    @property
    def is_letter(self) -> bool:
        return self.kind == LETTER

    @property
    def kind_name(self) -> str:
        return KINDS[self.kind]
