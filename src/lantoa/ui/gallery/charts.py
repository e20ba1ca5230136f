"""Cases of charts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lantoa.ui.calendars import Entry, Stretch, month_of, year_of
from lantoa.ui.charts import Bar, Bars, Course, Heat, HeatCell, HeatRow, Point, Spark, Stack, Stacks
from lantoa.ui.registry import register_case as case


def _heat() -> Heat:
    def cell(done: int, due: int, late: int = 0) -> HeatCell:
        return HeatCell(done, due, late, "#" if due else "")

    full = [
        cell(3, 3),
        cell(3, 3),
        cell(4, 4),
        cell(3, 3),
        cell(4, 4),
        cell(5, 5),
        cell(4, 4),
        cell(4, 4),
        cell(2, 5),
        cell(0, 5),
        cell(0, 4),
        cell(3, 4),
    ]
    thin = [
        cell(0, 0),
        cell(1, 1),
        cell(1, 1),
        cell(0, 0),
        cell(1, 1),
        cell(1, 1),
        cell(0, 0),
        cell(0, 1, 1),
        cell(0, 1),
        cell(0, 0),
        cell(0, 1),
        cell(0, 1),
    ]
    return Heat(
        "Số việc hoàn thành trên số việc đến hạn trong tháng. Chọn ô để xem các việc.",
        [HeatRow("Văn phòng", full, "#"), HeatRow("Phòng Hạ tầng kỹ thuật", thin)],
        now=8,
    )


def register() -> None:
    case(
        "c-progress",
        "số trên chỉ tiêu",
        '<div class="cols"><div><c-progress :value="35" :most="48" unit="tin, bài" label="Nhiệm vụ 2" href="#" /></div>'
        '<div><c-progress :value="0" :most="1" unit="hội nghị" label="Nhiệm vụ 8" st="late" /></div></div>',
    )
    case(
        "c-course",
        "so với mức cần đạt",
        '<c-course :course="course" />',
        {"course": Course(Decimal("53.7"), Decimal("62.5"))},
    )
    case("c-course", "chưa có số liệu", '<c-course :course="course" />', {"course": Course(None)})
    weeks = [
        Point(f"Tuần {week}", value) for week, value in enumerate((84, 85, 84, 86, 87, 86, 89, 89), start=1)
    ]
    case("c-spark", "tám tuần", '<c-spark :spark="spark" />', {"spark": Spark("Mức hài lòng", weeks, "%")})
    case("c-spark", "chưa có số liệu", '<c-spark :spark="spark" />', {"spark": Spark("Mức hài lòng", [])})
    bars = [
        Bar("Văn phòng", Decimal("89.6"), "89,6 %", "#"),
        Bar("Phòng Quản lý vận tải", Decimal("37.6"), "37,6 %", note="2 việc trễ hạn", late=True),
        Bar("Phòng Quản lý nhà", None, "ẩn", note="dưới 5 phiếu"),
    ]
    case(
        "c-bars",
        "theo đơn vị",
        '<c-bars :bars="bars" />',
        {"bars": Bars("Tiến độ theo đơn vị", bars, most=100, figure="Tiến độ")},
    )
    stacks = [
        Stack("Dễ tìm thông tin về thủ tục", (3, 8, 27, 187, 132)),
        Stack("Công chức lịch sự, đúng mực", (0, 0, 0, 0, 0)),
    ]
    case(
        "c-stacks",
        "năm mức trả lời",
        '<c-stacks :stacks="stacks" />',
        {"stacks": Stacks("Tỷ lệ trả lời từng mức, phần trăm", stacks)},
    )
    case("c-heat", "đơn vị và tháng", '<c-heat :heat="heat" />', {"heat": _heat()})
    entries = {
        date(2026, 9, 4): [Entry("Hướng dẫn tại quầy 07", "#", "done")],
        date(2026, 9, 11): [
            Entry("7. Nhắc thu phiếu khảo sát", "#", "wait"),
            Entry("8. Hội nghị đối thoại", "#", "late"),
        ],
        date(2026, 9, 30): [Entry("9. Hết đợt phát tờ gấp", "#")],
    }
    month = month_of(
        2026,
        9,
        entries,
        today=date(2026, 9, 8),
        off=[date(2026, 9, 1), date(2026, 9, 2)],
        notes={date(2026, 9, 1): "Nghỉ Quốc khánh", date(2026, 9, 2): "Nghỉ Quốc khánh"},
        before="#",
        after="#",
    )
    case("c-month", "tháng có việc", '<c-month :month="month" level="3" />', {"month": month})
    case("c-month", "tháng trống", '<c-month :month="month" level="3" />', {"month": month_of(2026, 2, {})})
    stretches = [
        Stretch(
            "2. Duy trì chuyên mục",
            [(date(2026, 2, 1), date(2026, 12, 14))],
            "#",
            35 / 48,
            words="01/02 đến 14/12; đạt 35 trên 48 tin, bài",
        ),
        Stretch(
            "8. Hội nghị đối thoại",
            [(date(2026, 8, 3), date(2026, 8, 28))],
            "#",
            0,
            "late",
            "03/08 đến 28/08; đạt 0 trên 1 hội nghị",
        ),
        Stretch(
            "6. Phát thanh hằng quý",
            [(date(2026, month, 1), date(2026, month, 20)) for month in (3, 6, 9, 12)],
            "#",
            0.5,
            words="mỗi quý một kỳ; đạt 18 trên 36 lượt phát",
            sub="Phòng Hạ tầng kỹ thuật",
        ),
    ]
    caption = "Dòng thời gian năm 2026. Thanh đậm: phần đã đạt. Vạch đứt: hôm nay, 08/09/2026."
    case(
        "c-gantt",
        "cả năm",
        '<c-gantt :gantt="gantt" />',
        {"gantt": year_of(2026, stretches, caption=caption, today=date(2026, 9, 8))},
    )
