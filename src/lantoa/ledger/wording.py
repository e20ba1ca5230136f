"""Text that somebody typed, made fit to keep: NFC, no control or invisible characters. No Django."""

from __future__ import annotations

import unicodedata

from lantoa.foundation.errors import Refused
from lantoa.foundation.text import nfc, squeeze

_KEPT_CONTROLS = {"\n", "\t"}


def _seen(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (char for char in text if char in _KEPT_CONTROLS or unicodedata.category(char)[0] != "C")
    return nfc("".join(kept))


def line(text: str, *, most: int, field: str, label: str) -> str:
    """One line. Raises Refused (code "too_long") over `most` characters."""
    kept = squeeze(_seen(text))
    if len(kept) > most:
        raise Refused(
            f"{label} dài {len(kept)} ký tự; rút gọn còn nhiều nhất {most} ký tự.",
            code="too_long",
            field=field,
        )
    return kept


def paragraphs(text: str, *, most: int, field: str, label: str) -> str:
    """Several lines, without blanks at their ends. Raises Refused (code "too_long")."""
    kept = "\n".join(part.rstrip() for part in _seen(text).split("\n")).strip()
    if len(kept) > most:
        raise Refused(
            f"{label} dài {len(kept)} ký tự; rút gọn còn nhiều nhất {most} ký tự.",
            code="too_long",
            field=field,
        )
    return kept


def reason(text: str, *, field: str = "reason") -> str:
    """A reason that somebody will read later. Raises Refused when there is none."""
    kept = paragraphs(text, most=1000, field=field, label="Lý do")
    if not kept:
        raise Refused("Chưa ghi lý do. Ghi ngắn gọn lý do rồi gửi lại.", code="no_reason", field=field)
    return kept


def own_entry(*, recorded: bool) -> str:
    """Why somebody with the right may not confirm an entry, and who may."""
    did = "ghi" if recorded else "đã sửa hoặc thêm, bớt minh chứng của"
    return (
        f"Người đang đăng nhập {did} mục này nên không tự xác nhận. "
        "Phụ trách hoặc cấp phó khác của đơn vị, hoặc đầu mối CCHC xác nhận."
    )
