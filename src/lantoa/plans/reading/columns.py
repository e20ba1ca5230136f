"""What the columns of an annex hold, told from its heading rows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantoa.documents.blocks import Cell, Table
from lantoa.plans.reading.normalise import fold

# The word found first in a heading decides; on one place, the earlier line here does.
_KINDS = (
    ("ordinal", r"^(?:so )?(?:s?tt|thu tu|so tt|#|no)\.?$|^so thu tu"),
    ("both", r"(?:(?:don vi|co quan|bo phan|phong)[, ]+)*(?:chu tri[^a-z]+(?:va |don vi |co quan )*phoi hop|phoi hop[^a-z]+(?:va )?chu tri)"),
    ("note", r"ghi chu|luu y"),
    ("time_start", r"^(?:ngay |thoi gian |thoi diem )?bat dau"),
    ("time_end", r"^(?:ngay |thoi gian |thoi diem )?ket thuc"),
    ("product", r"san pham|ket qua|dau ra|chi tieu|so luong|dinh luong"),
    ("time", r"thoi gian|thoi han|tien do|thoi diem|han hoan thanh|ngay hoan thanh|lich|moc|^hoan thanh|^han\b|^(?:quy|thang)$"),
    ("partners", r"(?:don vi|co quan|bo phan|phong|to chuc|ca nhan)?[^a-z]*(?:cung )?phoi hop|(?:don vi|co quan) (?:lien quan|tham gia)"),
    (
        "lead",
        r"(?:don vi|co quan|bo phan|phong|nguoi|to chuc|ca nhan|cap)[^:]*?(?:chu tri|phu trach|thuc hien|dau moi|tham muu)"
        r"|chu tri|phu trach|dau moi|trach nhiem|phan cong|nguoi thuc hien|^don vi$|^co quan$|^bo phan$|tham muu"
        r"|^(?:co quan|phong|don vi)[, ]+(?:don vi|phong|ca nhan|bo phan)$",
    ),
    ("budget", r"(?:nguon |du toan |muc )?kinh phi|du toan|ngan sach|nguon von"),
    ("audience", r"doi tuong|thanh phan"),
    ("content", r"noi dung|nhiem vu|cong viec|hoat dong|dau viec|^viec|muc tieu|chuyen de|chu de|ten (?:cong|hoat|chuyen)"),
    ("forms", r"hinh thuc|phuong thuc|kenh|cach thuc|phuong tien|bien phap"),
)  # fmt: skip
_RULES = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_FIGURES = re.compile(r"don gia|thanh tien|\bdvt\b|don vi tinh|ty le|tong so|so tien|%|so ho so")
_PERIOD = re.compile(
    r"(?:quy\s*(?:iv|i{1,3}|[1-4])|(?:thang|t)\s*\.?(?:1[0-2]|0?[1-9])|(?:6 thang|nua) (?:dau|cuoi) nam)(?:\s*/\s*\d{4})?$"
)
_MONEY = re.compile(
    r"(?:[(]|(?:ĐVT|[Đđ]ơn vị(?: tính)?)\s*:)[^()]*?((?:1\.000|[Tt]riệu|[Tt]ỷ|[Nn]ghìn|[Nn]gàn)?\s*(?:đồng|VNĐ|VND))\b"
)
_SEARCHED = 20


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what. `first` is the first data row; `periods` are columns ticked by quarter or month,
    `units` the units of money that the headings name ("Kinh phí (triệu đồng)")."""

    kinds: tuple[str, ...]
    first: int
    head: int
    texts: tuple[str, ...]
    periods: tuple[tuple[int, str], ...] = ()
    units: tuple[str, ...] = ()

    def of(self, kind: str) -> list[int]:
        return [index for index, found in enumerate(self.kinds) if found == kind]

    @property
    def content(self) -> int:
        """The column of the duties: the last of several."""
        return (self.of("content") or self.of("forms"))[-1]


