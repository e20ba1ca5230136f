"""The four qualities of what is published, each a figure with its rule: timely, complete, regular, effective. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lantoa.foundation.text import format_number

NONE_YET = "chưa có số liệu"


@dataclass(frozen=True, slots=True)
class Quality:
    """`figure` as shown; `rule` how it is counted."""

    name: str
    figure: str
    rule: str


def timely(event: date | None, published: date | None) -> Quality:
    """Days from the event to the first publication; the same day is 0."""
    figure = NONE_YET
    if event is not None and published is not None:
        figure = f"{max((published - event).days, 0)} ngày"
    return Quality(
        "Kịp thời", figure, "Số ngày từ ngày diễn ra sự việc đến ngày đăng lần đầu; cùng ngày là 0."
    )


def complete(filled: Sequence[str], missing: Sequence[str]) -> Quality:
    """Of the fields that a good page has, how many are filled."""
    whole = len(filled) + len(missing)
    figure = f"{len(filled)}/{whole}" if whole else NONE_YET
    lacks = f" Còn thiếu: {', '.join(missing)}." if missing else ""
    return Quality("Đầy đủ", figure, f"Số mục đã điền trên số mục một trang tốt cần có.{lacks}")


def regular(articles: int, target: Decimal | None, months: int) -> Quality:
    """Articles of the agency in the last thirty days, against what the plan's task owes in a month."""
    figure = f"{articles} bài"
    rule = "Số tin, bài cơ quan đăng trong 30 ngày qua"
    if target is not None and months > 0:
        owed = (target / months).quantize(Decimal("0.1"))
        return Quality(
            "Thường xuyên",
            f"{figure}, cần {format_number(owed)}",
            f"{rule}, so với chỉ tiêu của nhiệm vụ chia đều cho {months} tháng.",
        )
    return Quality("Thường xuyên", figure, f"{rule}. Trang chưa gắn nhiệm vụ có chỉ tiêu tin, bài.")


def effective(reads: int, helpful: Decimal | None) -> Quality:
    """Reads since the first publication, and the share of readers who said that it helped."""
    share = f"{format_number(helpful.quantize(Decimal('0.1')))} % có ích" if helpful is not None else NONE_YET
    return Quality(
        "Hiệu quả",
        f"{format_number(Decimal(reads))} lượt xem; {share}",
        "Lượt xem từ ngày đăng lần đầu; tỷ lệ trả lời “Có ích” trên mọi câu trả lời của trang.",
    )
