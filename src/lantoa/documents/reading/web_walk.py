"""Walks a parsed page without recursion, since pages may be nested as deep as their writer pleases."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from lantoa.documents.blocks import Block, Place, Table
from lantoa.documents.cleaning import squeeze
from lantoa.documents.reading.finishing import Budget
from lantoa.documents.reading.grids import GridCell, on_sheet, open_grid
from lantoa.documents.reading.word.numerals import numeral

_UNREAD = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "select",
        "option",
        "button",
        "textarea",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "nav",
        "audio",
        "video",
        "map",
        "dialog",
    ]
)
_BLOCKS = frozenset(
    [
        "html",
        "body",
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "address",
        "center",
        "form",
        "fieldset",
        "legend",
        "hr",
        "br",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "details",
        "summary",
    ]
)
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_HEADING = re.compile(r"h([1-6])\Z")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CENTERED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_MARKER = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "decimal": "decimal",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "none",
}
_MAX_COLUMNS = 100
_MAX_COUNT = 100_000
_MAX_DEPTH = 10


@dataclass(slots=True)
class _OpenList:
    form: str
    next: int = 1


@dataclass(slots=True)
class Walker:
    """Collects the blocks and tables of one page, or of one cell."""

    budget: Budget = field(default_factory=Budget)
    depth: int = 0
    items: list[Block | Table] = field(default_factory=list)
    _words: list[tuple[str, bool]] = field(default_factory=list)
    _lists: list[_OpenList] = field(default_factory=list)
    _label: str = ""
    _bold: int = 0
    _centered: int = 0
    _preformatted: int = 0
    _heading: int | None = None
    _blocks: int = 0
    _tables: int = 0

    def walk(self, root: etree._Element) -> None:
        """Reads everything below `root`."""
        events = etree.iterwalk(root, events=("start", "end"))
        passed_over: etree._Element | None = None
        for event, element in events:
            if event == "start":
                if self._start(element, is_root=element is root):
                    passed_over = element
                    events.skip_subtree()
                continue
            if element is not passed_over:
                self._end(element)
            if element is not root:
                self._text(element.tail)
        self._flush()

    def _start(self, element: etree._Element, *, is_root: bool) -> bool:
        """Opens an element; True when nothing inside it is to be read (any more)."""
        tag = element.tag if isinstance(element.tag, str) else ""
        style = element.get("style") or ""
        if not tag or tag in _UNREAD or element.get("hidden") is not None or _HIDDEN.search(style):
            return True
        if tag in _BLOCKS:
            self._flush()
        if tag == "table" and not is_root and not _is_layout(element):
            self._table(element)
            return True
        self._bold += tag in _BOLD
        self._centered += _centers(element, style)
        self._preformatted += tag == "pre"
        if found := _HEADING.match(tag):
            self._heading = int(found[1])
        elif tag in ("ol", "ul"):
            self._lists.append(_opened(element, tag, style))
        elif tag == "li":
            self._label = self._marker(element)
        elif tag == "img" and (element.get("alt") or "").strip():
            self._flush()
            self._text(element.get("alt"))
            self._flush()
        self._text(element.text)
        return False

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
        self._bold -= tag in _BOLD
        self._centered -= _centers(element, element.get("style") or "")
        self._preformatted -= tag == "pre"
        if _HEADING.match(tag):
            self._heading = None
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._label = ""

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if not self._preformatted:
            self._words.append((text, self._bold > 0))
            return
        first, *rest = text.splitlines() or [""]
        self._words.append((first, self._bold > 0))
        for line in rest:
            self._flush()
            self._words.append((line, self._bold > 0))

    def _flush(self) -> None:
        text = squeeze("".join(words for words, _ in self._words))
        bold = all(is_bold for words, is_bold in self._words if words.strip())
        self._words.clear()
        if not text:
            return
        self._blocks += 1
        self.budget.block()
        depth = len(self._lists) - 1 if self._label else None
        block = Block(
            text, Place(paragraph=self._blocks), self._label, depth, self._heading, bold, self._centered > 0
        )
        self._label = ""
        self.items.append(block)

    def _marker(self, item: etree._Element) -> str:
        if not self._lists:
            return "-"
        current = self._lists[-1]
        if current.form == "bullet":
            return "-"
        count = _count(item.get("value"), current.next)
        current.next = count + 1
        return "" if current.form == "none" else f"{numeral(count, current.form)}."

    def _table(self, element: etree._Element) -> None:
        for caption in element.iterchildren("caption"):
            self._text("".join(caption.itertext()))
            self._flush()
        cells, height, width = _cells(element, self._cell_text, self.budget)
        if not cells:
            return
        self.budget.add_cells(height * width)
        self._tables += 1
        self.items.append(open_grid(cells, height, width, on_sheet(f"Bảng {self._tables}")))

    def _cell_text(self, cell: etree._Element) -> str:
        if self.depth >= _MAX_DEPTH:
            return squeeze("".join(cell.itertext()))
        inner = Walker(self.budget, self.depth + 1)
        inner.walk(cell)
        lines = []
        for item in inner.items:
            if isinstance(item, Block):
                lines.append(f"{item.label} {item.text}".strip())
            else:
                lines += ["\t".join(part.text for part in row if part.origin) for row in item.rows]
        return "\n".join(lines)


def _opened(element: etree._Element, tag: str, style: str) -> _OpenList:
    said = _MARKER.search(style)
    form = _FORMS.get((said[1] if said else element.get("type") or "").strip(), "")
    if tag == "ul":
        return _OpenList("none" if form == "none" else "bullet")
    return _OpenList(form or "decimal", _count(element.get("start"), 1))


def _count(text: str | None, default: int) -> int:
    text = (text or "").strip()
    return min(int(text), _MAX_COUNT) if text.isascii() and text.isdigit() and len(text) < 9 else default


def _centers(element: etree._Element, style: str) -> bool:
    return (
        element.tag == "center"
        or (element.get("align") or "").lower() == "center"
        or bool(_CENTERED.search(style))
    )


def _is_layout(table: etree._Element) -> bool:
    """A table that only arranges the page: marked so, a single cell, or mostly another table."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    if len(list(itertools.islice(table.iter("td", "th"), 2))) < 2:
        return True
    nested = list(table.iterdescendants("table"))
    if not nested:
        return False
    inside = sum(len(squeeze("".join(inner.itertext()))) for inner in nested if _table_above(inner) is table)
    return inside * 2 > len(squeeze("".join(table.itertext())))


def _table_above(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors("table"), None)


def _cells(
    table: etree._Element, text_of: Callable[[etree._Element], str], budget: Budget
) -> tuple[list[GridCell], int, int]:
    rows = [row for row in table.iter("tr") if _table_above(row) is table]
    taken: dict[tuple[int, int], bool] = {}
    cells: list[GridCell] = []
    width = 0
    for at, row in enumerate(rows):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (at, column) in taken:
                column += 1
            if column >= _MAX_COLUMNS:
                break
            across = min(max(1, _count(cell.get("colspan"), 1)), _MAX_COLUMNS - column)
            down = _count(cell.get("rowspan"), 1) or len(rows)
            down = min(max(1, down), len(rows) - at)
            budget.add_cells(across * down)
            for covered in range(at, at + down):
                taken.update(((covered, column + step), True) for step in range(across))
            cells.append(GridCell(at, column, text_of(cell), across, down))
            column += across
            width = max(width, column)
    return cells, len(rows), width
