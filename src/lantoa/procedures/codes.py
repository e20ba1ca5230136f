"""Codes of procedures as the national database writes them, and addresses made from them. Pure.

A base code (`1.009994`) stands for the procedure as its ministry announced it; with `.000.00.00.H13` behind it, for
the one of a province or ministry (the last group is its electronic identifier, Quyết định 20/2020/QĐ-TTg).
"""

from __future__ import annotations

import re
from string import Formatter
from urllib.parse import quote, urlsplit

LONGEST = 24
EXAMPLE = "1.009994.000.00.00.H13"
_SHAPE = re.compile(r"[1-9]\.\d{6}(\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})?", re.ASCII)
_BASE = 8
WHOLE, BARE = "ma", "ma_goc"
"""What a pattern of an address may hold: the code as it stands, and its base."""


def tidy(text: str) -> str:
    """The code as it is stored: capitals, no blanks."""
    return re.sub(r"\s", "", text).upper()


def is_code(text: str) -> bool:
    """Whether a tidied text has the shape of a code."""
    return _SHAPE.fullmatch(text) is not None


def base(code: str) -> str:
    return code[:_BASE]


def pattern_trouble(pattern: str) -> str:
    """What is wrong with a pattern of addresses, as a sentence; empty for one that can be filled."""
    try:
        names = [name for _, name, _, _ in Formatter().parse(pattern) if name is not None]
        filled = fill(pattern, EXAMPLE)
        parts = urlsplit(filled)
        host = parts.hostname or ""
    except (ValueError, KeyError, IndexError, AttributeError):
        return f"Chỉ dùng {{{WHOLE}}} hoặc {{{BARE}}} trong ngoặc nhọn."
    if parts.scheme != "https" or "." not in host or parts.username or re.search(r"[\s\"'<>\\]", filled):
        return "Địa chỉ phải bắt đầu bằng https:// và tên miền của cổng."
    if not set(names) & {WHOLE, BARE} or re.search(r"[{}]", f"{parts.scheme}{parts.netloc}"):
        return f"Địa chỉ phải có {{{WHOLE}}} (mã đầy đủ) hoặc {{{BARE}}} (mã gốc) ở chỗ của mã thủ tục."
    before = pattern.partition("{")[0]
    if urlsplit(before).netloc != parts.netloc or "/" not in before.removeprefix("https://"):
        return "Mã thủ tục phải đứng sau tên miền và dấu gạch chéo."
    return ""


def fill(pattern: str, code: str) -> str:
    """The address of a procedure. Raises KeyError, ValueError for a pattern that cannot be filled."""
    return pattern.format_map({WHOLE: quote(code, safe=""), BARE: quote(base(code), safe="")})
