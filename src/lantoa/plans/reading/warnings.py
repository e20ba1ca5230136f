"""The doubts of a reading: stable codes, Vietnamese messages."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.documents.blocks import Place
from lantoa.plans.reading.draft import Warning

MESSAGES = {
    "DUPLICATE_ORDINAL": "Số thứ tự “{0}” bị lặp lại trong cùng một danh sách.",
    "MISSING_ORDINAL": "Danh sách thiếu số thứ tự “{0}”.",
    "COUNT_MISMATCH": "Văn bản nêu {0} {2} nhưng chỉ đọc được {1}.",
    "SUSPECT_WORD": "Từ “{0}” có thể bị gõ sai hoặc thiếu chữ{1}.",
    "UNKNOWN_UNIT": "“{0}” không có trong danh sách đơn vị của cơ quan.",
    "UNREADABLE_DATE": "Không đọc được ngày trong “{0}”: ngày để trống hoặc không có trong lịch.",
    "DETACHED_DATE": "Ngày “{0}” đứng rời trong phần mở đầu; tạm hiểu là ngày ban hành kế hoạch.",
    "MISSING_NUMBER": "Không tìm thấy số, ký hiệu của văn bản.",
    "MISSING_DATE": "Không tìm thấy ngày ban hành văn bản.",
    "MISSING_YEAR": "Không xác định được năm của kế hoạch; thời gian không ghi năm được để trống.",
    "UNMARKED_ITEM": "Đoạn không đánh số được hiểu là {0} nội dung riêng; đề nghị kiểm tra việc tách đoạn.",
    "TIME_UNREAD": "Chưa hiểu thời gian “{0}”; đề nghị chọn thời gian cho nhiệm vụ.",
    "NO_TASKS": "Không tìm thấy nhiệm vụ nào trong văn bản.",
    "NOT_A_PLAN": "Văn bản là {0}, không phải kế hoạch.",
    "NOT_IN_ANNEX": "Nội dung này không khớp dòng nào của phụ lục nên không tính là nhiệm vụ; đề nghị kiểm tra.",
    "LEFT_OUT": "Đoạn này chưa được đưa vào mục nào của bản thảo; đề nghị xem lại.",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt before it is worded: `about` fills the message."""

    code: str
    place: Place | None
    about: str = ""
    more: tuple[str, ...] = ()

    def worded(self) -> Warning:
        return Warning(self.code, MESSAGES[self.code].format(short(self.about), *self.more), self.place)


def short(text: str, limit: int = 90) -> str:
    """At most so many characters, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