def kind_of(text: str) -> str | None:
    """What a heading cell announces, or nothing."""
    folded = re.sub(r"\s+", " ", fold(text)).strip(" .:")
    if not folded or len(folded) > 90:
        return None
    if _PERIOD.match(folded):
        return "period"
    best: tuple[int, int, str] | None = None
    for order, (kind, pattern) in enumerate(_RULES):
        hit = pattern.search(folded)
        if hit and (best is None or (hit.start(), order) < best[:2]):
            best = (hit.start(), order, kind)
    return best[2] if best else None


def find_columns(table: Table) -> Columns | None:
    """The columns of a table of tasks; nothing when it is another kind of table.

    A table of tasks has a column of contents and at least one that says who, when, how or with what result.
    """
    for index, row in enumerate(table.rows[:_SEARCHED]):
        kinds = [kind_of(cell.text) for cell in row]
        named = {kind for kind, cell in zip(kinds, row, strict=True) if kind and cell.origin}
        if len(named) >= 2 and ({"content", "forms"} & named) and _all_short(row):
            found = _columns(table, index)
            return found if _lists_tasks(found) else None
    return None


def _all_short(row: tuple[Cell, ...]) -> bool:
    return all(len(cell.text) <= 90 for cell in row)


def _columns(table: Table, head: int) -> Columns:
    last = head
    row = table.rows[head]
    last += max((cell.rowspan for cell in row if cell.origin and cell.rowspan < 4), default=1) - 1
    last = min(last, len(table.rows) - 1)
    if (
        last == head
        and head + 1 < len(table.rows)
        and _continues_head(table.rows[head], table.rows[head + 1])
    ):
        last = head + 1
    kinds: list[str] = []
    texts: list[str] = []
    units: list[str] = []
    periods: list[tuple[int, str]] = []
    for index in range(len(row)):
        stack = [
            table.rows[step][index].text for step in range(head, last + 1) if index < len(table.rows[step])
        ]
        kind = next((found for text in reversed(stack) if (found := kind_of(text))), None)
        if kind == "period":
            periods.append((index, stack[-1]))
        elif index and stack[0] and not stack[-1] and kind in kinds and row[index].origin is False:
            kind = None
        kinds.append(kind or "")
        texts.append(stack[0])
        units.append(next((unit for text in stack if (unit := _unit_of(text))), ""))
    if "time_start" in kinds and "time_end" not in kinds and "time" in kinds:
        kinds[kinds.index("time")] = "time_end"  # "Bắt đầu" | "Hoàn thành"
    return Columns(_single(kinds), last + 1, head, tuple(texts), tuple(periods), tuple(units))


def _unit_of(text: str) -> str:
    """The unit of money in a heading: "(triệu đồng)", "ĐVT: 1.000 đồng"."""
    hit = _MONEY.search(text)
    return hit[1].strip() if hit else ""


def _single(kinds: list[str]) -> tuple[str, ...]:
    """One column of each kind except contents: a repeated heading keeps the first."""
    seen: set[str] = set()
    result = []
    for kind in kinds:
        result.append("" if kind in seen and kind not in ("content", "period") else kind)
        seen.add(kind)
    return tuple(result)


def _continues_head(top: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    """A second heading row that was not merged: only heading words, nothing under the ordinal."""
    filled = [cell.text for cell in below if cell.text and cell.origin]
    if not filled or not all(kind_of(text) for text in filled):
        return False
    return any(
        over.text != under.text
        and under.text
        and kind_of(over.text) in (None, "lead", "both", "time", "partners")
        for over, under in zip(top, below, strict=False)
    ) and (not below[0].text or below[0].text == top[0].text)


def _lists_tasks(columns: Columns) -> bool:
    kinds = set(columns.kinds)
    who_or_when = kinds & {"lead", "partners", "both", "time", "time_start", "time_end", "period"}
    if not kinds & {"content", "forms"}:
        return False
    if who_or_when:
        return True
    if any(_FIGURES.search(fold(text)) for text in columns.texts):
        return False
    return "content" in kinds and bool(kinds & {"forms", "product", "audience"}) and len(columns.kinds) >= 3
