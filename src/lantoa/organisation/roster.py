"""A list of units and people as a workbook or a form gives it. Pure: tables in, rows and errors out.

The workbook has two sheets, told apart by their headings: units (Tên đơn vị, Tên ngắn, Ký hiệu, Loại) and people
(Họ và tên, Thư điện tử, Điện thoại, Đơn vị, Vai trò, Chức danh). A file of one sheet of people will do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lantoa.documents.blocks import Cell, Table
from lantoa.foundation.text import fold, nfc, squeeze

MAX_ROWS = 2000
UNIT_HEADINGS = ("Tên đơn vị", "Tên ngắn", "Ký hiệu", "Loại")
PEOPLE_HEADINGS = ("Họ và tên", "Thư điện tử", "Điện thoại", "Đơn vị", "Vai trò", "Chức danh")
ROLE_WORDS = {
    "officer": "Chuyên viên",
    "head": "Phụ trách đơn vị",
    "coordinator": "Đầu mối cải cách hành chính",
    "director": "Lãnh đạo cơ quan",
    "editor": "Biên tập viên",
    "sender": "Người được phát tin",
    "administrator": "Quản trị hệ thống",
}
KIND_WORDS = {
    "unit": "Phòng, ban, đơn vị",
    "one_stop": "Bộ phận Một cửa",
    "party_cell": "Chi bộ, đảng bộ",
    "union": "Công đoàn",
    "youth": "Đoàn thanh niên",
    "other": "Tổ chức khác",
}
# Titles that say a role, tried in this order as the beginning of what stands under "Vai trò".
_ROLE_BEGINS = (
    ("pho chanh van phong", "officer"), ("pho truong phong", "officer"), ("chanh van phong", "head"),
    ("truong phong", "head"), ("phu trach ke toan", "officer"), ("phu trach", "head"), ("truong", "head"),
    ("giam doc trung tam", "head"), ("pho giam doc trung tam", "officer"), ("chu tich cong doan", "head"),
    ("pho chu tich cong doan", "officer"), ("chu tich hoi dong", "director"), ("pho chu tich hoi dong", "director"),
    ("chu tich hoi", "head"), ("pho chu tich hoi", "officer"), ("giam doc", "director"), ("pho giam doc", "director"),
    ("chu tich", "director"), ("pho chu tich", "director"),
    ("lanh dao", "director"), ("dau moi", "coordinator"), ("bien tap", "editor"), ("phat tin", "sender"),
    ("nguoi duoc phat tin", "sender"), ("quan tri", "administrator"), ("chuyen vien", "officer"),
    ("cong chuc", "officer"), ("vien chuc", "officer"), ("nhan vien", "officer"),
)  # fmt: skip
_EMAIL = re.compile(r"[^@\s<>\"']{1,64}@[^@\s<>\"']+\.[^@\s<>\"'.]{2,}")


@dataclass(frozen=True, slots=True)
class UnitRow:
    name: str
    short_name: str = ""
    symbol: str = ""
    kind: str = "unit"


@dataclass(frozen=True, slots=True)
class PersonRow:
    full_name: str
    email: str = ""
    phone: str = ""
    unit: str = ""
    role: str = "officer"
    title: str = ""


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong, and where: a cell of a sheet, or a row of a form."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Roster:
    units: tuple[UnitRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    errors: tuple[RowError, ...] = ()


@dataclass(slots=True)
class _Reading:
    units: list[UnitRow] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    wheres: list[str] = field(default_factory=list)

    def wrong(self, where: str, message: str) -> None:
        self.errors.append(RowError(where, message))


def read(tables: Sequence[Table], known_units: Sequence[str] = ()) -> Roster:
    """Rows of the sheets that have our headings. `known_units` are names that people may refer to besides."""
    reading = _Reading()
    found = False
    for table in tables:
        found = _read_table(table, reading) or found
    if not found:
        headings = ", ".join(PEOPLE_HEADINGS)
        reading.wrong("Tệp", f"Không thấy dòng tiêu đề. Dùng tệp mẫu, có các cột: {headings}.")
    check(reading, known_units)
    return Roster(tuple(reading.units), tuple(reading.people), tuple(reading.errors))


def from_rows(
    units: Sequence[UnitRow], people: Sequence[PersonRow], known_units: Sequence[str] = ()
) -> Roster:
    """The same checks for rows typed in a form; places are "Người thứ 2"."""
    reading = _Reading(list(units), list(people), [], [f"Người thứ {i}" for i, _ in enumerate(people, 1)])
    check(reading, known_units)
    return Roster(tuple(reading.units), tuple(reading.people), tuple(reading.errors))


def role_of(text: str) -> str:
    """The role that a word or a title says; empty where none does."""
    folded = fold(text)
    if not folded:
        return "officer"
    for role, label in ROLE_WORDS.items():
        if folded in {role, fold(label)}:
            return role
    return next((role for begin, role in _ROLE_BEGINS if folded.startswith(begin)), "")


def check(reading: _Reading, known_units: Sequence[str]) -> None:
    """What single cells cannot show: units named twice or unknown, one mail for two people."""
    names: dict[str, str] = {}
    for unit in reading.units:
        if fold(unit.name) in names:
            reading.wrong(unit.name, f"Đơn vị “{unit.name}” có hai lần.")
        names[fold(unit.name)] = unit.name
    known = {fold(name) for name in known_units} | set(names)
    known |= {fold(unit.short_name) for unit in reading.units if unit.short_name}
    mails: dict[str, str] = {}
    for row, where in zip(reading.people, reading.wheres, strict=True):
        if row.unit and fold(row.unit) not in known:
            reading.wrong(where, f"Không có đơn vị “{row.unit}”. Thêm đơn vị đó, hoặc sửa tên cho khớp.")
        if not row.unit and row.role in {"officer", "head"}:
            reading.wrong(where, f"{row.full_name}: vai trò này cần một đơn vị.")
        if row.email and row.email in mails:
            reading.wrong(where, f"Thư điện tử {row.email} đã dùng cho {mails[row.email]}.")
        mails.setdefault(row.email, row.full_name)


def _read_table(table: Table, reading: _Reading) -> bool:
    for number, row in enumerate(table.rows[:10]):
        columns = _columns(row)
        if "ho va ten" in columns or "ho ten" in columns:
            _rows(table, number, columns, reading, _person)
            return True
        if "ten don vi" in columns:
            _rows(table, number, columns, reading, _unit)
            return True
    return False


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        found.setdefault(fold(cell.text).strip("* "), index)
    return found


Take = Callable[[Callable[..., str], str, _Reading], None]


def _rows(table: Table, heading: int, columns: dict[str, int], reading: _Reading, take: Take) -> None:
    body = table.rows[heading + 1 :]
    if len(body) > MAX_ROWS:
        reading.wrong(table.title, f"Tờ này có {len(body)} dòng; mỗi lần nhập nhiều nhất {MAX_ROWS} dòng.")
        return
    for row in body:

        def value(*names: str, row: Sequence[Cell] = row) -> str:
            index = next((columns[name] for name in names if name in columns), None)
            return squeeze(nfc(row[index].text)) if index is not None and index < len(row) else ""

        if any(cell.text.strip() for cell in row):
            place = row[0].place
            sheet = f"{table.title or place.sheet or 'Tệp'}, "
            line = re.sub(r"\D", "", place.cell or "") or str(place.line or "?")
            take(value, f"{sheet}dòng {line}", reading)


def _unit(value: Callable[..., str], where: str, reading: _Reading) -> None:
    name, kind = value("ten don vi"), value("loai")
    if not name:
        reading.wrong(where, "Thiếu tên đơn vị.")
        return
    if len(name) > 200:
        reading.wrong(where, "Tên đơn vị dài quá 200 ký tự.")
        return
    code = next((k for k, label in KIND_WORDS.items() if fold(kind) in {k, fold(label)}), "")
    if kind and not code:
        reading.wrong(where, f"Loại “{kind}” không có. Dùng một trong: {'; '.join(KIND_WORDS.values())}.")
    short, symbol = value("ten ngan", "ten goi ngan")[:80], value("ky hieu")[:20]
    reading.units.append(UnitRow(name, short, symbol, code or "unit"))


def _person(value: Callable[..., str], where: str, reading: _Reading) -> None:
    name, email = value("ho va ten", "ho ten"), value("thu dien tu", "email", "e-mail").lower()
    if not name:
        reading.wrong(where, "Thiếu họ và tên.")
        return
    if len(name) > 120 or any(char in "<>{}[]|\\" for char in name):
        reading.wrong(where, "Họ và tên dài quá 120 ký tự hoặc có ký tự lạ.")
    if email and (len(email) > 254 or not _EMAIL.fullmatch(email)):
        reading.wrong(where, f"“{email[:80]}” không phải địa chỉ thư điện tử.")
    words = value("vai tro")
    role = role_of(words)
    if not role:
        reading.wrong(where, f"Vai trò “{words}” không có. Dùng một trong: {'; '.join(ROLE_WORDS.values())}.")
    title = value("chuc danh", "chuc vu") or (words if fold(words) != fold(ROLE_WORDS.get(role, "")) else "")
    phone = value("dien thoai", "so dien thoai")[:40]
    unit = value("don vi", "phong", "phong ban")
    reading.people.append(PersonRow(name, email, phone, unit, role or "officer", title[:120]))
    reading.wheres.append(where)
