"""Pages of a PDF through pdfium, which is not thread-safe: one document at a time in a process."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from lantoa.documents.reading.pdf.layout import Ruling, Segment, Sheet
from lantoa.documents.reading.refusals import refuse

_LOCK = threading.Lock()
_MAX_PAGES = 3_000
_MAX_CHARACTERS = 12_000_000
_MAX_DRAWN = 20_000
_SECONDS = 90
_GAP = 2.2
_RAISED = 0.6
_THIN = 3.0
_LONG = 6.0
_BLANKS = {9, 32, 160}
_BREAKS = {10, 13}
_HYPHENS = {2: "-", 0xFFFE: "-", 0xAD: "-"}
_BOLD_FROM = 600
_BOX_TO_SIZE = 1.15
_SPARSE = 200

Turn = Callable[[float, float], tuple[float, float]]


def read_pages(data: bytes) -> list[Sheet]:
    """Every page. Raises Unreadable ENCRYPTED, CORRUPT, or TOO_LARGE for what would take minutes."""
    with _LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            is_sealed = getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
            raise refuse("ENCRYPTED" if is_sealed else "CORRUPT") from error
        try:
            return list(_sheets(document))
        except pdfium.PdfiumError as error:
            raise refuse("CORRUPT") from error
        finally:
            document.close()


def _sheets(document: pdfium.PdfDocument) -> Iterator[Sheet]:
    if len(document) > _MAX_PAGES:
        raise refuse("TOO_LARGE")
    deadline = time.monotonic() + _SECONDS
    characters = lines = 0
    for index in range(len(document)):
        if time.monotonic() > deadline:
            raise refuse("TOO_LARGE")
        page = document[index]
        text = page.get_textpage()
        try:
            characters += text.count_chars()
            if characters > _MAX_CHARACTERS:
                raise refuse("TOO_LARGE")
            width, height = page.get_size()
            sheet = Sheet(index + 1, width, height)
            turn = _turn(page, width, height)
            _draw(page, sheet, turn)
            lines = _Reader(text, sheet, turn, lines).read()
            yield sheet
        finally:
            text.close()
            page.close()


def _turn(page: pdfium.PdfPage, width: float, height: float) -> Turn:
    """From the coordinates of the file to those of the page as it is shown."""
    return {
        90: lambda x, y: (y, height - x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (width - y, x),
    }.get(page.get_rotation(), lambda x, y: (x, y))


def _draw(page: pdfium.PdfPage, sheet: Sheet, turn: Turn) -> None:
    """Rulings of tables, and whether a picture covers the page (a scan)."""
    kinds = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
    for count, drawn in enumerate(page.get_objects(filter=kinds, max_depth=4)):
        if count > _MAX_DRAWN:
            return
        left, bottom, right, top = drawn.get_bounds()
        (x0, y0), (x1, y1) = turn(left, bottom), turn(right, top)
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if drawn.type == raw.FPDF_PAGEOBJ_IMAGE:
            covered = (min(x1, sheet.width) - max(x0, 0)) * (min(y1, sheet.height) - max(y0, 0))
            sheet.is_picture = sheet.is_picture or covered > sheet.width * sheet.height / 2
        else:
            _rule(sheet, drawn, x0, y0, x1, y1)


def _rule(sheet: Sheet, path: pdfium.PdfObject, x0: float, y0: float, x1: float, y1: float) -> None:
    wide, high = x1 - x0, y1 - y0
    if high <= _THIN and wide >= _LONG:
        sheet.horizontals.append(Ruling((y0 + y1) / 2, x0, x1))
    elif wide <= _THIN and high >= _LONG:
        sheet.verticals.append(Ruling((x0 + x1) / 2, y0, y1))
    elif wide >= _LONG and high >= _LONG and _is_outlined(path):
        sheet.horizontals += [Ruling(y0, x0, x1), Ruling(y1, x0, x1)]
        sheet.verticals += [Ruling(x0, y0, y1), Ruling(x1, y0, y1)]


def _is_outlined(path: pdfium.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if raw.FPDFPath_CountSegments(path) not in (4, 5, 6):
        return False
    return bool(raw.FPDFPath_GetDrawMode(path, fill, stroke)) and bool(stroke.value)


class _Reader:
    """Cuts the characters of a page into segments: at line ends, wide gaps and the rulings between cells."""

    def __init__(self, text: pdfium.PdfTextPage, sheet: Sheet, turn: Turn, lines: int) -> None:
        self._text, self._sheet, self._turn, self._lines = text, sheet, turn, lines
        self._box, self._x, self._y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()

    def read(self) -> int:
        """Fills the sheet; gives the number of lines so far in the file."""
        codes = [raw.FPDFText_GetUnicode(self._text, at) for at in range(self._text.count_chars())]
        start = 0
        for at, code in enumerate(codes):
            if code in _BREAKS:
                self._line(codes, start, at)
                start = at + 1
        self._line(codes, start, len(codes))
        return self._lines

    def _line(self, codes: list[int], start: int, end: int) -> None:
        words = [*_words(codes, start, end)]
        if not words:
            return
        self._lines += 1
        current, before = [words[0]], self._place(words[0])
        for word in words[1:]:
            place = self._place(word)
            if self._parts(before, place):
                self._add(codes, current)
                current = []
            current.append(word)
            before = place
        self._add(codes, current)

    def _place(self, word: tuple[int, int]) -> tuple[float, float, float, float]:
        """left, right, baseline, size of a word, as the page is shown."""
        raw.FPDFText_GetLooseCharBox(self._text, word[0], self._box)
        first = self._turn(self._box.left, self._box.bottom), self._turn(self._box.right, self._box.top)
        raw.FPDFText_GetCharOrigin(self._text, word[0], self._x, self._y)
        y = self._turn(self._x.value, self._y.value)[1]
        raw.FPDFText_GetLooseCharBox(self._text, word[1] - 1, self._box)
        last = self._turn(self._box.left, self._box.bottom), self._turn(self._box.right, self._box.top)
        high = abs(first[0][1] - first[1][1])
        return min(first[0][0], first[1][0]), max(last[0][0], last[1][0]), y, high / _BOX_TO_SIZE or 10.0

    def _parts(self, one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
        _, right, y, size = one
        left = two[0]
        if left - right > _GAP * size or abs(two[2] - y) > _RAISED * size or left < one[0]:
            return True
        return any(right - 1 <= v.at <= left + 1 and v.start <= y <= v.end for v in self._sheet.verticals)

    def _add(self, codes: list[int], words: list[tuple[int, int]]) -> None:
        first, last = self._place(words[0]), self._place(words[-1])
        text = " ".join(_spelled(codes[start:end]) for start, end in words)
        bold = raw.FPDFText_GetFontWeight(self._text, words[0][0]) >= _BOLD_FROM or self._names_bold(
            words[0][0]
        )
        self._sheet.segments.append(
            Segment(text, first[0], last[1], first[2], first[3], bold, self._lines, self._sheet.number)
        )

    def _names_bold(self, at: int) -> bool:
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        raw.FPDFText_GetFontInfo(self._text, at, name, 128, flags)
        return b"bold" in name.value.lower()


def _words(codes: list[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges of characters between blanks."""
    begun = None
    for at in range(start, end):
        if codes[at] in _BLANKS or codes[at] == 0:
            if begun is not None:
                yield begun, at
            begun = None
        elif begun is None:
            begun = at
    if begun is not None:
        yield begun, end


def _spelled(codes: list[int]) -> str:
    if any(0xD800 <= code < 0xE000 for code in codes):
        units = b"".join(code.to_bytes(2, "little") for code in codes if code <= 0xFFFF)
        return units.decode("utf-16-le", "ignore")
    return "".join(_HYPHENS.get(code) or chr(code) for code in codes if code < 0x110000)


def is_scanned(sheets: list[Sheet]) -> bool:
    """No words at all, or only the few of a stamp over pages that are pictures."""
    letters = [sum(len(segment.text) for segment in sheet.segments) for sheet in sheets]
    if not sum(letters):
        return True
    bare = [sheet.is_picture and count < _SPARSE for sheet, count in zip(sheets, letters, strict=True)]
    return all(bare)
