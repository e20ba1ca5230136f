"""What a file of procedures would change in a register. Pure: rows and stored values in, a comparison out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from lantoa.foundation.text import fold, format_date, format_number
from lantoa.procedures.drafts import LABELS, ProcedureDraft, trouble
from lantoa.procedures.sheet import RowError, SheetRow, error_at

Values = Mapping[str, str]
EMPTY = dict.fromkeys(LABELS, "") | {"state": "in_force"}
QUIET = ("source", "synced_on")
"""Told once for a whole file: where only these differ, a procedure counts as unchanged."""

IN_FORCE, REPLACED = "in_force", "replaced"
WORDS = {
    "ministry": "Cấp bộ", "province": "Cấp tỉnh", "district": "Cấp huyện", "commune": "Cấp xã", "other": "Cơ quan khác",
    "full": "Toàn trình", "partial": "Một phần", "information": "Cung cấp thông tin",
    "in_force": "Còn hiệu lực", "replaced": "Bị thay thế", "abolished": "Bị bãi bỏ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One column that differs."""

    name: str
    before: str
    after: str

    @property
    def label(self) -> str:
        return LABELS[self.name]

    @property
    def old(self) -> str:
        return shown(self.name, self.before)

    @property
    def new(self) -> str:
        return shown(self.name, self.after)


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the file with all that the register will say of it. `line` is 0 for one that is not in the file."""

    line: int
    code: str
    name: str
    values: Values
    differences: tuple[Difference, ...] = ()
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Nothing is taken in while there are errors. `touched` are unchanged but for source and day.

    `above` stand in a superior's register, `missing` are in force here and not in the file.
    """

    new: tuple[Listed, ...] = ()
    changed: tuple[Listed, ...] = ()
    unchanged: tuple[Listed, ...] = ()
    touched: tuple[str, ...] = ()
    above: tuple[Listed, ...] = ()
    missing: tuple[Listed, ...] = ()
    errors: tuple[RowError, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether taking the file in would write nothing."""
        return not (self.new or self.changed or self.touched or self.missing or self.errors)

    @property
    def digest(self) -> str:
        """Changes with anything that taking the file in would do."""
        said = [
            [asdict(row) for row in (*self.new, *self.changed)],
            list(self.touched),
            [row.code for row in self.missing],
            [asdict(error) for error in self.errors],
        ]
        plain = json.dumps(said, ensure_ascii=False, sort_keys=True, default=dict)
        return hashlib.sha256(plain.encode()).hexdigest()[:32]


def compare(
    rows: Sequence[SheetRow],
    stored: Mapping[str, Values],
    *,
    above: Mapping[str, str] | None = None,
    defaults: Values | None = None,
    letters: Mapping[str, str] | None = None,
    errors: Sequence[RowError] = (),
) -> Comparison:
    """`stored` is `{code: values}` of the register, `above` `{code: agency}` of superiors'.

    `defaults` are source and day of the whole file, where it has no such columns.
    """
    work = _Work(stored, above or {}, defaults or {}, letters or {}, {row.values["code"] for row in rows})
    unread = {error.line for error in errors}
    for row in rows:
        if row.line not in unread:
            work.take(row)
    missing = [
        Listed(0, code, values["name"], values)
        for code, values in stored.items()
        if code not in work.codes and values["state"] == IN_FORCE
    ]
    return Comparison(
        tuple(work.new),
        tuple(work.changed),
        tuple(work.unchanged),
        tuple(work.touched),
        tuple(work.higher),
        tuple(missing),
        tuple(sorted((*errors, *work.errors), key=lambda error: (error.line, error.cell))),
    )


class _Work:
    def __init__(
        self,
        stored: Mapping[str, Values],
        above: Mapping[str, str],
        defaults: Values,
        letters: Values,
        codes: set[str],
    ) -> None:
        self.stored, self.above, self.defaults, self.letters, self.codes = (
            stored,
            above,
            defaults,
            letters,
            codes,
        )
        self.new: list[Listed] = []
        self.changed: list[Listed] = []
        self.unchanged: list[Listed] = []
        self.higher: list[Listed] = []
        self.touched: list[str] = []
        self.errors: list[RowError] = []

    def take(self, row: SheetRow) -> None:
        code = row.values["code"]
        if code in self.above and code not in self.stored:
            name = row.values.get("name", "")
            self.higher.append(Listed(row.line, code, name, row.values, agency=self.above[code]))
            return
        before = self.stored.get(code, EMPTY)
        after = _settled(before, {**before, **self.defaults, **row.values}, row.values)
        wrong = self._wrong(row.line, after)
        self.errors += wrong
        if wrong:
            return
        differences = tuple(
            Difference(name, before[name], after[name])
            for name in LABELS
            if name != "code" and not _alike(name, before[name], after[name])
        )
        listed = Listed(row.line, code, after["name"], after, differences)
        if code not in self.stored:
            self.new.append(listed)
        elif any(one.name not in self.defaults for one in differences):
            self.changed.append(listed)
        else:
            self.unchanged.append(listed)
            self.touched += [code] if differences else []

    def _wrong(self, line: int, values: Values) -> list[RowError]:
        found = trouble(draft_of(values))
        state, ended, successor = values["state"], values["ended_on"], values["successor"]
        if state != IN_FORCE and not ended:
            found.append(("ended_on", "Thủ tục bị thay thế, bãi bỏ phải có ngày hết hiệu lực."))
        if state == IN_FORCE and ended:
            found.append(("state", "Còn hiệu lực thì để trống ngày hết hiệu lực, hoặc sửa tình trạng."))
        if ended and values["effective_from"] and ended < values["effective_from"]:
            found.append(("ended_on", "Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi."))
        if successor and state != REPLACED:
            found.append(("successor", "Chỉ thủ tục bị thay thế mới có thủ tục thay thế."))
        elif successor == values["code"]:
            found.append(("successor", "Thủ tục không thay thế chính mình."))
        elif successor and successor not in self.codes | self.stored.keys() | self.above.keys():
            found.append(("successor", f"Không có thủ tục {successor} trong tệp hay trong danh mục."))
        return [error_at(self.letters, line, name, message) for name, message in found]


def _settled(before: Values, after: dict[str, str], given: Values) -> dict[str, str]:
    """An empty state is what it was; one that is back in force drops what the file does not mention."""
    after["state"] = after["state"] or before["state"]
    if after["state"] == IN_FORCE and before["state"] != IN_FORCE:
        after |= {name: "" for name in ("ended_on", "successor") if name not in given}
    return after


def _alike(name: str, before: str, after: str) -> bool:
    return before == after or (name == "field" and fold(before) == fold(after))


def draft_of(values: Values) -> ProcedureDraft:
    return ProcedureDraft(
        **{name: values[name] for name in ("code", "name", "field", "resolver", "service", "time_text", "fee", "legal_basis", "decision", "source")},
        levels=tuple(word for word in values["levels"].split(",") if word),
        days=Decimal(values["days"]) if values["days"] else None,
        effective_from=_day(values["effective_from"]),
        synced_on=_day(values["synced_on"]),
    )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def shown(name: str, value: str) -> str:
    """A value in the words of people."""
    if not value:
        return ""
    if name in ("effective_from", "ended_on", "synced_on"):
        return format_date(date.fromisoformat(value))
    if name == "days":
        return format_number(Decimal(value))
    if name in ("levels", "service", "state"):
        return "; ".join(WORDS.get(word, word) for word in value.split(","))
    return value
