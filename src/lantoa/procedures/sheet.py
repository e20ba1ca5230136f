"""A file of procedures as rows of values. Pure: tables of a reader in, rows and errors with their cells out.

Values are plain text in one form each: levels and states as the words of the register, numbers and days as the
machine writes them, so that two of them are alike exactly when they mean the same. Only columns that the file has
are in a row. A line across the table ("I. Lĩnh vực Nhà ở") names the field of the rows below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from lantoa.documents.blocks import Cell, Table
from lantoa.foundation.text import fold, nfc, squeeze
from lantoa.procedures import codes
from lantoa.procedures.drafts import LABELS, LONGEST

MOST_ROWS = 10_000
SHEET = "Thủ tục hành chính"
LIMIT = "limit"
"""A column that tells the time limit in whatever words: a number of working days where that is all it says."""

LEVELS = {
    "ministry": ("cap bo", "bo", "trung uong", "cap trung uong"),
    "province": ("cap tinh", "tinh", "cap so", "cap tinh, thanh pho"),
    "district": ("cap huyen", "huyen", "cap huyen (truoc 01/07/2025)"),
    "commune": ("cap xa", "xa", "cap phuong, xa", "cap phuong/xa"),
    "other": ("co quan khac", "khac"),
}
SERVICES = {
    "full": ("toan trinh", "dich vu cong truc tuyen toan trinh", "dvctt toan trinh"),
    "partial": ("mot phan", "dich vu cong truc tuyen mot phan", "dvctt mot phan"),
    "information": (
        "cung cap thong tin", "chi cung cap thong tin", "dich vu cung cap thong tin truc tuyen", "con lai",
        "dich vu cung cap thong tin",
    ),
}  # fmt: skip
STATES = {
    "in_force": ("con hieu luc", "dang ap dung", "cong khai", "hieu luc"),
    "replaced": ("bi thay the", "thay the", "da thay the"),
    "abolished": ("bi bai bo", "bai bo", "da bai bo", "het hieu luc"),
}
SAID = {
    "levels": "Cấp bộ; Cấp tỉnh; Cấp xã; Cơ quan khác",
    "service": "Toàn trình; Một phần; Cung cấp thông tin",
    "state": "Còn hiệu lực; Bị thay thế; Bị bãi bỏ",
}
_ALIASES = {
    "code": ("ma", "ma so", "ma tthc", "ma so tthc", "ma so thu tuc", "ma thu tuc hanh chinh", "ma so thu tuc hanh chinh"),
    "name": ("ten", "ten tthc", "ten thu tuc hanh chinh", "thu tuc hanh chinh"),
    "field": ("ten linh vuc", "linh vuc thu tuc"),
    "levels": ("cap", "cap giai quyet", "cap thu tuc"),
    "resolver": ("co quan thuc hien", "co quan co tham quyen", "co quan tham quyen", "co quan quyet dinh"),
    "service": (
        "muc do", "muc do dich vu", "muc do dvc", "muc do dvctt", "muc do dich vu cong",
        "muc do cung cap dich vu cong truc tuyen",
    ),
    "days": ("so ngay lam viec", "thoi han (ngay)"),
    LIMIT: ("thoi han", "thoi han giai quyet", "thoi gian giai quyet"),
    "fee": ("phi", "le phi", "phi/le phi", "phi, le phi (neu co)"),
    "legal_basis": ("can cu", "van ban quy dinh", "ten van ban quy pham phap luat quy dinh thu tuc"),
    "decision": ("so quyet dinh", "so quyet dinh cong bo", "quyet dinh"),
    "effective_from": ("ngay hieu luc", "ngay co hieu luc", "hieu luc tu ngay"),
    "state": ("trang thai",),
    "ended_on": ("ngay het hieu luc", "ngay bai bo"),
    "successor": ("ma thay the", "thay the bang", "thay bang (ma)"),
    "synced_on": ("ngay dong bo", "ngay cap nhat"),
}  # fmt: skip
_BY_HEADING = {fold(label): name for name, label in LABELS.items()} | {
    alias: name for name, several in _ALIASES.items() for alias in several
}
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2})?)?", re.ASCII)
_WORKING_DAYS = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?) ngay lam viec\.?", re.ASCII)
_AS_NUMBER = re.compile(r"([1-9]),(\d{1,6})", re.ASCII)
"""A base code that Excel took for a number, less the zeros at its end."""
_COUNTED = re.compile(r"\(?(\d{1,2}|[a-zđ])\)?", re.IGNORECASE)
"""A cell of the line that numbers the columns."""
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?", re.ASCII)
_SECTION = re.compile(r"^(?:(?:[IVXLC]+|[A-ZĐ]|\d+)[.)]\s*)?(?:lĩnh vực\s*:?\s*)?", re.IGNORECASE)
_EMPTY = frozenset({"-", "–", "—"})
_LINES = ("time_text", "fee", "legal_basis")
_WHOLE_TEXT = ("name", "field", "resolver", "decision", "source")


class BadCell(ValueError):
    """A cell that cannot be taken; the message says what may stand there."""


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong, in which row and cell as a spreadsheet shows them."""

    line: int
    column: str
    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`letters` gives the column of each name, for the cell that an error names."""

    rows: tuple[SheetRow, ...] = ()
    errors: tuple[RowError, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)

    def error(self, line: int, name: str, message: str) -> RowError:
        return error_at(self.letters, line, name, message)


def error_at(letters: Mapping[str, str], line: int, name: str, message: str) -> RowError:
    letter = letters.get(name) or letters.get(LIMIT if name in ("days", "time_text") else "code", "")
    return RowError(line, LABELS.get(name, LABELS["code"]), f"{letter}{line}" if letter else "", message)


def read(tables: Sequence[Table]) -> Sheet:
    """The first table that has the headings of code and name."""
    for table in tables:
        head = _find_head(table)
        if head is not None:
            return _Reading(table, *head).read()
    message = f"Không thấy dòng tiêu đề có cột “{LABELS['code']}” và “{LABELS['name']}”."
    return Sheet(errors=(RowError(1, "", "", message),))


def _find_head(table: Table) -> tuple[int, dict[str, int]] | None:
    for number, row in enumerate(table.rows[:30]):
        found: dict[str, int] = {}
        for at, cell in enumerate(row):
            name = _BY_HEADING.get(fold(cell.text).strip(" *:"))
            if name and cell.origin:
                found.setdefault(name, at)
        if "code" in found and "name" in found:
            return number, found
    return None


class _Reading:
    def __init__(self, table: Table, head: int, columns: dict[str, int]) -> None:
        self.table, self.head, self.columns = table, head, columns
        self.letters = {name: _letter(table.rows[head][at], at) for name, at in columns.items()}
        self.errors: list[RowError] = []
        self.section = ""

    def read(self) -> Sheet:
        body = self.table.rows[self.head + 1 :]
        if len(body) > MOST_ROWS:
            message = f"Tệp có {len(body)} dòng; mỗi lần nhập nhiều nhất {MOST_ROWS} dòng. Tách tệp rồi nhập từng phần."
            return Sheet(errors=(RowError(self.head + 1, "", "", message),))
        rows = tuple(self._rows(body))
        if not rows and not self.errors:
            self.errors.append(RowError(self.head + 1, "", "", "Tệp không có dòng thủ tục nào."))
        return Sheet(rows, tuple(self.errors), self.letters)

    def _rows(self, body: Sequence[Sequence[Cell]]) -> Iterator[SheetRow]:
        seen: dict[str, int] = {}
        for number, cells in enumerate(body, self.head + 2):
            texts = [_plain(cell.text) for cell in cells]
            line = _line(cells, number)
            at_top = not seen and not self.errors
            if self._says_nothing(texts, at_top=at_top) or self._is_section(texts):
                continue
            values = self._values(texts, line)
            code = values.get("code", "")
            if not codes.is_code(code):
                said = f"“{code[:40]}” không đúng dạng mã" if code else "Thiếu mã thủ tục"
                self._wrong(
                    line, "code", f"{said}. Mã có dạng {codes.EXAMPLE} hoặc {codes.base(codes.EXAMPLE)}."
                )
            elif code in seen:
                self._wrong(line, "code", f"Mã này đã có ở dòng {seen[code]}.")
            else:
                seen[code] = line
                yield SheetRow(line, values)

    def _says_nothing(self, texts: Sequence[str], *, at_top: bool) -> bool:
        """An empty line; below the head also its second line, and one that numbers the columns."""
        if not any(texts):
            return True
        if not at_top:
            return False
        if all(not text or _COUNTED.fullmatch(text) for text in texts):
            return True
        return _BY_HEADING.get(fold(texts[self.columns["code"]]).strip(" *:")) == "code"

    def _is_section(self, texts: Sequence[str]) -> bool:
        """A line across the table, which names the field of the rows below."""
        said = [text for text in texts if text]
        if len(set(said)) > 1 or (len(said) == 1 and texts[self.columns["code"]]) or codes.is_code(said[0]):
            return False
        self.section = squeeze(_SECTION.sub("", said[0].replace("\n", " ")))[: LONGEST["field"]]
        return True

    def _values(self, texts: Sequence[str], line: int) -> dict[str, str]:
        values: dict[str, str] = {}
        for name, at in self.columns.items():
            text = texts[at] if at < len(texts) else ""
            try:
                values |= _READERS.get(name, _text)(name, text)
            except BadCell as problem:
                self._wrong(line, name, str(problem))
        if self.section and not values.get("field"):
            values["field"] = self.section
        return values

    def _wrong(self, line: int, name: str, message: str) -> None:
        self.errors.append(error_at(self.letters, line, name, message))


def _letter(cell: Cell, at: int) -> str:
    place = cell.place.cell or ""
    letters = "".join(char for char in place if char.isalpha())
    return letters or chr(ord("A") + at % 26)


def _line(cells: Sequence[Cell], number: int) -> int:
    place = cells[0].place
    digits = "".join(char for char in place.cell or "" if char.isdigit())
    return int(digits) if digits else place.line or number


def _plain(text: str) -> str:
    text = nfc(text).strip()
    return "" if text in _EMPTY else text


# --- one cell -----------------------------------------------------------------------------------------


def _text(name: str, cell: str) -> dict[str, str]:
    text = "\n".join(filter(None, map(squeeze, cell.splitlines()))) if name in _LINES else squeeze(cell)
    if name in LONGEST and len(text) > LONGEST[name]:
        raise BadCell(f"Dài {len(text)} ký tự; nhiều nhất {LONGEST[name]}.")
    if name == "name" and not text:
        raise BadCell("Thiếu tên thủ tục.")
    return {name: text}


def _code(name: str, cell: str) -> dict[str, str]:
    code = codes.tidy(cell)
    if hit := _AS_NUMBER.fullmatch(code):
        code = f"{hit[1]}.{hit[2]:0<6}"
    if name == "successor" and code and not codes.is_code(code):
        raise BadCell(f"“{cell[:40]}” không đúng dạng mã. Ghi mã của thủ tục thay thế.")
    return {name: code}


def _levels(name: str, cell: str) -> dict[str, str]:
    said = [part for part in re.split(r"[;,/\n+]| và ", cell) if part.strip()]
    whole = _word(LEVELS, cell)
    found = [whole] if whole else [_word(LEVELS, part) for part in said]
    if not all(found):
        raise BadCell(f"Không có cấp “{cell[:60]}”. Ghi một hay nhiều trong: {SAID['levels']}.")
    return {name: ",".join(level for level in LEVELS if level in found)}


def _one_of(words: Mapping[str, Sequence[str]]) -> Callable[[str, str], dict[str, str]]:
    def read_word(name: str, cell: str) -> dict[str, str]:
        found = _word(words, cell)
        if cell and not found:
            raise BadCell(f"Không có “{cell[:60]}”. Ghi một trong: {SAID[name]}.")
        return {name: found}

    return read_word


def _word(words: Mapping[str, Sequence[str]], text: str) -> str:
    folded = fold(text)
    return next((word for word, said in words.items() if folded in said or folded == word), "")


def _days(name: str, cell: str) -> dict[str, str]:
    bare = fold(cell).removesuffix(" ngay lam viec").removesuffix(" ngay")
    if bare and not _NUMBER.fullmatch(bare):
        raise BadCell(f"“{cell[:40]}” không phải số ngày. Ghi số, ví dụ 15 hoặc 0,5.")
    return {name: decimal_text(Decimal(bare.replace(",", "."))) if bare else ""}


def _limit(name: str, cell: str) -> dict[str, str]:
    if hit := _WORKING_DAYS.fullmatch(fold(cell)):
        return {"days": decimal_text(Decimal(hit[1].replace(",", "."))), "time_text": ""}
    return {"days": "", **_text("time_text", cell)}


def _date(name: str, cell: str) -> dict[str, str]:
    if not cell:
        return {name: ""}
    first, iso = _DAY.fullmatch(cell), _ISO.fullmatch(cell)
    try:
        if first:
            day = date(int(first[3]), int(first[2]), int(first[1]))
        elif iso:
            day = date(int(iso[1]), int(iso[2]), int(iso[3]))
        else:
            raise ValueError(cell)
        if not 1950 <= day.year <= 2200:
            raise ValueError(cell)
    except ValueError:
        raise BadCell(f"“{cell[:40]}” không đúng dạng ngày. Ghi ngày/tháng/năm, ví dụ 30/09/2026.") from None
    return {name: day.isoformat()}


def decimal_text(value: Decimal) -> str:
    """A number as it is compared: no zeros at the end."""
    return f"{value.normalize():f}"


_READERS: dict[str, Callable[[str, str], dict[str, str]]] = {
    "code": _code,
    "successor": _code,
    "levels": _levels,
    "service": _one_of(SERVICES),
    "state": _one_of(STATES),
    "days": _days,
    LIMIT: _limit,
    "effective_from": _date,
    "ended_on": _date,
    "synced_on": _date,
}
