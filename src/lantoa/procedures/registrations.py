"""What the register puts into the house: its link and what the search box finds."""

from __future__ import annotations

from lantoa.jobs import schedule
from lantoa.jobs.registry import register_labels
from lantoa.organisation.frame import SECTION
from lantoa.procedures import code_kinds
from lantoa.procedures.web import slots
from lantoa.ui import registry as ui


def connect() -> None:
    """Called once from `AppConfig.ready`."""
    code_kinds.connect()
    ui.register_nav(
        ui.NavItem("thu-tuc", "Thủ tục hành chính", "procedures:list", 50, shown=slots.may_look),
        ui.NavItem(SECTION, "Liên kết dịch vụ công", "procedures:portal", 906, shown=slots.keeps_portal),
    )
    ui.register_search(ui.SearchSource("Thủ tục hành chính", slots.find, 40))
    register_labels(
        {
            "lantoa.procedures.jobs.read_file": "Đọc tệp danh mục thủ tục",
            "lantoa.procedures.jobs.take_in": "Nhập danh mục thủ tục",
        }
    )
    schedule.register(
        "procedures.files", "50 3 * * *", "lantoa.procedures.jobs.forget_files", "Bỏ tệp danh mục thủ tục cũ"
    )
