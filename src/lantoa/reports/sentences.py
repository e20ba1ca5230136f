"""Sentences of the paper that say what was counted. Pure."""

from __future__ import annotations

from lantoa.foundation.text import format_number
from lantoa.reports.contents import Contents


def counted_in_words(contents: Contents) -> str:
    """How many activities there are and how many of them have proof; of a roll-up also whose figures are in it."""
    activities = f"{format_number(contents.activities)} hoạt động đã xác nhận"
    if contents.proven is None:
        proven = f"{format_number(contents.evidence)} mục có minh chứng"
    else:
        proven = f"{format_number(contents.proven)} hoạt động có minh chứng"
    if not contents.children:
        return f"Trong kỳ có {activities}, {proven}."
    below = sum(child.state == "counted" for child in contents.children)
    sums = f"Số liệu sau cộng cả báo cáo đã ban hành của {format_number(below)} cơ quan trực thuộc."
    if not below:
        sums = "Các cơ quan trực thuộc chưa ban hành báo cáo kỳ này."
    return f"Trong kỳ, riêng {contents.agency} có {activities}, {proven}. {sums}"
