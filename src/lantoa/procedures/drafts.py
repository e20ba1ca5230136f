"""What is said of a procedure, as a form or a row of a file gives it. Frozen, and whole: every field is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lantoa.procedures import codes

MOST_DAYS = Decimal(999)
LONGEST = {
    "name": 1000, "field": 200, "resolver": 300, "time_text": 1000, "fee": 1000, "legal_basis": 4000,
    "decision": 200, "source": 200,
}  # fmt: skip
"""Characters."""


@dataclass(frozen=True, slots=True)
class ProcedureDraft:
    """`field` is a name: a field that is not there yet is made. `days` are working days."""

    code: str
    name: str
    field: str = ""
    levels: tuple[str, ...] = ()
    resolver: str = ""
    service: str = ""
    days: Decimal | None = None
    time_text: str = ""
    fee: str = ""
    legal_basis: str = ""
    decision: str = ""
    effective_from: date | None = None
    source: str = ""
    synced_on: date | None = None


LABELS = {
    "code": "Mã thủ tục",
    "name": "Tên thủ tục",
    "field": "Lĩnh vực",
    "levels": "Cấp thực hiện",
    "resolver": "Cơ quan giải quyết",
    "service": "Mức độ dịch vụ công trực tuyến",
    "days": "Thời hạn (ngày làm việc)",
    "time_text": "Diễn giải thời hạn",
    "fee": "Phí, lệ phí",
    "legal_basis": "Căn cứ pháp lý",
    "decision": "Quyết định công bố",
    "effective_from": "Có hiệu lực từ ngày",
    "state": "Tình trạng",
    "ended_on": "Hết hiệu lực từ ngày",
    "successor": "Thay bằng",
    "source": "Nguồn",
    "synced_on": "Ngày lấy dữ liệu",
}
"""Every column of the register, in the order of its files."""

PLAIN = tuple(name for name in ProcedureDraft.__dataclass_fields__ if name != "field")
"""Columns that a draft gives as they are stored, but for the levels."""


def trouble(draft: ProcedureDraft) -> list[tuple[str, str]]:
    """What is wrong with a draft: (field, sentence)."""
    found = []
    if not codes.is_code(draft.code):
        found.append(("code", f"Mã thủ tục có dạng {codes.EXAMPLE} hoặc {codes.base(codes.EXAMPLE)}."))
    if not draft.name:
        found.append(("name", "Thiếu tên thủ tục."))
    found += [
        (name, f"Dài quá {most} ký tự.") for name, most in LONGEST.items() if len(getattr(draft, name)) > most
    ]
    if draft.days is not None and not 0 < draft.days <= MOST_DAYS:
        found.append(("days", f"Thời hạn lớn hơn 0 và không quá {MOST_DAYS} ngày làm việc."))
    elif draft.days is not None and draft.days != round(draft.days, 2):
        found.append(("days", "Thời hạn có nhiều nhất hai chữ số sau dấu phẩy."))
    return found
