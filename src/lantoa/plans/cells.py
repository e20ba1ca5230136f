"""The cells of the task sheet as values and back. Pure: whoever calls brings the names that may be used.

Every column is written one way, and read from whatever an official types for the same thing; so a cell is changed
only when what it means has changed. A cell that cannot be read raises BadCell with the words that can.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property
from itertools import zip_longest
from typing import Any

from lantoa.foundation.text import fold, format_date, format_number
from lantoa.plans import repeating
from lantoa.plans.drafts import MOST_WEIGHT, YEARS

KINDS = {
    "once": ("Một lần, có hạn", "một lần"),
    "range": ("Trong khoảng thời gian", "khoảng", "trong khoảng", "khoảng thời gian"),
    "recurring": ("Định kỳ",),
    "continuous": ("Thường xuyên", "liên tục"),
    "on_event": ("Theo sự kiện", "sự kiện"),
}
LONGEST = {
    "product": 500, "budget": 250, "audience": 300, "note": 500, "event": 250, "raw": 250, "explanation": 2000,
}  # fmt: skip
MOST_TARGETS = 10
MOST_QUANTITY = Decimal("999999999999.99")
_NUMBER = re.compile(r"(\d{1,3}(\.\d{3})+|\d{1,15})(,\d{1,2})?|\d{1,15}\.\d{1,2}")
_DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)
_PIECES = re.compile(r"[;\n]")
_LONGEST_NAME = 6  # pieces of a name that itself has semicolons in it


class BadCell(ValueError):
    """A cell that cannot be taken; the message says what is wrong and what may stand there."""


def shown(cell: str) -> str:
    """A cell as an error quotes it: not all of a long one."""
    return cell if len(cell) <= 80 else f"{cell[:79]}…"


@dataclass(frozen=True, slots=True)
class Known:
    """A row that a cell may name."""

    id: int
    name: str
    unit: str = ""


@dataclass(frozen=True)
class Names:
    """What the cells of a column may name, in the order in which it is written. `what` is said in an error.

    `resolve` finds a row by other names; `free` are words taken as they stand; `shy` names are never suggested; of
    two rows of one name the one not `ended` is meant.
    """

    what: str = "tên"
    rows: Sequence[Known] = ()
    resolve: Callable[[str], int | None] | None = None
    free: Mapping[str, str] = field(default_factory=dict)
    shy: bool = False
    ended: frozenset[int] = frozenset()

    @cached_property
    def by_name(self) -> dict[str, list[Known]]:
        found: dict[str, list[Known]] = {}
        for row in self.rows:
            found.setdefault(fold(row.name), []).append(row)
        return found

    @cached_property
    def by_id(self) -> dict[int, Known]:
        return {row.id: row for row in self.rows}

    @cached_property
    def ranks(self) -> dict[int, int]:
        return {row.id: rank for rank, row in enumerate(self.rows)}

    def parts(self, cell: str) -> list[str]:
        """The names in a cell, between semicolons or on lines; a known name may have a semicolon within it."""
        pieces = [piece.strip() for piece in _PIECES.split(cell)]
        pieces = [piece for piece in pieces if piece]
        found, at = [], 0
        while at < len(pieces):
            last = min(len(pieces), at + _LONGEST_NAME)
            joined = next(
                (end for end in range(last, at + 1, -1) if fold("; ".join(pieces[at:end])) in self.by_name),
                at + 1,
            )
            found.append("; ".join(pieces[at:joined]))
            at = joined
        return found

    def find(self, name: str, *, unit: str | None = None) -> Known:
        """The row that a name means. Raises BadCell naming those near it."""
        rows = self.by_name.get(fold(name), [])
        if unit:
            rows = [row for row in rows if fold(row.unit) == fold(unit)] or rows
        other = self.resolve(name) if not rows and self.resolve else None
        if other in self.by_id:
            return self.by_id[other]
        if not rows:
            raise BadCell(f"Không có {self.what} “{shown(name)}”.{self._near(name)}")
        if self.shy and len(rows) > 1:
            raise BadCell(f"Có hai người tên “{name}”. Giao trên màn hình.")
        return min(rows, key=lambda row: row.id in self.ended)

    def ordered(self, ids: Iterable[int]) -> list[int]:
        return sorted(dict.fromkeys(ids), key=lambda pk: self.ranks.get(pk, len(self.ranks)))

    def _near(self, name: str) -> str:
        if self.shy:
            return ""
        near = get_close_matches(fold(name), list(self.by_name), n=3, cutoff=0.5)
        rows = [self.by_name[key][0].name for key in near]
        return f" Gần nhất: {', '.join(f'“{row}”' for row in rows)}." if rows else ""


@dataclass(frozen=True)
class Words:
    """Everything that the cells of a plan's sheet may name, and the years of the plan."""

    bodies: Names = field(default_factory=lambda: Names("đơn vị"))
    partners: Names = field(default_factory=lambda: Names("đơn vị"))
    people: Names = field(default_factory=lambda: Names("cán bộ", shy=True))
    forms: Names = field(default_factory=lambda: Names("hình thức"))
    themes: Names = field(default_factory=lambda: Names("nội dung tuyên truyền"))
    fields: Names = field(default_factory=lambda: Names("lĩnh vực"))
    measures: Names = field(default_factory=lambda: Names("số đo"))
    years: tuple[int, int] = (YEARS[0], YEARS[-1])


