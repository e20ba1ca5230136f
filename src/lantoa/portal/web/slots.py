"""What the portal puts into the frame of public pages and of the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lantoa.organisation.access import Actor
from lantoa.portal import access, honour_access
from lantoa.ui import registry as ui

SECTION = "noi-dung"
CHECKING, READERS = "Kiểm tra nội dung", "Người đọc"


def ask_if_helpful(request: HttpRequest, masthead: Any) -> SafeString:
    """The question at the end of every public page. The address is all that it carries: the page may be kept."""
    if request is None or getattr(request, "is_preview", False):
        return SafeString("")
    return render_to_string("portal/helpful.html", {"path": request.path})


def _writes(actor: Actor) -> bool:
    return bool(access.writes_for(actor))


def connect() -> None:
    ui.register_slot("ui.portal.end", ask_if_helpful)
    ui.register_nav(
        ui.NavItem(SECTION, "Nêu gương", "honours:list", 50, shown=honour_access.may_nominate),
        ui.NavItem(SECTION, "Câu hỏi của tháng", "honours:questions", 52, shown=honour_access.may_nominate),
        ui.NavItem(
            SECTION, "Nội dung bắt buộc", "duties:list", 54, fold=CHECKING, shown=access.may_read_of_readers
        ),
        ui.NavItem(
            SECTION, "Trang cần rà soát", "duties:due", 56, fold=CHECKING, shown=access.may_read_of_readers
        ),
        ui.NavItem(SECTION, "Liên kết hỏng", "editorial:links", 57, fold=CHECKING, shown=_writes),
        ui.NavItem(
            SECTION,
            "Lịch rà soát trang",
            "duties:reviews",
            57,
            fold=CHECKING,
            shown=access.may_read_of_readers,
        ),
        ui.NavItem(
            SECTION, "Lượt xem trang", "readers:reads", 60, fold=READERS, shown=access.may_read_of_readers
        ),
        ui.NavItem(
            SECTION, "Ý kiến về trang", "readers:opinions", 62, fold=READERS, shown=access.may_read_of_readers
        ),
        ui.NavItem(SECTION, "Tìm không thấy", "readers:missed", 64, fold=READERS, shown=_writes),
        ui.NavItem(SECTION, "Từ cùng nghĩa", "readers:synonyms", 66, fold=READERS, shown=_writes),
        ui.NavItem(SECTION, "Ngôn ngữ, bản dịch", "readers:languages", 68, shown=_writes),
    )
