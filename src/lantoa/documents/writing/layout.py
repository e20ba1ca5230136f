"""The measures of the page (Nghị định 30/2020/NĐ-CP, Phụ lục I), one table for Word and PDF.

Lengths in millimetres, sizes of type in points. Where the decree leaves a range, its own example is taken.
"""

from __future__ import annotations

FONT = "Times New Roman"

PAPER = (210.0, 297.0)
TOP, BOTTOM, LEFT, RIGHT = 20.0, 20.0, 30.0, 15.0
HEADER_AT = 10.0  # the page number, from the upper edge
FOOTER_AT = 9.0

INDENT = 12.7
SPACE = 6.0  # points between paragraphs
LINE = 1.15  # lines; allowed are 1 to 1.5

# Widths of the two columns of the head and of the close, for the upright page.
HEAD = (70.0, 95.0)
CLOSE = (75.0, 90.0)

SIZES = {
    "motto_country": 12.0,
    "motto": 13.0,
    "superior": 12.0,
    "issuer": 12.0,
    "number": 13.0,
    "date": 13.0,
    "about": 12.0,
    "kind": 14.0,
    "subject": 14.0,
    "body": 14.0,
    "cell": 12.0,
    "recipients_head": 12.0,
    "recipients": 11.0,
    "signature": 14.0,
    "annex": 14.0,
    "page": 13.0,
    "draft": 13.0,
    "hash": 8.0,
}

RULE = 0.42  # a line under a name: between 1/3 and 1/2 of the text's length
RULE_WEIGHT = 0.75  # points
SIGN_SPACE = 26.0  # millimetres left for signature and seal

LONGEST_WHOLE_ROW = 1_200
"""A row whose longest cell has more characters may break over a page; a shorter one stays whole."""


def text_width(*, landscape: bool = False) -> float:
    return (PAPER[1] if landscape else PAPER[0]) - LEFT - RIGHT
