"""How values are written for people: dates, numbers, states. Pure."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from lantoa.foundation.clock import local
from lantoa.foundation.text import NBSP, format_date, format_number

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


def vndate(value: date | datetime | None) -> str:
    """dd/MM/yyyy in Vietnamese time; empty for nothing."""
    return format_date(value) if value else ""


def vndatetime(value: datetime | None) -> str:
    """dd/MM/yyyy HH:mm in Vietnamese time; empty for nothing."""
    if not value:
        return ""
    shown = local(value)
    return f"{format_date(shown)} {shown:%H:%M}"


def vnnumber(value: Decimal | float | int | None, places: int | None = None) -> str:
    """Thousands point, decimal comma, a true minus: 1284.5 is "1.284,5". `places` fixes the digits after the comma,
    halves away from zero as everybody learnt at school."""
    if value is None or value == "":
        return ""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return format_number(exact, places).replace("-", "−")


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
