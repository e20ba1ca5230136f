"""How a report's state, days and figures are said on screen. Pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lantoa.foundation import workdays
from lantoa.foundation.text import lower_first
from lantoa.reports import standing
from lantoa.reports.contents import Amount, Figure
from lantoa.ui.words import vndate, vnnumber, vnpercent

WRITING, FROZEN, ISSUED = "writing", "frozen", "issued"
_LOOKS = {"writing": "work", "frozen": "wait", "issued": "done"}


def look_of(state: str, due_on: date | None, today: date, *, correcting: bool = False) -> str:
    """One of ui.words.STATES: a first report past its day is late until it is issued."""
    if state != ISSUED and not correcting and due_on is not None and workdays.days_late(due_on, today):
        return "late"
    return _LOOKS[state]


def state_word(state: str, *, correcting: bool = False) -> str:
    if state == WRITING:
        return "Đang soạn bản sửa" if correcting else "Đang soạn"
    if state == FROZEN:
        return "Bản sửa đã chốt, chờ ký" if correcting else "Đã chốt, chờ ký"
    return "Đã ban hành"


def days_of(starts: date, ends: date) -> str:
    return f"{vndate(starts)} – {vndate(ends)}"


def countdown(due_on: date | None, today: date) -> str:
    """ "còn 5 ngày làm việc", "đến hạn hôm nay"; empty without a day."""
    return lower_first(standing.countdown(due_on, today)) if due_on else ""


def said(kind: str, amount: Amount | None) -> str:
    """A figure without its unit: "1.250", "87,50 %"; a dash where nothing was measured, which is not zero."""
    if amount is None or amount.value is None:
        return "–"
    return vnpercent(amount.value, 2) if kind == "ratio" else vnnumber(amount.value)


def parts_said(figure: Figure) -> str:
    """The two parts of a ratio: "35 trên 40"; empty for others."""
    amount = figure.amount
    if figure.kind != "ratio" or amount.value is None:
        return ""
    return f"{vnnumber(amount.numerator or 0)} trên {vnnumber(amount.denominator or 0)}"


def change_said(figure: Figure) -> str:
    """ "tăng 7", "giảm 1,25 điểm", "không đổi"; empty where it cannot be compared."""
    change = figure.change
    if change is None:
        return ""
    if not change:
        return "không đổi"
    size = vnnumber(abs(change), 2) + " điểm" if figure.kind == "ratio" else vnnumber(abs(change))
    return f"{'tăng' if change > 0 else 'giảm'} {size}"


def value_said(value: Decimal | None, unit: str) -> str:
    return "không có số liệu" if value is None else f"{vnnumber(value)} {unit}"
