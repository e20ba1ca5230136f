"""How values are written for people: dates, numbers, states. Pure."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from lantoa.foundation.clock import VIETNAM

# The states every room shows, with their words. A room may say a more exact word; shape and colour stay.
STATES = {
    "todo": "Chưa bắt đầu",
    "work": "Đang thực hiện",
    "wait": "Chờ xác nhận",
    "done": "Hoàn thành",
    "late": "Trễ hạn",
    "risk": "Có nguy cơ",
    "void": "Đã hủy",
    "info": "Thông tin",
}

NBSP = "\N{NO-BREAK SPACE}"


def vndate(value: date | datetime | None) -> str:
    """dd/MM/yyyy in Vietnamese time; empty for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        value = (value.astimezone(VIETNAM) if value.tzinfo else value).date()
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def vndatetime(value: datetime | None) -> str:
    """dd/MM/yyyy HH:mm in Vietnamese time; empty for nothing."""
    if value is None or value == "":
        return ""
    local = value.astimezone(VIETNAM) if value.tzinfo else value
    return f"{vndate(local.date())} {local.hour:02}:{local.minute:02}"


def vnnumber(value: Decimal | float | int | None, places: int | None = None) -> str:
    """Thousands point, decimal comma: 1284.5 is "1.284,5". `places` fixes the digits after the comma."""
    if value is None or value == "":
        return ""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is None:
        text = (
            f"{number.normalize():,f}" if number == number.to_integral_value() else f"{number:,f}".rstrip("0")
        )
    else:
        text = f"{number:,.{places}f}"
    return text.translate(str.maketrans(",.-", ".,−"))


def vnpercent(value: Decimal | float | int | None, places: int = 1) -> str:
    """A percentage already times one hundred: 53.7 is "53,7 %" with a space that does not break."""
    return "" if value is None or value == "" else f"{vnnumber(value, places)}{NBSP}%"


def vnbytes(size: int) -> str:
    """4,6 MB; 12 KB."""
    if size < 1024:
        return f"{size}{NBSP}byte"
    if size < 1024 * 1024:
        return f"{vnnumber(Decimal(size) / 1024, 0)}{NBSP}KB"
    return f"{vnnumber(Decimal(size) / (1024 * 1024), 1)}{NBSP}MB"