# --- writing --------------------------------------------------------------------------------------


def day_cell(day: date | None) -> str:
    return format_date(day) if day else ""


def kind_cell(kind: str | None) -> str:
    return KINDS[kind][0] if kind in KINDS else kind or ""


def rule_cell(rule: str | None) -> str:
    """The rule in words; a rule without any, as it is stored."""
    return repeating.say(rule) or rule if rule else ""


def names_cell(names: Iterable[str]) -> str:
    return "; ".join(names)


def targets_cell(targets: Iterable[tuple[Known, Decimal]]) -> str:
    return "; ".join(f"{row.name}: {format_number(quantity)} {row.unit}".strip() for row, quantity in targets)


def guide(words: Words) -> list[tuple[str, list[str]]]:
    """For the sheet beside: what may be typed in each column that takes given words only."""

    def names(given: Names) -> list[str]:
        return [row.name for row in given.rows if row.id not in given.ended]

    units = [f"{row.name}: 1 {row.unit}" for row in words.measures.rows if row.id not in words.measures.ended]
    return [
        ("Kiểu thời gian", [said[0] for said in KINDS.values()]),
        ("Chu kỳ (ví dụ)", list(repeating.EXAMPLES)),
        ("Đơn vị chủ trì, Phối hợp", names(words.bodies)),
        ("Chỉ tiêu (đổi số 1 thành số lượng)", units),
        ("Hình thức", names(words.forms)),
        ("Nội dung tuyên truyền", names(words.themes)),
        ("Lĩnh vực cải cách", names(words.fields)),
    ]


def guide_rows(words: Words) -> list[list[str]]:
    return [list(row) for row in zip_longest(*(column for _, column in guide(words)), fillvalue="")]


# --- reading --------------------------------------------------------------------------------------


def read(name: str, cell: str, words: Words) -> Any:
    """What a cell means, in the shape of a draft's content. Raises BadCell."""
    return _READERS.get(name, _plain)(name, cell.strip(), words)


def rewritten(name: str, cell: str, words: Words) -> str:
    """The cell as the export would write what it means. Raises BadCell."""
    value = read(name, cell, words)
    return _WRITERS.get(name, lambda given, _: given or "")(value, words)


def number(text: str) -> Decimal:
    """1.284,5; 1284,5; 1284.5: one point before exactly three digits separates thousands. Raises BadCell."""
    bare = re.sub(r"\s", "", text)
    if not bare.isascii() or not _NUMBER.fullmatch(bare):
        raise BadCell(f"“{shown(text)}” không đúng dạng số. Ghi như 1.250 hoặc 0,85.")
    if "," in bare or re.fullmatch(r"\d{1,3}(\.\d{3})+", bare):
        bare = bare.replace(".", "").replace(",", ".")
    return Decimal(bare)


def _plain(name: str, cell: str, words: Words) -> str | None:
    most = LONGEST.get(name)
    if most and len(cell) > most:
        raise BadCell(f"Dài {len(cell)} ký tự; nhiều nhất {most}.")
    return cell or None


def _text(name: str, cell: str, words: Words) -> str:
    if not cell:
        raise BadCell("Nội dung không được để trống.")
    return cell


def _kind(name: str, cell: str, words: Words) -> str | None:
    if not cell:
        return None
    for kind, said in KINDS.items():
        if fold(cell) in {fold(one) for one in said}:
            return kind
    allowed = ", ".join(f"“{said[0]}”" for said in KINDS.values())
    raise BadCell(f"Không có kiểu thời gian “{shown(cell)}”. Ghi một trong: {allowed}, hoặc để trống.")


def _day(name: str, cell: str, words: Words) -> str | None:
    if not cell:
        return None
    hit = _DAY.fullmatch(cell)
    try:
        if hit is None or int(hit[3]) not in YEARS:
            raise ValueError(cell)
        return date(int(hit[3]), int(hit[2]), int(hit[1])).isoformat()
    except ValueError:
        raise BadCell(
            f"“{shown(cell)}” không đúng dạng ngày. Ghi ngày/tháng/năm, ví dụ 30/09/2026."
        ) from None


def _rule(name: str, cell: str, words: Words) -> str | None:
    if not cell:
        return None
    rule = repeating.read(cell)
    if rule is None:
        raise BadCell(f"Không đọc được chu kỳ “{shown(cell)}”. {repeating.HINT}")
    return rule


