"""More pages of the demo: the roadmap, the results of the running year."""

from __future__ import annotations

from datetime import date
from typing import Any

from lantoa.foundation import clock
from lantoa.organisation import demo as organisation
from lantoa.portal.demo_pages import Writer
from lantoa.portal.models import ResultsPage, RoadmapPage

GOALS: tuple[tuple[str, str, tuple[dict[str, Any], ...]], ...] = (
    (
        "Người dân biết và dùng dịch vụ công trực tuyến",
        "Mỗi quý có hướng dẫn mới; ai chưa quen được giúp ngay tại quầy.",
        (
            {
                "what": "Tin, bài hướng dẫn nộp hồ sơ trực tuyến",
                "due": (12, 15),
                "measure": "M02",
                "target": "40",
            },
            {"what": "Đặt mã QR hướng dẫn ở mọi quầy", "due": (6, 30), "done_on": (6, 12)},
        ),
    ),
    (
        "Công chức làm việc trên môi trường số",
        "",
        (
            {"what": "Tập huấn ký số cho mọi phòng", "due": (9, 30), "unit": "Văn phòng Sở"},
            {"what": "Số hóa hồ sơ lưu trữ của hai năm gần nhất", "due": (12, 31), "unit": "Văn phòng Sở"},
        ),
    ),
)


def build(today: date) -> None:
    made = organisation.find()
    with clock.standing_on(today):
        writer = Writer(made, today)
        roadmap(writer, today)
        page = ResultsPage(
            title="Kết quả tuyên truyền cải cách hành chính",
            summary="Số liệu đã xác nhận của năm đang chạy, cập nhật khi sổ hoạt động thay đổi.",
            period="now:year",
        )
        writer.publish("ket-qua", page)


def roadmap(writer: Writer, today: date) -> None:
    page = RoadmapPage(
        title=f"Lộ trình chuyển đổi số năm {today.year}",
        summary="Hai mục tiêu của năm; tiến độ lấy từ sổ hoạt động đã xác nhận.",
    )
    page.goals = [
        {
            "type": "goal",
            "value": {"title": title, "intro": intro, "milestones": [_milestone(one, today) for one in rows]},
        }
        for title, intro, rows in GOALS
    ]
    writer.publish("ket-qua", page)


def _milestone(words: dict[str, Any], today: date) -> dict[str, Any]:
    value = {"unit": "", "measure": "", "target": None, "since": None, "task": "", "done_on": None, **words}
    for name in ("due", "done_on"):
        if value[name] is not None:
            value[name] = date(today.year, *value[name]).isoformat()
    if value["done_on"] is not None and value["done_on"] > today.isoformat():
        value["done_on"] = None
    return value
