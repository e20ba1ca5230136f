"""Styles of a document: what a paragraph or run inherits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lantoa.documents.reading.word.names import Element, number, switched_on, value, w

_HEADING_NAME = re.compile(r"heading (\d)\Z", re.IGNORECASE)
_MAX_DEPTH = 30


@dataclass(slots=True)
class Style:
    """One style; None means: ask the style it is based on."""

    based_on: str | None = None
    bold: bool | None = None
    align: str | None = None
    outline: int | None = None
    num_id: str | None = None
    level: int | None = None
    font: str | None = None
    hidden: bool | None = None


@dataclass(slots=True)
class Styles:
    """All styles by id, with look-ups that follow the chain of bases."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default_paragraph: str = ""
    default_font: str | None = None
    _merged: dict[str, Style] = field(default_factory=dict)

    def of(self, style_id: str | None) -> Style:
        """The style with everything it inherits filled in. An unknown id gives the default paragraph style."""
        key = style_id if style_id in self.by_id else self.default_paragraph
        if key not in self._merged:
            self._merged[key] = self._merge(key)
        return self._merged[key]

    def run_style(self, style_id: str | None) -> Style:
        """A character style; unknown or absent says nothing."""
        return self.of(style_id) if style_id in self.by_id else Style()

    def _merge(self, style_id: str) -> Style:
        merged, at = Style(), self.by_id.get(style_id)
        for _ in range(_MAX_DEPTH):
            if at is None:
                break
            for name in ("bold", "align", "outline", "num_id", "level", "font", "hidden"):
                if getattr(merged, name) is None:
                    setattr(merged, name, getattr(at, name))
            at = self.by_id.get(at.based_on or "")
        return merged


def read_styles(root: Element | None) -> Styles:
    """The styles part, or an empty set when the document has none."""
    styles = Styles()
    if root is None:
        return styles
    defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    styles.default_font = font_of(defaults)
    for element in root.iterfind(w("style")):
        style_id = element.get(w("styleId"))
        if not style_id:
            continue
        styles.by_id[style_id] = _style(element)
        is_default = (element.get(w("default")) or "0").lower() in {"1", "true", "on"}
        if is_default and element.get(w("type")) == "paragraph":
            styles.default_paragraph = style_id
    return styles


def font_of(run_properties: Element | None) -> str | None:
    """The font of letters beyond ASCII, which are the ones that an old encoding moved."""
    fonts = None if run_properties is None else run_properties.find(w("rFonts"))
    return None if fonts is None else fonts.get(w("hAnsi")) or fonts.get(w("ascii"))


def outline_of(paragraph_properties: Element | None) -> int | None:
    """0 for the first outline level; 9 is body text."""
    return number(value(paragraph_properties, "outlineLvl"))


def _style(element: Element) -> Style:
    paragraph, run = element.find(w("pPr")), element.find(w("rPr"))
    numbering = None if paragraph is None else paragraph.find(w("numPr"))
    named = _HEADING_NAME.match(value(element, "name") or "")
    outline = outline_of(paragraph)
    return Style(
        based_on=value(element, "basedOn"),
        bold=switched_on(run, "b"),
        align=value(paragraph, "jc"),
        outline=int(named[1]) - 1 if outline is None and named else outline,
        num_id=value(numbering, "numId"),
        level=number(value(numbering, "ilvl")),
        font=font_of(run),
        hidden=switched_on(run, "vanish"),
    )
