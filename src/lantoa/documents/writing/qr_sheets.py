"""Sheets of QR codes to print: many on A4 to be cut apart, or one to a page for a table stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lantoa.documents.qr import qr_svg
from lantoa.documents.writing.engine import FAMILIES, fonts, typeset
from lantoa.documents.writing.wording import said


@dataclass(frozen=True, slots=True)
class QrCard:
    """One code with its words. `link` is what it holds, `short` the same to be typed."""

    link: str
    short: str
    title: str
    place: str
    instruction: str
    owner: str


@dataclass(frozen=True, slots=True)
class QrLayout:
    """`paper` and how many stand on it; `code` is the width of the code in millimetres, quiet zone included."""

    label: str
    paper: str
    columns: int
    rows: int
    code: int
    sizes: tuple[float, float, float]
    """Points of the heading, the instruction, the small lines."""

    @property
    def to_cut(self) -> bool:
        return self.columns * self.rows > 1


LAYOUTS: dict[str, QrLayout] = {
    "nho": QrLayout("Tem nhỏ: mã 35 mm, 12 tem trên một trang A4", "a4", 3, 4, 35, (9.5, 7.5, 7)),
    "vua": QrLayout("Thẻ vừa: mã 55 mm, 6 thẻ trên một trang A4", "a4", 2, 3, 55, (12, 9, 8)),
    "lon": QrLayout("Thẻ lớn: mã 80 mm, 4 thẻ trên một trang A4", "a4", 2, 2, 80, (15, 10.5, 9.5)),
    "a5": QrLayout("Bảng để bàn A5: mỗi mã một trang, mã 95 mm", "a5", 1, 1, 95, (20, 12.5, 11)),
    "a4": QrLayout("Bảng để bàn, dán tường A4: mỗi mã một trang, mã 140 mm", "a4", 1, 1, 140, (30, 17, 14)),
}

_SANS = ("Noto Sans", "DejaVu Sans", "Arial")


def qr_sheet(
    cards: Sequence[QrCard], layout: QrLayout, *, tick: Callable[[int], None] = lambda done: None
) -> bytes:
    """The sheet as PDF: people's words are data only, and the same cards give the same bytes."""
    shown = []
    for number, card in enumerate(cards, start=1):
        shown.append(
            {
                "svg": qr_svg(card.link), "link": card.link, "short": said(card.short), "title": said(card.title),
                "place": said(card.place), "instruction": said(card.instruction), "owner": said(card.owner),
            }
        )  # fmt: skip
        tick(number)
    heading, instruction, small = layout.sizes
    return typeset(
        "qr_sheets",
        {
            "cards": shown, "paper": layout.paper, "columns": layout.columns, "rows": layout.rows,
            "code": layout.code, "heading": heading, "instruction": instruction, "small": small,
            "cut": layout.to_cut, "fonts": [*families()],
        },
    )  # fmt: skip


def families() -> Sequence[str]:
    """Fonts of this machine with every Vietnamese letter: one without serifs where there is one."""
    found = set(fonts().families())
    return [name for name in (*_SANS, *FAMILIES) if name in found]
