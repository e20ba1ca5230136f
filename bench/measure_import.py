"""Reading a long plan in Word into a draft, by the command that an officer's upload also runs."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from docx import Document

from bench.child import spend
from bench.registry import Result, benchmark

TASKS_PER_PAGE = 6
"""With its three labelled lines, a task takes about a sixth of an A4 page."""


@benchmark("import_word_plan", unit="s", budget=10, size=100, size_unit="trang .docx")
def read(size: int) -> Result:
    """The whole command, start of Python included, as a dry run without a database."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ke-hoach.docx"
        tasks = _write(path, size)
        spent = spend([sys.executable, "-m", "lantoa.config.command", "plans", "import", str(path), "--json"])
    found = len(json.loads(spent.output)["tasks"])
    trouble = "" if found == tasks else f"đọc được {found} trên {tasks} nhiệm vụ"
    return Result(
        spent.seconds, notes=[f"{tasks} nhiệm vụ, đỉnh bộ nhớ {spent.memory:.0f} MB"], trouble=trouble
    )


def _write(path: Path, pages: int) -> int:
    """A plan of that many pages in the usual order. Returns how many tasks it holds."""
    document = Document()
    for line in (
        "ỦY BAN NHÂN DÂN TỈNH", "SỞ XÂY DỰNG", "Số: 12/KH-SXD", "Sóc Trăng, ngày 10 tháng 01 năm 2026", "KẾ HOẠCH",
        "Tuyên truyền cải cách hành chính năm 2026",
        "Căn cứ Kế hoạch số 5/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh, Sở Xây dựng ban hành kế hoạch như sau:",
        "I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "a) Nâng cao nhận thức của cán bộ, công chức.", "2. Yêu cầu",
        "a) Thiết thực, tiết kiệm.", "II. NHIỆM VỤ",
    ):  # fmt: skip
        document.add_paragraph(line)
    tasks = pages * TASKS_PER_PAGE
    for number in range(1, tasks + 1):
        document.add_paragraph(
            f"{number}. Tổ chức tuyên truyền nội dung thứ {number} về cải cách thủ tục hành chính, dịch vụ công trực tuyến "
            "và chuyển đổi số tới cán bộ, công chức, viên chức và người dân trên địa bàn."
        )
        document.add_paragraph("- Đơn vị chủ trì: Văn phòng Sở.")
        document.add_paragraph("- Đơn vị phối hợp: Các phòng thuộc Sở.")
        document.add_paragraph(f"- Thời gian thực hiện: Quý {('I', 'II', 'III', 'IV')[number % 4]}/2026.")
    document.add_paragraph("III. TỔ CHỨC THỰC HIỆN")
    document.add_paragraph("1. Văn phòng Sở theo dõi, đôn đốc việc thực hiện kế hoạch này.")
    document.save(str(path))
    return tasks
