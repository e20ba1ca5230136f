"""Automatic numbering: headings in four levels, and three lists with dashes."""

from __future__ import annotations

from lantoa.documents.writing import layout
from lantoa.documents.writing.measure import width_mm
from lantoa.documents.writing.word.markup import DECLARATION, W, half_points, twips
from lantoa.documents.writing.wording import TO

HEADINGS, DASHES, RECIPIENT_DASHES, TO_DASHES = 1, 2, 3, 4
FIRST_ANNEX = 10
"""Annexes number their headings anew, each by a list of its own from here on."""

TO_AT = 30.0
"""Where "Kính gửi:" of several addressees begins, in millimetres from the margin."""

_LEVELS = (
    ("upperRoman", "Phần %1", "Phan", "nothing", True),
    ("upperRoman", "%2.", "Heading1", "space", True),
    ("decimal", "%3.", "Heading2", "space", True),
    ("lowerLetter", "%4)", "Heading3", "space", False),
)


def to_colon() -> float:
    """Where the names below "Kính gửi:" stand: under its colon."""
    return TO_AT + width_mm(TO, layout.SIZES["body"]) - 1


def numbering_xml(annexes: int = 0) -> str:
    """The part word/numbering.xml for a document with so many annexes."""
    lists = "".join(
        (
            _abstract(0, "".join(_heading_level(at) for at in range(len(_LEVELS))), "multilevel"),
            _abstract(1, _dash(f'w:left="0" w:firstLine="{twips(layout.INDENT)}"')),
            _abstract(2, _dash('w:left="0" w:firstLine="0"', layout.SIZES["recipients"])),
            _abstract(3, _dash(f'w:left="{twips(to_colon())}" w:firstLine="0"')),
        )
    )
    instances = "".join(_instance(number, number - 1) for number in range(HEADINGS, TO_DASHES + 1))
    again = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for level in range(len(_LEVELS))
    )
    instances += "".join(_instance(FIRST_ANNEX + at, 0, again) for at in range(annexes))
    return f'{DECLARATION}<w:numbering xmlns:w="{W}">{lists}{instances}</w:numbering>'


def _abstract(number: int, levels: str, kind: str = "singleLevel") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'


def _instance(number: int, abstract: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def _heading_level(at: int) -> str:
    form, text, style, after, bold = _LEVELS[at]
    first = 0 if style == "Phan" else twips(layout.INDENT)
    side = "center" if style == "Phan" else "left"
    weight = "<w:b/>" if bold else '<w:b w:val="0"/>'
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:suff w:val="{after}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="{side}"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{first}"/></w:pPr><w:rPr>{weight}</w:rPr></w:lvl>'
    )


def _dash(indent: str, size: float = layout.SIZES["body"]) -> str:
    measure = half_points(size)
    return (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="-"/><w:lvlJc w:val="left"/><w:pPr><w:ind {indent}/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{layout.FONT}" w:hAnsi="{layout.FONT}" w:cs="{layout.FONT}" w:hint="default"/>'
        f'<w:sz w:val="{measure}"/></w:rPr></w:lvl>'
    )
