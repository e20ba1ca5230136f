"""The text of one paragraph as it stands once every tracked change is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lantoa.documents.reading.word.fonts import OldFonts
from lantoa.documents.reading.word.names import COMPATIBILITY, MATH, Element, switched_on, value, w
from lantoa.documents.reading.word.styles import Style, Styles, font_of

_DROPPED = {w("del"), w("moveFrom")}
_ADDED = {w("ins"), w("moveTo")}
_WRAPPERS = {
    *_ADDED,
    *(
        w(name)
        for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdt", "sdtContent")
    ),
    f"{{{MATH}}}oMath",
    f"{{{MATH}}}oMathPara",
}
_SIGNS = {w("tab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-", w("ptab"): "\t"}
_TEXT = {w("t"), f"{{{MATH}}}t"}
_RUNS = {w("r"), f"{{{MATH}}}r"}
_DRAWINGS = {w("drawing"), w("pict"), w("object")}
_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
ALTERNATE = f"{{{COMPATIBILITY}}}AlternateContent"
_CHOICE = f"{{{COMPATIBILITY}}}Choice"
_FALLBACK = f"{{{COMPATIBILITY}}}Fallback"
_BOX = w("txbxContent")
_SYMBOL_FONTS = {"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"}


@dataclass(slots=True)
class Piece:
    """Text of one look. `font` is named only when it is one of the old encoded fonts."""

    text: str
    font: str
    bold: bool


@dataclass(slots=True)
class Words:
    """What a paragraph holds besides its properties."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    has_changes: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def bold(self) -> bool:
        seen = [piece.bold for piece in self.pieces if piece.text.strip()]
        return bool(seen) and all(seen)


@dataclass(slots=True)
class Look:
    """What runs inherit: the document's styles and the paragraph's own style."""

    styles: Styles
    paragraph: Style
    fonts: OldFonts


def alternative(element: Element) -> Element | None:
    """The one branch of an alternate block that is read: Word's own, else the fallback. Never both."""
    choice = element.find(_CHOICE)
    return element.find(_FALLBACK) if choice is None else choice


def words_of(paragraph: Element, look: Look) -> Words:
    """Text, text boxes and note references of a paragraph."""
    words = Words()
    _walk(paragraph, look, words)
    words.pieces = [Piece(look.fonts.convert(p.text, p.font), p.font, p.bold) for p in _joined(words.pieces)]
    return words


def _walk(parent: Element, look: Look, words: Words) -> None:
    for child in parent:
        tag = child.tag
        if tag in _RUNS:
            _run(child, look, words)
        elif tag in _DROPPED:
            words.has_changes = True
        elif tag in _WRAPPERS:
            words.has_changes = words.has_changes or tag in _ADDED
            _walk(child, look, words)
        elif tag == ALTERNATE:
            branch = alternative(child)
            if branch is not None:
                _walk(branch, look, words)
        elif isinstance(tag, str) and tag.startswith(f"{{{MATH}}}"):
            _walk(child, look, words)


def _run(run: Element, look: Look, words: Words) -> None:
    properties = run.find(w("rPr"))
    style = look.styles.run_style(value(properties, "rStyle"))
    if _first(switched_on(properties, "vanish"), style.hidden, look.paragraph.hidden):
        return
    bold = _first(switched_on(properties, "b"), style.bold, look.paragraph.bold)
    font = font_of(properties) or style.font or look.paragraph.font or look.styles.default_font
    text = "".join(_contents(run, words))
    if text:
        words.pieces.append(Piece(text, look.fonts.known(font), bold))


def _first(*said: bool | None) -> bool:
    return next((word for word in said if word is not None), False)


def _contents(run: Element, words: Words) -> Iterator[str]:
    for child in run:
        tag = child.tag
        if tag in _TEXT:
            yield child.text or ""
        elif tag == w("br"):
            yield "\n"
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == w("sym"):
            yield _symbol(child)
        elif tag in _DRAWINGS:
            words.boxes.extend(_boxes(child))
        elif tag == ALTERNATE:
            branch = alternative(child)
            if branch is not None:
                yield from _contents(branch, words)
        elif tag in _NOTES:
            words.notes.append((_NOTES[tag], child.get(w("id")) or ""))


def _boxes(drawing: Element) -> Iterator[Element]:
    """Text boxes of a drawing, each once: fallbacks are passed over, boxes inside boxes come with their box."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == _BOX:
            yield element
            continue
        if element.tag == ALTERNATE:
            branch = alternative(element)
            waiting += [] if branch is None else [branch]
            continue
        waiting.extend(reversed(element))


def _symbol(element: Element) -> str:
    """A character of a picture font has no meaning outside it: shown as a bullet."""
    font = (element.get(w("font")) or "").lower()
    try:
        code = int(element.get(w("char")) or "", 16)
    except ValueError:
        return ""
    if font in _SYMBOL_FONTS or 0xE000 <= code <= 0xF8FF:
        return {0xF02D: "-", 0xF02B: "+", 0xF0B0: "°"}.get(code, "•")
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one look as one piece: Word splits words between runs, an old encoding splits letters."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and (joined[-1].font, joined[-1].bold) == (piece.font, piece.bold):
            joined[-1].text += piece.text
        else:
            joined.append(Piece(piece.text, piece.font, piece.bold))
    return joined