def _weight(name: str, cell: str, words: Words) -> str:
    weight = number(cell) if cell else Decimal(1)
    if weight > MOST_WEIGHT:
        raise BadCell(f"Trọng số “{shown(cell)}” không đúng dạng: từ 0 đến {format_number(MOST_WEIGHT)}.")
    return str(weight)


def _ids(name: str, cell: str, words: Words) -> list[int]:
    names: Names = getattr(words, _VOCABULARY[name])
    return names.ordered(names.find(part).id for part in names.parts(cell))


def _lead(name: str, cell: str, words: Words) -> int:
    if not cell:
        raise BadCell("Không bỏ trống đơn vị chủ trì được. Trả lại nhiệm vụ trên màn hình.")
    return words.bodies.find(cell).id


def _main(name: str, cell: str, words: Words) -> list[int]:
    found = _ids(name, cell, words)
    if len(found) > 1:
        raise BadCell("Chỉ một người phụ trách chính.")
    return found


def _partners(name: str, cell: str, words: Words) -> dict[str, Any]:
    """Bodies by name, and names that the document wrote and no body bears."""
    names = words.partners
    ids, free = [], []
    for part in names.parts(cell):
        try:
            ids.append(names.find(part).id)
        except BadCell:
            if fold(part) not in names.free:
                raise
            free.append(names.free[fold(part)])
    ids = names.ordered(ids)
    said = [*(names.by_id[pk].name for pk in ids), *dict.fromkeys(free)]
    return {"partner_body_ids": ids, "partners": said}


def _targets(name: str, cell: str, words: Words) -> list[list[Any]]:
    """ "Cuộc thi: 2 cuộc; Lượt người dự thi: 200": a measure, a colon, a quantity; the unit may be left out."""
    found: dict[int, Decimal] = {}
    for part in _target_parts(cell):
        label, colon, said = part.rpartition(":")
        amount, _, unit = said.strip().partition(" ")
        if not colon or not amount:
            raise BadCell(
                f"“{shown(part)}” chưa đúng dạng. Ghi tên số đo, dấu hai chấm, số lượng: “Cuộc thi: 2”."
            )
        row = words.measures.find(label.strip(), unit=unit.strip())
        if unit.strip() and fold(unit) != fold(row.unit):
            raise BadCell(f"“{row.name}” tính bằng “{row.unit}”, không phải “{shown(unit.strip())}”.")
        quantity = number(amount)
        if not 0 < quantity <= MOST_QUANTITY:
            raise BadCell(f"Số lượng của “{row.name}” phải lớn hơn 0 và không quá 12 chữ số.")
        if row.id in found:
            raise BadCell(f"“{row.name}” nêu hai lần.")
        found[row.id] = quantity
    if len(found) > MOST_TARGETS:
        raise BadCell(f"Nhiều nhất {MOST_TARGETS} chỉ tiêu cho một nhiệm vụ.")
    return [[pk, str(found[pk])] for pk in words.measures.ordered(found)]


def _target_parts(cell: str) -> list[str]:
    """Pieces between semicolons; one without a colon belongs to the name that follows it."""
    found: list[str] = []
    held = ""
    for piece in (piece.strip() for piece in _PIECES.split(cell)):
        if not piece:
            continue
        held = f"{held}; {piece}" if held else piece
        if ":" in piece:
            found.append(held)
            held = ""
    return [*found, held] if held else found


_VOCABULARY = {"forms": "forms", "themes": "themes", "fields": "fields", "main": "people", "people": "people"}
_READERS: dict[str, Callable[[str, str, Words], Any]] = {
    "text": _text,
    "kind": _kind,
    "start": _day,
    "end": _day,
    "rule": _rule,
    "weight": _weight,
    "lead": _lead,
    "main": _main,
    "people": _ids,
    "forms": _ids,
    "themes": _ids,
    "fields": _ids,
    "partners": _partners,
    "targets": _targets,
}


def _said(name: str) -> Callable[[Any, Words], str]:
    def write(ids: Any, words: Words) -> str:
        names: Names = getattr(words, _VOCABULARY[name])
        return names_cell(names.by_id[pk].name for pk in ids)

    return write


_WRITERS: dict[str, Callable[[Any, Words], str]] = {
    "kind": lambda value, _: kind_cell(value),
    "start": lambda value, _: day_cell(date.fromisoformat(value) if value else None),
    "end": lambda value, _: day_cell(date.fromisoformat(value) if value else None),
    "rule": lambda value, _: rule_cell(value),
    "weight": lambda value, _: format_number(Decimal(value)),
    "lead": lambda value, words: words.bodies.by_id[value].name,
    "partners": lambda value, _: names_cell(value["partners"]),
    "targets": lambda value, words: targets_cell(
        (words.measures.by_id[pk], Decimal(quantity)) for pk, quantity in value
    ),
    **{name: _said(name) for name in _VOCABULARY},
}
