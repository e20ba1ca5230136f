"""The theme part that Word expects: black on white, one family of type, nothing that the styles use."""

from __future__ import annotations

from lantoa.documents.writing import layout
from lantoa.documents.writing.word.markup import DECLARATION, A

_COLOURS = (
    ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "16201F"), ("lt2", "F3F6F5"), ("accent1", "0B5A66"),
    ("accent2", "A03408"), ("accent3", "98BFC6"), ("accent4", "6D4E00"), ("accent5", "1C4F8C"),
    ("accent6", "00624A"), ("hlink", "0B5A66"), ("folHlink", "55615E"),
)  # fmt: skip


def theme_xml() -> str:
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS)
    letters = f'<a:latin typeface="{layout.FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{A}" name="Lan Tỏa"><a:themeElements>'
        f'<a:clrScheme name="Lan Tỏa">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Lan Tỏa"><a:majorFont>{letters}</a:majorFont><a:minorFont>{letters}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Lan Tỏa"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
