"""The fonts of before Unicode (.VnTime, VNI-Times): their text is encoded in the font, not in the file."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from lantoa.documents.cleaning import tame_marks
from lantoa.documents.reading.word.names import Element, value, w
from lantoa.documents.reading.word.styles import Styles, font_of
from lantoa.foundation.legacy import convert_text

_PREFIXES = {".vn": "tcvn3", "vni-": "vni"}


@dataclass(slots=True)
class OldFonts:
    """Which old fonts of this document really hold encoded text, and what was converted so far.

    A document typed in Unicode often still names ".VnTime" for it: then nothing may be converted.
    """

    encoded: frozenset[str] = frozenset()
    converted: set[str] = field(default_factory=set)

    def known(self, font: str | None) -> str:
        """The font's name when its text is encoded, "" for every other font."""
        return font if font and family(font) in self.encoded else ""

    def convert(self, text: str, font: str) -> str:
        if not font or (text.isascii() and not font.strip().lower().endswith("h")):
            return text
        self.converted.add(family(font))
        return convert_text(tame_marks(text), font).text


def family(font: str) -> str:
    """The encoding that a font's name tells: "tcvn3", "vni" or none."""
    lowered = font.strip().lower()
    return next((encoding for prefix, encoding in _PREFIXES.items() if lowered.startswith(prefix)), "")


def old_fonts(document: Element, styles: Styles) -> OldFonts:
    """Looks at all text set in old fonts: letters that only Unicode has prove that it is not encoded."""
    inherited = {style_id: style.font for style_id, style in styles.by_id.items() if style.font}
    if not _names_old_font(document, [*inherited.values(), styles.default_font]):
        return OldFonts()
    texts: dict[str, list[str]] = {}
    for run in document.iter(w("r")):
        font = _font_of_run(run, styles)
        if font and (encoding := family(font)):
            texts.setdefault(encoding, []).extend(t.text or "" for t in run.iter(w("t")))
    return OldFonts(frozenset(key for key, parts in texts.items() if _looks_encoded("".join(parts))))


def _names_old_font(document: Element, inherited: list[str | None]) -> bool:
    if any(font and family(font) for font in inherited):
        return True
    return any(family(font_of(fonts.getparent()) or "") for fonts in document.iter(w("rFonts")))


def _font_of_run(run: Element, styles: Styles) -> str | None:
    properties = run.find(w("rPr"))
    own = font_of(properties) or styles.run_style(value(properties, "rStyle")).font
    if own:
        return own
    paragraph: etree._Element | None = run.getparent()
    while paragraph is not None and paragraph.tag != w("p"):
        paragraph = paragraph.getparent()
    style = None if paragraph is None else value(paragraph.find(w("pPr")), "pStyle")
    return styles.of(style).font or styles.default_font


def _looks_encoded(text: str) -> bool:
    western = sum("\x80" <= char <= "\xff" for char in text)
    unicode_only = sum("\u0100" <= char <= "\u1eff" and char not in "ŒœŠšŸŽžƒ" for char in text)
    return western > 0 and unicode_only * 5 <= western
